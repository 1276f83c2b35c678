"""The parts of the demonstration content and what they are given to work with.

Each app declares its parts in its module `demo` (found with autodiscover_modules, so that `cms`
imports no app)::

    @part("news", needs=["home", "local-janes"], steps=30)
    def load_news(demo: Demo) -> None:
        home = demo.home()
        index = demo.publish(home, NewsIndexPage(title="Uutiset", slug="uutiset"))
        demo.step("Uutiset")

Every part is safe to run twice: it makes what is missing and leaves the rest alone.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from random import Random

from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.fields import StreamField
from wagtail.models import Collection, Locale, Page, Site

from cms.dates import helsinki_today
from cms.demo import art, documents
from cms.models import Document, Image
from cms.subsites import subsite_model


class DemoError(Exception):
    """The demonstration content cannot be loaded; the message says why."""


@dataclass(frozen=True)
class Part:
    """One app's piece of the demonstration content."""

    name: str
    load: "Callable[[Demo], None]"
    needs: tuple[str, ...] = ()
    provides: tuple[str, ...] = ()
    steps: int = 1


_parts: dict[str, Part] = {}


def part(
    name: str,
    *,
    needs: Iterable[str] = (),
    provides: Iterable[str] = (),
    steps: int = 1,
) -> Callable:
    """Declare a function of a `Demo` as a part of the demonstration content.

    It runs after every part that provides one of its `needs`; it provides its own name, and
    `provides` besides. `steps` is about how often it calls `demo.step()`, for the progress bar.
    Raises DemoError if another function has the name.
    """

    def declare(load: Callable[[Demo], None]) -> Callable[[Demo], None]:
        known = _parts.get(name)
        if known and known.load.__qualname__ != load.__qualname__:
            raise DemoError(f"Two parts of the demonstration content are named “{name}”.")
        _parts[name] = Part(name, load, tuple(needs), (name, *provides), steps)
        return load

    return declare


def all_parts() -> tuple[Part, ...]:
    """Every declared part, in no order that means anything."""
    return tuple(_parts.values())


def in_order(parts: Iterable[Part]) -> list[Part]:
    """The parts, each after those that provide what it needs; the same order every time.

    Raises DemoError for a need that nobody provides, and for parts that wait for each other.
    """
    by_name = {p.name: p for p in sorted(parts, key=lambda p: p.name)}
    providers: dict[str, set[str]] = {}
    for each in by_name.values():
        for provided in each.provides:
            providers.setdefault(provided, set()).add(each.name)
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for each in by_name.values():
        missing = [need for need in each.needs if need not in providers]
        if missing:
            raise DemoError(
                f"The part “{each.name}” of the demonstration content needs “{missing[0]}”, "
                f"which no part provides. Provided: {', '.join(sorted(providers))}."
            )
        before = set().union(*(providers[need] for need in each.needs)) if each.needs else set()
        sorter.add(each.name, *sorted(before - {each.name}))
    try:
        return [by_name[name] for name in sorter.static_order()]
    except CycleError as error:
        ring = " → ".join(error.args[1])
        raise DemoError(
            f"Parts of the demonstration content wait for each other: {ring}."
        ) from None


@dataclass
class Demo:
    """What a part works with: the day, the dice, and services that make content as editors do.

    `today` is the day in Helsinki; `scale` multiplies local JANEs and their content; `random` is
    seeded by the part's name, so that each load makes the same; `report` is told of each step.
    """

    today: dt.date = field(default_factory=helsinki_today)
    scale: int = 1
    random: Random = field(default_factory=lambda: Random("demo"))
    report: Callable[[str], None] = lambda label: None
    # Files written so far: a load that fails takes them away again.
    written: list = field(default_factory=list)

    def step(self, label: str = "") -> None:
        """Say that a piece is done; `label` is shown beside the progress bar."""
        self.report(label)

    # --- Where things are ---

    def home(self, language: str = "fi") -> Page:
        """The front page of the province's site in a language.

        Raises DemoError when there is none: a part that calls this needs "home" (or, in another
        language, "translations-home").
        """
        site = Site.objects.select_related("root_page__locale").filter(is_default_site=True).first()
        page = site and site.root_page
        if page and page.locale.language_code != language:
            page = page.get_translations().filter(locale__language_code=language).first()
        if page is None:
            raise DemoError(f"There is no front page in “{language}” yet.")
        return page.specific

    def local_janes(self, language: str = "fi") -> list[Page]:
        """The published front pages of all local JANEs in a language, in the tree's order.

        With a scale there are more than the five that have texts of their own.
        """
        pages = subsite_model().objects.for_subsite_list()
        return list(pages.filter(live=True, locale__language_code=language).order_by("path"))

    # --- Pages ---

    def publish(self, parent: Page, page: Page, *, at: dt.datetime | None = None) -> Page:
        """Add a page below `parent` and publish it; give the one that has its slug there already.

        `at` (an aware datetime) is when it was first published; without it, now. Raises
        ValidationError for what an editor's form would refuse too.
        """
        page.slug = page.slug or slugify(page.title)
        known = parent.get_children().filter(slug=page.slug).first()
        if known is not None:
            return known.specific
        # The tree's own columns may have changed since the parent was read.
        parent.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])
        page.locale = page.locale if page.locale_id else parent.locale
        page.live = False
        check_content(page)
        if at:
            page.first_published_at = at
        parent.add_child(instance=page)
        return self._make_live(page, at)

    def translate(self, page: Page, language: str, **words) -> Page:
        """Make and publish a page's translation with `words` (field names; the slug among them).

        Gives the translation that is there already. Raises wagtail's ParentNotTranslatedError when
        the parent has none in that language.
        """
        locale = Locale.objects.get(language_code=language)
        known = page.get_translation_or_none(locale)
        if known is not None:
            return known.specific
        # The copy takes its slug from the page that it copies: a later change of it would leave a
        # redirect behind.
        source = page.specific_class.objects.get(pk=page.pk)
        source.slug = words.get("slug", source.slug)
        translated = source.copy_for_translation(locale)
        for name, value in words.items():
            setattr(translated, name, value)
        check_content(translated)
        return self._make_live(translated, page.first_published_at)

    def _make_live(self, page: Page, at: dt.datetime | None) -> Page:
        if at:
            page.first_published_at = at
        page.save_revision(log_action=False).publish()
        page = page.specific_class.objects.get(pk=page.pk)
        if at:
            # Publishing always says "now"; readers should see that it has stood since then.
            page.last_published_at = at
            Page.objects.filter(pk=page.pk).update(last_published_at=at)
        return page

    def show_in_menu(self, parent: Page, slugs: Sequence[str]) -> None:
        """Show pages below `parent` in the menu, in the order of their slugs and before all others.

        Leaves everything as it is once each of those that exist is shown.
        """
        children = list(parent.get_children().order_by("path"))
        hidden = [page for page in children if page.slug in slugs and not page.show_in_menus]
        if not hidden:
            return
        for page in hidden:
            specific = page.specific
            specific.show_in_menus = True
            specific.save_revision(log_action=False).publish()
        places = {slug: place for place, slug in enumerate(slugs)}
        # Sorting is stable, so the others keep their order. Each in turn is put last.
        wanted = sorted(children, key=lambda page: places.get(page.slug, len(places)))
        if wanted != children:
            for page in wanted:
                Page.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")

    # --- Files ---

    def image(
        self,
        name: str,
        *,
        title: str,
        description: str,
        kind: str = "lake",
        text: str = "",
        collection: Collection | None = None,
    ) -> Image:
        """A picture drawn by cms/demo/art.py, or the one with this title that is there already.

        `name` is the seed: the same name gives the same picture. `kind` is one of art.KINDS;
        `text` is used by the kind "logo" (initials). `description` is the text alternative.
        """
        known = Image.objects.filter(title=title).first()
        if known is not None:
            return known
        drawn = art.draw(kind, name, text=text)
        image = Image(
            title=title,
            description=description,
            file=ContentFile(drawn.data, name=f"{slugify(name)}.{drawn.suffix}"),
            focal_point_x=drawn.focus[0],
            focal_point_y=drawn.focus[1],
            focal_point_width=drawn.focus[2],
            focal_point_height=drawn.focus[3],
            collection=collection or Collection.get_first_root_node(),
        )
        image.file_size = len(drawn.data)
        image.file_hash = hashlib.sha1(drawn.data, usedforsecurity=False).hexdigest()
        image.full_clean(exclude=["uploaded_by_user"])
        image.save()
        self.written.append(image.file)
        return image

    def document(
        self,
        name: str,
        *,
        title: str,
        paragraphs: list[str | tuple[str, str]],
        date: dt.date | None = None,
        language: str = "fi",
        collection: Collection | None = None,
        cover: str = "",
    ) -> Document:
        """A small PDF, or the document with this title that is there already.

        Each of `paragraphs` is a text, or a heading and a text; `cover` is the seed of the shore on
        its cover, if it is to have one.
        """
        known = Document.objects.filter(title=title).first()
        if known is not None:
            return known
        data = documents.pdf(title, paragraphs, date=date, language=language, cover=cover)
        document = Document(
            title=title,
            date=date,
            language=language,
            file=ContentFile(data, name=f"{slugify(name)}.pdf"),
            file_size=len(data),
            file_hash=hashlib.sha1(data, usedforsecurity=False).hexdigest(),
            collection=collection or Collection.get_first_root_node(),
        )
        document.full_clean(exclude=["uploaded_by_user"])
        document.save()
        self.written.append(document.file)
        return document


def check_content(page: Page) -> None:
    """Check blocks as an editor's form would (a model's own cleaning does not look into them).

    Raises wagtail's StreamBlockValidationError.
    """
    for each in page._meta.get_fields():
        if isinstance(each, StreamField):
            each.stream_block.clean(getattr(page, each.name))
