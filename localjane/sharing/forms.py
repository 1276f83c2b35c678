"""Forms of sharing pages between the province and local JANEs."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _


class WordlessForm(forms.Form):
    """A form whose buttons say everything."""


class OfferDecisionForm(forms.Form):
    """A word to whoever offered a page to the province."""

    note = forms.CharField(
        label=_("A word to the writer"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Goes into the e-mail that tells of the decision. May be empty."),
    )


class ReachForm(forms.Form):
    """On which local JANEs' sites a province's page is listed."""

    everywhere = forms.BooleanField(label=_("On the sites of all local JANEs"), required=False)
    subsites = forms.TypedMultipleChoiceField(
        label=_("Or on chosen ones"),
        required=False,
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, subsites: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subsites"].choices = subsites
