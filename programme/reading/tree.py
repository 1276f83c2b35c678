"""A whole programme in memory: its priorities, goals and actions in order, numbered.

The Finnish programme gives the structure, the order and the numbers, so that goal 2.3 is the same
goal in every language; each part is shown in the language asked where it is translated, else in
Finnish. The number of queries does not depend on how much there is: the tree takes four or five,
`states` one more, `with_details` at most six.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from django.db.models import Q, prefetch_related_objects
from wagtail.models import Page, PageViewRestriction

from cms.subsites import canonical_url
from contacts.models import Organisation
from programme.editions.numbering import FreeNumbers, given_numbers
from programme.models.states import ActionState
from programme.reading.progress import Progress

# What a reader's pages ask of a part before `with_details`: a row with all that a page has takes
# twice as long to read.
READERS_NEED = (
    "path",
    "depth",
    "numchild",
    "translation_key",
    "locale",
    "title",
    "slug",
    "url_path",
    "live",
    "content_type",
)


@dataclass(eq=False)
class Node:
    """A page in its place.

    `page` has the words, in the language `language`; `facts` is the Finnish page (or the same).
    Both are plain Wagtail pages until `ProgrammeTree.with_details`. `number` is "2", "2.3" or
    "2.3.1", and empty for what is not yet published.
    """

    tree: "ProgrammeTree" = field(repr=False)
    page: Page
    facts: Page
    number: str
    language: str
    parent: "Node | None" = field(repr=False)
    children: list = field(default_factory=list, repr=False)

    level: ClassVar[int] = 0

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def name(self) -> str:
        """Number and title: "2.3 Viestintä tavoittaa kaikki"."""
        return f"{self.number} {self.title}".strip()

    @property
    def foreign_language(self) -> str:
        """The language of the words when it is not that of their surroundings: for `lang`."""
        return "" if self.language == self.tree.language else self.language

    @property
    def actions(self) -> "list[ActionNode]":
        """The actions below, in order."""
        return [action for child in self.children for action in child.actions]

    @cached_property
    def progress(self) -> Progress:
        """The actions below, counted by status."""
        return Progress.of(action.state for action in self.actions)

    @property
    def responsible(self) -> list[Organisation]:
        """Every organisation that answers for an action below, once, in Finnish order.

        This and `partners` need the tree's details.
        """
        return _each_once(o for action in self.actions for o in action.facts.responsible.all())

    @property
    def partners(self) -> list[Organisation]:
        """Every organisation that takes part in an action below and answers for none."""
        partners = {o for action in self.actions for o in action.facts.partners.all()}
        return _each_once(partners.difference(self.responsible))


def _each_once(organisations: Iterable[Organisation]) -> list[Organisation]:
    return sorted(set(organisations), key=lambda organisation: organisation.sort_key)


class PriorityNode(Node):
    level = 1

    @property
    def goals(self) -> "list[GoalNode]":
        return self.children


class GoalNode(Node):
    level = 2

    @property
    def priority(self) -> PriorityNode:
        return self.parent


class ActionNode(Node):
    level = 3

    @property
    def goal(self) -> GoalNode:
        return self.parent

    @property
    def actions(self) -> "list[ActionNode]":
        return [self]

    @property
    def state(self) -> ActionState:
        """How far it is; the default state if nothing has been said."""
        key = self.page.translation_key
        return self.tree.states.get(key) or ActionState(action_key=key)


NODE_OF_LEVEL = {kind.level: kind for kind in (PriorityNode, GoalNode, ActionNode)}


class ProgrammeTree:
    """The published parts of a programme, as whoever may read `seen_from` may see them.

    `programme` is a ProgrammePage in any language. `seen_from` (the programme, unless said
    otherwise) is the page that the reader is on: it is there even in a preview of a draft, and what
    is private together with it is not hidden from those who may read it. `language` is that of the
    page on which the tree is shown, if it is not the programme's. With `everything` drafts and
    private parts are there too: for the staff's screens only.

    Numbers are those given at adoption (programme/editions/numbering.py); before it, they count
    what is published, private or not, so that they are the same for every reader.
    """

    def __init__(
        self,
        programme,
        *,
        seen_from: Page | None = None,
        language: str = "",
        everything: bool = False,
    ):
        self.programme = programme
        self.language = language or programme.locale.language_code
        self._seen_from = seen_from or programme
        self._everything = everything
        self._nodes: dict = {}
        self._urls: dict[int, str] = {}
        self.priorities: list[PriorityNode] = []
        self.goals: list[GoalNode] = []
        self.actions: list[ActionNode] = []
        self._levels = {1: self.priorities, 2: self.goals, 3: self.actions}
        self.source = self._source()
        self._given = given_numbers(self.source)
        self._build()

    def _source(self):
        """The programme whose structure holds: the Finnish one, if a reader may see that."""
        facts = self.programme.facts
        if facts.pk == self.programme.pk or self._everything:
            return facts
        return facts if facts.live and not self._is_closed(facts) else self.programme

    @cached_property
    def _closed_paths(self) -> list[str]:
        """The tree paths under which a reader of `seen_from` may not look."""
        if self._everything:
            return []
        restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
        return [path for path in restricted if not self._seen_from.path.startswith(path)]

    def _is_closed(self, page: Page) -> bool:
        return any(page.path.startswith(path) for path in self._closed_paths)

    def _pages_below(self, programme) -> list[Page]:
        pages = Page.objects.descendant_of(programme).order_by("path")
        if not self._everything:
            here = self._seen_from.path
            way = [here[:end] for end in range(Page.steplen, len(here) + 1, Page.steplen)]
            pages = pages.filter(Q(live=True) | Q(path__in=way)).only(*READERS_NEED)
        return list(pages)

    def _build(self) -> None:
        translated = {}
        if self.source.pk != self.programme.pk:
            translated = {
                page.translation_key: page
                for page in self._pages_below(self.programme)
                if not self._is_closed(page)
            }
        own_language = self.programme.locale.language_code
        source_language = self.source.locale.language_code
        by_path: dict[str, Node | None] = {self.source.path: None}
        free = FreeNumbers(self._given.values())
        for page in self._pages_below(self.source):
            parent_path = page.path[: -Page.steplen]
            kind = NODE_OF_LEVEL.get(page.depth - self.source.depth)
            if kind is None or parent_path not in by_path:
                continue
            parent = by_path[parent_path]
            number = self._number_of(page, parent, free)
            words = translated.get(page.translation_key, page)
            language = source_language if words is page else own_language
            node = kind(self, words, page, number, language, parent)
            by_path[page.path] = node
            if not self._is_closed(page):
                self._keep(node)

    def _number_of(self, page: Page, parent, free: FreeNumbers) -> str:
        given = self._given.get(page.translation_key)
        if given:
            return given
        # Until it is adopted, a draft is numbered as it would be; later, when it is in an edition.
        is_draft = self._everything and not page.live
        if (is_draft and self._given) or (parent is not None and not parent.number):
            return ""
        return free.take(parent.number if parent else "")

    def _keep(self, node: Node) -> None:
        self._nodes[node.facts.translation_key] = node
        self._levels[node.level].append(node)
        if node.parent is not None:
            node.parent.children.append(node)

    @cached_property
    def states(self) -> dict:
        """The state rows of the programme's actions by `translation_key`, in one query."""
        below = Page.objects.descendant_of(self.source)
        rows = ActionState.objects.filter(action_key__in=below.values("translation_key"))
        return {row.action_key: row for row in rows}

    def with_details(self, node: Node | None = None) -> "ProgrammeTree":
        """Bring along the texts of all parts (or of one and those below it), and, for actions,
        their organisations and municipalities: then `page` and `facts` are of their own classes.
        """
        from programme.models import ActionPage, GoalPage, PriorityPage

        roots = (node.facts, node.page) if node else (self.source, self.programme)
        below = Q(path__startswith=roots[0].path) | Q(path__startswith=roots[1].path)
        top = node.level if node else 1
        for level, model in enumerate((PriorityPage, GoalPage, ActionPage), start=1):
            if level < top:
                continue
            found = {page.pk: page for page in model.objects.filter(below)}
            for each in self._levels[level]:
                each.page = found.get(each.page.pk, each.page)
                each.facts = found.get(each.facts.pk, each.facts)
        actions = [action.facts for action in (node.actions if node else self.actions)]
        prefetch_related_objects(actions, "responsible", "partners", "municipalities")
        return self

    def narrow_to(self, municipality) -> "ProgrammeTree":
        """Leave only the actions that concern a municipality, and what stands above them.

        Before `with_details`. Numbers stay, and `node_of` and `beside` still know every part.
        """
        from programme.models import ActionPage

        below = ActionPage.objects.descendant_of(self.source)
        concerning = set(below.for_municipality(municipality).values_list("pk", flat=True))
        self._levels = {level: list(nodes) for level, nodes in self._levels.items()}
        self.actions[:] = [a for a in self.actions if a.facts.pk in concerning]
        for nodes, children in ((self.goals, self.actions), (self.priorities, self.goals)):
            kept = set(children)
            for node in nodes:
                node.children[:] = [child for child in node.children if child in kept]
            nodes[:] = [node for node in nodes if node.children]
        return self

    def url_of(self, node: Node, request=None) -> str:
        """The canonical address of a part: its programme's, and below it the part's own way.

        As `cms.subsites.canonical_url` says it, which would work everything out anew for each.
        """
        root = self.source if node.page.path.startswith(self.source.path) else self.programme
        known = self._urls.get(root.pk)
        if known is None:
            known = self._urls[root.pk] = canonical_url(root, request)
        return known + node.page.url_path.removeprefix(root.url_path) if known else ""

    def node_of(self, page: Page) -> Node | None:
        """The place of a page (in any language); None for one that is not in the tree."""
        return self._nodes.get(page.translation_key)

    def beside(self, node: Node) -> tuple[Node | None, Node | None]:
        """The node of the same kind before and after one, across the whole programme's order."""
        row = self._levels[node.level]
        place = row.index(node)
        before = row[place - 1] if place else None
        after = row[place + 1] if place + 1 < len(row) else None
        return before, after

    @cached_property
    def progress(self) -> Progress:
        """All actions, counted by status."""
        return Progress.of(action.state for action in self.actions)


def progress_of_each(programmes: list[Page]) -> list[Progress]:
    """How far the actions of each programme are that anybody may read, in the same order.

    For lists that draw nothing else of the trees: two queries, however many programmes.
    """
    if not programmes:
        return []
    below = Q()
    for programme in programmes:
        below |= Q(path__startswith=programme.path)
    visible = dict(
        Page.objects.live().public().filter(below).values_list("path", "translation_key")
    )
    actions = [_visible_actions(programme, visible) for programme in programmes]
    keys = [key for each in actions for key in each]
    states = {row.action_key: row for row in ActionState.objects.filter(action_key__in=keys)}
    return [
        Progress.of(states.get(key) or ActionState(action_key=key) for key in each)
        for each in actions
    ]


def _visible_actions(programme: Page, visible: dict) -> list:
    """The keys of the actions of a programme whose goal and priority are visible too."""
    step = Page.steplen
    depth = len(programme.path) + ActionNode.level * step
    return [
        key
        for path, key in visible.items()
        if len(path) == depth
        and path.startswith(programme.path)
        and path[:-step] in visible
        and path[: -2 * step] in visible
    ]
