"""Making books in the background: twice, again, halfway, and when it cannot be done."""

import os
import signal
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cms import pdf
from programme.books import making as books
from programme.models import Book, BookState
from tests.factories import translate
from tests.programme.editions import edition_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def edition(programme):
    return edition_of(programme.page)


@pytest.fixture
def few(monkeypatch):
    """Drawing that takes no time; gives what has been drawn."""
    drawn = []

    def make(template, data, *, moment):
        drawn.append(data["title"])
        return pdf.Made(f"%PDF {len(drawn)}".encode(), 2)

    monkeypatch.setattr("cms.pdf.make", make)
    return drawn


def files(media):
    return {path.name for path in media.rglob("*") if path.is_file()}


def whole(edition):
    return edition.books.get(language="fi", municipality_code="")


def test_running_twice_makes_once(edition, few):
    books.order(edition)
    books.make_books.call(edition.pk, "fi")
    count = len(few)
    made = whole(edition)

    books.make_books.call(edition.pk, "fi")

    assert len(few) == count == 3
    assert whole(edition).made_at == made.made_at


def test_making_anew_takes_the_place_of_the_former_file(
    edition, few, media, django_capture_on_commit_callbacks
):
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            books.order(edition)
            books.make_books.call(edition.pk, "fi")

    assert len(files(media)) == edition.books.count() == 3


def test_the_former_file_is_given_until_the_new_one_is_whole(edition, few):
    books.order(edition)
    books.make_books.call(edition.pk, "fi")
    former = whole(edition).file

    books.order(edition)

    assert whole(edition).state == BookState.WAITING
    assert whole(edition).file == former
    assert whole(edition) in Book.objects.ready()


def test_what_is_ordered_again_meanwhile_is_made_again(edition, few, monkeypatch):
    books.order(edition)
    keep = pdf.keep

    def keep_and_order(name, content):
        Book.objects.update(ordered_at=timezone.now())
        return keep(name, content)

    monkeypatch.setattr("cms.pdf.keep", keep_and_order)
    books.make_books.call(edition.pk, "fi")

    assert whole(edition).state == BookState.WAITING
    assert whole(edition).file


def test_one_that_fails_keeps_none_of_the_others_and_says_why(edition, monkeypatch, few):
    def refuse(*args, **kwargs):
        raise pdf.NotDrawnError("ei onnistu")

    books.order(edition)
    monkeypatch.setattr("programme.books.extracts.make", refuse)
    with pytest.raises(books.NotMadeError):
        books.make_books.call(edition.pk, "fi")

    assert whole(edition).state == BookState.MADE
    failed = edition.books.get(municipality_code="167")
    assert (failed.state, failed.file) == (BookState.FAILED, "")
    assert "ei onnistu" in failed.reason


def test_a_disk_that_is_full_leaves_the_former_file(edition, few, monkeypatch, media):
    books.order(edition)
    books.make_books.call(edition.pk, "fi")
    before = files(media)
    books.order(edition)

    def fail(file, content):
        file.write(content[:1])
        raise OSError("No space left on device")

    monkeypatch.setattr("cms.pdf.keeping.write", fail)
    with pytest.raises(books.NotMadeError):
        books.make_books.call(edition.pk, "fi")

    assert files(media) == before
    assert whole(edition).state == BookState.FAILED
    assert whole(edition).open().read().startswith(b"%PDF")


def test_a_programme_whose_page_is_gone_says_so(edition, few, monkeypatch):
    books.order(edition)
    monkeypatch.setattr(books, "place_of", lambda edition, language: None)

    with pytest.raises(books.NotMadeError):
        books.make_books.call(edition.pk, "fi")

    assert "gone" in whole(edition).reason


def test_a_book_takes_its_file_with_it(edition, few, media, django_capture_on_commit_callbacks):
    books.order(edition)
    books.make_books.call(edition.pk, "fi")
    assert files(media)

    with django_capture_on_commit_callbacks(execute=True):
        edition.books.all().delete()

    assert not files(media)


def test_every_language_has_its_book_and_plain_finnish_no_extracts(programme, few):
    translate(programme.page, "sv", title="Tillsammans")
    translate(programme.page, "fi-simple", title="Yhdessä")
    edition = edition_of(programme.page)

    books.order(edition)

    rows = set(edition.books.values_list("language", "municipality_code"))
    assert {("fi", ""), ("sv", ""), ("fi-simple", ""), ("sv", "167")} <= rows
    assert ("fi-simple", "167") not in rows


def test_the_command_makes_the_books_of_all_published_editions(programme, edition, few):
    edition_of(programme.page, published=False)
    said = StringIO()

    call_command("make_books", stdout=said)

    assert set(Book.objects.values_list("edition", "state")) == {(edition.pk, BookState.MADE)}
    assert "3 of 3" in said.getvalue()


def test_the_command_leaves_it_to_the_worker_if_asked(edition, few):
    call_command("make_books", "--queue", edition=edition.pk)

    assert not few
    assert whole(edition).state == BookState.WAITING


def test_the_command_refuses_an_edition_that_is_not_published(programme):
    edition = edition_of(programme.page, published=False)

    with pytest.raises(CommandError):
        call_command("make_books", edition=edition.pk)


KILLED = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
import django
django.setup()
from django.conf import settings
from django.db import connection
settings.MEDIA_ROOT = sys.argv[1]
settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[2]
from cms.pdf import keeping
def stop_half_way(file, content):
    file.write(content[: len(content) // 2])
    file.flush()
    print("half", flush=True)
    time.sleep(60)
keeping.write = stop_half_way
from programme.books import making as books
books.make_books.call(int(sys.argv[3]), "fi")
"""


@pytest.mark.whole
@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_no_half_file_and_the_next_one_makes_it(programme, media):
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and (":memory:" in name or "mode=memory" in name):
        pytest.skip("another process cannot read a database in memory")
    edition = edition_of(programme.page)
    books.order(edition)
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(media), name, str(edition.pk)],
        cwd=django_settings.BASE_DIR,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = iter(process.stdout.readline, "")
    assert "half\n" in lines
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert whole(edition).state == BookState.WAITING
    assert whole(edition).file == ""
    assert not [path for path in files(media) if path.endswith(".pdf")]
    books.make_books.call(edition.pk, "fi")

    assert whole(edition).state == BookState.MADE
    assert whole(edition).open().read().startswith(b"%PDF-1.7")
