"""A few words in four languages on a row that all languages share."""

import json

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.utils import translation

from cms.translated_text import TranslatedText, TranslatedTextField
from contacts.models import Region
from tests.factories import RegionFactory

WORDS = {"fi": "Pohjois-Karjala", "sv": "Norra Karelen"}


class RegionForm(forms.ModelForm):
    class Meta:
        model = Region
        fields = ["name"]


def data(**words):
    return {f"name_{code.replace('_', '-')}": text for code, text in words.items()}


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fi", "Pohjois-Karjala"),
        ("sv", "Norra Karelen"),
        ("en", "Pohjois-Karjala"),
        ("fi-simple", "Pohjois-Karjala"),
        (None, "Pohjois-Karjala"),
    ],
)
def test_it_reads_in_the_active_language_else_in_finnish(language, shown):
    with translation.override(language):
        assert str(TranslatedText(WORDS)) == shown
        assert f"{TranslatedText(WORDS)}" == shown


def test_without_any_words_it_is_empty_and_false():
    assert str(TranslatedText()) == ""
    assert not TranslatedText()


@pytest.mark.parametrize(
    ("assigned", "kept"),
    [
        (WORDS, WORDS),
        ("Pohjois-Karjala", {"fi": "Pohjois-Karjala"}),
        ({"fi": "Karjala", "sv": ""}, {"fi": "Karjala"}),
        ("", {}),
        (None, {}),
    ],
)
def test_whatever_is_assigned_becomes_words_at_once(assigned, kept):
    region = Region(name=assigned)
    assert isinstance(region.name, TranslatedText)
    assert region.name == kept


@pytest.mark.django_db
def test_words_come_back_from_the_database_as_they_were():
    pk = RegionFactory(name=WORDS).pk
    region = Region.objects.get(pk=pk)
    assert region.name == WORDS
    assert isinstance(region.name, TranslatedText)
    [value] = Region.objects.values_list("name", flat=True)
    assert isinstance(value, TranslatedText)
    assert Region.objects.filter(name__sv="Norra Karelen").exists()
    assert list(Region.objects.values_list("name__sv", flat=True)) == ["Norra Karelen"]


@pytest.mark.django_db
def test_words_survive_being_deferred_and_serialized():
    pk = RegionFactory(name=WORDS).pk
    assert Region.objects.defer("name").get(pk=pk).name == WORDS
    dumped = serializers.serialize("json", Region.objects.all())
    assert json.loads(dumped)[0]["fields"]["name"] == WORDS
    [loaded] = serializers.deserialize("json", dumped)
    assert loaded.object.name == WORDS


@pytest.mark.parametrize(
    "value",
    [
        {"sv": "Norra Karelen"},
        {"fi": "Karjala", "xx": "?"},
        {"fi": 3},
        {"fi": ["Karjala"]},
        ["Karjala"],
        3,
        {"fi": "a" * 256},
        {},
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_words_is_refused_at_the_field(value):
    with pytest.raises(ValidationError) as refused:
        Region(code="12", name=value).full_clean()
    assert list(refused.value.message_dict) == ["name"]


def test_a_field_that_may_be_empty_still_wants_finnish_beside_another_language():
    field = TranslatedTextField(blank=True)
    field.clean({}, None)
    with pytest.raises(ValidationError):
        field.clean({"sv": "Norra Karelen"}, None)


def test_the_longest_text_is_kept_in_migrations():
    for kwargs in ({}, {"max_words": 20}):
        _name, _path, args, kept = TranslatedTextField(**kwargs).deconstruct()
        assert TranslatedTextField(*args, **kept).max_words == kwargs.get("max_words", 255)


# --- Form ---


@pytest.mark.django_db
def test_a_form_gives_words_without_empty_ones_and_spaces():
    form = RegionForm(data(fi="  Pohjois-Karjala ", sv="Norra Karelen", en="  "))
    assert form.is_valid(), form.errors
    assert form.save(commit=False).name == WORDS


@pytest.mark.parametrize(
    "words", [{}, {"sv": "Norra Karelen"}, {"fi": "a" * 256}, {"fi": "   ", "sv": "Karelen"}]
)
def test_a_form_that_lacks_finnish_or_is_too_long_says_so_and_loses_nothing(words):
    form = RegionForm(data(**words))
    assert list(form.errors) == ["name"]
    html = str(form)
    for text in words.values():
        assert f'value="{text}"' in html


def test_a_form_shows_each_language_labelled_in_its_own_input():
    html = str(RegionForm(instance=Region(name=WORDS | {"fi": 'Itä "A" & <b>'})))
    for number, code in enumerate(("fi", "sv", "en", "fi-simple")):
        assert f'<label for="id_name_{number}">' in html
        assert f'name="name_{code}"' in html
        assert f'lang="{code}"' in html
    assert 'value="Itä &quot;A&quot; &amp; &lt;b&gt;"' in html
    assert 'value="Norra Karelen"' in html


@pytest.mark.parametrize(
    ("posted", "changed"),
    [
        ({"fi": "Pohjois-Karjala", "sv": "Norra Karelen", "en": ""}, False),
        ({"fi": "Pohjois-Karjala", "sv": ""}, True),
        ({"fi": "Pohjois-Karjala", "sv": "Norra Karelen", "en": "North Karelia"}, True),
    ],
)
def test_a_form_knows_whether_words_have_changed(posted, changed):
    form = RegionForm(data(**posted), instance=Region(name=WORDS))
    assert form.has_changed() is changed
