"""Wagtail's search and reference indexes, switched off while very much is saved."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import reference_index_auto_update_disabled


@contextmanager
def left_alone() -> Iterator[None]:
    """Saving changes neither index within it; whoever uses it rebuilds them or needs neither.

    For the whole process as to the search index, for this thread as to the references. May be
    nested.
    """
    already = getattr(reference_index_auto_update_disabled, "value", False)
    models = [m for m in get_indexed_models() if getattr(m, "search_auto_update", True)]
    off = [m for m in models if post_save.disconnect(post_save_signal_handler, sender=m)]
    # Wagtail's own context manager forgets an outer one when an inner one ends.
    reference_index_auto_update_disabled.value = True
    try:
        yield
    finally:
        reference_index_auto_update_disabled.value = already
        for model in off:
            post_save.connect(post_save_signal_handler, sender=model)
