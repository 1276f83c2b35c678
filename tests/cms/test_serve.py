"""What `make run` starts stays together and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cms import serve
from tests.live import free_port

# A child that writes its process id, and that of a child of its own, and then waits.
PARENT = """
import os, subprocess, sys, time
inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
with open(sys.argv[1], "a") as file:
    file.write(f"{os.getpid()} {inner.pid}\\n")
time.sleep(60)
"""
# Two such children under the supervisor.
SUPERVISOR = """
import pathlib, signal, sys
if sys.argv[4] == "ignored":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
import django; django.setup()
from cms.serve import Processes
command = lambda name: [sys.executable, sys.argv[1], name]
code = pathlib.Path(sys.argv[1]).with_name("code")
processes = Processes(
    command(sys.argv[2]), [command(sys.argv[3])], print, state_of_code=code.exists
)
sys.exit(processes.run())
"""


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # Whoever has ended but was not asked for is still there by name.
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


def wait_for(condition, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "It took too long."
        time.sleep(0.05)


def lines(path: Path) -> list[list[int]]:
    if not path.exists():
        return []
    return [[int(pid) for pid in row.split()] for row in path.read_text().splitlines()]


@pytest.fixture
def supervisor(tmp_path):
    """Starts the supervisor; gives it and the files in which its children write who they are."""
    script = tmp_path / "child.py"
    script.write_text(PARENT)
    web, worker = tmp_path / "web", tmp_path / "worker"
    started = []

    def start(interrupt: str = "heard"):
        process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, script, web, worker, interrupt],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        started.append(process)
        wait_for(lambda: lines(web) and lines(worker))
        return process, web, worker

    yield start
    for process in started:
        process.kill()
        process.wait()
    for pid in [pid for path in (web, worker) for row in lines(path) for pid in row]:
        if is_running(pid):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_way_of_stopping_stops_all_and_is_no_fault(supervisor, number):
    process, web, worker = supervisor()
    process.send_signal(number)
    assert process.wait(20) == 0
    everyone = [pid for path in (web, worker) for row in lines(path) for pid in row]
    assert len(everyone) == 4
    assert [pid for pid in everyone if is_running(pid)] == []


def test_ctrl_c_is_heard_where_a_shell_has_told_us_to_ignore_it(supervisor):
    process, _web, _worker = supervisor("ignored")
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0


def test_a_fallen_worker_is_put_back_up_and_the_web_goes_on(supervisor):
    process, web, worker = supervisor()
    os.kill(lines(worker)[0][0], signal.SIGKILL)
    wait_for(lambda: len(lines(worker)) == 2)
    assert is_running(lines(worker)[1][0])
    assert is_running(lines(web)[0][0])
    assert len(lines(web)) == 1
    assert process.poll() is None
    os.kill(lines(worker)[0][1], signal.SIGKILL)


def test_when_code_changes_the_worker_is_started_anew(supervisor, tmp_path):
    process, web, worker = supervisor()
    time.sleep(1.5)
    assert len(lines(worker)) == 1
    (tmp_path / "code").touch()
    wait_for(lambda: len(lines(worker)) == 2)
    assert not any(is_running(pid) for pid in lines(worker)[0])
    assert len(lines(web)) == 1
    assert process.poll() is None


def test_the_state_of_the_code_is_that_of_our_own_files(settings):
    files = set(serve.state_of_code())
    assert settings.BASE_DIR / "cms" / "serve.py" in files
    assert not [path for path in files if ".venv" in path.parts]


def test_without_the_web_server_all_is_over(supervisor):
    process, web, worker = supervisor()
    os.kill(lines(web)[0][0], signal.SIGKILL)
    assert process.wait(20) != 0
    everyone = [pid for path in (web, worker) for row in lines(path) for pid in row]
    assert [pid for pid in everyone if is_running(pid)] == []


def test_a_taken_port_is_said_and_nothing_is_touched(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not serve.port_is_free("127.0.0.1", port)
        run = subprocess.run(
            [sys.executable, "manage.py", "serve"],
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "cms.settings.base",
                "ENV_FILE": os.devnull,
                "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
                "SECRET_KEY": "x" * 50,
                "YHESSA_VAR": str(tmp_path),
                "PORT": str(port),
            },
            cwd=Path(__file__).resolve().parents[2],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert run.returncode != 0
    assert f"Port {port} is taken" in run.stderr
    assert list(tmp_path.iterdir()) == []
    assert serve.port_is_free("127.0.0.1", port)


def test_static_files_are_collected_only_when_they_have_changed(settings, tmp_path, monkeypatch):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a{}")
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT, settings.VAR_DIR = tmp_path / "static", tmp_path
    settings.STATIC_ROOT.mkdir()
    monkeypatch.setattr(serve, "get_finders", _own_files_only(source))
    assert serve._static_files_changed()
    serve._stamp().write_text(serve._fingerprint())
    assert not serve._static_files_changed()
    (source / "a.css").write_text("a{color:red}")
    assert serve._static_files_changed()
    serve._stamp().write_text(serve._fingerprint())
    settings.STATIC_ROOT.rmdir()
    assert serve._static_files_changed()


def _own_files_only(source):
    from django.contrib.staticfiles.finders import FileSystemFinder

    return lambda: [FileSystemFinder()]


@pytest.mark.django_db
def test_a_prepared_site_is_prepared_at_once(site, settings, tmp_path, monkeypatch):
    """A second start asks the database a few questions, and changes nothing."""
    settings.VAR_DIR = tmp_path
    settings.SITE_URL = "http://testserver"
    called = []
    monkeypatch.setattr(serve, "call_command", lambda name, **options: called.append(name))
    monkeypatch.setattr(serve, "site_is_empty", lambda: False)
    serve.prepare(called.append, collect=False)
    assert called == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_the_first_start_half_way_leaves_nothing_half_done(tmp_path, number):
    """Stopped while it makes the database, it says so, and has loaded nothing."""
    run = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.base",
            "ENV_FILE": os.devnull,
            "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
            "YHESSA_VAR": str(tmp_path),
            "PORT": str(free_port()),
        },
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert "database" in run.stdout.readline()
        run.send_signal(number)
        _output, errors = run.communicate(timeout=60)
    finally:
        run.kill()
    assert run.returncode == 128 + number
    assert "Stopped before all was ready" in errors
    assert "Traceback" not in errors
