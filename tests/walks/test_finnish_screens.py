"""The admin speaks Finnish to a local editor: no screen of hers shows a msgid untranslated."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from accounts.models import User
from cms.models import Document, Image
from localjane.models import LocalJanePage
from tests.cms.library_strings import untranslated_texts
from tests.walks.walking import PEOPLE, one_of_each_type, path_of, said

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo_content"),
    pytest.mark.xdist_group("demo"),
    pytest.mark.alike,
]


@pytest.fixture
def joensuu():
    return LocalJanePage.objects.get(slug="joensuu", locale__language_code="fi")


@pytest.fixture
def editor(client):
    user = User.objects.get(email=PEOPLE["editor"])
    client.force_login(user)
    return user


def screens(joensuu) -> list[str]:
    """The addresses of everything that a local editor meets in her work."""
    own = list(Page.objects.descendant_of(joensuu, inclusive=True).order_by("path").specific())
    types = one_of_each_type(own)
    image = Image.objects.filter(collection__name=joensuu.title).first()
    document = Document.objects.filter(collection__name=joensuu.title).first()
    of_page = ("edit", "history", "usage", "workflow_history", "unpublish", "copy")
    return [
        # Her own page as she sees it logged in, with Wagtail's bar.
        path_of(joensuu),
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_account"),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[joensuu.pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[joensuu.pk]),
        *(
            reverse(
                "wagtailadmin_pages:add",
                args=[model._meta.app_label, model._meta.model_name, page.pk],
            )
            for page in types
            for model in page.creatable_subpage_models()
        ),
        *(
            reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
            for page in types
            for name in of_page
        ),
        reverse("wagtailadmin_pages:search") + "?q=tila",
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add"),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add"),
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtaildocs:delete", args=[document.pk]),
        reverse("wagtaildocs_chooser:choose"),
    ]


def html_of(response) -> str:
    if response.headers["Content-Type"].startswith("application/json"):
        return response.json().get("html", "")
    return response.content.decode()


def english_on(response, content) -> list[str]:
    """What is left in English on a screen."""
    return sorted(untranslated_texts(html_of(response), content))


def own_words() -> set[str]:
    """Titles of the site's content, some of them English, and languages' own names."""
    return {
        *(get_language_info(code)["name_local"] for code, _name in settings.LANGUAGES),
        *Page.objects.values_list("title", flat=True),
        *Page.objects.values_list("draft_title", flat=True),
        *Page.objects.values_list("slug", flat=True),
    }


@pytest.mark.whole
def test_no_screen_of_a_local_editor_is_left_in_english(client, editor, joensuu):
    content = own_words()
    found, opened = {}, 0
    for address in screens(joensuu):
        response = client.get(address)
        # A screen that she may not open sends her home and has nothing to read.
        if response.status_code == 302:
            continue
        assert response.status_code == 200, address
        opened += 1
        if english := english_on(response, content):
            found[address] = english

    assert opened > 25
    assert not found, said(found)


def test_a_planted_english_text_is_found(client, editor):
    def plant(request, menu_items):
        menu_items.append(MenuItem("Save draft", "/admin/planted/"))

    with hooks.register_temporarily("construct_main_menu", plant):
        found = english_on(client.get(reverse("wagtailadmin_home")), own_words())

    assert "Save draft" in found
