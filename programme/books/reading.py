"""An edition as readers get it: the whole of it on one page, and its files.

The routes of a programme's page (programme/models/programmes.py) end here. Wagtail has asked by
then whether the reader may see that page.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.languages import language_of, own_name
from contacts.municipality_filter import MunicipalityChoices
from programme.books.data import amount, day_of, in_language, is_summary, visible
from programme.books.making import hidden_parts
from programme.editions.routes import EDITIONS_ADDRESS
from programme.editions.snapshot import Part, Reading
from programme.models import Book, Edition, ProgrammePage

# What Windows or another system does not take in the name of a file.
UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029\u202a-\u202e]')


def edition_or_404(page: ProgrammePage, number: int) -> Edition:
    """A published edition of a programme. Raises Http404."""
    edition = Edition.objects.of(page).published().filter(number=number).first()
    if edition is None:
        raise Http404
    return edition


def edition_response(page: ProgrammePage, request: HttpRequest, number: int) -> HttpResponse:
    """The whole edition on one page, in the page's language."""
    return page.render(
        request,
        template="programme/edition.html",
        context_overrides={
            "edition": ReadEdition(page, edition_or_404(page, number)),
            "sub_address": f"{EDITIONS_ADDRESS}/{number}/",
        },
    )


def book_response(
    page: ProgrammePage, request: HttpRequest, number: int, language: str
) -> HttpResponse:
    """The book of an edition in a language as a file. Raises Http404."""
    return _file(request, _book_or_404(page, number, language, ""))


def extract_response(
    page: ProgrammePage, request: HttpRequest, number: int, slug: str
) -> HttpResponse:
    """A municipality's extract of an edition, in the page's language. Raises Http404."""
    choices = MunicipalityChoices.read()
    municipality = choices.by_slug.get(choices.formerly.get(slug, slug))
    if municipality is None:
        raise Http404
    language = language_of(page)
    if is_summary(language):
        # There is no plain one.
        language = "fi"
    return _file(request, _book_or_404(page, number, language, municipality.code), municipality)


@dataclass(frozen=True)
class File:
    """A book to be fetched: its address, its name, its language if it is not the page's."""

    url: str
    book: Book
    name: str
    language: str
    language_name: str


class ReadEdition:
    """An edition for the template of its page. Takes the programme's page in any language."""

    def __init__(self, page: ProgrammePage, edition: Edition):
        self.page = page
        self.edition = edition
        self.language = language_of(page)
        self.reading = Reading(edition.content, self.language)

    @cached_property
    def foreign_language(self) -> str:
        """The language of the programme's own words if it is not the page's."""
        return "" if self.language in self.edition.content["texts"] else "fi"

    @cached_property
    def priorities(self) -> list["ReadPart"]:
        """What everybody may read."""
        parts = visible(self.reading.priorities, self.hidden)
        return [ReadPart(part, self) for part in parts]

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        return hidden_parts(self.page)

    @cached_property
    def newer(self) -> Edition | None:
        """The newest edition, if this is not it."""
        newest = Edition.objects.of(self.page).published().only("number").first()
        return newest if newest and newest.pk != self.edition.pk else None

    @property
    def steps(self) -> list[dict]:
        """The steps of adoption: title, organisation, date (ISO), day."""
        return [
            {**step, "title": in_language(step["title"], self.language), "day": day_of(step)}
            for step in self.edition.content["steps"]
        ]

    @cached_property
    def books(self) -> list[Book]:
        """Those whose file shows what may be read now."""
        ready = self.edition.books.ready()
        return [book for book in ready if book.without == list(self.hidden)]

    @property
    def files(self) -> list[File]:
        """The whole books, the page's own language first."""
        whole = [book for book in self.books if not book.municipality_code]
        languages = [self.language, *self.edition.content["languages"]]
        whole.sort(key=lambda book: languages.index(book.language))
        return [
            self._file(book, _("Summary in plain Finnish") if is_summary(book.language) else "")
            for book in whole
        ]

    @property
    def extracts(self) -> list[File]:
        """The municipalities' extracts in the page's language, by name."""
        language = "fi" if is_summary(self.language) else self.language
        by_code = {book.municipality_code: book for book in self.books if book.language == language}
        return [
            File(f"kunta/{slug}/", by_code[place.code], place.name, "", "")
            for slug, place in sorted(
                MunicipalityChoices.read().by_slug.items(), key=lambda item: item[1].sort_key
            )
            if place.code in by_code
        ]

    def _file(self, book: Book, name: str) -> File:
        is_foreign = book.language != self.language
        return File(
            f"kirja-{book.language}.pdf",
            book,
            name or _("The whole programme"),
            book.language if is_foreign else "",
            own_name(book.language) if is_foreign and not is_summary(book.language) else "",
        )


class ReadPart:
    """A priority, goal or action for the template; all else it has from `Part`."""

    def __init__(self, part: Part, edition: ReadEdition):
        self._part = part
        self._edition = edition

    def __getattr__(self, name: str):
        return getattr(self._part, name)

    @cached_property
    def children(self) -> list["ReadPart"]:
        """The parts right below that everybody may read."""
        parts = visible(self._part.children, self._edition.hidden)
        return [ReadPart(part, self._edition) for part in parts]

    @property
    def places(self) -> list[str]:
        """The names of the municipalities; none for the whole province."""
        return [
            in_language(each["name"], self._edition.language) for each in self._part.municipalities
        ]

    @property
    def measures(self) -> list[dict]:
        """Indicator, and with their unit start and target."""
        return [
            {
                "indicator": measure.indicator,
                "start": amount(measure, measure.start),
                "target": amount(measure, measure.target),
            }
            for measure in self._part.measures
        ]


def _book_or_404(page: ProgrammePage, number: int, language: str, code: str) -> Book:
    edition = edition_or_404(page, number)
    book = edition.books.ready().filter(language=language, municipality_code=code).first()
    # A part that has become private since must not be read from an older file.
    if book is None or book.without != list(hidden_parts(page)):
        raise Http404
    return book


def _file(request: HttpRequest, book: Book, municipality=None) -> HttpResponse:
    try:
        file = book.open()
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="application/pdf")
    response.headers["Content-Length"] = str(book.size)
    response.headers["Content-Disposition"] = content_disposition_header(
        False, _file_name(book, municipality)
    )
    response.headers["Cache-Control"] = "private, max-age=0"
    etag = quote_etag(book.digest)
    response.headers["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer is not response:
        response.close()
    return answer


def _file_name(book: Book, municipality) -> str:
    reading = Reading(book.edition.content, book.language)
    words = {"title": reading.title, "period": reading.period, "number": book.edition.number}
    with override(book.language):
        if municipality is not None:
            words["municipality"] = municipality.name
            name = _("%(municipality)s, %(title)s %(period)s, edition %(number)s") % words
        elif is_summary(book.language):
            name = _("%(title)s %(period)s, edition %(number)s, summary") % words
        else:
            name = _("%(title)s %(period)s, edition %(number)s") % words
    return f"{_safe(name)}.pdf"


def _safe(name: str) -> str:
    """A name that every file system takes."""
    return " ".join(UNFIT.sub(" ", name.replace("–", "-")).split())[:120].strip(" .")
