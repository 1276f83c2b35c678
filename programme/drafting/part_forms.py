"""Forms of a programme's parts outside Wagtail's page editor: ordinary fields, with or without
JavaScript. They only read what was typed; `programme/drafting/writing.py` checks it and makes the
draft.
"""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.models import Municipality, Organisation
from programme.drafting.plain_text import as_html, as_plain
from programme.drafting.writing import RefusedError
from programme.models import ActionPage, GoalPage, PriorityPage, ProgrammePage, UpdateInterval

MEASURE_PARTS = ("indicator", "unit", "start", "target")
LISTS_HINT = _("An empty line begins a new paragraph, a line with “- ” at its start is a list.")


def _label(model, name: str) -> str:
    label = str(model._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


class PartForm(forms.Form):
    """What a part of a programme says. `page` is its newest draft, or None for a new one.

    A rich text that has more in it than a text box can show is not among the fields:
    `only_in_editor` names it.
    """

    page_model: type
    rich: tuple[str, ...] = ()

    title = forms.CharField(max_length=255, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, data=None, *, page=None):
        initial = {} if page is None else {name: getattr(page, name) for name in self.base_fields}
        self.page = page
        self.only_in_editor: list[tuple[str, str]] = []
        super().__init__(data, initial=initial)
        prefix = f"osa{page.pk}" if page is not None else f"uusi-{self.page_model._meta.model_name}"
        self.auto_id = f"{prefix}-%s"
        for name, form_field in list(self.fields.items()):
            form_field.label = _label(self.page_model, name)
            if name in self.rich:
                self._make_plain(name, form_field)

    def _make_plain(self, name: str, form_field: forms.Field) -> None:
        plain = as_plain(self.initial.get(name, ""))
        if plain is None:
            self.only_in_editor.append((str(form_field.label), self.initial[name]))
            del self.fields[name]
        else:
            self.initial[name] = plain
            form_field.help_text = LISTS_HINT

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as `writing` takes it; of a part that there is, only what has changed."""
        names = self.fields if self.page is None else self.changed_data
        return {
            name: as_html(self.cleaned_data[name]) if name in self.rich else self.cleaned_data[name]
            for name in names
        }

    def refuse(self, error: RefusedError) -> None:
        """Say what `writing` refused, each sentence at its field."""
        for name, sentences in error.errors.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)


def long_text(rows: int) -> forms.CharField:
    """A text of a few lines that may be left empty."""
    return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": rows}))


class PriorityForm(PartForm):
    page_model = PriorityPage

    introduction = long_text(4)


class GoalForm(PartForm):
    page_model = GoalPage
    rich = ("why", "what")

    why = long_text(4)
    what = long_text(4)


class ManyRows(forms.ModelMultipleChoiceField):
    """Rows to be ticked."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        # A draft gives its rows as a manager of its own.
        return super().prepare_value(value.all() if hasattr(value, "all") else value)

    def has_changed(self, initial, data) -> bool:
        rows = initial.all() if hasattr(initial, "all") else initial
        return super().has_changed(rows, data)


class MeasureForm(forms.Form):
    """One thing that is counted; an empty row is none."""

    id = forms.CharField(required=False, widget=forms.HiddenInput)
    indicator = forms.CharField(required=False, max_length=200, label=_("Indicator"))
    unit = forms.CharField(required=False, max_length=40, label=_("Unit"))
    start = forms.DecimalField(required=False, localize=True, label=_("At the start"))
    target = forms.DecimalField(
        required=False, localize=True, label=pgettext_lazy("measure", "Target")
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        said = [cleaned.get(name) for name in ("unit", "start", "target")]
        if any(each not in (None, "") for each in said) and not cleaned.get("indicator"):
            self.add_error("indicator", _("Say what is counted."))
        return cleaned


MeasureFormSet = forms.formset_factory(MeasureForm, extra=2)


class ActionForm(PartForm):
    page_model = ActionPage
    rich = ("description",)

    description = long_text(4)
    schedule = forms.CharField(required=False, max_length=150)
    responsible = ManyRows(queryset=Organisation.objects.none(), required=False)
    partners = ManyRows(queryset=Organisation.objects.none(), required=False)
    municipalities = ManyRows(queryset=Municipality.objects.none(), required=False)
    update_interval = forms.TypedChoiceField(
        choices=UpdateInterval.choices, coerce=int, initial=UpdateInterval.HALF_YEAR
    )

    def __init__(self, data=None, *, page=None):
        super().__init__(data, page=page)
        organisations = Organisation.objects.all()
        self.fields["responsible"].queryset = organisations
        self.fields["partners"].queryset = organisations
        self.fields["municipalities"].queryset = Municipality.objects.all()
        municipalities = ActionPage._meta.get_field("municipalities")
        self.fields["municipalities"].help_text = municipalities.help_text
        self.fields["schedule"].help_text = ActionPage._meta.get_field("schedule").help_text

    @cached_property
    def measures(self):
        """The rows of the action's measures, and two empty ones."""
        initial = []
        if self.page is not None:
            initial = [{"id": block.id, **block.value} for block in self.page.measures]
        # Quick adding sends a title and nothing else.
        sent = self.data if self.is_bound and "measures-TOTAL_FORMS" in self.data else None
        measures = MeasureFormSet(sent, initial=initial, prefix="measures")
        for form in measures.forms:
            form.auto_id = self.auto_id
        return measures

    def is_valid(self) -> bool:
        measures_are_valid = not self.measures.is_bound or self.measures.is_valid()
        return super().is_valid() and measures_are_valid

    @property
    def values(self) -> dict[str, Any]:
        values = super().values
        if self.measures.is_bound and (self.page is None or self.measures.has_changed()):
            rows = [form.cleaned_data for form in self.measures.forms]
            values["measures"] = [row for row in rows if row.get("indicator")]
        return values


class ProgrammeForm(PartForm):
    """A programme's name and years."""

    page_model = ProgrammePage

    start_year = forms.IntegerField(min_value=1990, max_value=2100)
    end_year = forms.IntegerField(min_value=1990, max_value=2100)


FORM_OF = {form.page_model: form for form in (PriorityForm, GoalForm, ActionForm)}
