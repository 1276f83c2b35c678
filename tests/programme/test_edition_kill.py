"""An edition whose publishing is killed before the last page: readers see all of it or none."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from wagtail.models import Page

from programme.editions import publishing as editions
from programme.models import Edition, EditionKind
from tests.cms.test_worker_processes import database  # noqa: F401 (a fixture)
from tests.factories import (
    ActionPageFactory,
    GoalPageFactory,
    PriorityPageFactory,
    ProgrammePageFactory,
    translate,
)
from tests.programme.conftest import record_steps

pytestmark = pytest.mark.database

PATIENCE_SECONDS = 60
OLD, NEW = "Vanha", "Uusi"


@pytest.fixture
def edition(database, site) -> Edition:  # noqa: F811
    """A programme in two languages, all of it published once, with an edition that changes all."""
    programme = ProgrammePageFactory(title=OLD)
    priority = PriorityPageFactory(parent=programme, title=OLD)
    pages = [programme, priority]
    for number in range(3):
        goal = GoalPageFactory(parent=priority, title=OLD, slug=f"tavoite-{number}")
        slugs = [f"toimenpide-{action}" for action in range(3)]
        pages += [goal, *(ActionPageFactory(parent=goal, title=OLD, slug=slug) for slug in slugs)]
    pages += [translate(programme, "sv", title=OLD, slug="gammalt")]
    pages += [translate(priority, "sv", title=OLD, slug="prioritet")]
    record_steps(programme)
    for page in pages:
        page.title = NEW
        page.save_revision()
    return editions.adopt(programme, None, EditionKind.ADOPTED)


def start(edition: Edition, database, **environment) -> subprocess.Popen:  # noqa: F811
    return subprocess.Popen(
        [sys.executable, "-m", "tests.programme.publish_main", str(edition.pk)],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.test",
            "DATABASE_URL": database.url,
            "TEST_DATABASE_URL": database.url,
            **environment,
        },
    )


def what_readers_see(edition: Edition) -> frozenset[str]:
    """The titles of the edition's pages in one look; two of them would be a mixture."""
    pages = Page.objects.filter(pk__in=[int(pk) for pk in edition.revisions], live=True)
    return frozenset(pages.values_list("title", flat=True))


def read_until(true, edition: Edition) -> list[frozenset[str]]:
    """Look without a pause until something is true; gives what was seen, each sight once."""
    seen: list[frozenset[str]] = []
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        done = true()
        sight = what_readers_see(edition)
        if not seen or seen[-1] != sight:
            seen.append(sight)
        if done:
            return seen
    pytest.fail(f"In vain; seen: {seen}")


def test_killed_before_the_last_page_nothing_is_live_and_later_all_is(edition, database, tmp_path):  # noqa: F811
    halted = tmp_path / "halted"
    process = start(edition, database, HALT_FILE=str(halted))
    try:
        seen = read_until(lambda: halted.exists() or process.poll() is not None, edition)
    finally:
        process.kill()
        process.wait()
    assert halted.exists()
    assert seen == [{OLD}]
    assert what_readers_see(edition) == {OLD}
    edition.refresh_from_db()
    assert not edition.is_published

    again = start(edition, database)
    seen = read_until(lambda: again.poll() is not None, edition)

    assert again.returncode == 0
    assert seen == [{OLD}, {NEW}]
    edition.refresh_from_db()
    assert edition.is_published
