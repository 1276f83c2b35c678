"""A municipality's part of the programme that is now in force, or all of it for the province."""

from dataclasses import dataclass

from django.conf import settings

from contacts.models import Municipality
from programme.models import ActionPage, ProgrammePage
from programme.models.programmes import TABLE_ADDRESS
from programme.reading.progress import Progress
from programme.reading.tree import ActionNode, GoalNode, PriorityNode, ProgrammeTree


@dataclass(frozen=True)
class GoalWithActions:
    """A goal and those of its actions that concern a municipality."""

    goal: GoalNode
    actions: tuple[ActionNode, ...]


@dataclass(frozen=True)
class PartOfProgramme:
    """What a programme says of a municipality, or of the whole province (`municipality` None).

    `priorities`: all of the programme's. `naming`: the actions that name the municipality. `goals`:
    the goals with the actions that name it or concern the whole province, goals without any left
    out. `progress` counts those actions. `foreign_language`: the language of the words
    when it is not the one asked for, else "".
    """

    programme: ProgrammePage
    municipality: Municipality | None
    priorities: tuple[PriorityNode, ...]
    naming: tuple[ActionNode, ...]
    goals: tuple[GoalWithActions, ...]
    progress: Progress
    foreign_language: str

    @property
    def table_query(self) -> str:
        """What to put after the programme's address to see these actions in the table."""
        query = f"?kunta={self.municipality.slug}" if self.municipality else ""
        return f"{TABLE_ADDRESS}/{query}"


def current_programme(language: str = settings.LANGUAGE_CODE) -> ProgrammePage | None:
    """The newest visible programme that is adopted or in follow-up; None if there is none.

    In the language if it is translated (and visible) in it, else in Finnish.
    """
    return ProgrammePage.objects.in_force(language)


def part_of_programme(municipality: Municipality | None, language: str) -> PartOfProgramme | None:
    """A municipality's part of the current programme, its words in a language or in Finnish.

    Without a municipality, the whole programme. None if no programme is in force. The number of
    queries does not grow with the programme.
    """
    programme = current_programme(language)
    if programme is None:
        return None
    own_language = programme.locale.language_code
    tree = ProgrammeTree(programme, language=language)
    naming: tuple[ActionNode, ...] = ()
    concerning = tree.actions
    if municipality is not None:
        below = ActionPage.objects.descendant_of(tree.source)
        local = set(below.for_municipality(municipality).values_list("pk", flat=True))
        named = set(below.naming(municipality).values_list("pk", flat=True))
        concerning = [action for action in tree.actions if action.facts.pk in local]
        naming = tuple(action for action in concerning if action.facts.pk in named)
    by_goal: dict[GoalNode, list[ActionNode]] = {}
    for action in concerning:
        by_goal.setdefault(action.goal, []).append(action)
    return PartOfProgramme(
        programme=programme,
        municipality=municipality,
        priorities=tuple(tree.priorities),
        naming=naming,
        goals=tuple(GoalWithActions(goal, tuple(actions)) for goal, actions in by_goal.items()),
        progress=Progress.of(action.state for action in concerning),
        foreign_language="" if own_language == language else own_language,
    )
