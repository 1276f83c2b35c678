"""Every address of the admin is classified: open to a role, or left to superusers."""

from fnmatch import fnmatchcase

import pytest

from localjane.reach.allowed import ALLOWED, SUPERUSER_ONLY
from localjane.reach.inventory import admin_patterns
from localjane.reach.parameters import DEFAULTS
from localjane.reach.rules import rule_for

PATTERNS = list(admin_patterns())
NAMES = {pattern.name for pattern in PATTERNS}


def fits(name, patterns):
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def test_every_address_is_classified():
    unknown = {name for name in NAMES if not fits(name, [*ALLOWED, *SUPERUSER_ONLY])}
    assert not unknown, f"Nobody has classified these views (docs/apart.md): {sorted(unknown)}"


@pytest.mark.parametrize("listed", [*ALLOWED, *SUPERUSER_ONLY])
def test_what_is_listed_exists(listed):
    assert any(fnmatchcase(name, listed) for name in NAMES)


def test_nothing_is_both_open_and_left_to_superusers():
    both = {name for name in ALLOWED if fits(name, [p for p in SUPERUSER_ONLY if "*" not in p])}
    assert not both


def test_every_parameter_of_an_open_address_has_a_kind():
    undeclared = set()
    for pattern in PATTERNS:
        rule = rule_for(ALLOWED, pattern.name)
        if rule is None:
            continue
        undeclared |= {
            (pattern.name, name)
            for name in pattern.parameters
            if name not in rule.path and name not in DEFAULTS
        }
        if len(rule.args) < pattern.unnamed:
            undeclared.add((pattern.name, "unnamed"))
    assert not undeclared


def test_every_rule_says_why():
    assert all(rule.reason and rule.roles for rule in ALLOWED.values())
