"""What Voikko's own answer says of a word: its base form, and the parts of a compound.

Both libvoikko and pyvoikko walk the same transducer and give the same text, such as
`[Ln][Xp]järjestö[X]järjestö[Sn][Ny][Bh][Bc][Lt][Xp]kysellä[X]kysel[Ln][Xj]y[X]y[Sg][Ny]n`
(järjestö + kysely). It is read here in one way, so that the two cannot differ. `[L…]` is the word's
class, `[Xp]…[X]` its base form, `[Xj]…[X]` how a derived word's base form ends, `[Bc]` the seam of
a compound, `=` the seam of a compound that the dictionary has as one word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TAGS = re.compile(r"(\[[^\]]*\])")
NAMES = ("[Lep]", "[Les]", "[Lee]", "[Lem]")
NOUN = "[Ln]"
# What is no word by itself: a prefix, a numeral.
_NO_WORDS = ("[Lp]", "[Lu]")
# An inflected form of a verb that is read as an adjective or noun: haettavissa, kirjoitettu.
_PARTICIPLES = ("[Ru]", "[Ra]", "[Rt]", "[Rv]", "[Rm]")
_VOWELS = tuple("aeiouyäö")
# Of these compounds the last part says something else than the word alone: maakunta is no kunta.
KEPT_WHOLE = ("kunta",)


@dataclass(frozen=True, slots=True)
class Unit:
    """One part of a compound, or the only one: how it stands there, and its base form."""

    kind: str
    surface: str
    base: str
    verb: str = ""

    @property
    def is_word(self) -> bool:
        return self.kind not in _NO_WORDS


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word."""

    units: tuple[Unit, ...]

    @property
    def is_name(self) -> bool:
        return len(self.units) == 1 and self.units[0].kind in NAMES

    @property
    def is_compound(self) -> bool:
        return len(self.units) > 1 or "=" in self.units[0].base

    @property
    def lemma(self) -> str:
        return "".join([unit.surface for unit in self.units[:-1]] + [_plain(self.units[-1].base)])


@dataclass(frozen=True, slots=True)
class Readings:
    """All that is known of a word: base forms, and parts that one may look for it by."""

    lemmas: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    # Parts of which each must be looked up for its own base form.
    segments: tuple[str, ...] = ()


def read_all(answers: Iterable[str]) -> Readings:
    """The base forms and parts that Voikko's answers for one word give together.

    A word that can be read whole is not read as a compound too (hakemassa is of hakea, not hake +
    massa), a name is never taken apart (Heinävesi), and of several compounds the one of fewest
    parts is believed.
    """
    readings = [reading for answer in sorted(answers) if (reading := read(answer)).units]
    if not readings:
        return Readings()
    whole = [reading for reading in readings if not reading.is_compound]
    names = [reading for reading in readings if reading.is_name]
    kept = whole or readings
    lemmas = dict.fromkeys(reading.lemma for reading in [*kept, *names])
    for reading in kept:
        if reading.units[-1].verb:
            lemmas[reading.units[-1].verb] = None
    if whole or names:
        return Readings(lemmas=tuple(lemmas))
    parts: dict[str, None] = {}
    segments: dict[str, None] = {}
    fewest = min(len(reading.units) for reading in kept)
    for reading in kept:
        if len(reading.units) == fewest and fewest > 1:
            parts.update(dict.fromkeys(_parts_of(reading.units)))
        elif len(reading.units) == 1:
            segments.update(dict.fromkeys(reading.units[0].base.split("=")))
    if any(lemma.endswith(KEPT_WHOLE) for lemma in lemmas):
        segments = {part: None for part in segments if part not in KEPT_WHOLE}
    return Readings(
        lemmas=tuple(lemmas),
        parts=tuple(part for part in parts if part not in lemmas and len(part) > 1),
        segments=tuple(segments),
    )


def read(answer: str) -> Reading:
    """One answer as a reading; one without parts if it says nothing, or what nobody would write.

    Between two equal vowels a compound has a hyphen, so ohjaajat is not ohja + ajat. The library
    sees to that by itself, the package does not.
    """
    units: list[Unit] = []
    hyphen = True
    for part in answer.split("[Bc]"):
        unit = _read_unit(part)
        if not unit.kind:
            continue
        first = unit.surface[:1]
        if not hyphen and first in _VOWELS and units[-1].surface[-1:] == first:
            return Reading(())
        units.append(unit)
        hyphen = _TAGS.sub("", part).endswith("-")
    return Reading(tuple(units))


def _read_unit(text: str) -> Unit:
    kind = base = surface = ending = first_base = ""
    where = ""
    participle = False
    for piece in _TAGS.split(text):
        if piece in ("[Xp]", "[Xj]"):
            base = surface if piece == "[Xj]" else base
            ending, where = "", "base"
        elif piece in ("[Xr]", "[Xs]"):
            where = "note"
        elif piece == "[X]":
            first_base = first_base or ending
            where = ""
        elif piece.startswith("["):
            if piece.startswith("[L") and piece != "[Lb]":
                kind = piece
            participle = participle or piece in _PARTICIPLES
        elif where == "base":
            ending += piece
        elif not where:
            surface += piece
    surface = surface.rstrip("-")
    base = (base + ending if ending else surface).lower().rstrip("-")
    verb = first_base.lower() if participle else ""
    return Unit(kind, surface, base, verb)


def _parts_of(units: tuple[Unit, ...]) -> Iterable[str]:
    """Each part, and each row of parts that begins or ends the word."""
    units = _merged(units)
    if len(units) == 1:
        return
    for unit in units:
        if unit.is_word:
            yield _plain(unit.base)
    for end in range(2, len(units)):
        yield "".join(u.surface for u in units[: end - 1]) + _plain(units[end - 1].base)
    for start in range(1, len(units) - 1):
        yield "".join(u.surface for u in units[start:-1]) + _plain(units[-1].base)


def _merged(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Put what is kept whole together with the part before it: maa + kunta + liitto."""
    merged: list[Unit] = []
    for unit in units:
        if merged and unit.base in KEPT_WHOLE:
            before = merged.pop()
            unit = Unit(unit.kind, before.surface + unit.surface, before.surface + unit.base)
        merged.append(unit)
    return tuple(merged)


def _plain(base: str) -> str:
    return base.replace("=", "")
