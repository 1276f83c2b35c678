"""Making books: ordered when an edition is published, made in the background, kept with it.

`order(edition)` is the call to make. A worker killed in the middle leaves the books as they were;
the task then runs again and makes what is still waiting.
"""

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from cms import generations, pdf
from cms.subsites import canonical_url
from contacts.models import Municipality
from programme.books import extracts
from programme.books.data import book_data, is_summary
from programme.editions.routes import EDITIONS_ADDRESS
from programme.models import Book, BookState, Edition, ProgrammePage

logger = logging.getLogger(__name__)

BOOK_TEMPLATE = Path(__file__).parent / "typst" / "book.typ"


class NotMadeError(Exception):
    """Some books could not be made; each says why."""


@dataclass(frozen=True)
class Place:
    """Where an edition is read on the web, and what not everybody may read of it."""

    address: str
    hidden: tuple[str, ...]


def order(edition: Edition, languages: Iterable[str] | None = None) -> None:
    """Have all books of an edition made anew: whole in each language, and the extracts.

    Takes the languages, or makes all that the edition has. What there was is read until the new
    one is whole. Safe to call again.
    """
    now = timezone.now()
    known = edition.content["languages"]
    with generations.writing():
        codes = Municipality.objects.filter(successor=None).values_list("code", flat=True)
        for language in known if languages is None else [c for c in languages if c in known]:
            for code in ["", *([] if is_summary(language) else codes)]:
                Book.objects.update_or_create(
                    edition=edition,
                    language=language,
                    municipality_code=code,
                    defaults={"state": BookState.WAITING, "ordered_at": now, "reason": ""},
                )
            make_books.enqueue(edition.pk, language)


@task(backend="work")
def make_books(edition_pk: int, language: str) -> str:
    """Make the books of an edition in a language that wait; safe to run twice.

    One that fails keeps none of the others. Raises NotMadeError at the end if any did.
    """
    waiting = Book.objects.filter(
        edition=edition_pk, language=language, state=BookState.WAITING
    ).order_by("municipality_code")
    failed = [str(book) for book in waiting.select_related("edition") if not _try(book)]
    if failed:
        raise NotMadeError(f"{len(failed)} of edition {edition_pk} ({language}): {failed[0]}")
    return language


def place_of(edition: Edition, language: str) -> Place | None:
    """Where an edition is read in a language (else in Finnish); None if its page is gone."""
    pages = {
        page.locale.language_code: page
        for page in ProgrammePage.objects.filter(
            translation_key=edition.programme_key
        ).select_related("locale")
    }
    page = pages.get(language) or pages.get("fi")
    if page is None:
        return None
    return Place(edition_address(page, edition), hidden_parts(page))


def edition_address(page: ProgrammePage, edition: Edition) -> str:
    """The whole address of an edition in a page's language."""
    return f"{canonical_url(page)}{EDITIONS_ADDRESS}/{edition.number}/"


def hidden_parts(programme: ProgrammePage) -> tuple[str, ...]:
    """The keys of a programme's parts that are private in any language, in order.

    Those below them are not named. That the programme itself is private is asked of its page.
    """
    keys = set()
    for page in programme.get_translations(inclusive=True):
        below = Page.objects.descendant_of(page).filter(view_restrictions__isnull=False)
        keys.update(map(str, below.values_list("translation_key", flat=True)))
    return tuple(sorted(keys))


def _try(book: Book) -> bool:
    """Make one book; False, and the reason kept with it, if that is impossible."""
    try:
        made, hidden = _drawn(book)
        digest = hashlib.sha256(made.content).hexdigest()
        name = pdf.keep(book.new_name(digest), made.content)
    except Exception as error:
        logger.exception("book=%s could not be made", book.pk)
        reason = f"{type(error).__name__}: {error}"[:500]
        _finish(book, {"state": BookState.FAILED, "reason": reason})
        return False
    _finish(
        book,
        {
            "state": BookState.MADE,
            "reason": "",
            "file": name,
            "size": len(made.content),
            "pages": made.pages,
            "digest": digest,
            "without": list(hidden),
            "made_at": timezone.now(),
        },
    )
    return True


def _drawn(book: Book) -> tuple[pdf.Made, tuple[str, ...]]:
    edition = book.edition
    place = place_of(edition, book.language)
    if place is None:
        raise LookupError("the programme's page is gone")
    moment = edition.published_at or edition.made_at
    if book.municipality_code:
        municipality = Municipality.objects.get(code=book.municipality_code)
        made = extracts.make(
            edition,
            book.language,
            municipality,
            address=place.address,
            hidden=place.hidden,
        )
    else:
        data = book_data(edition, book.language, address=place.address, hidden=place.hidden)
        made = pdf.make(BOOK_TEMPLATE, data, moment=moment)
    return made, place.hidden


def _finish(book: Book, values: dict) -> None:
    """Write what has become of a book, and remove its former file once that is committed."""
    with generations.writing():
        stored = Book.objects.select_for_update().filter(pk=book.pk).first()
        if stored is None:
            if "file" in values:
                default_storage.delete(values["file"])
            return
        former = stored.file
        for name, value in values.items():
            setattr(stored, name, value)
        if stored.ordered_at != book.ordered_at:
            # Ordered again meanwhile: that order's own task makes it once more.
            stored.state = BookState.WAITING
        stored.save()
        if former and former != stored.file:
            transaction.on_commit(partial(default_storage.delete, former))
