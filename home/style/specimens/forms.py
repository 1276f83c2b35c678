"""Forms."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import pgettext_lazy

from home.style.specimens.base import DISABLED, EMPTY, ERRORS, USUAL, Specimen, each
from home.style.stand_ins import TEXT, bound

WRONG = {"name": "?", "email": "erja@", "how": ""}


class ExampleForm(forms.Form):
    """Every kind of field that the site's forms have."""

    name = forms.CharField(label="Nimi", help_text="Sukunimi riittää.")
    email = forms.EmailField(label="Sähköposti")
    municipality = forms.ChoiceField(label="Kunta", choices=[("", "Valitse"), ("juuka", "Juuka")])
    message = forms.CharField(label="Viesti", widget=forms.Textarea(attrs={"rows": 4}))
    how = forms.ChoiceField(
        label="Miten osallistut?",
        choices=[("here", "Paikan päällä"), ("remote", "Etänä")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="Nimeni saa näkyä osallistujalistassa", required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("name") == "?":
            raise forms.ValidationError("Lomakkeessa on vielä korjattavaa.")
        return cleaned


def specimens(request) -> Iterator[Specimen]:
    """The components, made anew: their dates count from today."""
    filled = {
        "name": "Erja Esimerkki",
        "email": "erja@example.org",
        "municipality": "juuka",
        "message": TEXT,
        "how": "remote",
        "agreed": "on",
    }
    disabled = ExampleForm(initial=filled, prefix="disabled")
    for form_field in disabled.fields.values():
        form_field.disabled = True
    yield each(
        "components/form_fields.html",
        (EMPTY, {"form": ExampleForm(prefix="empty")}),
        (pgettext_lazy("state of a component", "filled in"), {"form": ExampleForm(filled)}),
        (
            ERRORS,
            {"form": bound(ExampleForm, {**filled, "name": "?", "email": "erja@", "how": ""})},
        ),
        (DISABLED, {"form": disabled}),
    )
    yield each("components/search_form.html", (USUAL, {"query": "yhdistysohjelma"}))
