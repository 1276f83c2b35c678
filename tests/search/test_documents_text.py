"""Documents' texts are read in the background; no file stops the worker or the site."""

import io
import zipfile

import docx
import pytest
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult

from cms.demo.documents import pdf
from cms.models import Document
from search.documents import reading
from search.documents.tasks import queue_unread, read_document
from search.models import DocumentReading
from tests import factories

pytestmark = pytest.mark.django_db
State = DocumentReading.State
ODT = """<office:document-content
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>
  <text:tracked-changes><text:deletion><text:p>Poistettu</text:p></text:deletion></text:tracked-changes>
  <text:h>Kylän<text:tab/>suunnitelma</text:h><text:list><text:list-item>
  <text:p>Talkoot <text:span>kevä</text:span>ällä</text:p></text:list-item></text:list>
</office:text></office:body></office:document-content>"""


def document(name: str, data: bytes) -> Document:
    return factories.DocumentFactory(title="Paperi", file=ContentFile(data, name=name))


def read(name: str, data: bytes) -> Document:
    """A document whose text has been read."""
    made = document(name, data)
    read_document.func(made.pk)
    made.refresh_from_db()
    return made


def state(made: Document) -> str:
    return DocumentReading.objects.get(document=made).state


def word_file() -> bytes:
    word, data = docx.Document(), io.BytesIO()
    word.add_paragraph("Kylän suunnitelma")
    word.add_table(1, 2).rows[0].cells[1].text = "Talkoot"
    word.save(data)
    return data.getvalue()


def zipped(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.xml", text)
    return data.getvalue()


def test_a_pdf_is_read(db):
    made = read("a.pdf", pdf("Kylän suunnitelma", ["Talkoot pidetään keväällä."]))
    assert "Talkoot pidetään keväällä." in made.extracted_text
    assert state(made) == State.READ


def test_a_word_file_is_read_with_its_tables(db):
    assert read("a.docx", word_file()).extracted_text == "Kylän suunnitelma Talkoot"


def test_an_open_document_is_read_without_what_was_deleted(db):
    made = read("a.odt", zipped(content=ODT))
    assert made.extracted_text == "Kylän suunnitelma Talkoot keväällä"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt"])
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n\x00\xff", b"PK\x03\x04rubbish"])
def test_a_broken_file_is_noted_and_not_tried_again(name, data, monkeypatch):
    made = read(name, data)
    assert (made.extracted_text, state(made)) == ("", State.FAILED)
    monkeypatch.setattr("search.documents.tasks.read", lambda document: pytest.fail("Again."))
    read_document.func(made.pk)


def test_entities_in_a_file_fetch_and_unfold_nothing(db):
    bomb = f'<!DOCTYPE a [<!ENTITY b "{"x" * 99}">]>{ODT.replace("Talkoot", "&b;")}'
    assert read("a.odt", zipped(content=bomb)).extracted_text == ""


def test_a_file_that_unfolds_to_more_than_the_memory_allowed_fails(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 300 * 1024 * 1024)
    before, _name, after = ODT.partition("Talkoot")
    data = io.BytesIO()
    with (
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("content.xml", "w") as content,
    ):
        content.write(before.encode())
        for _time in range(300):
            content.write(b"talkoot " * 128 * 1024)
        content.write(after.encode())
    assert state(read("a.odt", data.getvalue())) == State.FAILED


def test_a_reader_that_hangs_is_killed(tmp_path, monkeypatch):
    sleeper = tmp_path / "python"
    sleeper.write_text("#!/bin/sh\nexec sleep 60\n")
    sleeper.chmod(0o700)
    monkeypatch.setattr(reading.sys, "executable", str(sleeper))
    assert reading.read_file("pdf", "a.pdf", seconds=1).state == State.TOO_SLOW


def test_large_files_and_other_kinds_are_left_alone(monkeypatch):
    assert state(read("a.xlsx", b"PK")) == State.OTHER_KIND
    monkeypatch.setattr(reading, "LARGEST_FILE", 3)
    assert state(read("a.txt", b"Talkoot")) == State.TOO_LARGE


def test_a_long_text_is_cut(monkeypatch):
    monkeypatch.setattr(reading, "MOST_CHARACTERS", 10)
    assert read("a.txt", b"sana " * 100).extracted_text == "sana sana"


def test_a_document_is_queued_when_its_file_is_new_and_only_then(db):
    def queued() -> int:
        return DBTaskResult.objects.filter(task_path=read_document.module_path).count()

    made = read("a.txt", b"Talkoot")
    assert queued() == 1
    made.title = "Toinen nimi"
    made.save()
    assert queued() == 1
    made.file = ContentFile(b"Kokous", name="b.txt")
    made._set_document_file_metadata()
    made.save()
    assert queued() == 2
    read_document.func(made.pk)
    made.refresh_from_db()
    assert made.extracted_text == "Kokous"


def test_the_night_queues_what_has_never_been_read(db):
    read("a.txt", b"Talkoot")
    unread = document("b.txt", b"Kokous")
    DBTaskResult.objects.all().delete()
    assert queue_unread() == 1
    assert DBTaskResult.objects.get().args_kwargs["args"] == [unread.pk]


def test_a_document_that_has_gone_meanwhile_is_no_failure(db):
    assert read_document.func(12345) == "gone"
