"""The whole site as `make run` starts it, for browser tests and tests of the command itself."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The first start loads the demonstration content and collects static files.
START_SECONDS = 240


@dataclass(frozen=True)
class LiveSite:
    """A running site: its address, the folder that it writes to, and the demonstration's logins."""

    url: str
    folder: Path

    def passwords(self) -> dict[str, str]:
        """The demo users' passwords by e-mail address, from the file that `make run` shows."""
        text = (self.folder / "demo-logins.txt").read_text()
        return dict(re.findall(r"(\S+@\S+)\s+(\S+)$", text, flags=re.MULTILINE))


def free_port() -> int:
    """A port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(
    folder: Path, port: int, output: Path, *, email_url: str = "consolemail://"
) -> subprocess.Popen:
    """Start `manage.py serve` on an installation in `folder`; its lines go to `output`.

    Its worker sends mail the way that `email_url` says.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "SECRET_KEY", "SITE_URL", "TEST_DATABASE_URL")
    }
    environment |= {
        "DJANGO_SETTINGS_MODULE": "cms.settings.base",
        "ENV_FILE": os.devnull,
        "YHESSA_VAR": str(folder),
        "PORT": str(port),
        "EMAIL_URL": email_url,
        "PYTHONUNBUFFERED": "1",
    }
    with output.open("ab") as file:
        return subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )


def wait_until_up(process: subprocess.Popen, url: str, output: Path) -> None:
    """Wait until the front page answers. Raises RuntimeError with the output if it never does."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    stop(process)
    raise RuntimeError(f"The site did not come up:\n{output.read_text()[-4000:]}")


def stop(process: subprocess.Popen, number: int = signal.SIGTERM) -> int:
    """Stop it as a person or a system would; gives its exit status."""
    if process.poll() is None:
        process.send_signal(number)
    try:
        return process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
