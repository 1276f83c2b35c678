"""A whole programme as those who write it see it: newest drafts, what is missing, who is at it.

The number of queries does not depend on how much there is.
"""

import datetime as dt
import json
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision

from programme.models import ActionPage, GoalPage, ProgrammePage
from programme.reading.tree import Node, ProgrammeTree

# An open editor says that it is there every ten seconds.
FRESH = dt.timedelta(minutes=1)

NO_GOALS = _("goals")
NO_ACTIONS = _("actions")
NO_WHY = _("why it is set")
NO_RESPONSIBLE = _("responsible organisation")
NO_SCHEDULE = _("schedule")
NO_MEASURES = _("measures")


@dataclass(eq=False)
class Row:
    """A priority, a goal or an action of the outline.

    `missing` names what it has not yet; `editors` are the others who have it open right now.
    """

    node: Node
    missing: list = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    children: "list[Row]" = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.node.facts

    @property
    def title(self) -> str:
        """The title of the newest draft."""
        return self.page.draft_title or self.page.title

    @property
    def name(self) -> str:
        """Number and title."""
        return f"{self.node.number} {self.title}".strip()

    @property
    def level(self) -> int:
        return self.node.level

    @property
    def actions(self) -> int:
        """How many actions stand below (1 for an action)."""
        return 1 if self.level == 3 else sum(child.actions for child in self.children)


class Outline:
    """The rows of a programme (its page in any language; the Finnish one is what is written).

    `user` is whoever looks, so that her own open editors are not told to her.
    """

    def __init__(self, programme: ProgrammePage, user):
        self.programme = programme.facts
        self._user = user
        self.tree = ProgrammeTree(self.programme, everything=True)
        drafts = self._drafts()
        editors = self._editors()
        self.priorities = [self._row(node, drafts, editors) for node in self.tree.priorities]

    def _row(self, node: Node, drafts: dict, editors: dict) -> Row:
        children = [self._row(child, drafts, editors) for child in node.children]
        row = Row(node, editors=editors.get(node.facts.pk, []), children=children)
        row.missing = missing_in(node.level, drafts.get(node.facts.pk, {}), bool(children))
        return row

    def _drafts(self) -> dict[int, dict]:
        """What the newest draft of each part says, by the page's id."""
        below = Page.objects.descendant_of(self.programme)
        newest = Revision.objects.filter(pk__in=below.values("latest_revision_id"))
        drafts = {int(pk): content for pk, content in newest.values_list("object_id", "content")}
        # A page that has never been saved as a draft says what its row says.
        bare = {"latest_revision__isnull": True}
        for goal in GoalPage.objects.descendant_of(self.programme).filter(**bare):
            drafts[goal.pk] = {"why": goal.why}
        actions = ActionPage.objects.descendant_of(self.programme).filter(**bare)
        for action in actions.prefetch_related("responsible"):
            drafts[action.pk] = {
                "responsible": [each.pk for each in action.responsible.all()],
                "schedule": action.schedule,
                "measures": list(action.measures.raw_data),
            }
        return drafts

    def _editors(self) -> dict[int, list[str]]:
        """The names of others who have a page open in an editor, by the page's id."""
        seen = EditingSession.objects.filter(last_seen_at__gte=timezone.now() - FRESH)
        others = seen.exclude(user=self._user).select_related("user", "user__wagtail_userprofile")
        names: dict[int, list[str]] = {}
        for session in others.filter(content_type__app_label="wagtailcore"):
            if session.object_id.isdecimal():
                name = get_user_display_name(session.user)
                known = names.setdefault(int(session.object_id), [])
                if name not in known:
                    known.append(name)
        return names

    @cached_property
    def rows(self) -> list[Row]:
        """Every row in order."""
        found = []
        for priority in self.priorities:
            found.append(priority)
            for goal in priority.children:
                found += [goal, *goal.children]
        return found

    @property
    def goals(self) -> list[Row]:
        return [row for row in self.rows if row.level == 2]

    @property
    def actions(self) -> list[Row]:
        return [row for row in self.rows if row.level == 3]

    @property
    def drafts(self) -> int:
        """How many parts readers do not see, or see in older words."""
        return sum(1 for row in self.rows if not row.page.live or row.page.has_unpublished_changes)

    @property
    def incomplete(self) -> int:
        """How many parts lack something."""
        return sum(1 for row in self.rows if row.missing)


def missing_in(level: int, draft: dict, has_children: bool) -> list:
    """What a part lacks, by the content of its newest draft: names for a list of gaps."""
    if level == 1:
        return [] if has_children else [NO_GOALS]
    if level == 2:
        lacks = [(NO_WHY, strip_tags(draft.get("why", "")).strip()), (NO_ACTIONS, has_children)]
    else:
        measures = draft.get("measures") or "[]"
        if isinstance(measures, str):
            measures = json.loads(measures)
        lacks = [
            (NO_RESPONSIBLE, draft.get("responsible")),
            (NO_SCHEDULE, draft.get("schedule", "").strip()),
            (NO_MEASURES, measures),
        ]
    return [name for name, there in lacks if not there]
