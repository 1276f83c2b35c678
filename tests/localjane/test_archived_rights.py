"""While a site is archived its own people only read it; afterwards they have all back."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.worker.registry import JobRun
from localjane import roles, schedule
from localjane.models import LocalJaneSpace, LocalJaneState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(local_jane, other_local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


def login(client, group):
    user = factories.UserFactory()
    user.groups.add(group)
    client.force_login(user)
    return user


def save_state(client, page, archived_on: str):
    login(client, roles.set_up_staff_group())
    data = {"archived_on": archived_on, "onward_page": "", "onward_url": ""}
    response = client.post(reverse("local_jane_state", args=[page.pk]), data)
    assert response.status_code == 302


def may_edit(client, page) -> bool:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_rights_end_with_archiving_and_return_with_the_site(client, groups, local_jane, role):
    page = factories.StandardPageFactory(parent=local_jane)
    space = LocalJaneSpace.objects.get(local_jane=local_jane.translation_key)
    picture = factories.ImageFactory(collection=space.collection)
    user = login(client, getattr(groups, role))
    edit_picture = reverse("wagtailimages:edit", args=[picture.pk])
    assert may_edit(client, page)

    save_state(client, local_jane, "2.3.2026")
    client.force_login(user)
    assert not may_edit(client, page)
    assert not may_edit(client, local_jane)
    assert client.get(edit_picture).status_code == 403

    save_state(client, local_jane, "")
    client.force_login(user)
    assert may_edit(client, page)
    assert client.get(edit_picture).status_code == 200


def test_other_local_janes_and_staff_keep_their_rights(
    client, groups, local_jane, other_local_jane
):
    save_state(client, local_jane, "2.3.2026")

    assert may_edit(client, local_jane)
    login(client, roles.groups_of(other_local_jane).editors)
    assert may_edit(client, other_local_jane)


def test_what_waited_for_a_review_is_not_published_after_archiving(client, groups, local_jane):
    page = factories.StandardPageFactory(parent=local_jane, title="Vanha", slug="vanha")
    login(client, groups.editors)
    data = nested_form_data({"introduction": "", "body": streamfield([]), "comments": {}})
    data |= {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    data |= {"title": "Uusi", "slug": "vanha", "action-submit": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    state = page.current_workflow_task_state
    assert state is not None
    save_state(client, local_jane, "2.3.2026")

    login(client, groups.publishers)
    assert not may_edit(client, page)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client.post(url)

    page.refresh_from_db()
    assert page.title == "Vanha"


def test_a_day_that_is_still_to_come_takes_nothing_until_the_clock_says_so(groups, local_jane):
    day = dt.date(2030, 5, 1)
    with time_machine.travel(dt.datetime(2030, 4, 30, 9, tzinfo=dt.UTC), tick=False):
        LocalJaneState.objects.create(local_jane_key=local_jane.translation_key, archived_on=day)
        schedule.close_archived_sites(run())
        assert groups.editors.page_permissions.exists()
    with time_machine.travel(dt.datetime(2030, 5, 1, 9, tzinfo=dt.UTC), tick=False):
        schedule.close_archived_sites(run())
        assert not groups.editors.page_permissions.exists()
        assert not groups.publishers.page_permissions.exists()


def run() -> JobRun:
    now = dt.datetime.now(dt.UTC)
    return JobRun(now=now, since=now - dt.timedelta(days=1))
