"""Measure the search with a set of queries (docs/search.md)."""

import json
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from search.analysis.engines import finnish_engine
from search.measuring.measures import Outcome, by_kind
from search.measuring.measuring import measure, put_in
from search.measuring.own_database import own_database
from search.measuring.query_sets import BadQuerySetError, read_query_set


class Command(BaseCommand):
    help = (
        "Measures what a set of queries finds: recall among the first ten, mean reciprocal rank, "
        "precision, and queries without result, by kind. Passages of the set are searched in a "
        "database of their own; a set without any searches the installed pages."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="JSON; docs/search.md says its form")
        parser.add_argument("--json", action="store_true", help="nothing but the figures, as JSON")
        parser.add_argument(
            "--misses", action="store_true", help="name the queries that fall short"
        )

    def handle(self, *, file: Path, json: bool, misses: bool, **options) -> None:
        try:
            queries = read_query_set(file)
        except (BadQuerySetError, OSError) as error:
            raise CommandError(str(error)) from None
        with own_database() if queries.passages else nullcontext():
            if queries.passages:
                put_in(queries.passages)
            outcomes = measure(queries)
        table = by_kind(outcomes)
        if json:
            self.stdout.write(as_json(table))
            return
        self.stdout.write(f"Finnish is read by {finnish_engine().name}.")
        self.stdout.write(as_table(table))
        if misses:
            self.stdout.write(as_misses(outcomes))


def as_json(table: dict) -> str:
    return json.dumps(table, ensure_ascii=False)


def as_table(table: dict[str, dict[str, float]]) -> str:
    width = max(map(len, table))
    lines = [f"{'':{width}}     n  recall    mrr  precision  zero"]
    lines += [
        f"{kind:{width}}  {row['n']:4}  {row['recall']:6.3f}  {row['mrr']:5.3f}  "
        f"{row['precision']:9.3f}  {row['zero']:4}"
        for kind, row in table.items()
    ]
    return "\n".join(lines)


def as_misses(outcomes: list[Outcome]) -> str:
    """The queries that are not all right, with what they lack and what they should not show."""
    lines = []
    for outcome in outcomes:
        query = outcome.query
        lacking = sorted(query.relevant - set(outcome.found))
        wrong = [one for one in outcome.found if one not in query.relevant | query.acceptable]
        if outcome.recall < 1 or outcome.reciprocal_rank < 1 or wrong:
            lines.append(
                f"[{query.kind}] {query.text}: rank {outcome.reciprocal_rank:.2f}, "
                f"lacks {lacking}, wrong {wrong}"
            )
    return "\n".join(lines)
