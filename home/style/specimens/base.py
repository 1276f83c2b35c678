"""What a specimen is, and the names of the states that many share."""

from dataclasses import dataclass, field

from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class State:
    """A component in one state: what that is called, and what the template is given."""

    name: str
    context: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Specimen:
    """A component: its template, in its states; `wrapper` is the element that it stands in."""

    template: str
    states: tuple[State, ...]
    wrapper: str = ""


@dataclass(frozen=True)
class Group:
    """The components of one part of the site."""

    name: str
    heading: str
    specimens: tuple[Specimen, ...]


ITEM = '<ul class="items"><li class="item">{}</li></ul>'
ITEMS = '<ul class="items">{}</ul>'

USUAL = pgettext_lazy("state of a component", "usual")
EMPTY = pgettext_lazy("state of a component", "empty")
SINGLE = pgettext_lazy("state of a component", "one")
MANY = pgettext_lazy("state of a component", "many")
LONG = pgettext_lazy("state of a component", "very long")
PICTURE = pgettext_lazy("state of a component", "with a picture")
FOREIGN = pgettext_lazy("state of a component", "in another language")
CHOSEN = pgettext_lazy("state of a component", "chosen")
UNKNOWN = pgettext_lazy("state of a component", "unknown choice")
ERRORS = pgettext_lazy("state of a component", "with errors")
DISABLED = pgettext_lazy("state of a component", "disabled")
VACANT = pgettext_lazy("state of a component", "vacant")
CANCELLED = pgettext_lazy("state of a component", "cancelled")
ENDED = pgettext_lazy("state of a component", "ended")


def each(template: str, *states: tuple, wrapper: str = "", **shared) -> Specimen:
    """A component in its states, each a name and a context; `shared` is given to all of them."""
    made = tuple(State(name, {**shared, **context}) for name, context in states)
    return Specimen(template, made, wrapper)
