"""The public addresses of a programme's editions, below its page.

The page itself serves them, so whoever may not read the page does not read its editions.
"""

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path

from cms.languages import language_of
from programme.models.editions import Edition

EDITIONS_ADDRESS = "painokset"


class EditionRoutes:
    """Routes of `ProgrammePage`: its editions, and what each changed."""

    @path(f"{EDITIONS_ADDRESS}/", name="editions")
    def editions_route(self, request: HttpRequest) -> HttpResponse:
        """All editions that have been published, the newest first."""
        editions = list(Edition.objects.of(self).published().defer("content", "revisions"))
        if not editions:
            raise Http404
        return self.render(
            request,
            template="programme/programme_editions.html",
            context_overrides={"editions": editions, "sub_address": f"{EDITIONS_ADDRESS}/"},
        )

    @path(f"{EDITIONS_ADDRESS}/<int:number>/muutokset/", name="edition_changes")
    def edition_changes_route(self, request: HttpRequest, number: int) -> HttpResponse:
        """The difference between an edition and the one before it."""
        # Not at the top: they read the models of which this is a part.
        from programme.editions.difference import Difference
        from programme.editions.privacy import open_content

        published = Edition.objects.of(self).published()
        edition = published.filter(number=number).first()
        former = published.filter(number__lt=number).first()
        if edition is None or former is None:
            raise Http404
        before, after = (open_content(each.content, self) for each in (former, edition))
        return self.render(
            request,
            template="programme/programme_edition_changes.html",
            context_overrides={
                "edition": edition,
                "former": former,
                "difference": Difference(before, after, language_of(self)),
                "sub_address": f"{EDITIONS_ADDRESS}/{number}/muutokset/",
            },
        )

    @path(f"{EDITIONS_ADDRESS}/<int:number>/", name="edition")
    def edition_route(self, request: HttpRequest, number: int) -> HttpResponse:
        """A published edition, the whole of it on one page."""
        from programme.books import reading as book

        return book.edition_response(self, request, number)

    # Wagtail adds the last slash when it looks for a route; the address has none (cms/urls.py).
    @path(f"{EDITIONS_ADDRESS}/<int:number>/kirja-<slug:language>.pdf/", name="book")
    def book_route(self, request: HttpRequest, number: int, language: str) -> HttpResponse:
        """An edition's book as a file."""
        from programme.books import reading as book

        return book.book_response(self, request, number, language)

    @path(f"{EDITIONS_ADDRESS}/<int:number>/kunta/<slug:slug>/", name="extract")
    def extract_route(self, request: HttpRequest, number: int, slug: str) -> HttpResponse:
        """A municipality's extract of an edition as a file."""
        from programme.books import reading as book

        return book.extract_response(self, request, number, slug)

    @cached_property
    def newest_edition(self) -> Edition | None:
        """The edition that readers are led to; its content is not read."""
        return Edition.objects.of(self).published().only("number").first()
