"""`deploy/install.py`: what a fresh machine meets first."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "deploy" / "install.py"


@pytest.fixture
def install(tmp_path, monkeypatch):
    """The script as a module, working in a folder of the test's own; commands are only noted."""
    spec = importlib.util.spec_from_file_location("install", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements.txt").write_text("wagtail==7.4.4\n")
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(module, "PYTHON", str(tmp_path / ".venv" / "bin" / "python"))
    module.commands = []
    monkeypatch.setattr(module, "run", lambda command, failure: module.commands.append(command))
    return module


@pytest.mark.parametrize(
    ("version", "fits"),
    [((3, 10), False), ((3, 11), True), ((3, 12), True), ((3, 13), True), ((3, 14), False)],
)
def test_which_pythons_fit(install, version, fits):
    assert install.is_supported(version) is fits


def test_a_python_that_does_not_fit_is_said_with_a_way_out(install, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit) as end:
        install.main(["requirements.txt"])
    assert end.value.code == 1
    assert "needs Python 3.11, 3.12 or 3.13" in capsys.readouterr().err
    assert install.commands == []


def test_a_python_without_venv_is_said_with_the_package_that_brings_it(
    install, monkeypatch, capsys
):
    monkeypatch.setattr(install, "environment_works", lambda: False)
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit):
        install.main(["requirements.txt"])
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert f"sudo apt install python{version}-venv" in capsys.readouterr().err


def test_libraries_are_installed_by_hash_and_only_when_the_file_has_changed(install, tmp_path):
    install.install("requirements.txt")
    install.install("requirements.txt")
    assert len(install.commands) == 1
    assert "--require-hashes" in install.commands[0]
    (tmp_path / "requirements.txt").write_text("wagtail==7.4.5\n")
    install.install("requirements.txt")
    assert len(install.commands) == 2


def test_an_environment_of_a_python_that_is_gone_is_made_anew(install, tmp_path):
    (tmp_path / ".venv" / "old").touch()
    install.make_environment()
    assert install.commands == [[sys.executable, "-m", "venv", str(tmp_path / ".venv")]]
    assert not (tmp_path / ".venv" / "old").exists()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pinned_library_has_its_hashes_and_no_other_index_is_named(name):
    text = (SCRIPT.parents[1] / name).read_text()
    rows = [row for row in text.replace("\\\n", " ").splitlines() if row and row[0] not in "# "]
    assert rows
    assert [row for row in rows if "==" not in row or "--hash=sha256:" not in row] == []
    assert "://" not in text
