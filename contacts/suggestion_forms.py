"""Forms of proposed changes: the volunteer's, and the staff's who decide."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from cms.dates import format_date, helsinki_today
from contacts.models import Appointment, Contact, ContactSuggestion, Person
from contacts.suggestion_errors import ChangedMeanwhileError
from contacts.suggestion_values import (
    HOLDER_NAMES,
    LABELS,
    PERSON_NAMES,
    ROLE_NAMES,
    TERM_NAMES,
    Row,
    day_of,
    day_text,
    holder_pk_of,
    term_of,
    values_of,
)
from contacts.suggestions import NEW, SAME, Acceptance, same_name

SEEN = "contacts.suggestion_forms.seen"


class SuggestionForm(forms.Form):
    """What a volunteer knows better than the site, from today's values.

    `contact`: the role. `term`: the present term that it is about, None for a vacant role or for
    one more holder. `seen` gives the values that she had before her, `wanted` what she wrote.
    """

    seen_values = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("A word to staff"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For example where you know it from. May be empty."),
    )

    def __init__(self, data=None, *, contact: Contact, term: Appointment | None):
        self.contact, self.term = contact, term
        present = values_of(contact, term)
        initial = {**present, **{name: day_of(present[name]) for name in TERM_NAMES}}
        fresh = signing.dumps(
            [contact.pk, term and term.pk, holder_pk_of(term), present], salt=SEEN
        )
        super().__init__(data, initial={**initial, "seen_values": fresh})
        self._fresh = fresh
        self.seen = present
        fields = {name: _model_field(name) for name in (*PERSON_NAMES, *ROLE_NAMES)}
        for name in TERM_NAMES:
            fields[name] = forms.DateField(
                label=LABELS[name], required=False, widget=AdminDateInput
            )
        fields["ends_on"].help_text = _("Empty: until further notice.")
        if term is not None:
            fields["holder_last_name"].help_text = _(
                "If somebody else has taken up the role, write the new person’s name over the "
                "former one, and the first day below."
            )
        order = [*PERSON_NAMES, *TERM_NAMES, *ROLE_NAMES, "note", "seen_values"]
        self.fields = {name: fields.get(name) or self.fields[name] for name in order}

    def clean_seen_values(self) -> str:
        """Whether she had this role and this holder before her."""
        try:
            contact, term, holder, values = signing.loads(
                self.cleaned_data["seen_values"], salt=SEEN
            )
        except signing.BadSignature:
            contact = term = holder = values = None
        now = [self.contact.pk, self.term and self.term.pk, holder_pk_of(self.term)]
        if [contact, term, holder] != now:
            # What she wrote stays; the next press speaks of what she sees then.
            self.data = self.data.copy()
            self.data["seen_values"] = self._fresh
            raise ValidationError(ChangedMeanwhileError.message)
        self.seen = values
        return self.cleaned_data["seen_values"]

    def clean(self) -> dict:
        said = super().clean()
        first, last = (said.get(name) for name in HOLDER_NAMES)
        if not self.errors.keys() & set(HOLDER_NAMES):
            self._check_name(first, last, said)
        starts_on, ends_on = said.get("starts_on"), said.get("ends_on")
        if self.term and not starts_on and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Give the first day."))
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day cannot be before the first."))
        self._check_role(said)
        return said

    def _check_name(self, first: str, last: str, said: dict) -> None:
        if bool(first) != bool(last):
            missing = HOLDER_NAMES[0] if last else HOLDER_NAMES[1]
            self.add_error(missing, _("Write both names."))
        elif self.term and not first:
            self.add_error(
                HOLDER_NAMES[0],
                _("If nobody holds the role any more, leave the name and give the last day."),
            )
        elif not first and any(said.get(n) for n in ("holder_email", "holder_phone", *TERM_NAMES)):
            self.add_error(HOLDER_NAMES[0], _("Write who holds the role."))

    def _check_role(self, said: dict) -> None:
        """As the staff's own form does."""
        trial = Contact(kind=self.contact.kind, organisation=self.contact.organisation)
        trial.municipality = self.contact.municipality
        for name in ROLE_NAMES:
            setattr(trial, name, said.get(name) or "")
        try:
            trial.full_clean(exclude=[name for name in ROLE_NAMES if name in self.errors])
        except ValidationError as refusal:
            for name, errors in refusal.update_error_dict({}).items():
                self.add_error(name if name in self.fields else None, errors)

    @property
    def wanted(self) -> dict:
        """What she wrote, as JSON keeps it."""
        said = self.cleaned_data
        return {
            **{name: said[name] for name in (*PERSON_NAMES, "email", "phone")},
            **{name: day_text(said[name]) for name in TERM_NAMES},
            "title": dict(said["title"] or {}),
        }


def _model_field(name: str) -> forms.Field:
    """The field of the staff's own form, so that the same rules hold."""
    model = Person if name in PERSON_NAMES else Contact
    return model._meta.get_field(name.removeprefix("holder_")).formfield(
        required=False, label=LABELS[name], **_help_of(name)
    )


def _help_of(name: str) -> dict:
    return {"help_text": ""} if name in PERSON_NAMES else {}


class DecisionForm(forms.Form):
    """Which of the proposed values are taken, who the new holder is, and a word to the writer.

    `acceptance` gives it once the form is valid and staff have accepted.
    """

    take = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    holder = forms.ChoiceField(
        label=gettext_lazy("Who is it?"), required=False, widget=forms.RadioSelect
    )
    starts_on = forms.DateField(
        label=gettext_lazy("New holder’s first day"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy(
            "Counts only if somebody takes up the role. The former holder’s term ends on the day "
            "before."
        ),
    )
    word = forms.CharField(
        label=gettext_lazy("A word to the writer"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Goes into the e-mail that tells of the decision. May be empty."),
    )
    seen_values = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, suggestion: ContactSuggestion, rows: list[Row]):
        self.suggestion, self.rows = suggestion, rows
        self.is_accepting = data is not None and "accept" in data
        term = term_of(suggestion)
        seen = {**{row.name: row.now for row in rows}, "holder_pk": holder_pk_of(term)}
        self._fresh = signing.dumps(seen, salt=SEEN)
        proposed_day = day_of(suggestion.proposed.get("starts_on", ""))
        initial = {
            "take": [row.name for row in rows if not row.is_stale],
            "starts_on": proposed_day or helsinki_today(),
            "seen_values": self._fresh,
        }
        super().__init__(data, initial=initial)
        self.fields["take"].choices = [(row.name, row.label) for row in rows]
        names_somebody = bool(suggestion.proposed.get(HOLDER_NAMES[0]))
        choices = _holder_choices(suggestion, term) if names_somebody else []
        if not names_somebody:
            del self.fields["starts_on"]
        if choices:
            self.fields["holder"].choices = choices
            if len(choices) == 1:
                self.initial["holder"] = choices[0][0]
        else:
            del self.fields["holder"]

    @property
    def taken(self) -> set[str]:
        """The values whose boxes are ticked."""
        ticked = self["take"].value() if self.is_bound else self.initial["take"]
        return set(ticked or [])

    def show_present(self) -> None:
        """Let the next press speak of the values as they stand now."""
        self.data = self.data.copy()
        self.data["seen_values"] = self._fresh

    def clean(self) -> dict:
        said = super().clean()
        if self.is_accepting and self.rows and not said.get("take") and "take" not in self.errors:
            self.add_error("take", _("Tick what is taken, or decline the proposal."))
        is_about_holder = set(said.get("take", ())) & {*PERSON_NAMES, *TERM_NAMES}
        asks = "holder" in self.fields and "holder" not in self.errors
        if self.is_accepting and is_about_holder and asks and not said.get("holder"):
            self.add_error("holder", _("Choose who it is."))
        return said

    @property
    def acceptance(self) -> Acceptance:
        """How the proposal is accepted."""
        said = self.cleaned_data
        names, holder = set(said["take"]), said.get("holder") or SAME
        if not names & {*PERSON_NAMES, *TERM_NAMES}:
            holder = SAME
        elif holder != SAME:
            names |= set(HOLDER_NAMES)
        try:
            seen = signing.loads(said["seen_values"], salt=SEEN)
        except signing.BadSignature:
            seen = {}
        return Acceptance(
            names=names,
            seen=seen,
            holder=holder if holder in (SAME, NEW) else int(holder),
            starts_on=said.get("starts_on"),
        )


def _holder_choices(
    suggestion: ContactSuggestion, term: Appointment | None
) -> list[tuple[str, str]]:
    choices = []
    if term is not None:
        words = {"person": term.person, "day": format_date(term.starts_on)}
        label = _("Still %(person)s, in the role since %(day)s: the details are put right") % words
        choices.append((SAME, label))
    for person in same_name(suggestion):
        if person.pk != holder_pk_of(term):
            reach = ", ".join(filter(None, [person.email, person.phone])) or "–"
            words = {"person": person, "reach": reach}
            label = _("%(person)s, who is known already (%(reach)s)") % words
            choices.append((str(person.pk), label))
    name = " ".join(suggestion.proposed[each] for each in HOLDER_NAMES)
    choices.append((NEW, _("A new person: %(name)s") % {"name": name}))
    return choices
