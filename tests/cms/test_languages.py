"""The pitfalls of languages, one by one."""

import pytest
from django.conf import settings
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from cms import generations
from cms.languages import language_of
from tests import factories


@pytest.fixture
def page(site):
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    return factories.StandardPageFactory(title="Meistä", introduction="Keitä me olemme.")


def translation_of(page, code: str) -> Translation:
    for ancestor in page.get_ancestors().filter(depth__gt=1).specific():
        if not ancestor.has_translation(Locale.objects.get(language_code=code)):
            ancestor.copy_for_translation(Locale.objects.get(language_code=code))
    source, _made = TranslationSource.update_or_create_from_instance(page)
    return Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code=code)
    )


def test_a_new_translation_is_a_draft_even_of_a_live_page(page):
    translation_of(page, "sv").save_target()
    swedish = page.get_translation(Locale.objects.get(language_code="sv"))
    assert page.live
    assert not swedish.live


def test_plain_finnish_opens_in_the_ordinary_editor_and_swedish_beside_the_finnish(page):
    assert not translation_of(page, "fi-simple").enabled
    assert translation_of(page, "sv").enabled


def test_making_a_locale_makes_no_copy_of_any_tree(page):
    assert "wagtail.locales" in settings.INSTALLED_APPS
    assert "wagtail_localize.locales" not in settings.INSTALLED_APPS
    before = page.get_root().get_descendant_count()
    Locale.objects.filter(language_code="en").delete()
    Locale.objects.create(language_code="en")
    assert page.get_root().get_descendant_count() == before


def test_plain_finnish_has_a_name_of_its_own():
    with translation.override("fi-simple"):
        assert translation.get_language_info("fi-simple")["name_local"] == "selkosuomi"
        # Its words are Finnish where it has none of its own.
        assert translation.gettext("Yes") == "Kyllä"


def test_the_language_of_many_pages_takes_one_query(page, django_assert_num_queries):
    pages = [factories.StandardPageFactory() for _ in range(3)]
    pages = [type(p).objects.get(pk=p.pk) for p in pages]
    generations.forget()
    # The generations, and the locales.
    with generations.one_snapshot(), django_assert_num_queries(2):
        assert {language_of(p) for p in pages} == {"fi"}


def test_a_finnish_page_is_never_served_under_a_swedish_address(client, page):
    factories.translate(page.get_parent().specific, "sv", title="Framsidan")
    assert client.get("/sv/").status_code == 200
    assert client.get(f"/sv/{page.slug}/").status_code == 404
