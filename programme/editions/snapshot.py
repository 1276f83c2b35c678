"""What an edition keeps of a programme, and how it is read.

Nothing here but plain data (JSON): later changes of pages, models and templates alter no word of an
edition. Schema version 1:

    {"schema": 1, "key": "<uuid>", "languages": ["fi", "sv"], "start_year": 2026, "end_year": 2030,
     "texts": {"fi": {"title": "", "introduction": "", "foreword": "<html>"}, "sv": {…}},
     "steps": [{"title": {"fi": ""}, "organisation": "", "date": "2026-08-31"}],
     "priorities": [{"key": "", "number": "1", "texts": {"fi": {"title": "", "introduction": ""}},
       "goals": [{"key": "", "number": "1.1", "texts": {"fi": {"title": "", "why": "", "what": ""}},
         "actions": [{"key": "", "number": "1.1.1",
           "texts": {"fi": {"title": "", "description": "", "schedule": "",
                            "measures": {"<id>": {"indicator": "", "unit": ""}}}},
           "responsible": [{"id": 1, "name": ""}], "partners": [],
           "municipalities": [{"code": "167", "name": {"fi": "Joensuu"}}],
           "measures": [{"id": "<uuid>", "start": "120", "target": "200"}],
           "update_interval": 6}]}]}]}

`texts` has Finnish always and another language where the part is translated. The values of
`foreword`, `why`, `what` and `description` are simple HTML whose links are whole addresses or paths
of the site; all else is plain text. Numbers of measures are decimals as text, "" if not said.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import Page, Revision
from wagtail.rich_text import expand_db_html

from cms.languages import language_of
from programme.editions.numbering import numbers_for
from programme.models import ProgrammePage, ProgrammeState

SCHEMA_VERSION = 1


def digest_of(content: dict) -> str:
    """The SHA-256 of an edition's content in its canonical form (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass
class Snapshot:
    """A programme's newest words: the content of an edition, and the versions that hold them.

    `revisions` names, for every page that goes live with the edition, the version that does:
    {page's id as text: revision's id}.
    """

    content: dict
    revisions: dict[str, int]


def take(programme: ProgrammePage, *, to_look_at: bool = False) -> Snapshot:
    """A snapshot of a programme (its page in any language) with the newest draft of every part.

    Parts that have no number yet get the next free one, as adopting them will (programme/
    numbering.py); nothing is written, except a first version of a page that has none. With
    `to_look_at` that is not written either, and such a page is missing from `revisions`. The number
    of queries does not grow with the programme.
    """
    return _Taking(programme.facts, to_look_at).take()


class _Taking:
    def __init__(self, programme: ProgrammePage, to_look_at: bool):
        self.programme = programme
        self.to_look_at = to_look_at
        self.revisions: dict[str, int] = {}

    def take(self) -> Snapshot:
        root = self.programme
        self.languages: dict = {}  # {translation key: {language: page as drafted}}
        roots = root.get_translations(inclusive=True)
        for each in roots:
            # An alias has no words of its own: it follows its page whenever that goes live.
            below = Page.objects.descendant_of(each, inclusive=True).filter(alias_of=None)
            for page in below.specific().prefetch_related("latest_revision"):
                words = self._as_drafted(page)
                self.languages.setdefault(page.translation_key, {})[language_of(page)] = words
        self.parts = list(Page.objects.descendant_of(root).order_by("path"))
        self.numbers = numbers_for(root, self.parts)
        codes = [code for code, _name in settings.LANGUAGES]
        used = {language for words in self.languages.values() for language in words}
        words = self._drafts(root)
        facts = words[settings.LANGUAGE_CODE]
        content = {
            "schema": SCHEMA_VERSION,
            "key": str(root.translation_key),
            "languages": [code for code in codes if code in used],
            "start_year": facts.start_year,
            "end_year": facts.end_year,
            "texts": {
                language: {
                    "title": page.title,
                    "introduction": page.introduction,
                    "foreword": _stream_html(page.foreword, language),
                }
                for language, page in words.items()
            },
            "steps": self._steps(),
            "priorities": [self._priority(page) for page in self._below(root)],
        }
        return Snapshot(content, self.revisions)

    def _as_drafted(self, page: Page) -> Page:
        if self.to_look_at and page.latest_revision is None:
            return page
        revision: Revision = page.latest_revision or page.save_revision(log_action=False)
        self.revisions[str(page.pk)] = revision.pk
        return revision.as_object()

    def _drafts(self, page: Page) -> dict:
        """The page's words by language, Finnish first."""
        words = self.languages[page.translation_key]
        codes = [code for code, _name in settings.LANGUAGES if code in words]
        return {code: words[code] for code in codes}

    def _below(self, page: Page) -> Iterator[Page]:
        return (part for part in self.parts if part.path[: -Page.steplen] == page.path)

    def _steps(self) -> list[dict]:
        state = ProgrammeState.objects.of(self.programme)
        if state.pk is None:
            return []
        return [
            {
                "title": dict(step.title),
                "organisation": str(step.organisation or ""),
                "date": step.date.isoformat(),
            }
            for step in state.steps.select_related("organisation")
        ]

    def _part(self, page: Page, *fields: str) -> dict:
        texts = {}
        for language, words in self._drafts(page).items():
            texts[language] = {"title": words.title}
            for name in fields:
                value = getattr(words, name)
                is_rich = name in {"why", "what", "description"}
                texts[language][name] = _html(value) if is_rich else value
        number = self.numbers[page.translation_key]
        return {"key": str(page.translation_key), "number": number, "texts": texts}

    def _priority(self, page: Page) -> dict:
        goals = [self._goal(each) for each in self._below(page)]
        return {**self._part(page, "introduction"), "goals": goals}

    def _goal(self, page: Page) -> dict:
        actions = [self._action(each) for each in self._below(page)]
        return {**self._part(page, "why", "what"), "actions": actions}

    def _action(self, page: Page) -> dict:
        part = self._part(page, "description", "schedule")
        words = self._drafts(page)
        for language, action in words.items():
            part["texts"][language]["measures"] = {
                block.id: {"indicator": block.value["indicator"], "unit": block.value["unit"] or ""}
                for block in action.measures
            }
        facts = words[settings.LANGUAGE_CODE]
        return {
            **part,
            "responsible": [{"id": o.pk, "name": o.name} for o in facts.responsible.all()],
            "partners": [{"id": o.pk, "name": o.name} for o in facts.partners.all()],
            "municipalities": [
                {"code": m.code, "name": {"fi": m.name_fi, "sv": m.name_sv}}
                for m in facts.municipalities.all()
            ],
            "measures": [
                {
                    "id": block.id,
                    "start": _decimal(block.value["start"]),
                    "target": _decimal(block.value["target"]),
                }
                for block in facts.measures
            ],
            "update_interval": facts.update_interval,
        }


def _decimal(value) -> str:
    return "" if value is None else f"{value:f}"


def _html(rich_text: str) -> str:
    return _without_keys(expand_db_html(rich_text))


def _stream_html(stream, language: str) -> str:
    with translation.override(language):
        template = "programme/frozen_stream.html"
        return _without_keys(render_to_string(template, {"stream": stream}))


def _without_keys(html: str) -> str:
    """Without what the editor adds for itself whenever it saves a text, changed or not."""
    return re.sub(r' data-block-key="[^"]*"', "", html)


# --- Reading --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Organisation:
    """An organisation as it was called when the edition was made."""

    pk: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Measure:
    """What is counted. `start` and `target` are decimals as text, "" if not said."""

    id: str
    indicator: str
    unit: str
    start: str
    target: str


@dataclass(frozen=True, eq=False)
class Part:
    """A priority, a goal or an action of an edition, read in one language.

    `words` holds its texts by their names in the schema; `foreign_language` is the language of the
    words when it is not the one asked for, else "".
    """

    key: str
    number: str
    words: dict
    foreign_language: str
    children: list = field(default_factory=list, repr=False)
    data: dict = field(default_factory=dict, repr=False)

    @property
    def title(self) -> str:
        return self.words["title"]

    @property
    def name(self) -> str:
        """Number and title: "2.3 Viestintä tavoittaa kaikki"."""
        return f"{self.number} {self.title}"

    @property
    def anchor(self) -> str:
        """The part's place on a page that shows the whole edition: "osa-2.3"."""
        return f"osa-{self.number}"

    @property
    def level(self) -> int:
        """1 for a priority, 2 for a goal, 3 for an action."""
        return self.number.count(".") + 1

    @property
    def goals(self) -> "list[Part]":
        return self.children

    @property
    def actions(self) -> "list[Part]":
        """The actions below, in order; an action itself."""
        if self.level == 3:
            return [self]
        return [action for child in self.children for action in child.actions]

    @property
    def responsible(self) -> list[Organisation]:
        return [Organisation(each["id"], each["name"]) for each in self.data["responsible"]]

    @property
    def partners(self) -> list[Organisation]:
        return [Organisation(each["id"], each["name"]) for each in self.data["partners"]]

    @property
    def municipalities(self) -> list[dict]:
        """Code and names by language; none: the action concerns the whole province."""
        return self.data["municipalities"]

    @property
    def measures(self) -> list[Measure]:
        words = self.words["measures"]
        return [
            Measure(each["id"], start=each["start"], target=each["target"], **words[each["id"]])
            for each in self.data["measures"]
            if each["id"] in words
        ]


class Reading:
    """An edition's content read in one language; what is not translated is in Finnish.

    Takes the content of an edition of any schema version that there has been.
    """

    def __init__(self, content: dict, language: str):
        self.content = content
        self.language = language
        self.priorities: list[Part] = [
            self._part(priority, "goals", "actions") for priority in content["priorities"]
        ]

    def _words(self, texts: dict) -> tuple[dict, str]:
        if self.language in texts:
            return texts[self.language], ""
        return texts[settings.LANGUAGE_CODE], settings.LANGUAGE_CODE

    def _part(self, data: dict, *below: str) -> Part:
        words, foreign = self._words(data["texts"])
        children = [self._part(each, *below[1:]) for each in data[below[0]]] if below else []
        return Part(data["key"], data["number"], words, foreign, children, data)

    @cached_property
    def words(self) -> dict:
        """The programme's own: title, introduction, foreword (HTML)."""
        return self._words(self.content["texts"])[0]

    @property
    def title(self) -> str:
        return self.words["title"]

    @property
    def period(self) -> str:
        """ "2026–2030"."""
        return f"{self.content['start_year']}–{self.content['end_year']}"

    @property
    def goals(self) -> list[Part]:
        return [goal for priority in self.priorities for goal in priority.goals]

    @property
    def actions(self) -> list[Part]:
        return [action for priority in self.priorities for action in priority.actions]

    @cached_property
    def by_key(self) -> dict[str, Part]:
        """Every part by its translation key as text."""
        parts = [*self.priorities, *self.goals, *self.actions]
        return {part.key: part for part in parts}
