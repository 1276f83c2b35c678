"""The numbers of a programme's parts: 2, 2.3 and 2.3.1.

While a programme is being written its parts are numbered by their order. Adopting it gives each
part its number for good (`PartNumber`); what is added later takes the next number that no part of
the same parent has ever had.
"""

from collections.abc import Iterable
from uuid import UUID

from wagtail.models import Page

from programme.models.editions import PartNumber


def numbers_for(programme: Page, parts: Iterable[Page]) -> dict[UUID, str]:
    """The number of each part by its `translation_key`: the given ones, and those next free.

    `parts` are the programme's pages below `programme` in the order of the tree.
    """
    given = given_numbers(programme)
    free = FreeNumbers(given.values())
    numbers: dict[UUID, str] = {}
    by_path = {programme.path: ""}
    for page in parts:
        parent = by_path.get(page.path[: -Page.steplen])
        if parent is None:
            continue
        number = given.get(page.translation_key) or free.take(parent)
        numbers[page.translation_key] = by_path[page.path] = number
    return numbers


def given_numbers(programme: Page) -> dict[UUID, str]:
    """The numbers that adopting has given to parts of a programme, by `translation_key`."""
    rows = PartNumber.objects.filter(programme_key=programme.translation_key)
    return dict(rows.values_list("part_key", "number"))


class FreeNumbers:
    """Gives the numbers that come after those that have been given, each once."""

    def __init__(self, given: Iterable[str]):
        self._last: dict[str, int] = {}
        for number in given:
            parent, _dot, own = number.rpartition(".")
            self._last[parent] = max(self._last.get(parent, 0), int(own))

    def take(self, parent: str) -> str:
        """The number after the highest below `parent` ("" for the programme)."""
        own = self._last[parent] = self._last.get(parent, 0) + 1
        return f"{parent}.{own}" if parent else str(own)


def give_numbers(programme: Page, numbers: dict[UUID, str]) -> None:
    """Keep the numbers of parts that have none yet (in the caller's transaction)."""
    given = given_numbers(programme)
    PartNumber.objects.bulk_create(
        PartNumber(programme_key=programme.translation_key, part_key=key, number=number)
        for key, number in numbers.items()
        if key not in given
    )
