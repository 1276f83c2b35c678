"""What an archived site's own people see, what it is left out of, and what returns with it."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from cms import sharing
from contacts.models import ContactKind
from localjane import roles
from localjane.models import LocalJaneState
from programme.reading.here import HereInMunicipality, ReadingPlace
from tests import factories

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


@pytest.fixture
def archived(groups, local_jane, other_local_jane):
    return archive(local_jane, note={"fi": "Toiminta jatkuu."}, onward_page=other_local_jane)


def archive(page, **fields) -> LocalJaneState:
    state, _made = LocalJaneState.objects.update_or_create(
        local_jane_key=page.translation_key, defaults={"archived_on": DAY, **fields}
    )
    roles.set_up_local_groups(page)
    return state


def login(client, *groups):
    user = factories.UserFactory()
    user.groups.add(*groups)
    client.force_login(user)
    return user


def people_of(page) -> str:
    return reverse("local_jane_people", args=[page.pk])


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_her_home_says_what_has_happened_and_offers_nothing_that_fails(
    client, groups, archived, local_jane, other_local_jane, role
):
    officer = factories.ContactFactory(municipality=None, kind=ContactKind.DEVELOPMENT_OFFICER)
    factories.AppointmentFactory(contact=officer)
    login(client, getattr(groups, role))
    response = client.get(HOME)
    html = response.content.decode()

    assert response.status_code == 200
    for words in ("Joensuun JANE", "2.3.2026", "Toiminta jatkuu.", other_local_jane.url):
        assert words in html
    for name, args in (
        ("wagtailadmin_pages:edit", [local_jane.pk]),
        ("local_jane_people", [local_jane.pk]),
        ("local_jane_contacts", [local_jane.pk]),
    ):
        assert reverse(name, args=args) not in html


def test_one_of_several_local_janes_leaves_the_other_homes_as_they_are(
    client, groups, archived, local_jane, other_local_jane
):
    login(client, groups.publishers, roles.groups_of(other_local_jane).publishers)
    assert client.get(HOME, {"jane": other_local_jane.pk}).status_code == 200
    edit = reverse("wagtailadmin_pages:edit", args=[other_local_jane.pk])
    assert edit in client.get(HOME, {"jane": other_local_jane.pk}).content.decode()
    html = client.get(HOME, {"jane": local_jane.pk}).content.decode()
    assert "2.3.2026" in html
    assert f"?jane={other_local_jane.pk}" in html


def test_only_staff_decide_on_the_people_of_an_archived_site(client, groups, archived, local_jane):
    login(client, groups.publishers)
    assert client.get(people_of(local_jane)).status_code == 403
    said = {"action": "invite", "email": "uusi@example.org", "role": "editor"}
    assert client.post(people_of(local_jane), said).status_code == 403
    login(client, roles.set_up_staff_group())
    assert client.get(people_of(local_jane)).status_code == 200


def test_the_province_announces_nothing_of_it(client, groups, local_jane, other_local_jane, home):
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=3)
    staff = factories.UserFactory()
    titles = []
    for page in (local_jane, other_local_jane):
        calendar = factories.CalendarPageFactory(parent=page)
        news = factories.NewsIndexPageFactory(parent=page)
        event = factories.EventPageFactory(
            parent=calendar, title=f"Ilta {page.pk}", starts_at=soon, municipality=page.municipality
        )
        article = factories.NewsPageFactory(parent=news, title=f"Uutinen {page.pk}")
        sharing.accept(sharing.offer(article, staff), staff)
        titles.append((event.title, article.title))
    calendar = factories.CalendarPageFactory(parent=home)
    articles = factories.NewsIndexPageFactory(parent=home)
    places = (calendar.url, articles.url, home.url, f"{calendar.url}?kunta=joensuu")
    assert titles[0][0] in client.get(calendar.url).content.decode()
    assert titles[0][1] in client.get(articles.url).content.decode()
    archive(local_jane)
    for address in places:
        html = client.get(address).content.decode()
        assert titles[0][0] not in html, address
        assert titles[0][1] not in html, address
    assert titles[1][0] in client.get(calendar.url).content.decode()
    assert titles[1][1] in client.get(articles.url).content.decode()


def test_a_goal_does_not_lead_to_it(groups, archived, local_jane, other_local_jane):
    for page, expected in ((local_jane, None), (other_local_jane, other_local_jane)):
        request = RequestFactory().get("/", {"kunta": page.municipality.slug})
        here = HereInMunicipality(ReadingPlace(request), [], "fi")
        assert here.local_jane == expected


def rights() -> set:
    pages = GroupPagePermission.objects.values_list("group", "page", "permission")
    files = GroupCollectionPermission.objects.values_list("group", "collection", "permission")
    return {("page", *row) for row in pages} | {("file", *row) for row in files}


def test_taken_into_use_again_it_has_all_back(client, groups, local_jane, other_local_jane):
    page = factories.StandardPageFactory(parent=local_jane)
    user = login(client, groups.publishers)
    before = rights()
    reviewers = list(roles.Workflow.objects.values_list("workflow_tasks__task", flat=True))
    archive(local_jane)
    assert rights() < before
    archive(local_jane, archived_on=None)

    assert rights() == before
    assert list(roles.Workflow.objects.values_list("workflow_tasks__task", flat=True)) == reviewers
    client.force_login(user)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert client.get(people_of(local_jane)).status_code == 200
    html = client.get(HOME).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[local_jane.pk]) in html
    assert Page.objects.get(pk=page.pk).live
