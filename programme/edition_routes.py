"""The public addresses of a programme's editions, below its page.

The page itself serves them, so whoever may not read the page does not read its editions.
"""

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
        from programme.difference import Difference
        from programme.edition_privacy import open_content

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

    @property
    def has_editions(self) -> bool:
        """Whether readers have an edition to look at."""
        return Edition.objects.of(self).published().exists()
