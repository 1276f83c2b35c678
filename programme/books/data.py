"""An edition in one language as the plain data that the book's template draws."""

from collections.abc import Collection
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from cms import pdf
from cms.dates import format_date
from cms.languages import own_name
from cms.shores import sheets
from programme.editions.snapshot import Measure, Part, Reading
from programme.models import Edition

# A summary in this language holds only what is written in it.
PLAIN = "fi-simple"


def book_data(
    edition: Edition, language: str, *, address: str, hidden: Collection[str] = ()
) -> dict:
    """What typst/book.typ draws: the whole edition, or the plain-Finnish summary of it.

    `address` is where the edition is read on the web; `hidden` are the keys of parts that not
    everybody may read, which are left out with all that is below them.
    """
    with override(language):
        return _Book(edition, language, address, hidden).data()


def is_summary(language: str) -> bool:
    """Whether the book in a language is a summary in plain words rather than the whole."""
    return language == PLAIN


def visible(parts: list[Part], hidden: Collection[str]) -> list[Part]:
    """Those that everybody may read."""
    return [part for part in parts if part.key not in hidden]


def day_of(step: dict) -> str:
    """The date of a step of adoption, as people write it."""
    year, month, day = step["date"].split("-")
    return f"{int(day)}.{int(month)}.{year}"


def amount(measure: Measure, value: str) -> str:
    """A measure's number with its unit, as people write it: "1 200 yhdistystä"; "" if not said."""
    if not value:
        return ""
    number = number_format(_plain_number(value), use_l10n=True, force_grouping=True)
    return f"{number}\u00a0{measure.unit}".strip("\u00a0 ")


def _plain_number(value: str) -> str:
    return value.rstrip("0").rstrip(".") if "." in value else value


def in_language(texts: dict, language: str) -> str:
    """One of the few words that are kept by language, else the Finnish."""
    return texts.get(language) or texts.get("fi", "")


class _Book:
    def __init__(self, edition: Edition, language: str, address: str, hidden: Collection[str]):
        self.edition = edition
        self.language = language
        self.address = address
        self.hidden = hidden
        self.reading = Reading(edition.content, language)

    def data(self) -> dict:
        reading = self.reading
        words = reading.words
        priorities = self._priorities()
        summary = is_summary(self.language)
        kind = _("Summary in plain Finnish") if summary else _("Association programme")
        has_words = self.language in reading.content["texts"]
        title = f"{reading.title} {reading.period}"
        return {
            "title": _("%(title)s, summary in plain Finnish") % {"title": title}
            if summary
            else title,
            "author": "JANE Pohjois-Karjala",
            "name": reading.title,
            "running": title,
            "language": self.language.split("-")[0],
            "foreign": "" if has_words else "fi",
            "kind": kind,
            "period": reading.period,
            "below": self._published(),
            # Each priority begins a page of its own.
            "chapters": not summary,
            "cover": sheets.cover("province"),
            "labels": _labels(),
            "introduction": pdf.paragraphs(words["introduction"]),
            "foreword": pdf.nodes(words["foreword"]),
            "chart": self._chart_of_priorities(priorities),
            "priorities": [self._priority(part) for part in priorities],
            "empty": "" if summary else _("This programme has no priorities."),
            "steps": [self._step(step) for step in reading.content["steps"]],
            "edition": self._edition(),
            "note": self._note(),
        }

    def _priorities(self) -> list[Part]:
        parts = visible(self.reading.priorities, self.hidden)
        if is_summary(self.language):
            return [part for part in parts if self._is_told(part)]
        return parts

    def _goals(self, priority: Part) -> list[Part]:
        parts = visible(priority.goals, self.hidden)
        if is_summary(self.language):
            return [part for part in parts if not part.foreign_language]
        return parts

    def _actions(self, goal: Part) -> list[Part]:
        return [] if is_summary(self.language) else visible(goal.actions, self.hidden)

    def _is_told(self, priority: Part) -> bool:
        return not priority.foreign_language or bool(self._goals(priority))

    def _published(self) -> str:
        day = self.edition.published_at or self.edition.made_at
        return f"{self.edition}, {format_date(timezone.localdate(day))}"

    # --- Parts ------------------------------------------------------------------------------------

    def _named(self, part: Part) -> dict:
        return {"number": part.number, "title": part.title, "language": part.foreign_language}

    def _priority(self, part: Part) -> dict:
        return {
            **self._named(part),
            "introduction": pdf.paragraphs(part.words["introduction"]),
            "chart": self._chart_of_goals(part),
            "goals": [self._goal(goal) for goal in self._goals(part)],
        }

    def _goal(self, part: Part) -> dict:
        return {
            **self._named(part),
            "why": pdf.nodes(part.words["why"]),
            "what": pdf.nodes(part.words["what"]),
            "actions": [self._action(action) for action in self._actions(part)],
        }

    def _action(self, part: Part) -> dict:
        return {
            **self._named(part),
            "description": pdf.nodes(part.words["description"]),
            "facts": self._facts(part),
            "measures": [
                {
                    "indicator": measure.indicator,
                    "start": amount(measure, measure.start),
                    "target": amount(measure, measure.target),
                }
                for measure in part.measures
            ],
        }

    def _facts(self, part: Part) -> list[dict]:
        places = [in_language(each["name"], self.language) for each in part.municipalities]
        rows = [
            (_("Responsible"), ", ".join(map(str, part.responsible)), "fi"),
            (_("Partners"), ", ".join(map(str, part.partners)), "fi"),
            (_("Where"), ", ".join(places) or _("The whole province"), ""),
            (_("Schedule"), part.words["schedule"], part.foreign_language),
        ]
        own = self.language.split("-")[0]
        return [
            {"label": label, "text": text, "language": "" if language == own else language}
            for label, text, language in rows
            if text
        ]

    # --- Charts -----------------------------------------------------------------------------------

    def _chart_of_priorities(self, priorities: list[Part]) -> dict:
        if is_summary(self.language):
            return {"rows": [], "alt": "", "caption": ""}
        rows = []
        for part in priorities:
            goals = self._goals(part)
            count = sum(len(self._actions(goal)) for goal in goals)
            rows.append({"name": part.name, "count": count, "text": _actions_in_words(count)})
        return _chart(rows, _("Actions by priority"))

    def _chart_of_goals(self, priority: Part) -> dict:
        if is_summary(self.language):
            return {"rows": [], "alt": "", "caption": ""}
        rows = []
        for goal in self._goals(priority):
            count = len(self._actions(goal))
            rows.append({"name": goal.name, "count": count, "text": _actions_in_words(count)})
        return _chart(rows if len(rows) > 1 else [], _("Actions by goal"))

    # --- The edition ------------------------------------------------------------------------------

    def _step(self, step: dict) -> dict:
        below = ", ".join(each for each in (step["organisation"], day_of(step)) if each)
        return {"title": in_language(step["title"], self.language), "below": below}

    def _edition(self) -> list[dict]:
        edition = self.edition
        published = edition.published_at
        rows = [
            (_("Edition"), str(edition.number)),
            (_("Kind"), str(edition.get_kind_display())),
            (_("Published"), format_date(timezone.localdate(published)) if published else ""),
            (_("Language"), own_name(self.language)),
            (_("Address"), self.address),
            (_("Digest (SHA-256)"), _in_groups(edition.digest)),
        ]
        return [{"label": label, "text": text, "language": ""} for label, text in rows if text]

    def _note(self) -> str:
        if is_summary(self.language):
            return _("This is a summary. The whole programme is at the address above.")
        return str(self.edition.note or "")


def _chart(rows: list[dict], caption: str) -> dict:
    told = "; ".join(f"{row['name']}: {row['text']}" for row in rows)
    return {"rows": rows, "alt": f"{caption}. {told}.", "caption": caption}


def _actions_in_words(count: int) -> str:
    return ngettext("%(count)s action", "%(count)s actions", count) % {"count": count}


def _in_groups(digest: str) -> str:
    """A digest that may break between its groups of eight."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _labels() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "about": _("About the programme"),
        "shape": _("The programme in numbers"),
        "parts": _("Priorities and goals"),
        "why": _("Why"),
        "what": _("What comes true"),
        "indicator": _("Measure"),
        "start": _("At the start"),
        "target": pgettext("measure", "Target"),
        "edition": _("About this edition"),
        "adoption": _("How the programme was adopted"),
        "this-edition": _("This edition"),
    }


def short_address(address: str) -> str:
    """An address as it is printed: without its scheme and last slash."""
    split = urlsplit(address)
    return f"{split.netloc}{split.path}".rstrip("/")
