"""Numbers come from the order of the tree; they are the same for every reader and language."""

from programme.editions.numbering import give_numbers
from programme.models import GoalPage
from programme.reading.tree import ProgrammeTree
from tests.factories import GoalPageFactory, translate


def test_numbers_follow_the_order_of_what_is_published(programme):
    tree = ProgrammeTree(programme.page)
    names = [node.name for node in [*tree.priorities, *tree.goals, *tree.actions]]
    assert names == [
        "1 Uudistuva toiminta",
        "2 Kumppanuus",
        "1.1 Uusia tekijöitä",
        "1.2 Tilat käyttöön",
        "2.1 Yhteinen pöytä",
        "1.1.1 Avoimet ovet",
        "1.1.2 Koulutuskierros",
    ]


def test_moving_a_goal_renumbers(programme):
    programme.goals[1].move(programme.goals[0], pos="left")
    tree = ProgrammeTree(programme.page)
    assert [goal.name for goal in tree.goals[:2]] == ["1.1 Tilat käyttöön", "1.2 Uusia tekijöitä"]
    assert [action.number for action in tree.actions] == ["1.2.1", "1.2.2"]


def test_a_private_goal_keeps_its_number_for_all_and_shows_to_nobody_else(programme):
    later = GoalPageFactory(parent=programme.priorities[1], title="Myöhempi tavoite")
    for_all = ProgrammeTree(programme.page)
    inside = ProgrammeTree(programme.page, seen_from=programme.private_goal)
    assert for_all.node_of(programme.private_goal) is None
    assert for_all.node_of(later).number == "2.3"
    assert inside.node_of(programme.private_goal).number == "2.2"
    assert [a.title for a in inside.node_of(programme.private_goal).actions] == [
        "Salainen toimenpide"
    ]
    assert inside.node_of(later).number == "2.3"


def test_staff_see_drafts_with_the_number_that_adopting_will_give_and_later_without(programme):
    draft = GoalPage.objects.get(title="Keskeneräinen tavoite")
    before = ProgrammeTree(programme.page, everything=True)
    assert before.node_of(draft).name == "1.3 Keskeneräinen tavoite"
    assert before.node_of(programme.private_goal).number == "2.2"

    numbers = {node.facts.translation_key: node.number for node in before.priorities}
    give_numbers(programme.page, numbers)

    after = ProgrammeTree(programme.page, everything=True)
    assert after.node_of(draft).name == "Keskeneräinen tavoite"


def test_a_draft_has_in_its_preview_the_number_that_it_will_have(programme):
    draft = GoalPage.objects.get(title="Keskeneräinen tavoite")
    assert draft.node.number == "1.3"
    assert ProgrammeTree(programme.page).node_of(draft) is None


def test_a_translation_has_the_finnish_numbers_and_finnish_words_where_it_has_none(programme):
    # Only the second priority and its goal are translated, yet they stay 2 and 2.1.
    swedish = translate(programme.goals[2], "sv", title="Gemensamt bord", slug="gemensamt-bord")
    tree = swedish.tree
    assert [p.number for p in tree.priorities] == ["1", "2"]
    assert swedish.node.number == "2.1"
    assert swedish.node.title == "Gemensamt bord"
    assert swedish.node.foreign_language == ""
    first = tree.priorities[0]
    assert (first.title, first.foreign_language) == ("Uudistuva toiminta", "fi")
    assert len(tree.actions) == 2


def test_goals_are_side_by_side_across_priorities(programme):
    first, second, third = programme.goals
    assert first.beside[0] is None
    assert first.beside[1].page.pk == second.pk
    assert second.beside[1].page.pk == third.pk
    assert third.beside[1] is None
