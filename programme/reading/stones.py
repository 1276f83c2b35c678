"""Progress drawn: every action is a stone on the shore, and its form tells its status.

Not colour alone: a stone is filled (done), ringed like water around it (goes on all the time), half
filled (under way), hollow (not started) or crossed out (dropped). It takes the colour of the text,
so forced colours and paper show it too. The words always stand beside it, so a screen reader is
not told of it.
"""

from functools import cache, lru_cache

from django.utils.safestring import SafeString, mark_safe

from programme.models.states import ActionStatus
from programme.reading.progress import Progress

# Three pebbles: the left end, the upper edge, the right end, the lower edge back to the left end.
PEBBLES = (
    ("2 9", "C2 5 5.5 2 10.5 2S18 5 18 9", "18 9", "C18 12 15 14 10 14S2 13 2 9"),
    ("2 8", "C2.5 4 7 2.5 11 2.5S18 4.5 18 8", "18 8", "C18 12 14 13.5 9.5 13.5S1.5 12 2 8"),
    ("2 8.5", "C2 4.5 5.5 2 9 2.5S18 5 18 9", "18 9", "C18 13 13.5 14 9.5 14S2 12.5 2 8.5"),
)
# More stones than this in a row are drawn smaller.
MANY = 80


def stone(status: str, place: int = 0) -> SafeString:
    """One stone as SVG. `place` in its row chooses the pebble, so that neighbours differ."""
    return _drawn(str(status), place % len(PEBBLES))


@cache
def _drawn(status: str, pebble: int) -> SafeString:
    left, upper, right, lower = PEBBLES[pebble]
    edge = f"M{left}{upper}{lower}z"
    if status == ActionStatus.DONE:
        drawn = f'<path fill="currentColor" d="{edge}"/>'
    elif status == ActionStatus.CONTINUOUS:
        core = '<ellipse fill="currentColor" cx="10" cy="8.2" rx="3.6" ry="2.3"/>'
        drawn = f'<path d="{edge}"/>{core}'
    elif status == ActionStatus.UNDER_WAY:
        drawn = f'<path d="{edge}"/><path fill="currentColor" d="M{right}{lower}z"/>'
    elif status == ActionStatus.DROPPED:
        cross = '<path d="m6.5 5 7 6.5m0-6.5-7 6.5"/>'
        drawn = f'<path stroke-dasharray="2.5 2" d="{edge}"/>{cross}'
    else:
        drawn = f'<path d="{edge}"/>'
    return mark_safe(  # noqa: S308 - nothing in it comes from outside this module
        '<svg class="stone" viewBox="0 0 20 16" width="20" height="16" fill="none"'
        f' stroke="currentColor" stroke-width="1.5" aria-hidden="true">{drawn}</svg>'
    )


# A page draws some of its rows twice, and each reader of a page the same ones.
@lru_cache(maxsize=128)
def row(progress: Progress) -> SafeString:
    """All stones of a progress, those of one status side by side."""
    statuses = [each.status for each in progress.present for _one in range(each.count)]
    size = " stones-many" if len(statuses) > MANY else ""
    drawn = "".join(stone(status, place) for place, status in enumerate(statuses))
    return mark_safe(f'<div class="stones{size}" aria-hidden="true">{drawn}</div>')  # noqa: S308
