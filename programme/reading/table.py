"""The table of a programme's actions, filtered by plain links."""

from functools import cached_property

from django.core.paginator import Page as ListPage
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.filters import Filter, link_filter
from cms.pagination import paginate
from cms.sorting import sort_key
from contacts.municipality_filter import MunicipalityChoices
from programme.models.states import ActionStatus
from programme.reading.tree import ActionNode, ProgrammeTree

ROWS_A_PAGE = 50


class ActionTable:
    """The actions that an address asks for, in the programme's order.

    Takes the request (parameters painopiste, tila, kunta, taho and sivu) and the tree with its
    details. An action that names no municipality concerns all of them.
    """

    def __init__(self, request: HttpRequest, tree: ProgrammeTree):
        self._request = request
        self._tree = tree

    @cached_property
    def part(self) -> Filter:
        """By priority; once one is chosen, its goals are offered too."""
        priority_number = self._request.GET.get("painopiste", "").partition(".")[0]
        choices = []
        for priority in self._tree.priorities:
            choices.append((priority.number, priority.name))
            if priority.number == priority_number:
                choices.extend((goal.number, goal.name) for goal in priority.goals)
        return link_filter(
            self._request, "painopiste", _("Priority or goal"), choices, _("Whole programme")
        )

    @cached_property
    def status(self) -> Filter:
        """By how far the action is."""
        return link_filter(
            self._request, "tila", _("Status"), ActionStatus.choices, _("Every status")
        )

    @cached_property
    def municipality(self) -> Filter:
        """By municipality."""
        municipalities = MunicipalityChoices.read()
        return link_filter(
            self._request,
            "kunta",
            _("Municipality"),
            municipalities.options,
            _("Every municipality"),
            municipalities.formerly,
        )

    @cached_property
    def organisation(self) -> Filter:
        """By responsible organisation: those that this programme's actions name."""
        names = {
            organisation.pk: organisation.name
            for action in self._tree.actions
            for organisation in action.facts.responsible.all()
        }
        choices = sorted(names.items(), key=lambda choice: sort_key(choice[1]))
        return link_filter(
            self._request, "taho", _("Responsible"), choices, _("Every organisation")
        )

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.part, self.status, self.municipality, self.organisation)

    @cached_property
    def actions(self) -> list[ActionNode]:
        """All actions that pass the filters."""
        return [action for action in self._tree.actions if self._passes(action)]

    def _passes(self, action: ActionNode) -> bool:
        part, municipality = self.part.value, self.municipality.value
        places = {m.slug for m in action.facts.municipalities.all()}
        responsible = {str(organisation.pk) for organisation in action.facts.responsible.all()}
        return (
            (not part or f"{action.number}.".startswith(f"{part}."))
            and (not self.status.value or action.state.status == self.status.value)
            and (not municipality or not places or municipality in places)
            and (not self.organisation.value or self.organisation.value in responsible)
        )

    @cached_property
    def rows(self) -> ListPage:
        """The part of the actions that one page shows."""
        return paginate(self._request, self.actions, ROWS_A_PAGE)
