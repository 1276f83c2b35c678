"""A local JANE where nobody has been for a year is told to staff, once."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cms.dates import helsinki_today
from cms.editor_tasks import inbox_of
from home import editor_tasks as home_tasks
from localjane import editor_tasks, roles
from localjane.models import AccountNotice, LocalJanePage, LocalJaneState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(local_jane):
    call_command("set_up_roles", verbosity=0)
    return roles.groups_of(local_jane)


@pytest.fixture
def staff(groups):
    user = factories.UserFactory()
    user.groups.add(roles.set_up_staff_group())
    return user


def person(group, days=366, **fields):
    user = factories.UserFactory(**fields)
    user.groups.add(group)
    moment = timezone.now() - dt.timedelta(days=days)
    User.objects.filter(pk=user.pk).update(date_joined=moment, last_login=moment)
    return user


def kinds(staff):
    """The headings of the staff's inbox, and what stands below them."""
    return [(str(heading), [task.text for task in tasks]) for heading, tasks in inbox_of(staff)]


def texts(function, staff):
    return [task.text for task in function(staff)]


def test_staff_hear_of_a_site_whose_people_have_not_been_there_for_a_year(
    client, staff, groups, local_jane
):
    person(groups.publishers)
    person(groups.editors, 500)
    [task] = editor_tasks.deserted(staff)
    assert (task.text, task.subsite_key) == (local_jane.title, local_jane.translation_key)
    client.force_login(staff)
    assert client.get(task.url).status_code == 200
    assert local_jane.title in client.get(reverse("staff_inbox")).content.decode()


@pytest.mark.parametrize("role", ["editors", "publishers"])
def test_one_of_its_people_is_enough(staff, groups, role):
    person(groups.publishers)
    person(getattr(groups, role), 300)
    assert texts(editor_tasks.deserted, staff) == []


def test_somebody_whose_account_is_closed_does_not_count(staff, groups, local_jane):
    person(groups.publishers)
    person(groups.editors, 10, is_active=False)
    assert texts(editor_tasks.deserted, staff) == [local_jane.title]


def test_somebody_who_keeps_her_account_counts(staff, groups):
    user = person(groups.publishers)
    AccountNotice.objects.create(user=user, kept_at=timezone.now())
    assert texts(editor_tasks.deserted, staff) == []


def test_a_site_without_a_publisher_is_told_as_that_alone(staff, groups, local_jane):
    person(groups.editors)
    person(groups.publishers, is_active=False)
    assert texts(editor_tasks.without_publisher, staff) == [local_jane.title]
    assert texts(editor_tasks.deserted, staff) == []


def test_a_site_that_is_deserted_is_not_told_to_be_quiet_as_well(staff, groups, local_jane):
    long_ago = timezone.now() - dt.timedelta(days=400)
    LocalJanePage.objects.update(last_published_at=long_ago)
    user = person(groups.publishers)
    assert [texts for _heading, texts in kinds(staff)] == [[local_jane.title]]
    assert texts(home_tasks.quiet_local_janes, staff) == []
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    assert texts(editor_tasks.deserted, staff) == []
    assert texts(home_tasks.quiet_local_janes, staff) == [local_jane.title]


def test_an_archived_site_may_be_deserted(staff, groups, local_jane):
    person(groups.publishers)
    state = LocalJaneState.objects.made_for(local_jane)
    state.archived_on = helsinki_today()
    state.save()
    assert texts(editor_tasks.deserted, staff) == []


def test_it_takes_one_query_however_many_sites_and_people_there_are(
    staff, groups, local_jane, other_local_jane, django_assert_num_queries
):
    call_command("set_up_roles", verbosity=0)
    for jane in (local_jane, other_local_jane):
        for _number in range(3):
            person(roles.groups_of(jane).publishers)
    # The states of archived sites are remembered from here on.
    assert local_jane.archived is None
    with django_assert_num_queries(3):
        # Pages, and inside a test's transaction the numbers of what is remembered, for each.
        assert len(list(editor_tasks.deserted(staff))) == 2
