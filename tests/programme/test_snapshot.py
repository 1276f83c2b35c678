"""What an edition keeps, and how it is read."""

import pytest

from programme.drafting import writing
from programme.editions import numbering, snapshot
from programme.models import PriorityPage
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_snapshot_has_the_newest_drafts_and_numbers_in_order(programme):
    writing.change(
        PriorityPage.objects.get(pk=programme.priorities[0].pk),
        {"title": "Uudempi nimi"},
        factories.UserFactory(is_superuser=True),
    )

    taken = snapshot.take(programme.page)

    reading = snapshot.Reading(taken.content, "fi")
    assert [p.name for p in reading.priorities] == ["1 Uudempi nimi", "2 Kumppanuus"]
    assert [a.number for a in reading.actions] == ["1.1.1", "1.1.2", "2.2.1"]
    assert [str(o) for o in reading.actions[0].responsible] == ["Maakunnan neuvottelukunta"]
    assert reading.actions[0].municipalities[0]["code"] == "167"
    assert str(programme.page.pk) in taken.revisions


def test_numbers_once_given_stay_and_are_not_given_again(programme):
    taken = snapshot.take(programme.page)
    numbers = {part.key: part.number for part in snapshot.Reading(taken.content, "fi").actions}
    pages = list(programme.page.get_descendants().order_by("path"))
    numbering.give_numbers(programme.page, numbering.numbers_for(programme.page, pages))
    programme.actions[0].delete()
    new = factories.ActionPageFactory(parent=programme.goals[0], title="Uusi")

    after = snapshot.Reading(snapshot.take(programme.page).content, "fi").by_key

    assert after[str(programme.actions[1].translation_key)].number == "1.1.2"
    assert after[str(new.translation_key)].number == "1.1.3"
    assert numbers[str(programme.actions[1].translation_key)] == "1.1.2"


def test_the_digest_does_not_depend_on_the_order_of_keys():
    assert snapshot.digest_of({"a": 1, "b": "ä"}) == snapshot.digest_of({"b": "ä", "a": 1})


def test_the_content_is_the_same_after_json(programme):
    import json

    content = snapshot.take(programme.page).content
    assert json.loads(json.dumps(content)) == content
