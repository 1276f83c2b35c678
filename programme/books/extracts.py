"""A municipality's extract of an edition: what the programme does there, on two pages at most."""

from collections.abc import Collection
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms import pdf
from cms.dates import format_date
from cms.shores import sheets
from contacts.models import Municipality
from programme.books.data import short_address, visible
from programme.editions.snapshot import Part, Reading
from programme.models import Edition

TEMPLATE = Path(__file__).parent / "typst" / "extract.typ"
MOST_PAGES = 2
# How many actions two pages hold at the very most: no need to try more.
MOST_ACTIONS = 80


def make(
    edition: Edition,
    language: str,
    municipality: Municipality,
    *,
    address: str,
    hidden: Collection[str] = (),
) -> pdf.Made:
    """The extract as a PDF file. What does not fit is counted, and the address of all is given.

    Raises pdf.NotDrawnError.
    """
    moment = edition.published_at or edition.made_at
    with override(language):
        extract = _Extract(edition, language, municipality, address, hidden)
        fits, too_many = 0, min(extract.total, MOST_ACTIONS) + 1
        best = None
        limit = too_many - 1
        # Halving: seldom more than one try, never more than seven.
        while fits < too_many - 1 or best is None:
            made = pdf.make(TEMPLATE, extract.data(limit), moment=moment)
            if made.pages <= MOST_PAGES or limit == 0:
                fits, best = limit, made
            else:
                too_many = limit
            limit = (fits + too_many) // 2
        return best


class _Extract:
    def __init__(
        self,
        edition: Edition,
        language: str,
        municipality: Municipality,
        address: str,
        hidden: Collection[str],
    ):
        self.edition = edition
        self.language = language
        self.municipality = municipality
        self.address = address
        self.reading = Reading(edition.content, language)
        codes = _codes_of(municipality)
        self.goals: list[tuple[Part, Part]] = [
            (priority, goal)
            for priority in visible(self.reading.priorities, hidden)
            for goal in visible(priority.goals, hidden)
        ]
        actions = [
            action for _priority, goal in self.goals for action in visible(goal.actions, hidden)
        ]
        self.count = len(actions)
        self.named = [
            action
            for action in actions
            if any(each["code"] in codes for each in action.municipalities)
        ]
        self.everywhere = [action for action in actions if not action.municipalities]

    @property
    def total(self) -> int:
        """How many actions concern the municipality."""
        return len(self.named) + len(self.everywhere)

    def data(self, limit: int) -> dict:
        """What programme/books/typst/extract.typ draws, with at most `limit` actions by name."""
        reading, name = self.reading, self.municipality.name
        named = self.named[:limit]
        everywhere = self.everywhere[: limit - len(named)]
        left = self.total - len(named) - len(everywhere)
        return {
            "title": f"{reading.title} {reading.period}: {name}",
            "author": "JANE Pohjois-Karjala",
            "language": self.language.split("-")[0],
            "foreign": "" if self.language in reading.content["texts"] else "fi",
            "programme": reading.title,
            "period": reading.period,
            "name": name,
            "cover": sheets.cover(self.municipality.code),
            "below": self._published(),
            "lead": self._lead(),
            "named-heading": _("Actions that name the municipality"),
            "named-none": _("No action names this municipality alone."),
            "named": self._by_goal(named),
            "everywhere-heading": _("Actions in the whole province"),
            "everywhere": self._by_goal(everywhere),
            "left": self._left(left) if left else "",
            "all": _("All %(count)s actions of the programme:") % {"count": self.count},
            "address": short_address(self.address),
            "url": self.address,
        }

    def _lead(self) -> str:
        named = ngettext(
            "%(count)s action names the municipality.",
            "%(count)s actions name the municipality.",
            len(self.named),
        ) % {"count": len(self.named)}
        everywhere = ngettext(
            "%(count)s action concerns the whole province.",
            "%(count)s actions concern the whole province.",
            len(self.everywhere),
        ) % {"count": len(self.everywhere)}
        return f"{named} {everywhere}"

    def _left(self, count: int) -> str:
        return ngettext(
            "Besides these there is %(count)s action more.",
            "Besides these there are %(count)s actions more.",
            count,
        ) % {"count": count}

    def _by_goal(self, actions: list[Part]) -> list[dict]:
        wanted = {action.key for action in actions}
        goals = []
        for priority, goal in self.goals:
            rows = [self._action(a) for a in goal.actions if a.key in wanted]
            if rows:
                goals.append(
                    {
                        "priority": priority.name,
                        "priority-language": priority.foreign_language,
                        "title": goal.name,
                        "language": goal.foreign_language,
                        "actions": rows,
                    }
                )
        return goals

    def _action(self, action: Part) -> dict:
        return {
            "number": action.number,
            "title": action.title,
            "language": action.foreign_language,
            "schedule": action.words["schedule"],
            "responsible": ", ".join(map(str, action.responsible)),
        }

    def _published(self) -> str:
        day = self.edition.published_at or self.edition.made_at
        return f"{self.edition}, {format_date(timezone.localdate(day))}"


def _codes_of(municipality: Municipality) -> set[str]:
    """A municipality's code, and those of all that have become part of it."""
    codes, asked = {municipality.code}, [municipality.pk]
    while asked:
        former = Municipality.objects.filter(successor__in=asked).exclude(code__in=codes)
        rows = list(former.values_list("pk", "code"))
        asked = [pk for pk, _code in rows]
        codes.update(code for _pk, code in rows)
    return codes
