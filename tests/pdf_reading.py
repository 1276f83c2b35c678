"""Reading a PDF file back: what a reader's software hears of it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf


@contextmanager
def opened(content: bytes) -> Iterator[pikepdf.Pdf]:
    """A file from its bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield pdf


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The elements of the tag tree, in the order of reading."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, pikepdf.Array):
            waiting[:0] = list(each)
        elif isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            if "/K" in each:
                waiting[:0] = [each.K]


def tags(pdf: pikepdf.Pdf) -> list[str]:
    """The names of the tags, in the order of reading: ["Document", "H1", "P"]."""
    return [str(each.S)[1:] for each in elements(pdf)]


def headings(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Level and words of each heading: [("H1", "1 Uudistuva toiminta")]."""
    return [
        (str(each.S)[1:], str(each.get("/T", "")))
        for each in elements(pdf)
        if str(each.S) in {"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}
    ]


def figures(pdf: pikepdf.Pdf) -> list[str]:
    """The alternative text of each figure; "" for one that has none."""
    return [str(each.get("/Alt", "")) for each in elements(pdf) if str(each.S) == "/Figure"]


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Depth (0 first) and words of each bookmark."""
    found = []

    def walk(items, depth):
        for item in items:
            found.append((depth, item.title))
            walk(item.children, depth + 1)

    with pdf.open_outline() as outline:
        walk(outline.root, 0)
    return found
