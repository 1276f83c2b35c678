"""Adopting a programme, and publishing its editions: all at one moment, or none."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Page, Revision

from programme.drafting import writing
from programme.editions import publishing as editions
from programme.editions import snapshot
from programme.editions.adoption import sentences_against
from programme.models import (
    ActionPage,
    AdoptionStep,
    Edition,
    EditionKind,
    GoalPage,
    PartNumber,
    ProgrammeState,
    ProgrammeStatus,
    StepKind,
)
from tests.factories import ActionPageFactory, UserFactory, translate
from tests.programme.conftest import record_steps, set_status
from tests.programme.test_states import all_states

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def superuser(db):
    return UserFactory(is_superuser=True)


def adopted(programme, superuser) -> Edition:
    """The programme adopted and published."""
    record_steps(programme.page)
    edition = editions.adopt(programme.page, superuser, EditionKind.ADOPTED)
    return editions.publish(edition, superuser)


def spoil(edition, page, other) -> None:
    """Let a page of a waiting edition want an address that another has taken."""
    revision = Revision.objects.get(pk=edition.revisions[str(page.pk)])
    content = {**revision.content, "slug": other.slug, "title": f"{page.title}."}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    Page.objects.filter(pk=page.pk).update(live=False)


# --- The steps of adoption ------------------------------------------------------------------------


def day(number: int) -> dt.date:
    return dt.date(2026, 8, number)


def test_steps_come_in_their_order():
    group, council, board = (kind.value for kind in list(StepKind)[:3])
    assert sentences_against([(group, day(1)), (council, day(1)), (board, day(9))]) == []
    assert sentences_against([("other", day(9)), (group, day(1)), ("other", day(1))]) == []
    assert len(sentences_against([(council, day(1))])) == 1
    assert len(sentences_against([(group, day(1)), (board, day(3))])) == 1
    assert len(sentences_against([(group, day(3)), (council, day(2))])) == 1
    assert len(sentences_against([(group, day(1)), (group, day(2))])) == 1


def test_a_programme_is_not_adopted_before_all_three_steps(programme, superuser):
    record_steps(programme.page, StepKind.WORKING_GROUP, StepKind.COUNCIL)

    with pytest.raises(editions.RefusedError) as refusal:
        editions.adopt(programme.page, superuser, EditionKind.ADOPTED)

    assert str(StepKind.BOARD.label) in refusal.value.message
    assert not Edition.objects.exists()


# --- Adopting -------------------------------------------------------------------------------------


def test_adopting_freezes_the_newest_drafts_and_gives_numbers(programme, superuser):
    set_status(programme.page, ProgrammeStatus.COMMENTS)
    writing.change(GoalPage.objects.get(pk=programme.goals[0].pk), {"title": "Uudempi"}, superuser)
    record_steps(programme.page)

    edition = editions.adopt(programme.page, superuser, EditionKind.ADOPTED)

    reading = snapshot.Reading(edition.content, "fi")
    assert reading.goals[0].name == "1.1 Uudempi"
    assert edition.digest == snapshot.digest_of(edition.content)
    assert (edition.number, edition.made_by, edition.published_at) == (1, superuser, None)
    numbers = dict(PartNumber.objects.values_list("part_key", "number"))
    assert numbers[programme.goals[0].translation_key] == "1.1"
    assert len(numbers) == len(reading.by_key)
    state = ProgrammeState.objects.of(programme.page)
    assert state.status == ProgrammeStatus.ADOPTED


def test_publishing_shows_all_pages_in_all_languages_at_once(programme, superuser):
    new = writing.add(
        programme.goals[1], ActionPage, {"title": "Uusi toimenpide", "measures": []}, superuser
    )
    swedish = translate(programme.page, "sv", title="Tillsammans", slug="tillsammans")
    swedish.title = "Tillsammans nu"
    swedish.save_revision()
    draft_goal = GoalPage.objects.get(title="Keskeneräinen tavoite")

    edition = adopted(programme, superuser)

    for page in (new, draft_goal):
        assert Page.objects.get(pk=page.pk).live
    swedish.refresh_from_db()
    assert swedish.title == "Tillsammans nu"
    assert edition.published_at is not None
    live = dict(Page.objects.filter(pk__in=edition.revisions).values_list("pk", "live_revision_id"))
    assert {str(pk): revision for pk, revision in live.items()} == edition.revisions


def test_publishing_touches_no_state(programme, superuser):
    record_steps(programme.page)
    edition = editions.adopt(programme.page, superuser, EditionKind.ADOPTED)
    before = all_states()

    editions.publish(edition, superuser)

    assert all_states() == before


def test_one_page_that_fails_keeps_all_as_they_were(programme, superuser):
    record_steps(programme.page)
    goal = GoalPage.objects.get(pk=programme.goals[0].pk)
    writing.change(goal, {"title": "Uudempi"}, superuser)
    last = programme.actions[1]
    edition = editions.adopt(programme.page, superuser, EditionKind.ADOPTED)
    spoil(edition, last, programme.actions[0])

    with pytest.raises(ValidationError) as error:
        editions.publish(edition, superuser)

    assert last.title in error.value.messages[0]
    goal.refresh_from_db()
    assert goal.title == "Uusia tekijöitä"
    edition.refresh_from_db()
    assert edition.published_at is None


def test_a_revised_edition_publishes_what_has_changed_only(programme, superuser):
    adopted(programme, superuser)
    goal = GoalPage.objects.get(pk=programme.goals[0].pk)
    others = dict(Page.objects.exclude(pk=goal.pk).values_list("pk", "last_published_at"))
    writing.change(goal, {"title": "Uudempi"}, superuser)

    edition = editions.adopt(programme.page, superuser, EditionKind.REVISED, {"fi": "Nimi"})
    editions.publish(edition, superuser)

    goal.refresh_from_db()
    assert (goal.title, edition.number) == ("Uudempi", 2)
    assert dict(Page.objects.exclude(pk=goal.pk).values_list("pk", "last_published_at")) == others


def test_what_was_written_after_the_edition_was_made_waits_for_the_next(programme, superuser):
    record_steps(programme.page)
    edition = editions.adopt(programme.page, superuser, EditionKind.ADOPTED)
    goal = GoalPage.objects.get(pk=programme.goals[0].pk)
    writing.change(goal, {"title": "Vasta seuraavaan"}, superuser)

    editions.publish(edition, superuser)

    goal.refresh_from_db()
    assert (goal.title, goal.has_unpublished_changes) == ("Uusia tekijöitä", True)
    assert editions.look(programme.page).is_different


def test_without_a_change_there_is_no_new_edition(programme, superuser):
    adopted(programme, superuser)

    with pytest.raises(editions.RefusedError):
        editions.adopt(programme.page, superuser, EditionKind.REVISED)

    assert Edition.objects.count() == 1


def test_a_later_edition_is_revised_or_corrected(programme, superuser):
    adopted(programme, superuser)
    writing.change(GoalPage.objects.get(pk=programme.goals[0].pk), {"title": "Uudempi"}, superuser)

    with pytest.raises(editions.RefusedError):
        editions.adopt(programme.page, superuser, EditionKind.ADOPTED)

    assert editions.adopt(programme.page, superuser, EditionKind.CORRECTED).is_correction


def test_another_content_than_the_one_looked_at_is_not_adopted(programme, superuser):
    record_steps(programme.page)
    seen = editions.look(programme.page).digest
    writing.change(GoalPage.objects.get(pk=programme.goals[0].pk), {"title": "Uudempi"}, superuser)

    with pytest.raises(editions.RefusedError):
        editions.adopt(programme.page, superuser, EditionKind.ADOPTED, seen_digest=seen)


def test_looking_writes_nothing(programme):
    page = ActionPageFactory(parent=programme.goals[0], title="Ilman versiota")
    Page.objects.filter(pk=page.pk).update(latest_revision=None, live_revision=None)
    before = Revision.objects.count()

    look = editions.look(programme.page)

    assert Revision.objects.count() == before
    assert page.pk in [each.pk for each in look.pages]


# --- On time --------------------------------------------------------------------------------------


def in_an_hour() -> dt.datetime:
    return timezone.now() + dt.timedelta(hours=1)


def scheduled(programme, superuser) -> Edition:
    record_steps(programme.page)
    return editions.adopt(programme.page, superuser, EditionKind.ADOPTED, publish_at=in_an_hour())


def test_an_edition_goes_live_at_its_moment(programme, superuser):
    edition = scheduled(programme, superuser)

    assert editions.publish_due(timezone.now()) == (0, [])
    assert editions.publish_due(edition.publish_at) == (1, [])
    assert editions.publish_due(edition.publish_at) == (0, [])

    edition.refresh_from_db()
    assert edition.is_published


def test_one_that_cannot_go_live_says_why_and_is_not_tried_again(programme, superuser):
    edition = scheduled(programme, superuser)
    spoil(edition, *programme.actions)

    published, failed = editions.publish_due(edition.publish_at)

    assert (published, len(failed)) == (0, 1)
    edition.refresh_from_db()
    assert programme.actions[0].title in edition.failure
    assert editions.publish_due(edition.publish_at) == (0, [])


def test_a_moment_that_has_passed_is_refused(programme, superuser):
    record_steps(programme.page)
    with pytest.raises(editions.RefusedError):
        editions.adopt(programme.page, superuser, EditionKind.ADOPTED, publish_at=timezone.now())


def test_a_waiting_edition_is_cancelled_with_its_numbers(programme, superuser):
    edition = scheduled(programme, superuser)

    editions.cancel(edition, superuser)

    assert not Edition.objects.exists()
    assert not PartNumber.objects.exists()
    with pytest.raises(editions.RefusedError):
        editions.publish(edition, superuser)


def test_a_waiting_edition_is_replaced_by_a_new_one(programme, superuser):
    scheduled(programme, superuser)
    writing.change(GoalPage.objects.get(pk=programme.goals[0].pk), {"title": "Uudempi"}, superuser)

    edition = editions.adopt(programme.page, superuser, EditionKind.ADOPTED)

    assert Edition.objects.get() == edition
    assert snapshot.Reading(edition.content, "fi").goals[0].title == "Uudempi"


def test_versions_that_wait_are_not_cleared_away(programme, superuser):
    edition = scheduled(programme, superuser)
    goal = GoalPage.objects.get(pk=programme.goals[0].pk)
    writing.change(goal, {"title": "Uudempi"}, superuser)

    with pytest.raises(ProtectedError), transaction.atomic():
        Revision.objects.get(pk=edition.revisions[str(goal.pk)]).delete()


# --- What never changes ---------------------------------------------------------------------------


def test_an_edition_never_changes(programme, superuser):
    edition = adopted(programme, superuser)

    edition.content = {**edition.content, "start_year": 1999}
    with pytest.raises(ValidationError):
        edition.save()
    with pytest.raises(ValidationError):
        Edition.objects.update(kind=EditionKind.CORRECTED)
    with pytest.raises(ValidationError):
        Edition.objects.all().delete()
    with pytest.raises(ValidationError):
        Edition.objects.get().delete()
    with pytest.raises(ValidationError), transaction.atomic():
        Edition.objects.bulk_update([edition], ["content"])
    assert Edition.objects.get().content["start_year"] != 1999


def test_checking_editions_finds_one_that_was_changed_behind_its_back(programme, superuser, capsys):
    edition = adopted(programme, superuser)
    call_command("check_editions")
    assert "No edition has changed." in capsys.readouterr().out

    content = json.dumps({**edition.content, "start_year": 1999})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programme_edition SET content = %s", [content])

    with pytest.raises(CommandError, match="edition 1"):
        call_command("check_editions")


def test_the_words_of_an_edition_rest_on_nothing_but_its_content(
    programme, superuser, django_assert_num_queries
):
    edition = adopted(programme, superuser)
    content = Edition.objects.get(pk=edition.pk).content
    words = [part.words for part in snapshot.Reading(content, "fi").actions]
    # As if by a change of model: what the pages and organisations say now is something else.
    ActionPage.objects.update(description="<p>Muuta</p>")
    programme.council.name = "Uusi nimi"
    programme.council.save()

    with django_assert_num_queries(0):
        reading = snapshot.Reading(content, "fi")
        assert [part.words for part in reading.actions] == words
        assert str(reading.actions[0].responsible[0]) == "Maakunnan neuvottelukunta"
        assert snapshot.digest_of(content) == edition.digest


def test_the_log_tells_who_adopted(programme, superuser):
    from wagtail.models import PageLogEntry

    adopted(programme, superuser)

    entry = PageLogEntry.objects.get(action="programme.adopt")
    assert (entry.user, entry.page_id) == (superuser, programme.page.pk)
    assert AdoptionStep.objects.count() == 3
