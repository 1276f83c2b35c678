"""What the documents say must be there."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_and_named_file_exists(path):
    text = path.read_text()
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    missing = [link for link in links if not (path.parent / link).exists()]
    assert missing == []


def test_the_readme_lists_the_houses_folders_in_their_order():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = contract["contracts"][0]["layers"]
    table = (ROOT / "README.md").read_text().partition("## Architecture")[2]
    folders = re.findall(r"^\| `(\w+)/` \|", table, flags=re.MULTILINE)
    assert [name for name in folders if name in layers] == layers[::-1]
    for name in folders:
        assert (ROOT / name).is_dir()


def test_every_target_of_make_says_what_it_does():
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    makefile = (ROOT / "Makefile").read_text()
    inner = {"install", "install-dev"}
    targets = set(re.findall(r"^\.PHONY: ([a-z-]+)$", makefile, flags=re.MULTILINE)) - inner
    rows = dict(re.findall(r"^  make ([a-z-]+) +(\S.*)$", listed, flags=re.MULTILINE))
    assert set(rows) == targets
    assert {"run", "dev", "test", "test-all", "lint"} <= targets
