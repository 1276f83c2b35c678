"""Nobody is led by a screen to what she is then refused."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.urls import resolve, reverse
from wagtail.models import Page

from localjane import roles
from localjane.models import AccessRefusal, LocalJaneSpace, RoleGroup
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

# The sidebar is told where the numbers of pictures and documents are looked up, each below these.
NEVER_ASKED = {"/admin/api/main/images/", "/admin/api/main/documents/"}
ADDRESS = re.compile(r'"(/admin/[^"\s\\]*)"')


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


@pytest.fixture
def content(groups, local_jane, other_local_jane):
    """A little of everything that a local JANE has, and a neighbour's."""
    for home in (local_jane, other_local_jane):
        space = LocalJaneSpace.objects.get(local_jane=home.translation_key)
        factories.ImageFactory(collection=space.collection)
        factories.DocumentFactory(collection=space.private_collection)
        page = factories.StandardPageFactory(parent=home)
        page.title = "Luonnos"
        page.save_revision()
        calendar = factories.CalendarPageFactory(parent=home)
        factories.EventPageFactory(parent=calendar)
        news = factories.NewsIndexPageFactory(parent=home)
        factories.NewsPageFactory(parent=news)
    factories.translate(local_jane, "sv", title="Joensuu")
    call_command("set_up_roles", verbosity=0)


def addresses_in(response) -> set[str]:
    """The admin's addresses on a screen, without pages of results and the like."""
    if response.status_code != 200 or response.streaming:
        return set()
    # Addresses stand in attributes and in JSON, in an attribute too.
    text = unescape(response.content.decode(errors="ignore"))
    found = set(ADDRESS.findall(text.replace('\\"', '"').replace("\\u0026", "&")))
    return {urljoin("/", address.partition("#")[0]) for address in found} - NEVER_ASKED


def crawl(client, starts: list[str], most: int) -> dict[str, int]:
    """Ask for every screen that leads on from these, one of each view and form of query."""
    seen: set = set()
    waiting, statuses = list(starts), {}
    while waiting and len(statuses) < most:
        address = waiting.pop(0)
        parts = urlsplit(address)
        kind = (resolve(parts.path).view_name, re.sub(r"\d+", "1", parts.path), bool(parts.query))
        if address in statuses or (kind in seen and address not in starts):
            continue
        seen.add(kind)
        response = client.get(address)
        statuses[address] = response.status_code
        waiting.extend(sorted(addresses_in(response)))
    return statuses


@pytest.mark.parametrize("role", ["editors", "publishers", "staff"])
def test_no_screen_leads_to_a_refusal(client, groups, content, local_jane, role):
    user = factories.UserFactory()
    staff = RoleGroup.objects.get(role="staff").group
    user.groups.add(staff if role == "staff" else getattr(groups, role))
    client.force_login(user)

    edit = "wagtailadmin_pages:edit"
    own = Page.objects.descendant_of(local_jane, inclusive=True)
    starts = [
        reverse("wagtailadmin_home"),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
        *(reverse(edit, args=[page.pk]) for page in own),
    ]
    statuses = crawl(client, starts, most=140)

    refused = list(AccessRefusal.objects.values_list("view_name", "reason", "parameter"))
    assert not refused, [address for address, status in statuses.items() if status == 403]
    assert len(statuses) > 40
