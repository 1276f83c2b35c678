"""What there is to choose, and what a page's form lets it point at."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import DocumentsPage, StandardPage
from localjane import roles
from localjane.models import LocalJaneSpace, RoleGroup
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


@pytest.fixture
def groups(local_jane, other_local_jane):
    """The groups of `local_jane`; those of `other_local_jane` and of staff exist too."""
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


@pytest.fixture
def space(groups, local_jane):
    return LocalJaneSpace.objects.get(local_jane=local_jane.translation_key)


@pytest.fixture
def their_space(groups, other_local_jane):
    return LocalJaneSpace.objects.get(local_jane=other_local_jane.translation_key)


@pytest.fixture
def theirs(groups, other_local_jane):
    """A draft of the other local JANE."""
    return factories.StandardPageFactory(parent=other_local_jane, title="Salaisuus", live=False)


@pytest.fixture
def editor(client, groups):
    user = factories.UserFactory()
    user.groups.add(groups.editors)
    client.force_login(user)
    return client


def chosen_from(client, parent=None, **query) -> str:
    name = "wagtailadmin_choose_page_child" if parent else "wagtailadmin_choose_page"
    response = client.get(reverse(name, args=[parent.pk] if parent else []), query)
    assert response.status_code == 200
    return response.json()["html"]


def form_data(*blocks, **fields):
    data = {
        "title": "Talkoot",
        "slug": "talkoot",
        "introduction": "",
        "body": streamfield(list(blocks)),
        "comments": {},
        **fields,
    }
    return {
        **nested_form_data(data),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }


def add(client, parent, *blocks, **fields):
    """Send the form of a new page; gives the page, or None where it was refused."""
    url = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", parent.pk])
    response = client.post(url, form_data(*blocks, **fields))
    page = StandardPage.objects.child_of(parent).filter(slug="talkoot").first()
    assert response.status_code == (302 if page else 200)
    return page


# --- Choosing ---


def test_the_page_chooser_shows_her_own_and_what_is_public(
    editor, local_jane, other_local_jane, theirs
):
    own = factories.StandardPageFactory(parent=local_jane, title="Oma luonnos", live=False)
    public = factories.StandardPageFactory(parent=other_local_jane, title="Julkinen")
    hidden = factories.StandardPageFactory(parent=other_local_jane, title="Jäsenille")
    hidden.view_restrictions.create(restriction_type="login")
    below = factories.StandardPageFactory(parent=theirs, title="Luonnoksen alla")

    assert own.title in chosen_from(editor, local_jane)
    html = chosen_from(editor, other_local_jane)
    assert public.title in html
    assert theirs.title not in html
    assert hidden.title not in html
    search = reverse("wagtailadmin_choose_page_search")
    assert editor.get(search, {"q": "salaisuus"}).status_code == 200
    refused = editor.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": below.pk})
    assert refused.status_code == 403


@pytest.mark.indexes
def test_searching_in_the_chooser_finds_the_same(editor, local_jane, other_local_jane, theirs):
    factories.StandardPageFactory(parent=local_jane, title="Salainen oma", live=False)
    factories.StandardPageFactory(parent=other_local_jane, title="Salamatkustaja")

    html = editor.get(reverse("wagtailadmin_choose_page_search"), {"q": "sala"}).content.decode()

    assert "Salainen oma" in html
    assert "Salamatkustaja" in html
    assert "Salaisuus" not in html


def test_the_chooser_does_not_start_at_somebody_elses_draft(editor, theirs):
    section = factories.NewsIndexPageFactory(
        parent=theirs.get_parent(), title="Tuleva osio", live=False
    )
    for title in ("Yksi", "Kaksi"):
        factories.NewsPageFactory(parent=section, title=title, live=False)

    html = chosen_from(editor, page_type="news.NewsPage")

    assert "Joensuun JANE" in html
    assert "Tuleva osio" not in html


def test_staff_choose_every_page(client, groups, other_local_jane, theirs):
    user = factories.UserFactory()
    user.groups.add(RoleGroup.objects.get(role="staff").group)
    client.force_login(user)

    assert theirs.title in chosen_from(client, other_local_jane)


# --- Saving ---


def test_her_own_and_public_things_are_saved(editor, local_jane, other_local_jane, space):
    public = factories.StandardPageFactory(parent=other_local_jane, title="Julkinen")
    image = factories.ImageFactory(collection=space.collection)
    document = factories.DocumentFactory(collection=space.private_collection)

    page = add(
        editor,
        local_jane,
        ("call_to_action", {"text": "Lue", "page": public.pk, "url": ""}),
        ("picture", {"image": image.pk, "caption": ""}),
        (
            "document_list",
            {"heading": "", "documents": nested_list(document.pk)},
        ),
    )

    assert page is not None


def nested_list(*values) -> dict:
    rows = {
        str(n): {"value": v, "order": str(n), "deleted": "", "type": "item"}
        for n, v in enumerate(values)
    }
    return {"count": str(len(values)), **rows}


@pytest.mark.parametrize("place", ["block", "rich text", "field"])
def test_a_picture_of_another_site_is_not_saved(editor, local_jane, their_space, place):
    image = factories.ImageFactory(collection=their_space.private_collection)
    blocks, fields = [], {}
    if place == "block":
        blocks = [("picture", {"image": image.pk, "caption": ""})]
    elif place == "rich text":
        html = f'<p>x</p><embed embedtype="image" id="{image.pk}" format="left" alt="x"/>'
        blocks = [("text", rich_text(html))]
    else:
        fields = {"share_image": image.pk}

    page = add(editor, local_jane, *blocks, **fields)

    if place == "rich text" and page is not None:
        # This text takes no pictures: it is not there.
        assert "embed" not in str(page.get_latest_revision_as_object().body.raw_data[0])
    else:
        assert page is None


@pytest.mark.parametrize("place", ["block", "rich text"])
def test_a_draft_of_another_site_is_not_linked(editor, local_jane, theirs, place):
    if place == "block":
        block = ("call_to_action", {"text": "Lue", "page": theirs.pk, "url": ""})
    else:
        block = ("text", rich_text(f'<p><a linktype="page" id="{theirs.pk}">x</a></p>'))

    assert add(editor, local_jane, block) is None


def test_a_document_of_another_site_is_not_linked(editor, local_jane, their_space):
    document = factories.DocumentFactory(collection=their_space.private_collection)
    block = ("text", rich_text(f'<p><a linktype="document" id="{document.pk}">x</a></p>'))

    assert add(editor, local_jane, block) is None


def test_nor_is_it_in_a_list_of_documents(editor, local_jane, space, their_space):
    url = reverse("wagtailadmin_pages:add", args=["cms", "documentspage", local_jane.pk])

    def add_with(collection):
        document = factories.DocumentFactory(collection=collection)
        rows = inline_formset([{"document": document.pk, "description": ""}])
        data = {"title": "Asiakirjat", "slug": "asiakirjat", "page_documents": rows}
        return editor.post(url, {**form_data(), **nested_form_data(data)})

    assert add_with(their_space.private_collection).status_code == 200
    assert not DocumentsPage.objects.exists()
    assert add_with(space.private_collection).status_code == 302
    assert DocumentsPage.objects.exists()


def test_a_preview_shows_none_either(editor, local_jane, their_space):
    page = factories.StandardPageFactory(parent=local_jane, title="Sivu")
    image = factories.ImageFactory(collection=their_space.private_collection)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    fine = editor.post(url, form_data())
    refused = editor.post(url, form_data(("picture", {"image": image.pk, "caption": ""})))

    assert fine.json()["is_valid"]
    assert not refused.json()["is_valid"]


def test_what_staff_have_put_on_a_page_stays_when_she_edits_it(editor, local_jane, their_space):
    image = factories.ImageFactory(collection=their_space.private_collection)
    page = factories.StandardPageFactory(parent=local_jane, title="Sivu", share_image=image)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    response = editor.post(url, form_data(title="Uusi nimi", share_image=image.pk))

    assert response.status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Uusi nimi"


# --- The menu ---


def test_the_menu_leads_to_no_refusal(editor, groups):
    html = editor.get(reverse("wagtailadmin_home")).content.decode()

    for name in ("wagtailadmin_reports:aging_pages", "wagtailadmin_reports:site_history"):
        assert reverse(name) not in html
