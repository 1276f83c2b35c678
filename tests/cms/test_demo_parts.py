"""The parts of the demonstration content run in the order of what they need."""

import pytest

from cms.demo.registry import DemoError, Part, in_order, part


def made(name, needs=(), provides=()):
    return Part(name, lambda demo: None, tuple(needs), (name, *provides))


def names(parts):
    return [each.name for each in parts]


def test_a_part_comes_after_what_it_needs():
    parts = [made("news", ["home"]), made("home", ["places"]), made("places")]

    assert names(in_order(parts)) == ["places", "home", "news"]


def test_a_part_waits_for_all_that_provide_what_it_needs():
    parts = [
        made("roles", ["translations"]),
        made("z-translated", provides=["translations"]),
        made("a-translated", provides=["translations"]),
    ]

    assert names(in_order(parts))[-1] == "roles"


def test_the_order_does_not_depend_on_who_was_declared_first():
    parts = [made("c"), made("a"), made("b", ["c"])]

    assert in_order(parts) == in_order(reversed(parts))


def test_an_unknown_need_is_named_with_the_part_that_has_it():
    with pytest.raises(DemoError, match=r"“news”.*“hoem”.*Provided: home, news"):
        in_order([made("news", ["hoem"]), made("home")])


def test_parts_that_wait_for_each_other_are_named():
    with pytest.raises(DemoError, match=r"wait for each other.*(a → b|b → a)"):
        in_order([made("a", ["b"]), made("b", ["a"])])


def test_two_functions_cannot_declare_one_part(monkeypatch):
    monkeypatch.setattr("cms.demo.registry._parts", {})

    @part("news")
    def load_news(demo):
        """The first."""

    with pytest.raises(DemoError, match="Two parts"):

        @part("news")
        def load_other_news(demo):
            """The second."""
