"""The style page itself."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.accents import Accent
from cms.login import gate
from home.style.specimens import Group, Specimen, State, groups
from home.style.stand_ins import Thing, appointment, contact
from localjane.roles import is_staff_member

ICONS = Path(settings.BASE_DIR, "templates", "icons")
# The names of the tokens that site.css defines.
COLOURS = (
    "paper",
    "raised",
    "ink",
    "quiet",
    "line",
    "edge",
    "accent",
    "accent-soft",
    "accent-deep",
    "on-accent",
    "on-deep",
    "error",
    "warn-soft",
)
# The steps of space and how many pixels they are at a reader's usual letter size.
SPACES = tuple((f"s-{k}", px) for k, px in enumerate((4, 8, 13, 17, 26, 34, 51, 85), start=1))
# A heading of a page's own would be a second one on this page.
HEADING = re.compile(r"<(/?)h1\b")
# What may stand once on a page, or must be told from others of its kind.
IDENTITY = re.compile(r'\b(id|for|aria-labelledby|aria-describedby|popovertarget)="([^"]+)"')
NAMED_SECTION = re.compile(r'(<section\b[^>]*?) aria-labelledby="[^"]+"')
LABEL = re.compile(r'(<(?:nav|section|div)\b[^>]*?)aria-label="([^"]+)"')


@dataclass(frozen=True)
class Drawn:
    """A state of a component, drawn."""

    name: str
    html: SafeString


@require_safe
@never_cache
def style_page(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for the province's staff alone.

    `?korostus=lake` shows it all within a local JANE of that accent.
    """
    if not is_staff_member(request.user):
        request.GET = request.GET.copy()
        request.GET["next"] = request.get_full_path()
        return gate(request)
    accent = request.GET.get("korostus", "")
    context = {
        "accents": Accent,
        "accent": accent if accent in Accent.values else "",
        "colours": COLOURS,
        "spaces": SPACES,
        "icons": sorted(path.stem for path in ICONS.glob("*.svg")),
        "groups": [_drawn_group(request, group) for group in groups(request)],
    }
    if context["accent"]:
        context["subsite"] = _local_jane(accent)
    response = TemplateResponse(request, "home/style_page.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _local_jane(accent: str) -> Thing:
    """A local JANE around the page, to see its header, footer and colours."""
    facts = Thing(
        accent=accent,
        logo=None,
        footer_contacts=[contact(appointment())],
        links=[Thing(name="Facebook", url="#main")],
    )
    return Thing(title="Esimerkkilän JANE", municipality_code="176", facts=facts, archived=None)


def _drawn_group(request: HttpRequest, group: Group) -> dict:
    specimens = [
        {
            "template": specimen.template,
            "anchor": re.sub(r"\W+", "-", specimen.template.removesuffix(".html")),
            "states": [_drawn(request, specimen, k, state) for k, state in _numbered(specimen)],
        }
        for specimen in group.specimens
    ]
    return {"name": group.name, "heading": group.heading, "specimens": specimens}


def _numbered(specimen: Specimen) -> enumerate[State]:
    return enumerate(specimen.states, start=1)


def _drawn(request: HttpRequest, specimen: Specimen, number: int, state: State) -> Drawn:
    html = render_to_string(specimen.template, state.context, request=request)
    suffix = re.sub(r"\W+", "-", f"{specimen.template.removesuffix('.html')}-{number}")
    html = HEADING.sub(r'<\1h2 class="as-h1"', html).replace('</h2 class="as-h1"', "</h2")
    html = IDENTITY.sub(lambda m: f'{m[1]}="{_suffixed(m[2], suffix)}"', html)
    # Many regions of one name would be no help to find one's way by.
    html = NAMED_SECTION.sub(r"\1", html)
    html = LABEL.sub(lambda m: f'{m[1]}aria-label="{m[2]} – {suffix}"', html)
    # Our own templates have escaped what they drew.
    html = mark_safe(html)  # noqa: S308
    return Drawn(str(state.name), format_html(specimen.wrapper, html) if specimen.wrapper else html)


def _suffixed(names: str, suffix: str) -> str:
    return " ".join(f"{name}-{suffix}" for name in names.split())
