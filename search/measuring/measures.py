"""Figures of a set of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.measuring.query_sets import Query

TOP = 10


@dataclass(frozen=True)
class Outcome:
    """A query, and the ids of the first ten that it found, the best first."""

    query: Query
    found: tuple[str, ...]

    @property
    def recall(self) -> float:
        """How much of what is relevant is among the ten; all of it if it fills them."""
        reachable = min(TOP, len(self.query.relevant))
        return min(1.0, len(self.query.relevant & set(self.found)) / reachable)

    @property
    def reciprocal_rank(self) -> float:
        """1 if the first one is relevant, 1/2 if the second is, 0 if none; acceptable ones do not
        count as places."""
        place = 0
        for one in self.found:
            if one in self.query.relevant:
                return 1 / (place + 1)
            place += one not in self.query.acceptable
        return 0.0

    @property
    def precision(self) -> float | None:
        """How many of those shown are relevant or acceptable; None if nothing was found."""
        if not self.found:
            return None
        good = self.query.relevant | self.query.acceptable
        return sum(one in good for one in self.found) / len(self.found)


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The means over some queries, and how many found nothing."""
    precisions = [o.precision for o in outcomes if o.precision is not None]
    return {
        "n": len(outcomes),
        "recall": _mean(outcome.recall for outcome in outcomes),
        "mrr": _mean(outcome.reciprocal_rank for outcome in outcomes),
        "precision": _mean(precisions),
        "zero": sum(not outcome.found for outcome in outcomes),
    }


def by_kind(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """The figures of all queries under "all", then those of each kind in the file's order."""
    kinds = dict.fromkeys(outcome.query.kind for outcome in outcomes)
    table = {"all": figures(outcomes)}
    for kind in kinds:
        # A kind of that name is counted, but cannot have a line of its own.
        table.setdefault(kind, figures([o for o in outcomes if o.query.kind == kind]))
    return table


def _mean(values: Iterable[float]) -> float:
    values = list(values)
    return round(sum(values) / len(values), 4) if values else 0.0
