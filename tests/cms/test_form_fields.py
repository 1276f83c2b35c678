"""A form says what each field is, and what is wrong with it, to the eye and to a screen reader."""

import re

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string
from django.urls import reverse

from tests.factories import UserFactory


class Form(forms.Form):
    name = forms.CharField(label="Nimi", help_text="Sukunimi riittää.")
    phone = forms.CharField(label="Puhelin", required=False)
    how = forms.ChoiceField(
        label="Miten?", choices=[("a", "Täällä"), ("b", "Etänä")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Hyväksyn")

    def clean(self):
        if self.data.get("name") == "?":
            raise forms.ValidationError("Nimi on <outo>.")


def draw(data: dict | None = None) -> BeautifulSoup:
    page = render_to_string("components/form_fields.html", {"form": Form(data)})
    return BeautifulSoup(page, "html.parser")


@pytest.mark.parametrize("data", [None, {}, {"name": "?"}])
def test_no_identifier_stands_twice(data):
    identifiers = [element["id"] for element in draw(data).select("[id]")]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("data", [None, {}])
def test_every_field_has_one_label_and_a_group_has_a_legend(data):
    form = draw(data)
    for field in form.select("input"):
        assert len(form.select(f'label[for="{field["id"]}"]')) == 1
    assert form.select_one("fieldset legend").text == "Miten?"
    assert len(form.select("fieldset input[type=radio]")) == 2


def test_a_box_to_tick_stands_inside_its_words():
    assert "Hyväksyn" in draw().select_one("label:has(> input[type=checkbox])").text


def test_what_need_not_be_filled_in_says_so_in_words():
    form = draw()
    assert "(ei pakollinen)" in form.select_one("label[for=id_phone]").text
    assert "(ei pakollinen)" not in form.select_one("label[for=id_name]").text


def test_an_error_stands_by_its_field_and_is_tied_to_it():
    form = draw({})
    field = form.select_one("#id_name")
    assert field["aria-invalid"] == "true"
    help_text, error = (form.select_one(f"#{name}") for name in field["aria-describedby"].split())
    assert help_text.text == "Sukunimi riittää."
    assert error.svg
    assert error.text.strip() == "Tämä kenttä on pakollinen."
    group = form.fieldset["aria-describedby"]
    assert "pakollinen" in form.select_one(f"#{group}").text


def test_a_summary_comes_first_and_leads_to_fields_that_take_the_focus():
    form = draw({"phone": "1"})
    summary = form.find(True)
    assert summary["role"] == "alert"
    links = summary.select("a")
    assert [link.text for link in links] == ["Nimi", "Miten?", "Hyväksyn"]
    for link in links:
        assert form.select_one(link["href"]).name == "input"


def test_what_is_wrong_with_the_whole_form_is_said_alone_and_escaped():
    form = draw({"name": "?", "how": "a", "agreed": "on"})
    assert "Nimi on <outo>." in form.select_one("[role=alert]").text
    assert form.select("[role=alert] ul") == []
    assert form.select_one("#id_name")["value"] == "?"


def test_a_form_without_mistakes_has_no_alert():
    assert draw().select("[role=alert]") == []
    assert draw({"name": "A", "how": "a", "agreed": "on"}).select("[role=alert]") == []


AUTOCOMPLETE = {
    "account_login": {"login": "username", "password": "current-password"},
    "account_reset_password": {"email": "email"},
    "account_change_password": {
        "oldpassword": "current-password",
        "password1": "new-password",
        "password2": "new-password",
    },
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", AUTOCOMPLETE)
def test_the_browser_may_fill_in_the_account_pages_and_no_hint_is_a_label(client, site, name):
    if name == "account_change_password":
        client.force_login(UserFactory())
    page = BeautifulSoup(client.get(reverse(name)).content, "html.parser").main
    fields = page.select("form input:not([type=hidden])")
    assert {field["name"]: field.get("autocomplete") for field in fields} == AUTOCOMPLETE[name]
    assert not any(field.has_attr("placeholder") for field in fields)


@pytest.mark.django_db
def test_a_refused_login_keeps_the_address_and_never_the_password(client, site):
    data = {"login": "erja@", "password": "salainen lause"}
    page = client.post(reverse("account_login"), data).content.decode()
    assert 'value="erja@"' in page
    assert "salainen lause" not in page
    assert re.search(r'role="alert"', page)
