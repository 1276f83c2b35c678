"""What `make run` and `make dev` start: the web server and the worker, kept together.

`prepare` brings the embedded site up to date and is quick when nothing has changed. `Processes`
starts both processes, puts a fallen worker back up, and leaves none behind however it is stopped.
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms.demo.loading import site_is_empty
from cms.hosts import follow_site_url

# How long a process may take to finish what it is doing before it is killed.
GRACE_SECONDS = 10
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Say = Callable[[str], None]


def port_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As gunicorn does it: a port that only waits for its last packets is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def state_of_code() -> dict[Path, float]:
    """When each Python file of ours was last written."""
    # Folders that begin with a dot, such as .venv, are not ours.
    return {path: path.stat().st_mtime for path in settings.BASE_DIR.glob("[a-z]*/**/*.py")}


class Stopped(BaseException):
    """Somebody has stopped us while we prepared; `status` is what to end with."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


def prepare(say: Say, *, collect: bool = True) -> None:
    """Migrate, load the demonstration into an empty site, follow SITE_URL, collect static files.

    Each step is skipped when there is nothing to do. Raises Stopped on a signal to stop; what was
    not finished is rolled back, so the next call does it.
    """

    def stop(number: int, frame) -> None:
        raise Stopped(number)

    with _signals_go_to(stop):
        _prepare(say, collect=collect)


def _prepare(say: Say, *, collect: bool) -> None:
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the database up to date …")
        call_command("migrate", verbosity=0)
    if site_is_empty():
        say("Loading the demonstration content (a minute or so) …")
        call_command("load_demo")
    follow_site_url()
    if collect and _static_files_changed():
        say("Collecting static files …")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        _stamp().write_text(_fingerprint())


def _stamp() -> Path:
    return Path(settings.VAR_DIR) / "static.stamp"


def _static_files_changed() -> bool:
    stamp = _stamp()
    return not (
        stamp.is_file()
        and Path(settings.STATIC_ROOT).is_dir()
        and stamp.read_text() == _fingerprint()
    )


def _fingerprint() -> str:
    """Names, sizes and times of all static files: of ours and of the installed libraries."""
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=None):
            status = os.stat(storage.path(name))
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def gunicorn_command(host: str, port: int) -> list[str]:
    """The embedded web server: one process with threads, so that its memory is the whole cache."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "cms.wsgi:application",
        f"--bind={address}",
        "--workers=1",
        "--worker-class=gthread",
        "--threads=8",
        "--timeout=60",
        f"--graceful-timeout={GRACE_SECONDS - 2}",
        "--log-level=warning",
        "--no-control-socket",
    ]


def manage_command(*arguments: str) -> list[str]:
    """One of our management commands as a process of its own."""
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]


@contextmanager
def _signals_go_to(handler: Callable[[int, object], None]) -> Iterator[None]:
    """Have every way of stopping us call `handler`.

    Ctrl-C too, even if the shell has told us to ignore it, as it does for what it starts in the
    background without a terminal.
    """
    previous = {number: signal.signal(number, handler) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler_before in previous.items():
            signal.signal(number, handler_before)


class Processes:
    """The web server and its companions, started and stopped together."""

    def __init__(
        self,
        web: list[str],
        companions: list[list[str]],
        say: Say,
        state_of_code: Callable[[], object] = lambda: None,
    ) -> None:
        """Take the commands; `state_of_code` gives something that differs once code has changed.

        Then the companions are started anew. (Django's development server does that by itself.)
        """
        self._state_of_code = state_of_code
        self._web_command = web
        self._companion_commands = companions
        self._say = say
        self._running: dict[int, subprocess.Popen] = {}
        self._stopped_by: int | None = None
        self._last_state: object = None
        self._look_again_at = 0.0

    def run(
        self,
        ready: Callable[[], None] = lambda: None,
        is_up: Callable[[], bool] = lambda: True,
    ) -> int:
        """Run until stopped by a signal (gives 0) or until the web server ends (gives its status).

        `ready` is called once, as soon as `is_up()` says that the web server answers.
        """
        with _signals_go_to(self._note):
            try:
                return self._run(ready, is_up)
            finally:
                self._stop_all()

    def _run(self, ready: Callable[[], None], is_up: Callable[[], bool]) -> int:
        web = self._start(self._web_command)
        companions = {self._start(command).pid: command for command in self._companion_commands}
        announced = False
        while self._stopped_by is None:
            if web.poll() is not None:
                self._say("The web server has ended.")
                return web.returncode or 1
            if not announced and is_up():
                announced = True
                ready()
            if self._code_has_changed():
                for pid in companions:
                    _signal_group(self._running[pid], signal.SIGTERM)
            self._revive(companions)
            self._wait(0.2)
        return 0

    def _code_has_changed(self) -> bool:
        if time.monotonic() < self._look_again_at:
            return False
        self._look_again_at = time.monotonic() + 1
        before, self._last_state = self._last_state, self._state_of_code()
        return before is not None and before != self._last_state

    def _note(self, number: int, frame) -> None:
        self._stopped_by = number

    def _start(self, command: list[str]) -> subprocess.Popen:
        # A group of its own: Ctrl-C reaches us alone, and we stop the group with all its children.
        process = subprocess.Popen(  # noqa: S603
            command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, process_group=0
        )
        self._running[process.pid] = process
        return process

    def _revive(self, companions: dict[int, list[str]]) -> None:
        for pid, command in list(companions.items()):
            status = self._running[pid].poll()
            if status is None:
                continue
            self._say(f"{Path(command[1]).name} {command[2]} ended (status {status}); restarting.")
            del self._running[pid], companions[pid]
            # Not at once, lest a command that cannot work uses up the machine.
            self._wait(2)
            if self._stopped_by is None:
                companions[self._start(command).pid] = command

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while self._stopped_by is None and time.monotonic() < end:
            time.sleep(0.1)

    def _stop_all(self) -> None:
        for process in self._running.values():
            _signal_group(process, signal.SIGTERM)
        end = time.monotonic() + GRACE_SECONDS
        for process in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, end - time.monotonic()))
            # The leader may be gone and a child of it not.
            _signal_group(process, signal.SIGKILL)
            process.wait()
        self._running.clear()


def _signal_group(process: subprocess.Popen, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
