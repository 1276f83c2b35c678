"""No two places of the demonstration share a text: each paragraph is written once."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.models import Document, Image
from cms.translated_text import TranslatedTextField

# Shorter texts ("Asiakirjat", "Kokous on avoin kaikille") may repeat.
LONGEST_SHARED = 60
BLOCKS = ["p", "li", "h2", "h3", "h4", "td", "th", "blockquote"]


def paragraphs(text: str) -> Iterator[str]:
    """The long paragraphs of a text or of rich text."""
    if "<" not in text:
        parts = text.split("\n")
    else:
        soup = BeautifulSoup(text, "html.parser")
        parts = [element.get_text(" ") for element in soup.find_all(BLOCKS)] or [soup.get_text(" ")]
    for part in parts:
        joined = " ".join(part.split())
        if len(joined) > LONGEST_SHARED:
            yield joined


def repeated(texts: Iterator[tuple[str, str]]) -> dict[str, set[str]]:
    """Texts found in two places or more, with their places."""
    places: dict[str, list[str]] = {}
    for place, text in texts:
        places.setdefault(text.casefold(), []).append(place)
    return {text: sorted(found) for text, found in places.items() if len(found) > 1}


def texts_of_value(value) -> Iterator[str]:
    """Every text inside a value of a StreamField."""
    if isinstance(value, RichText):
        yield from paragraphs(value.source)
    elif isinstance(value, str):
        yield from paragraphs(value)
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of_value(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_of_value(each)


def texts_of_row(row: models.Model) -> Iterator[tuple[str, str]]:
    """The long texts of a row's own fields; not its facts, which translations hold as copies."""
    facts = getattr(row, "fact_fields", ()) if row._meta.app_label != "wagtailcore" else ()
    for each in row._meta.concrete_fields:
        # A page keeps its title twice.
        if each.name in facts or each.name in ("draft_title", "url_path", "file"):
            continue
        value = getattr(row, each.attname)
        place = f"{row._meta.label} {row.pk} {each.name}"
        if isinstance(each, StreamField):
            found = texts_of_value(value.get_prep_value())
        elif isinstance(each, TranslatedTextField):
            found = texts_of_value(value)
        elif isinstance(each, RichTextField | models.CharField | models.TextField) and value:
            found = paragraphs(value)
        else:
            continue
        yield from ((place, text) for text in found)


def rows() -> Iterator[models.Model]:
    """Every page, and every row of our own apps that is no page."""
    yield from Page.objects.filter(depth__gt=1).specific()
    yield from (*Image.objects.all(), *Document.objects.all())
    own = [config for config in apps.get_app_configs() if _is_ours(config)]
    for config in own:
        for model in config.get_models():
            if not issubclass(model, Page | Image | Document):
                yield from model._default_manager.all()


def _is_ours(config) -> bool:
    return Path(config.path).parent == settings.BASE_DIR and config.label not in (
        "cms",
        "accounts",
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_content")
@pytest.mark.alike
@pytest.mark.xdist_group("demo")
def test_no_long_text_of_the_demonstration_stands_in_two_places():
    found = repeated(text for row in rows() for text in texts_of_row(row))
    assert not found


def texts_of_source(path: Path) -> Iterator[str]:
    """The long texts of a demo file: a TOML file's strings, or a module's but for docstrings."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        yield from texts_of_value(tomllib.loads(source))
        return
    tree = ast.parse(source)
    # Docstrings, and other strings that stand by themselves.
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    # A formatted text says something else each time.
    formatted = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in alone | formatted:
            yield from paragraphs(node.value)


def test_no_long_text_is_written_twice_in_the_demos_files():
    """This sees the words inside documents too."""
    files = [
        path
        for pattern in ("*/demo.py", "*/demo/**/*.py", "*/demo/**/*.toml")
        for path in sorted(settings.BASE_DIR.glob(pattern))
        if path.parts[len(settings.BASE_DIR.parts)] != "tests" and ".venv" not in path.parts
    ]
    assert files

    found = repeated(
        (str(path.relative_to(settings.BASE_DIR)), text)
        for path in files
        for text in texts_of_source(path)
    )
    assert not found


def test_a_text_written_twice_is_found():
    text = "Kokoonnumme joka kuukauden toinen tiistai kansalaistalon suuressa salissa."
    texts = [("a", t) for t in paragraphs(f"<h2>Moi</h2><p>{text}</p>")]
    texts += [("b", t) for t in texts_of_value([{"text": f"{text}\nLyhyt."}])]

    assert repeated(iter(texts)) == {text.casefold(): ["a", "b"]}
