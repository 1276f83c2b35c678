"""The difference between two editions: goal by goal, side by side, in one language.

It is drawn from the editions' content alone (its shape: programme/editions/snapshot.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from programme.editions.snapshot import Part, Reading
from programme.editions.wording import Run, compare_items, compare_texts, text_of
from programme.models.parts import UpdateInterval

ADDED, REMOVED, CHANGED, TRANSLATED = "added", "removed", "changed", "translated"

RICH = frozenset({"foreword", "why", "what", "description"})


@dataclass(frozen=True)
class FieldChange:
    """What a part says in one place, before and now; only looks differ if no run is changed."""

    label: str
    before: list[Run]
    after: list[Run]

    @property
    def is_looks_only(self) -> bool:
        """Whether the words are the same, and only emphasis or the like has changed."""
        return not any(run.is_changed for run in (*self.before, *self.after))


@dataclass(frozen=True)
class PartChange:
    """A part that is new, gone or changed. `level`: 0 the programme, 1 a priority … 3 an action.

    `language` is that of the words when it is not the one asked for, else "".
    """

    kind: str
    level: int
    number: str
    title: str
    language: str
    fields: list[FieldChange]


@dataclass
class Group:
    """The programme itself, or a priority or a goal with its actions, and what is changed there."""

    number: str
    title: str
    language: str
    level: int
    changes: list[PartChange] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}".strip()


class Difference:
    """What has changed from one content to the next, read in one language.

    With `own_words_only` facts, and what stands there in Finnish, are left out: for showing a
    translation's changes after the Finnish ones.
    """

    def __init__(self, before: dict, after: dict, language: str, *, own_words_only: bool = False):
        self.language = language
        self._own = own_words_only
        self._before = Reading(before, language)
        self._after = Reading(after, language)
        groups = [self._programme(), *self._parts()]
        self.groups: list[Group] = [group for group in groups if group.changes]

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def changes(self) -> list[PartChange]:
        return [change for group in self.groups for change in group.changes]

    def count(self, *kinds: str) -> int:
        """How many parts are new, gone or changed."""
        return sum(change.kind in kinds for change in self.changes)

    # --- The programme itself ---

    def _programme(self) -> Group:
        after, before = self._after, self._before
        title = after.title
        fields = [] if self._own else [*self._facts_of_programme()]
        was, language_was = before._words(before.content["texts"])
        now, language = after._words(after.content["texts"])
        kind = CHANGED
        if language_was and not language:
            kind = TRANSLATED
            fields += self._one_sided(now, is_new=True)
        elif not (self._own and language):
            fields += self._texts(was, now)
        group = Group("", title, language, 0)
        if fields:
            group.changes.append(PartChange(kind, 0, "", title, language, fields))
        return group

    def _facts_of_programme(self) -> Iterator[FieldChange]:
        yield from _texts_changed(_("Period"), self._before.period, self._after.period)
        before, after = (self._steps(each.content) for each in (self._before, self._after))
        yield from _items_changed(_("How the programme was adopted"), before, after)

    def _steps(self, content: dict) -> list[str]:
        return [
            " ".join(
                filter(
                    None,
                    (
                        step["date"],
                        step["title"].get(self.language)
                        or step["title"].get(settings.LANGUAGE_CODE, ""),
                        step["organisation"] and f"({step['organisation']})",
                    ),
                )
            )
            for step in content["steps"]
        ]

    # --- Its parts ---

    def _parts(self) -> Iterator[Group]:
        for priority in self._merged(self._before.priorities, self._after.priorities):
            yield self._group(priority, [])
            for goal in self._merged(*self._children(priority)):
                yield self._group(goal, self._merged(*self._children(goal)))

    def _children(self, pair: tuple) -> tuple[list[Part], list[Part]]:
        before, after = pair
        return (before.children if before else [], after.children if after else [])

    def _merged(self, before: list[Part], after: list[Part]) -> list[tuple]:
        """Pairs of a part before and now, None where it is not; by number, so that what is gone
        stands where it stood. A part that now stands below another parent is one that is there."""
        now = {part.key: part for part in after}
        was = {part.key: part for part in before}
        pairs = [(was.get(key) or self._before.by_key.get(key), part) for key, part in now.items()]
        pairs += [(part, None) for key, part in was.items() if key not in self._after.by_key]
        return sorted(pairs, key=lambda pair: _order((pair[1] or pair[0]).number))

    def _group(self, pair: tuple, below: list[tuple]) -> Group:
        part = pair[1] or pair[0]
        group = Group(part.number, part.title, part.foreign_language, part.level)
        changes = (self._change(*each) for each in (pair, *below))
        group.changes += [change for change in changes if change]
        return group

    def _change(self, before: Part | None, after: Part | None) -> PartChange | None:
        part = after or before
        if self._own and part.foreign_language:
            return None
        fields: list[FieldChange] = []
        if before is None or after is None:
            kind = ADDED if before is None else REMOVED
            fields += self._one_sided(part.words, is_new=before is None)
        elif before.foreign_language and not after.foreign_language:
            kind = TRANSLATED
            fields += self._one_sided(after.words, is_new=True)
        else:
            kind = CHANGED
            fields += self._texts(before.words, after.words)
        if part.level == 3 and not self._own:
            fields += self._facts(before, after)
        if kind == CHANGED and not fields:
            return None
        return PartChange(kind, part.level, part.number, part.title, part.foreign_language, fields)

    def _one_sided(self, words: dict, *, is_new: bool) -> Iterator[FieldChange]:
        none = {name: "" for name in words if name != "measures"}
        return self._texts(none, words) if is_new else self._texts(words, none)

    def _texts(self, before: dict, after: dict) -> Iterator[FieldChange]:
        for name, label in _labels().items():
            was, now = before.get(name) or "", after.get(name) or ""
            if was != now:
                texts = (text_of(was), text_of(now)) if name in RICH else (was, now)
                yield FieldChange(label, *compare_texts(*texts))

    def _facts(self, before: Part | None, after: Part | None) -> Iterator[FieldChange]:
        for label, read in self._readers().items():
            was, now = (read(part) if part else [] for part in (before, after))
            yield from _items_changed(label, was, now)

    def _readers(self) -> dict:
        return {
            _("Responsible"): lambda part: [str(each) for each in part.responsible],
            _("Partners"): lambda part: [str(each) for each in part.partners],
            _("Municipalities"): self._municipalities,
            _("Measures"): _measures,
            _("Followed up"): _interval,
        }

    def _municipalities(self, part: Part) -> list[str]:
        names = [each["name"] for each in part.municipalities]
        finnish = settings.LANGUAGE_CODE
        # There is one Finnish name, and one Swedish, of a place.
        language = self.language if self.language == "sv" else finnish
        return [name.get(language) or name[finnish] for name in names] or [_("The whole province")]


def _labels() -> dict[str, str]:
    return {
        "title": _("Title"),
        "introduction": _("Introduction"),
        "foreword": _("Foreword"),
        "why": _("Why"),
        "what": _("What comes true"),
        "description": _("Description"),
        "schedule": _("Schedule"),
    }


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(each) for each in number.split("."))


def _texts_changed(label: str, before: str, after: str) -> Iterator[FieldChange]:
    if before != after:
        yield FieldChange(label, *compare_texts(before, after))


def _items_changed(label: str, before: list[str], after: list[str]) -> Iterator[FieldChange]:
    if before != after:
        yield FieldChange(label, *compare_items(before, after))


def _measures(part: Part) -> list[str]:
    found = []
    for each in part.measures:
        words = " ".join(filter(None, (each.indicator, each.unit and f"({each.unit})")))
        found.append(
            _("%(measure)s: start %(start)s, target %(target)s")
            % {
                "measure": words,
                "start": each.start or "–",
                "target": each.target or "–",
            }
        )
    return found


def _interval(part: Part) -> list[str]:
    months = part.data["update_interval"]
    known = dict(UpdateInterval.choices)
    return [str(known.get(months, months))]
