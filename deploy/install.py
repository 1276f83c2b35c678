"""Makes the virtual environment and installs the pinned libraries; `make` runs it.

    python3 deploy/install.py requirements.txt [requirements-dev.txt]

Installs only when a file's contents have changed since the last time, so that a second run costs
nothing. Only the standard library, and readable by any Python 3, so that an old one gets a message
instead of a syntax error. Ends with a message and a status other than 0 when something is missing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time

OLDEST, NEWEST = (3, 11), (3, 13)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")


def main(files):
    if not is_supported(sys.version_info[:2]):
        stop(
            "Yhessä needs Python 3.11, 3.12 or 3.13; {} is {}.{}.\n"
            "Install one of them and name it: make run PYTHON=python3.12".format(
                sys.executable, *sys.version_info[:2]
            )
        )
    make_environment()
    for name in files:
        install(name)


def is_supported(version):
    return OLDEST <= tuple(version) <= NEWEST


def make_environment():
    """Make .venv, anew if the Python that it was made with is gone or too old or new."""
    if os.path.exists(VENV) and environment_works():
        return
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop(
            "This Python has no venv. On Debian and Ubuntu:\n"
            "    sudo apt install python{}.{}-venv".format(*sys.version_info[:2])
        )
    say("Making the virtual environment .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", VENV], "The virtual environment could not be made.")


def environment_works():
    show = "import sys, pip; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [PYTHON, "-c", show], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return is_supported(int(part) for part in answer.stdout.split())


def install(name):
    """Install what a requirements file names, unless that was done already."""
    with open(os.path.join(ROOT, name), "rb") as file:
        fingerprint = hashlib.sha256(file.read()).hexdigest()
    stamp = os.path.join(VENV, name + ".installed")
    if os.path.exists(stamp):
        with open(stamp) as file:
            if file.read() == fingerprint:
                return
    say(f"Installing the libraries of {name} (the first time takes a minute or two) …")
    started = time.time()
    run(
        [
            PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "--no-input", "--require-hashes", "-r", os.path.join(ROOT, name),
        ],
        "The libraries could not be installed: see above. Is there a network connection?",
    )  # fmt: skip
    with open(stamp, "w") as file:
        file.write(fingerprint)
    say(f"Installed in {time.time() - started:.0f} seconds.")


def run(command, failure):
    if subprocess.call(command) != 0:
        stop(failure)


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def stop(text):
    sys.stderr.write(text + "\n")
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
