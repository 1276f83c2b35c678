"""Runs the parts of the demonstration content: all or nothing, and quickly."""

import logging
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from django.core.management import call_command
from django.db.models.signals import post_save
from django.urls import get_resolver
from django.utils import translation
from django.utils.module_loading import autodiscover_modules
from tqdm import tqdm
from wagtail.models import Page

from cms import generations, indexes
from cms.demo.registry import Demo, Part, all_parts, in_order
from cms.models import DemoState


def site_is_empty() -> bool:
    """True when there are no pages but those of Wagtail's migrations, which have no own type."""
    return not Page.objects.exclude(content_type__app_label="wagtailcore").exists()


def load(*, scale: int = 1, say: Callable[[str], None] = lambda line: None) -> float:
    """Load what is missing of the demonstration content; give the seconds that it took.

    One transaction: a failure leaves nothing, no file either. `say` gets a line a part when no
    terminal shows the progress bar. Raises DemoError when the parts do not fit together.
    """
    autodiscover_modules("demo")
    # Wagtail registers what its hooks name (snippets that blocks choose) when addresses are loaded.
    _ = get_resolver().url_patterns
    parts = in_order(all_parts())
    started = time.monotonic()
    written: list = []
    try:
        # Texts of the libraries that get stored (a workflow's name, say) are to be Finnish.
        with (
            translation.override("fi"),
            generations.writing(),
            _indexes_later() as changed,
            _quiet_log(),
        ):
            _run(parts, scale=scale, written=written, say=say)
            if changed():
                _remember(scale)
    except BaseException:
        for file in written:
            file.storage.delete(file.name)
        raise
    return time.monotonic() - started


def _run(parts: list[Part], *, scale: int, written: list, say: Callable[[str], None]) -> None:
    # A terminal without a width, as build servers have, shows no bar either.
    watched = sys.stderr.isatty() and shutil.get_terminal_size((0, 0)).columns > 0
    total = sum(p.steps for p in parts)
    with tqdm(
        total=total, disable=not watched, unit="", bar_format="{percentage:3.0f} % {bar:40} {desc}"
    ) as bar:
        done = 0
        for each in parts:
            started = time.monotonic()
            end = done + each.steps

            def report(label: str, end: int = end) -> None:
                bar.set_description_str(label, refresh=False)
                bar.update(1 if bar.n < end else 0)

            each.load(Demo(scale=scale, random=Random(each.name), report=report, written=written))
            bar.update(end - bar.n)
            done = end
            if not watched:
                say(f"{each.name}: {time.monotonic() - started:.1f} s")


def _remember(scale: int) -> None:
    state = DemoState.objects.first() or DemoState()
    state.scale = max(scale, state.scale)
    state.save()
    generations.touch(generations.ALL)


@contextmanager
def _indexes_later() -> Iterator[Callable[[], bool]]:
    """Switch off the search and reference indexes' signals; rebuild both if anything was saved.

    Gives a function that says whether anything has been saved so far.
    """
    saved = 0

    def count(raw: bool = False, **kwargs) -> None:
        nonlocal saved
        saved += 1

    post_save.connect(count, weak=False)
    try:
        with indexes.left_alone():
            yield lambda: saved > 0
    finally:
        post_save.disconnect(count)
    if saved:
        call_command("update_index", verbosity=0)
        call_command("rebuild_references_index", verbosity=0)


@contextmanager
def _quiet_log() -> Iterator[None]:
    """Wagtail logs a line for each page that is published."""
    logger = logging.getLogger("wagtail")
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
