"""What is missing from a programme that is about to be adopted. Nothing of it forbids adopting."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programme.editions.snapshot import Part, Reading

LANGUAGE_NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Gap:
    """One kind of thing that is missing, and the parts that miss it ("2.3 Title")."""

    label: str
    parts: list[str]


def gaps_in(content: dict) -> list[Gap]:
    """What the content of an edition misses, the most serious first."""
    reading = Reading(content, settings.LANGUAGE_CODE)
    found = [
        _gap(_("Priorities without goals"), reading.priorities, lambda part: not part.children),
        _gap(_("Goals without actions"), reading.goals, lambda part: not part.children),
        _gap(_("Goals without a word why"), reading.goals, lambda part: not part.words["why"]),
        _gap(
            _("Actions without a description"),
            reading.actions,
            lambda part: not part.words["description"],
        ),
        _gap(
            _("Actions for which nobody answers"),
            reading.actions,
            lambda part: not part.responsible,
        ),
        _gap(_("Actions without measures"), reading.actions, lambda part: not part.measures),
    ]
    found += [_untranslated(content, language) for language in content["languages"][1:]]
    return [gap for gap in found if gap.parts]


def _gap(label: str, parts: list[Part], is_missing) -> Gap:
    return Gap(label, [part.name for part in parts if is_missing(part)])


def _untranslated(content: dict, language: str) -> Gap:
    reading = Reading(content, language)
    name = gettext_lazy(LANGUAGE_NAMES[language])
    return _gap(
        _("Not translated, so shown in Finnish: %(language)s") % {"language": name},
        [*reading.priorities, *reading.goals, *reading.actions],
        lambda part: bool(part.foreign_language),
    )
