"""The forms that somebody is offered, and sending them as somebody else."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

import lxml.html
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.apart import tables
from tests.apart.addresses import Address
from tests.apart.canaries import PREFIX
from tests.apart.walking import Walk
from tests.apart.world import World

WRITES = re.compile(
    r'^\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE
)
# What A sends in the place of B's words, so that a canary in a row comes from a row.
SENT = "lahetetty"
# The smallest picture that there is.
FILE = bytes.fromhex(
    "4749463839610100010080000000000000000021f90401000000002c00000000010001000002024401003b"
)


@dataclass(frozen=True)
class Form:
    """A form with what stands in it, and where it is sent."""

    name: str
    url: str
    values: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    json: str | None = None

    def data(self) -> dict:
        sent: dict[str, list] = {}
        for name, value in self.values:
            sent.setdefault(name, []).append(re.sub(PREFIX, SENT, value, flags=re.IGNORECASE))
        for name in self.files:
            sent[name] = [SimpleUploadedFile("kuva.gif", FILE, content_type="image/gif")]
        return sent


def forms_in(url: str, response) -> Iterator[Form]:
    """The forms of a screen that write; one for each of their buttons."""
    for html in _html_of(response):
        if "<form" not in html:
            continue
        for form in lxml.html.fromstring(html).iter("form"):
            if form.method != "POST":
                continue
            target = urljoin(url, form.get("action") or "")
            name = view_name(target)
            values = tuple((k, v or "") for k, v in form.form_values())
            values = tuple(pair for pair in values if pair[0] != "csrfmiddlewaretoken")
            values += tuple(_left_empty(form))
            values += tuple(_drawn_by_script(form, dict(values)))
            files = tuple(
                each.name for each in form.inputs if each.get("type") == "file" and each.name
            )
            yield Form(name, target, values, files)
            for button in form.xpath(".//button[@name]|.//input[@type='submit'][@name]"):
                pair = (button.get("name"), button.get("value") or "")
                yield Form(name, target, (*values, pair), files)


def _left_empty(form) -> Iterator[tuple[str, str]]:
    """Choosers of pictures, documents and pages with nothing chosen, which a browser sends too."""
    for each in form.xpath(".//input[@type='hidden'][@name][not(@value)]"):
        yield each.get("name"), ""


def _drawn_by_script(form, values: dict) -> Iterator[tuple[str, str]]:
    """Fields that a script puts into the form of a page: blocks of text, and comments, none."""
    for block in form.xpath(".//*[@data-block]"):
        yield f"{block.get('id')}-count", "0"
    if "loaded_revision_id" in values or form.xpath(".//*[@data-block]"):
        for name in ("TOTAL", "INITIAL"):
            if f"comments-{name}_FORMS" not in values:
                yield f"comments-{name}_FORMS", "0"


def view_name(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return url


def _html_of(response) -> Iterator[str]:
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        yield response.content.decode()
    elif kind.startswith("application/json"):
        body = response.json()
        if isinstance(body, dict) and isinstance(body.get("html"), str):
            yield body["html"]


def forms_offered(client: Client, addresses: Iterable[Address]) -> list[Form]:
    """Every form on these screens once, and every address itself as a form without fields."""
    found: dict[tuple, Form] = {}
    session = client.cookies.output().replace("Set-Cookie: ", "")
    for address in addresses:
        bare = Form(address.pattern.name, address.url)
        found.setdefault(("", bare.url), bare)
        for form in forms_in(address.url, client.get(address.url)):
            found.setdefault((form.values[-1:], form.url), form)
        client.cookies.load(session)
    return list(found.values())


# --- Forms of A's own, pointed at B ---------------------------------------------------------------


POINTED = {
    "new_parent_page": "wagtailcore_page",
    "chooser": "wagtailcore_page",
    "onward_page": "wagtailcore_page",
    "event": "wagtailcore_page",
    "page": "wagtailcore_page",
    "collection": "wagtailcore_collection",
    "share_image": "cms_image",
    "image": "cms_image",
    "logo": "cms_image",
    "number": "accounts_user",
    "users": "accounts_user",
    "groups": "auth_group",
    "owner": "accounts_user",
    "parent": "wagtailcore_page",
}


def pointed_at(world: World, forms: Iterable[Form], *, each: int = 2) -> Iterator[Form]:
    """These forms with B's ids in each field that names something, and in one that is not there."""
    for form in forms:
        names = {name.rpartition("-")[2]: name for name, _value in form.values}
        for field_, table in POINTED.items():
            name = names.get(field_)
            if name is None and field_ not in ("page", "collection", "new_parent_page"):
                continue
            rest = tuple(pair for pair in form.values if pair[0] != name)
            ids = world.ids(table)
            for key in dict.fromkeys((*ids[:1], *ids[-1:])[:each]):
                yield replace(form, values=(*rest, (name or field_, key)))


# --- Sending --------------------------------------------------------------------------------------


@dataclass
class Replay:
    """What came of sending forms."""

    role: str
    met: Walk
    forms: int = 0
    # Forms that changed a row of B, by the view's name.
    changed: dict = field(default_factory=dict)
    rows: int = 0
    # Forms that wrote anything of content.
    wrote: int = 0

    def report(self) -> str:
        return (
            f"{self.role}: {self.forms} forms sent, {self.wrote} wrote something, "
            f"{len(self.changed)} views changed rows of B, {self.rows} rows compared; "
            f"{self.met.report()}"
        )

    def faults(self) -> str:
        changed = "\n".join(f"{name}: {what}" for name, what in sorted(self.changed.items()))
        return f"{changed}\n{self.met.leaks()}"


def replay(role: str, world: World, client: Client, forms: Iterable[Form]) -> Replay:
    """Send each form and take back what it wrote, so that each finds the world as it was."""
    result = Replay(role, Walk(role))
    # As it is now: whoever has looked on B's screens before may have had small pictures made.
    rows = tables.all_rows()
    session = client.cookies.output().replace("Set-Cookie: ", "")
    for form in forms:
        with undone(), tables_written() as written:
            response = client.post(form.url, form.data())
            result.met.meet(_Named(form.name), form.url, response)
            if response.status_code == 302 and response.url.startswith("/admin/"):
                result.met.meet(_Named(form.name), response.url, client.get(response.url))
            before = {table: rows[table] for table in written if table in rows}
            wrong = tables.differences(before, world.their_rows) if before else []
        client.cookies.load(session)
        result.forms += 1
        result.wrote += bool(before)
        result.rows += sum(len(world.their_rows[table]) for table in before)
        if wrong:
            result.changed.setdefault(form.name, f"{form.url}: {', '.join(wrong[:3])}")
    # Every table, for what no statement told of.
    if wrong := tables.differences(rows, world.their_rows):
        result.changed["in the end"] = ", ".join(wrong[:5])
    return result


@dataclass(frozen=True)
class _Named:
    name: str
    route: str = ""


@contextmanager
def undone() -> Iterator[None]:
    """What is written within it is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def tables_written() -> Iterator[set[str]]:
    """The tables that statements write to, as they come."""
    written: set[str] = set()

    def note(execute, sql, params, many, context):
        if found := WRITES.match(sql):
            written.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written
