"""What anybody can ask for outside the admin."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import reverse
from wagtail.models import Page, Site

from cms.models import Document, Image
from tests.apart.canaries import PREFIX
from tests.apart.world import World

SITEMAP = "sitemap.xml"
SEARCHES = (PREFIX, f"{PREFIX}standarddraft", f"{PREFIX}newsexpired", "Julkinen")


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """Kinds and paths: pages of B in every state, its files, search, sitemaps, and what takes an
    id."""
    pages = Page.objects.filter(pk__in=world.ids("wagtailcore_page")).specific()
    home = world.theirs.home.url_path
    province = Site.objects.get(is_default_site=True).root_page.url_path
    for page in pages:
        path = urlsplit(page.get_full_url() or "").path
        if path:
            yield "page", path
            yield "page below the province", f"/{page.url_path.removeprefix(province)}"
            if page.url_path.startswith(home):
                yield "page on its own host", f"/{page.url_path.removeprefix(home)}"
        for language in ("sv", "en"):
            yield "missing translation", f"/{language}/puuttuu/{page.pk}/"
        yield "share picture", reverse("share_picture", args=[1, page.pk])
        yield "login of a private page", f"/_util/authenticate_with_password/1/{page.pk}/"
    for document in Document.objects.filter(pk__in=world.ids("cms_document")):
        yield "document", document.url
        yield "document's file", f"/media/{document.file.name}"
    for image in Image.objects.filter(pk__in=world.ids("cms_image")):
        yield "private picture", f"/media/{image.file.name}"
    for prefix in ("", "/sv", "/en"):
        for words in SEARCHES:
            yield "search", f"{prefix}/haku/?q={words}"
        yield "front page", f"{prefix}/"
    yield "sitemap", f"/{SITEMAP}"
    for section in ("sivut", "tapahtumat", "pages", "events"):
        yield "sitemap", f"/sitemap-{section}.xml"
    yield "robots", "/robots.txt"
    yield "no such page", f"/{PREFIX[:3]}/"
