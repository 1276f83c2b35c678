"""Remembers with which words the whole index was made, so that a check can tell when it is old."""

from search.analysis.engines import finnish_engine
from search.models import IndexStamp


class StampingMixin:
    """For the rebuilders of both databases; Wagtail calls `finish` when every object is in."""

    def finish(self) -> None:
        super().finish()
        IndexStamp.put(finnish_engine().stamp)
