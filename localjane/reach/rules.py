"""How a line of `allowed.py` is written, and how it is found for a view's name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from localjane.models import Role
from localjane.reach.kinds import PLAIN, Kind

EDITOR, PUBLISHER, STAFF = Role.EDITOR, Role.PUBLISHER, Role.STAFF
ALL = frozenset({EDITOR, PUBLISHER, STAFF})
PUBLISHERS = frozenset({PUBLISHER, STAFF})
ONLY_STAFF = frozenset({STAFF})


@dataclass(frozen=True)
class Rule:
    """Who may reach a view, why, and of what kind its parameters are.

    A parameter that is not named here has the kind of its name in `parameters.py`. In
    the query and the body, what is named nowhere passes unless its value looks like an id. With
    `is_form`, the body is that of an editing form: its fields are the form's own, which checks
    what it points at (docs/apart.md), and only what is named here is checked before the view.
    """

    roles: frozenset[Role]
    reason: str
    path: Mapping[str, Kind] = field(default_factory=dict)
    # Kinds of unnamed path parameters, in order.
    args: tuple[Kind, ...] = ()
    query: Mapping[str, Kind] = field(default_factory=dict)
    body: Mapping[str, Kind] = field(default_factory=dict)
    is_form: bool = False


def plain(*names: str) -> dict[str, Kind]:
    """Parameters that name no row."""
    return dict.fromkeys(names, PLAIN)


def rule_for(rules: Mapping[str, Rule], view_name: str) -> Rule | None:
    """The rule of a view: by its full name, else by the first pattern that fits."""
    if view_name in rules:
        return rules[view_name]
    for pattern, rule in rules.items():
        if "*" in pattern and fnmatchcase(view_name, pattern):
            return rule
    return None
