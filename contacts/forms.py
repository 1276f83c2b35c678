"""The form of a role's terms: they are compared with each other as they stand in the form."""

from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

from contacts.terms import conflict


class TermsFormSet(BaseChildFormSet):
    """A role's terms, edited together. `instance` is the role with its kind as in the form."""

    def clean(self) -> None:
        super().clean()
        forms = [form for form in self.forms if self._counts(form)]
        forms.sort(key=lambda form: form.cleaned_data["starts_on"])
        others = self._added_meanwhile()
        for index, form in enumerate(forms):
            for other in [*others, *(earlier.instance for earlier in forms[:index])]:
                found = conflict(form.instance, other, shared=self.instance.is_shared)
                if found:
                    form.add_error(found.field, found.message)
                    break

    def _counts(self, form) -> bool:
        """Whether a form holds a whole term that is to be kept."""
        return (
            form not in self.deleted_forms
            and not form.errors
            and bool(form.cleaned_data.get("starts_on") and form.cleaned_data.get("person"))
        )

    def _added_meanwhile(self) -> list:
        """Terms that somebody else has added since this form was opened.

        From here on nobody can add more before this form's transaction ends.
        """
        if self.instance.pk is None:
            return []
        type(self.instance).objects.lock(self.instance.pk)
        known = [form.instance.pk for form in self.forms if form.instance.pk]
        return list(self.instance.stored_terms.exclude(pk__in=known))


class TermsPanel(InlinePanel):
    """The terms of a role, checked together."""

    def get_form_options(self) -> dict:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = TermsFormSet
        return options
