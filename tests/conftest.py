"""What every test may ask for."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.core.cache import caches
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished

from cms import generations, indexes
from cms.dates import helsinki_today
from tests import chromium, demo, factories, live
from tests.mailbox import Mailbox

CI = os.environ.get("CI") == "true"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--one-of-each", action="store_true", help="of a parametrised test only its first case"
    )


# Around the others: pytest-xdist reads the groups in a hook of its own, and marks choose first.
@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]):
    """Mark tests by what they use; those of the running site share one process, and one start."""
    for item in items:
        if "apart" in item.path.parts:
            # Each module makes its world once.
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        if "live_site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("live_site"))
        if "browser_page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    result = yield
    if config.getoption("--one-of-each"):
        first_of = {item.nodeid.split("[")[0]: item for item in reversed(items)}
        kept = set(first_of.values())
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = [item for item in items if item in kept]
    return result


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test starts with empty caches and a process that remembers nothing of the last one."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    generations.forget()


@pytest.fixture(autouse=True)
def no_task_fails_unseen(request):
    """A failed immediate task (a search or reference index) fails the test; its backend is silent.

    Mark a test that lets one fail on purpose with `lets_tasks_fail`.
    """
    failures = []

    def remember(sender, task_result, **kwargs):
        if task_result.backend == "default" and task_result.status == TaskResultStatus.FAILED:
            failures.extend(error.traceback for error in task_result.errors)

    task_finished.connect(remember, weak=False)
    yield
    task_finished.disconnect(remember)
    if failures and not request.node.get_closest_marker("lets_tasks_fail"):
        pytest.fail(f"A background task failed:\n{failures[0]}", pytrace=False)


@pytest.fixture(autouse=True)
def indexes_only_where_asked(request):
    """Most tests need neither the search nor the reference index, which take a third of the time.

    Mark what needs them kept up with `indexes`; a search test may call `update_index` instead.
    """
    with nullcontext() if request.node.get_closest_marker("indexes") else indexes.left_alone():
        yield


@pytest.fixture
def today() -> dt.date:
    """Today in Helsinki."""
    return helsinki_today()


@pytest.fixture
def site(db):
    """The default Site with a published Finnish HomePage."""
    return factories.default_site()


@pytest.fixture
def home(site):
    """The Finnish front page of the province's site."""
    return site.root_page.specific


@pytest.fixture
def local_jane(site):
    """A published local JANE, "Joensuun JANE", with its index page."""
    return factories.LocalJanePageFactory(
        title="Joensuun JANE",
        municipality=factories.MunicipalityFactory(code="167", name_fi="Joensuu"),
    )


@pytest.fixture
def other_local_jane(local_jane):
    """A second published local JANE, "Lieksan JANE"."""
    return factories.LocalJanePageFactory(
        title="Lieksan JANE",
        municipality=factories.MunicipalityFactory(code="422", name_fi="Lieksa"),
    )


# --- The demonstration content --------------------------------------------------------------------


# pytest-xdist's name of this process; alone without that plugin.
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory) -> Path:
    """A temporary folder that all processes of this run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder if PROCESS == "alone" else folder.parent


@pytest.fixture(scope="module")
def demo_content(django_db_setup, django_db_blocker, shared_folder) -> Iterator[None]:
    """The demonstration content in the database, for all tests of the module that asks for it.

    Each test still runs in its own transaction. Loaded once a run, however many modules ask.
    """
    with django_db_blocker.unblock(), demo.loaded(shared_folder, PROCESS):
        yield


@pytest.fixture(scope="session")
def mailbox() -> Iterator[Mailbox]:
    """Where the running site's mail arrives."""
    mailbox = Mailbox()
    yield mailbox
    mailbox.close()


@pytest.fixture(scope="session")
def live_site(tmp_path_factory, mailbox) -> Iterator[live.LiveSite]:
    """The site as `make run` serves it, with the demonstration content, on a port of its own."""
    folder = tmp_path_factory.mktemp("live-site")
    port, output = live.free_port(), folder / "output.txt"
    process = live.start(folder, port, output, email_url=mailbox.url)
    url = f"http://localhost:{port}"
    live.wait_until_up(process, f"{url}/", output)
    yield live.LiveSite(url=url, folder=folder)
    live.stop(process)


# --- A real browser -------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    """pytest-playwright starts the system's Chromium; none is downloaded."""
    path = chromium.chromium_path()
    if path is None:
        (pytest.fail if CI else pytest.skip)("No Chromium on this machine.")
    # Playwright's synchronous face keeps an event loop running in this thread until the session
    # ends, and Django would take every later test of the process for one that runs inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": path, "args": chromium.ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, live_site) -> dict:
    """A reader in Finland; relative addresses are those of the running site."""
    return {**browser_context_args, "base_url": live_site.url, "locale": "fi-FI"}


@pytest.fixture
def browser_page(page, live_site):
    """A page of a real browser at the running site.

    Asking any other host for anything fails the test, and so does an error that the browser reports
    (of a script, or a refused style).
    """
    elsewhere, errors = [], []

    def only_here(route):
        if route.request.url.startswith((live_site.url, "data:", "blob:")):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    page.route("**/*", only_here)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda message: errors.append(message.text) if message.type == "error" else None,
    )
    yield page
    assert elsewhere == [], "The page asked others for something."
    assert errors == [], "The browser reports errors."
