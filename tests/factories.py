"""One set of factories for all tests.

Pages are published the way an editor publishes them (a revision, then Wagtail's own publishing), so
that what hangs on publishing (occurrences, search, references) is there; `live=False` leaves a
draft. A page without `parent` goes where an editor would put it: below its list page, which is made
once, on the province's site, which is made too if the test has not asked for the fixture `site`.
"""

import datetime as dt

import factory
import wagtail_factories
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Locale, Page, Site

from accounts.models import User
from cms.models import Document, DocumentsPage, Image, StandardPage
from contacts.models import (
    Appointment,
    Contact,
    ContactDirectoryPage,
    ContactKind,
    Municipality,
    Organisation,
    OrganisationKind,
    Person,
    Region,
)
from council.models import BodyIndexPage, BodyPage
from events.models import CalendarPage, EventPage
from home.models import HomePage
from localjane.models import LocalJaneIndexPage, LocalJanePage, Role, RoleGroup
from news.models import NewsIndexPage, NewsPage
from programme.models import (
    ActionPage,
    GoalPage,
    PriorityPage,
    ProgrammeIndexPage,
    ProgrammePage,
)
from projects.models import ProjectIndexPage, ProjectPage

# Wagtail's first migrations make both roots and the Finnish locale. A test with `transactional_db`
# empties all tables at its end, so the next one of that kind finds none of them.


def root_page() -> Page:
    """The root of all pages."""
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    return Page.get_first_root_node() or Page.add_root(title="Root", slug="root")


def root_collection() -> Collection:
    """The collection that all others are below."""
    return Collection.get_first_root_node() or Collection.add_root(name="Root")


def default_site() -> Site:
    """The default Site with its published Finnish front page; makes both on the first call."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site and isinstance(site.root_page.specific, HomePage):
        return site
    home = HomePageFactory(title="Pohjois-Karjalan JANE", slug="etusivu")
    site = site or Site(is_default_site=True)
    welcome = site.root_page if site.root_page_id else None
    # The name that Django's test client asks for, so that links come without a host.
    site.hostname, site.port, site.site_name, site.root_page = "testserver", 80, "Yhessä", home
    site.save()
    if welcome:
        # Wagtail's own first migration makes a "Welcome" page.
        welcome.specific.delete()
    return site


def home_page() -> HomePage:
    """The Finnish front page of the default Site."""
    return default_site().root_page.specific


def translate(page: Page, language: str, *, live: bool = True, **words) -> Page:
    """A published translation of a page, with those above it that are still missing."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    translation = page.copy_for_translation(locale, copy_parents=True, exclude_fields=[])
    for name, value in words.items():
        setattr(translation, name, value)
    for ancestor in translation.get_ancestors().filter(live=False, depth__gt=1).specific():
        ancestor.save_revision().publish()
    revision = translation.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=translation.pk)


class BasePageFactory(wagtail_factories.PageFactory):
    """A page, published unless `live=False`; gives it as it then stands in the database."""

    live = True

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        live = kwargs.pop("live")
        page = model_class(live=False, **kwargs)
        parent.add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        return model_class.objects.get(pk=page.pk)


class SectionFactory(BasePageFactory):
    """A page that its parent can have once: the one that is there already, or a new one."""

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        present = model_class.objects.child_of(parent).first()
        return present or super()._create_instance(model_class, parent, kwargs)


class UserFactory(DjangoModelFactory):
    """Somebody who can log in with `password` (default "salasana-testiin")."""

    email = factory.Sequence(lambda n: f"kayttaja{n}@example.org")
    first_name = "Aino"
    last_name = "Esimerkki"
    password = "salasana-testiin"

    class Meta:
        model = User

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(**kwargs)


def count_as_staff(user: User) -> None:
    """Let a user's own rights count on the screens of staff, which other roles do not reach."""
    group = Group.objects.create(name=f"Henkilöstöä {user.pk}")
    RoleGroup.objects.create(role=Role.STAFF, local_jane=None, group=group)
    user.groups.add(group)


class SiteFactory(wagtail_factories.SiteFactory):
    """A Site row: what gives a page's tree a host of its own."""

    hostname = factory.Sequence(lambda n: f"paikallinen{n}.example.org")
    port = 80
    root_page = factory.LazyFunction(home_page)


# --- Files ----------------------------------------------------------------------------------------


class ImageFactory(wagtail_factories.ImageFactory):
    """A small real picture with a text alternative."""

    title = factory.Sequence(lambda n: f"Kuva {n}")
    description = "Punainen neliö"
    collection = factory.LazyFunction(root_collection)
    file = factory.django.ImageField(color="red", width=320, height=200, format="JPEG")

    class Meta:
        model = Image


class DocumentFactory(wagtail_factories.DocumentFactory):
    """A document whose file has a few bytes."""

    title = factory.Sequence(lambda n: f"Asiakirja {n}")
    collection = factory.LazyFunction(root_collection)
    file = factory.Sequence(lambda n: ContentFile(b"Testi\n", name=f"asiakirja-{n}.txt"))

    class Meta:
        model = Document


# --- Who is who -----------------------------------------------------------------------------------


class RegionFactory(DjangoModelFactory):
    code = "12"
    name = factory.LazyFunction(lambda: {"fi": "Pohjois-Karjala", "sv": "Norra Karelen"})

    class Meta:
        model = Region
        django_get_or_create = ["code"]


class MunicipalityFactory(DjangoModelFactory):
    """A municipality; one with the same code is given as it is."""

    region = factory.SubFactory(RegionFactory)
    # Codes have three digits however many tests a process has run; no test makes 500 of them.
    code = factory.Sequence(lambda n: f"{500 + n % 500}")
    name_fi = factory.LazyAttribute(lambda m: f"Kunta {m.code}")
    slug = factory.LazyAttribute(lambda m: m.name_fi.lower().replace(" ", "-").replace("ä", "a"))
    tile_column = factory.Sequence(lambda n: n % 6)
    tile_row = factory.Sequence(lambda n: n // 6)

    class Meta:
        model = Municipality
        django_get_or_create = ["code"]


class OrganisationFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Yhdistys {n} ry")

    class Meta:
        model = Organisation


class PersonFactory(DjangoModelFactory):
    first_name = factory.Sequence(lambda n: f"Aino{n}")
    last_name = "Esimerkki"
    email = factory.LazyAttribute(lambda p: f"{p.first_name.lower()}.esimerkki@example.org")
    phone = "013 000 0000"

    class Meta:
        model = Person


class ContactFactory(DjangoModelFactory):
    """A role; vacant until somebody is appointed."""

    kind = ContactKind.MUNICIPAL_CONTACT

    class Meta:
        model = Contact


class AppointmentFactory(DjangoModelFactory):
    """Somebody in a role, from the start of 2020 until further notice."""

    contact = factory.SubFactory(ContactFactory)
    person = factory.SubFactory(PersonFactory)
    starts_on = dt.date(2020, 1, 1)

    class Meta:
        model = Appointment


# --- Pages ----------------------------------------------------------------------------------------


class HomePageFactory(BasePageFactory):
    """A front page below the root; `default_site()` gives the one that is served."""

    title = factory.Sequence(lambda n: f"Etusivu {n}")
    parent = factory.LazyFunction(root_page)

    class Meta:
        model = HomePage


class StandardPageFactory(BasePageFactory):
    title = factory.Sequence(lambda n: f"Sivu {n}")
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = StandardPage


class DocumentsPageFactory(BasePageFactory):
    title = factory.Sequence(lambda n: f"Asiakirjat {n}")
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = DocumentsPage


class ContactDirectoryPageFactory(SectionFactory):
    title = "Yhteystiedot"
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = ContactDirectoryPage


class LocalJaneIndexPageFactory(SectionFactory):
    title = "Paikallis-JANEt"
    slug = "paikallis-janet"
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = LocalJaneIndexPage


class LocalJanePageFactory(BasePageFactory):
    """A local JANE with its municipality and its organisation."""

    title = factory.LazyAttribute(lambda page: f"{page.municipality.name_fi} JANE")
    slug = factory.LazyAttribute(lambda page: page.municipality.slug)
    parent = factory.SubFactory(LocalJaneIndexPageFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    organisation = factory.SubFactory(
        OrganisationFactory,
        name=factory.LazyAttribute(lambda o: f"{o.factory_parent.municipality.name_fi}: JANE"),
        kind=OrganisationKind.LOCAL_JANE,
        municipality=factory.SelfAttribute("..municipality"),
    )

    class Meta:
        model = LocalJanePage


class NewsIndexPageFactory(SectionFactory):
    title = "Uutiset"
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = NewsIndexPage


class NewsPageFactory(BasePageFactory):
    title = factory.Sequence(lambda n: f"Uutinen {n}")
    parent = factory.SubFactory(NewsIndexPageFactory)

    class Meta:
        model = NewsPage


class CalendarPageFactory(SectionFactory):
    title = "Tapahtumat"
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = CalendarPage


class EventPageFactory(BasePageFactory):
    """An event without a time; give `starts_at` (aware) and, if wanted, `ends_at`."""

    title = factory.Sequence(lambda n: f"Tapahtuma {n}")
    parent = factory.SubFactory(CalendarPageFactory)

    class Meta:
        model = EventPage


class ProgrammeIndexPageFactory(SectionFactory):
    title = "Yhdistysohjelma"
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = ProgrammeIndexPage


class ProgrammePageFactory(BasePageFactory):
    title = factory.Sequence(lambda n: f"Ohjelma {n}")
    parent = factory.SubFactory(ProgrammeIndexPageFactory)
    start_year = 2021
    end_year = 2025

    class Meta:
        model = ProgrammePage


class PriorityPageFactory(BasePageFactory):
    title = factory.Sequence(lambda n: f"Painopiste {n}")
    parent = factory.SubFactory(ProgrammePageFactory)

    class Meta:
        model = PriorityPage


class GoalPageFactory(BasePageFactory):
    title = factory.Sequence(lambda n: f"Tavoite {n}")
    parent = factory.SubFactory(PriorityPageFactory)

    class Meta:
        model = GoalPage


class ActionPageFactory(BasePageFactory):
    title = factory.Sequence(lambda n: f"Toimenpide {n}")
    parent = factory.SubFactory(GoalPageFactory)

    class Meta:
        model = ActionPage


class ProjectIndexPageFactory(SectionFactory):
    title = "Hankkeet"
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = ProjectIndexPage


class ProjectPageFactory(BasePageFactory):
    title = factory.Sequence(lambda n: f"Hanke {n}")
    parent = factory.SubFactory(ProjectIndexPageFactory)

    class Meta:
        model = ProjectPage


class BodyIndexPageFactory(SectionFactory):
    title = "Toimielimet"
    parent = factory.LazyFunction(home_page)

    class Meta:
        model = BodyIndexPage


class BodyPageFactory(BasePageFactory):
    title = factory.Sequence(lambda n: f"Toimielin {n}")
    parent = factory.SubFactory(BodyIndexPageFactory)

    class Meta:
        model = BodyPage
