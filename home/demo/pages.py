"""Languages, front page, pages of text and documents of the province."""

import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from cms.demo.bodies import body
from cms.demo.registry import Demo, DemoError, check_content, part
from cms.models import DocumentsPage, PageDocument, StandardPage
from cms.shores import PROVINCE
from contacts.models import Contact, ContactKind
from home.models import HomePage

HERE = Path(__file__).parent
SITE_NAME = "JANE Pohjois-Karjala"


@cache
def texts(name: str) -> dict:
    """The words of a TOML file beside this module."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@part("home", steps=2)
def load_home(demo: Demo) -> None:
    """The four languages, the Finnish front page and the Site; Wagtail's welcome page goes."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site and isinstance(site.root_page.specific, HomePage):
        return
    welcome = site.root_page if site else None
    if welcome and not _is_welcome_page(welcome):
        raise DemoError(
            f"The site already has a front page of its own, “{welcome.title}”. "
            "The demonstration is for an empty site."
        )
    words = texts("pages")["home"]
    home = HomePage(
        title=words["title"],
        slug=words["slug"],
        seo_title=words["seo_title"],
        search_description=words["search_description"],
        introduction=words["introduction"],
        image=demo.image(**words["picture"]),
        locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE),
    )
    home = demo.publish(Page.get_first_root_node(), home)
    demo.step("Etusivu")
    address = urlsplit(settings.SITE_URL)
    site = site or Site(is_default_site=True)
    site.hostname, site.site_name, site.root_page = address.hostname, SITE_NAME, home
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
    if welcome:
        Page.objects.get(pk=welcome.pk).delete()
    demo.step(SITE_NAME)


def _is_welcome_page(page: Page) -> bool:
    """The page that Wagtail's first migration makes has no type of its own and nothing below it."""
    return page.specific_class is Page and page.is_leaf()


@part("province-pages", needs=["home", "contacts"], provides=["pages"], steps=12)
def load_pages(demo: Demo) -> None:
    """About JANE, privacy, accessibility, documents; then the front page's own content."""
    words = texts("pages")
    home = demo.home()
    chosen = {"kehittaja": _development_officer()}
    jane_words = words["jane"]
    picture = demo.image(**jane_words["picture"])
    chosen[jane_words["picture"]["name"]] = picture
    jane = _text_page(demo, home, jane_words, chosen)
    for slug in ("tavoitteet", "jasenet", "nain-liityt"):
        chosen[slug] = _text_page(demo, jane, words[slug], chosen)
    for slug in ("tietosuoja", "saavutettavuus"):
        _text_page(demo, home, words[slug], chosen)
    _documents_page(demo, home, words)
    if not home.body:
        home.body = body(words["home"]["blocks"], {"jane": jane, **chosen})
        check_content(home)
        home.save_revision(log_action=False).publish()
        demo.step(home.title)


def _development_officer() -> Contact:
    found = Contact.objects.filter(kind=ContactKind.DEVELOPMENT_OFFICER).order_by("pk").first()
    if found is None:
        raise DemoError("The part “contacts” made no development officer.")
    return found


def _text_page(demo: Demo, parent: Page, words: dict, chosen: dict) -> Page:
    page = StandardPage(
        title=words["title"],
        slug=words["slug"],
        introduction=words["introduction"],
        body=body(words["blocks"], chosen),
    )
    page = demo.publish(parent, page)
    demo.step(page.title)
    return page


def _documents_page(demo: Demo, home: Page, words: dict) -> None:
    listed = []
    for number, each in enumerate(words["documents"]):
        document = demo.document(
            each["name"],
            title=each["title"],
            date=each["date"],
            paragraphs=[tuple(p) if isinstance(p, list) else p for p in each["paragraphs"]],
            cover=PROVINCE if each.get("has_cover") else "",
        )
        listed.append(
            PageDocument(document=document, description=each["description"], sort_order=number)
        )
        demo.step(document.title)
    demo.publish(home, DocumentsPage(**words["asiakirjat"], page_documents=listed))
