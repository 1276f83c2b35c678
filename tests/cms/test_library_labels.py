"""The words that Wagtail's admin keeps from gettext are Finnish all the same."""

from pathlib import Path

import pytest
from django.apps import apps
from django.template import engines
from django.template.loader import get_template
from django.utils import translation
from django.utils.functional import Promise

from cms.library_labels import (
    FIELD_LABELS,
    TEMPLATE_WORDS,
    Loader,
    label_fields,
    nameless_forms,
)


def test_no_field_of_wagtails_link_and_bulk_forms_is_left_without_a_label():
    label_fields()
    labels = {
        name: field.label for form in nameless_forms() for name, field in form.base_fields.items()
    }
    assert None not in labels.values()
    assert {name: labels[name] for name in FIELD_LABELS} == FIELD_LABELS


def test_labels_follow_the_language_of_whoever_looks():
    assert all(isinstance(label, Promise) for label in FIELD_LABELS.values())


def test_a_label_of_wagtails_own_stays():
    label_fields()
    [url] = [
        form.base_fields["url"]
        for form in nameless_forms()
        if form.__name__ == "ExternalLinkChooserForm"
    ]
    assert str(url.label) == "URL"


def librarys_own(name: str) -> str:
    """A library's template as our loader gives it, also where one of ours stands on it."""
    loader = Loader(engines["django"].engine)
    [origin] = [each for each in loader.get_template_sources(name) if Path(each.name).exists()]
    return loader.get_contents(origin)


@pytest.mark.parametrize(("name", "word"), TEMPLATE_WORDS.items())
def test_wagtails_template_still_holds_the_word_and_ours_translates_it(name, word):
    folder = Path(apps.get_app_config("wagtailadmin").path) / "templates"
    assert f'"{word}"' in (folder / name).read_text(encoding="utf-8")
    source = librarys_own(name)
    assert f'"{word}"' not in source
    assert f"{{% translate '{word}' %}}" in source


def test_the_row_of_actions_is_named_in_finnish():
    template = get_template("wagtailadmin/shared/headers/_actions.html")
    with translation.override("fi"):
        assert 'aria-label="Toimet"' in template.render({})
    with translation.override("en"):
        assert 'aria-label="Actions"' in template.render({})
