"""The province and two local JANEs, A and B; what of B is not public has a canary in it.

All that is made while B is built is B's: its rows in every table, and so its ids of every kind.
"""

from dataclasses import dataclass, field

from django.db import connection
from wagtail.models import Locale, Site

from accounts.models import User
from localjane import roles
from localjane.models import LocalJanePage, LocalJaneSpace
from localjane.moving import site_hosts
from tests import factories
from tests.apart import canaries, tables
from tests.apart.contents import Hidden, Side, fill, fill_province, name_things, people
from tests.apart.traces import leave_traces

LOCALES = ("fi", "sv", "en")
HOST = "lieksa.example.org"
# Between the first ids of two tables of B: an id says which table it is of.
APART = 1000


@dataclass
class World:
    """What the walk goes through; see `build`."""

    ours: Side
    theirs: Side
    superuser: User
    staff: User
    # Every row by table, and the keys of B's.
    rows: dict[str, dict[str, tuple]] = field(default_factory=dict)
    their_rows: dict[str, set[str]] = field(default_factory=dict)

    def ids(self, table: str) -> list[str]:
        """B's ids in a table, in order."""
        return _sorted(self.their_rows.get(table, ()))

    def our_ids(self, table: str) -> list[str]:
        """Ids in a table that are A's or the province's."""
        return _sorted(set(self.rows[table]) - self.their_rows[table])

    def canaries(self) -> set[str]:
        """All that there are."""
        return canaries.seen_in(repr(self.rows))


def _sorted(keys) -> list[str]:
    return sorted(keys, key=lambda key: (len(key), key))


def build() -> World:
    """Make it all; the caller rolls back."""
    for code in LOCALES:
        Locale.objects.get_or_create(language_code=code)
    factories.default_site()
    superuser = factories.UserFactory(email="kaikki@example.org", is_superuser=True)
    staff = factories.UserFactory(email="henkilosto@example.org", first_name="Henkilö")
    staff.groups.add(roles.set_up_staff_group())
    ours = _side("Joensuu", "167", "Joensuun JANE", lambda kind: f"oma{kind}")
    first = tables.all_rows()
    _keep_ids_apart()
    theirs = _side("Lieksa", "422", "Lieksan JANE", canaries.canary)
    site_hosts.give_host(theirs.home, HOST)
    Site.objects.filter(hostname=HOST).update(site_name=canaries.canary("sitename"))
    fill_province(staff, lambda kind: canaries.canary(f"province{kind}"))
    rows = tables.all_rows()
    new = {table: set(rows[table]) - set(first[table]) for table in rows}
    return World(ours, theirs, superuser, staff, rows, new)


def _side(municipality: str, code: str, title: str, hidden: Hidden) -> Side:
    place = factories.MunicipalityFactory(code=code, name_fi=municipality)
    page = factories.LocalJanePageFactory(title=title, municipality=place)
    groups = roles.set_up_local_groups(page)
    editor, publisher = people(place.slug, groups, hidden)
    side = Side(
        home=LocalJanePage.objects.get(pk=page.pk),
        groups=groups,
        space=LocalJaneSpace.objects.get(local_jane=page.translation_key),
        editor=editor,
        publisher=publisher,
    )
    name_things(side, hidden)
    fill(side, hidden)
    leave_traces(side, hidden)
    return side


def _keep_ids_apart() -> None:
    """Let each table go on from a number of its own, so that no id is good for two kinds."""
    with connection.cursor() as cursor:
        for position, table in enumerate(tables.content_tables(), start=100):
            start = position * APART
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, start])
                continue
            cursor.execute(
                "SELECT pg_get_serial_sequence(%s, 'id') WHERE EXISTS (SELECT 1 FROM"
                " information_schema.columns WHERE table_schema = current_schema()"
                " AND table_name = %s AND column_name = 'id')",
                [table, table],
            )
            found = cursor.fetchone()
            if found and found[0]:
                # Never back: a sequence keeps what an earlier world of this process took, though
                # its rows are gone, and this world's A has ids from there.
                cursor.execute(
                    f"SELECT setval(%s, GREATEST(%s, last_value)) FROM {found[0]}",  # noqa: S608
                    [found[0], start],
                )
