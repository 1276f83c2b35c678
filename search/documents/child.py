"""Reads the text of one file: a process of its own, run by `search.documents.reading`.

    python -m search.documents.child KIND PATH MOST_CHARACTERS MOST_BYTES MOST_SECONDS

writes the text to standard output as UTF-8. It needs no Django, no database and no settings, and
limits its own memory, processor time and files before it looks at the file: whatever a file does to
its reader, it does it here.
"""

import resource
import sys
import zipfile
from collections.abc import Iterator

import docx
import pypdf
from defusedxml.ElementTree import iterparse

OPEN_DOCUMENT_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
PARAGRAPHS = {f"{OPEN_DOCUMENT_TEXT}{name}" for name in ("p", "h")}
# Where a word ends although no space stands there.
SPACES = {f"{OPEN_DOCUMENT_TEXT}{name}" for name in ("tab", "line-break", "s")}


def pdf(path: str) -> Iterator[str]:
    """Page by page."""
    for page in pypdf.PdfReader(path).pages:
        yield page.extract_text()


def word(path: str) -> Iterator[str]:
    """DOCX: paragraphs and tables, in their order."""
    yield from _word_blocks(docx.Document(path))


def _word_blocks(container) -> Iterator[str]:
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                # A cell over several columns comes once for each of them.
                for cell in {id(cell._tc): cell for cell in row.cells}.values():
                    yield from _word_blocks(cell)
        else:
            yield block.text


def open_document(path: str) -> Iterator[str]:
    """ODT: the content as it stands, without what was deleted under change tracking."""
    deleted = 0
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
        for event, element in iterparse(content, events=("start", "end")):
            if element.tag == f"{OPEN_DOCUMENT_TEXT}tracked-changes":
                deleted += 1 if event == "start" else -1
            elif event == "end" and not deleted and element.tag in PARAGRAPHS:
                yield _open_document_words(element)
                element.clear()


def _open_document_words(element) -> str:
    pieces = [element.text or ""]
    for child in element:
        pieces.append(" " if child.tag in SPACES else "")
        pieces.append(_open_document_words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def plain(path: str) -> Iterator[str]:
    """TXT and CSV."""
    with open(path, encoding="utf-8", errors="replace") as file:
        yield from file


READERS = {"pdf": pdf, "docx": word, "odt": open_document, "txt": plain, "csv": plain}


def main(kind: str, path: str, characters: str, most_bytes: str, seconds: str) -> None:
    """Limit this process, read, and write at most so many characters."""
    limit(resource.RLIMIT_AS, int(most_bytes))
    limit(resource.RLIMIT_CPU, int(seconds))
    # It writes no file.
    limit(resource.RLIMIT_FSIZE, 0)
    left = int(characters)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    for piece in READERS[kind](path):
        if left <= 0:
            break
        text = " ".join(piece.replace("\x00", " ").split())[:left]
        left -= len(text) + 1
        sys.stdout.write(f"{text}\n")


def limit(what: int, most: int) -> None:
    """Lower a limit of this process; one that is lower already stays."""
    _soft, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
