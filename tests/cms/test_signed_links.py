"""Signed links: one purpose, a time, once."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cms import signed_links
from cms.models import UsedLink
from cms.signed_links import LinkExpiredError, LinkInvalidError, LinkUsedError, Purpose

pytestmark = pytest.mark.django_db
ONCE = Purpose("once", max_age=dt.timedelta(days=14), single_use=True)
OFTEN = Purpose("often", max_age=dt.timedelta(days=14))


def test_reading_uses_nothing_up_and_using_does():
    token = signed_links.make(ONCE, "7")
    assert [signed_links.read(ONCE, token) for _time in range(2)] == ["7", "7"]
    assert signed_links.use(ONCE, token) == "7"
    for refused in (signed_links.read, signed_links.use):
        with pytest.raises(LinkUsedError):
            refused(ONCE, token)


def test_a_link_for_many_times_works_many_times():
    token = signed_links.make(OFTEN, "7")
    assert [signed_links.use(OFTEN, token) for _time in range(2)] == ["7", "7"]


def test_a_link_is_worth_nothing_for_another_purpose_or_when_changed():
    token = signed_links.make(OFTEN, "7")
    for wrong in (token[:-1], token + "a", "7", "", "ä"):
        with pytest.raises(LinkInvalidError):
            signed_links.read(OFTEN, wrong)
    with pytest.raises(LinkInvalidError):
        signed_links.read(ONCE, token)


def test_a_link_grows_too_old():
    token = signed_links.make(ONCE, "7")
    with time_machine.travel(timezone.now() + dt.timedelta(days=13, hours=23)):
        assert signed_links.read(ONCE, token) == "7"
    late = timezone.now() + dt.timedelta(days=14, hours=1)
    with time_machine.travel(late), pytest.raises(LinkExpiredError):
        signed_links.use(ONCE, token)


def test_what_is_known_of_used_links_is_forgotten_when_they_are_too_old_anyway():
    signed_links.use(ONCE, signed_links.make(ONCE, "7"))
    assert signed_links.forget_expired(timezone.now()) == 0
    assert signed_links.forget_expired(timezone.now() + dt.timedelta(days=15)) == 1
    assert not UsedLink.objects.exists()
