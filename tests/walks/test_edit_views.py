"""A walk over the editing screens of the demonstration's pages, as each of its four people."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from localjane.models import LocalJanePage
from tests.walks.walking import PEOPLE, one_of_each_type, said

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo_content"),
    pytest.mark.xdist_group("demo"),
    pytest.mark.alike,
]

EVERYWHERE = ("superuser", "staff")


def all_pages() -> list[Page]:
    return list(Page.objects.filter(depth__gt=1).order_by("path").specific())


def own_pages(pages) -> list[Page]:
    """Those of Joensuu, whose publisher and editor the demonstration has, in every language."""
    joensuu = LocalJanePage.objects.get(slug="joensuu", locale__language_code="fi")
    roots = joensuu.get_translations(inclusive=True)
    return [page for page in pages if any(page.path.startswith(root.path) for root in roots)]


def edit(client, role, pages, own) -> dict[str, list[str]]:
    """Open each page's editing screen; gives what is not as the role should have it."""
    client.force_login(User.objects.get(email=PEOPLE[role]))
    allowed = {page.pk for page in (pages if role in EVERYWHERE else own)}
    wrong = {}
    for page in pages:
        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        if response.status_code != (200 if page.pk in allowed else 403):
            wrong[page.url_path] = [f"{role} gets {response.status_code}"]
    return wrong


@pytest.mark.parametrize(
    "role",
    # Whoever may do everything is refused nothing: the least likely to break.
    [pytest.param(role, marks=pytest.mark.whole if role in EVERYWHERE else ()) for role in PEOPLE],
)
def test_one_page_of_each_type_opens_for_whom_it_should(client, role):
    pages = all_pages()
    own = own_pages(pages)
    some = one_of_each_type(
        [page for page in pages if page.locale.language_code == "fi" and page not in own]
    )
    some_own = one_of_each_type(own)

    wrong = edit(client, role, [*some, *some_own], some_own)
    assert not wrong, said(wrong)


@pytest.mark.whole
@pytest.mark.parametrize("role", [role for role in PEOPLE if role not in EVERYWHERE])
def test_every_page_opens_for_whom_it_should(client, role):
    pages = all_pages()

    wrong = edit(client, role, pages, own_pages(pages))
    assert not wrong, said(wrong)
