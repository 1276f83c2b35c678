"""Tags and filters of every template."""

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.images.models import Picture, SourceImageIOError

from cms import dates, shores, subsites
from cms.pictures import picture_specs
from cms.shores import svg

register = template.Library()

register.filter("day", dates.format_date)
register.filter("moment", dates.format_moment)


@register.simple_tag(takes_context=True)
def page_url(context, page) -> str:
    """A page's one address, without the host where it is the present one."""
    # An include with `only` drops the variable "request"; the context itself still knows it.
    return subsites.canonical_url(page, getattr(context, "request", None))


@register.simple_tag
def period(start, end=None, all_day=False) -> str:
    """``{% period start end all_day %}``, as a list says it: ke 5.11. klo 17–19."""
    return dates.format_period(start, end, all_day)


@register.simple_tag
def period_in_full(start, end=None, all_day=False) -> str:
    """``{% period_in_full start end all_day %}``: keskiviikko 5.11.2026 klo 17–19."""
    return dates.format_period_in_full(start, end, all_day)


@register.simple_tag
def date_leaf(start, end=None, all_day=False) -> dates.DateLeaf:
    """``{% date_leaf start end all_day as leaf %}``: weekday, day and hours one by one."""
    return dates.date_leaf(start, end, all_day)


@register.simple_tag
def renditions(image, spec) -> dict | None:
    """A picture in one size as WebP and JPEG: ``{% renditions image "fill-800x450" as made %}``.

    None if there is no picture or its file is missing: then nothing is drawn.
    """
    if image is None:
        return None
    specs = {kind: f"{spec}|format-{kind}" for kind in ("webp", "jpeg")}
    try:
        made = image.get_renditions(*specs.values())
    except SourceImageIOError:
        return None
    return {kind: made[full_spec] for kind, full_spec in specs.items()}


@register.simple_tag
def picture(image, spec: str, sizes: str = "100vw", lazy: bool = True):
    """A `<picture>` in WebP and JPEG and in several widths; "" without one or without its file.

    ``{% picture page.image "fill-{480x270,960x540}" sizes="50vw" lazy=False %}``: `spec` names the
    sizes as Wagtail's own tags do, the smallest first. One that is not lazy is what a reader sees
    first, and is asked for first.
    """
    if image is None:
        return ""
    try:
        made = image.get_renditions(*picture_specs(spec))
    except SourceImageIOError:
        return ""
    first = {"fetchpriority": "high"}
    attributes = {"sizes": sizes, **({"loading": "lazy"} if lazy else first)}
    return Picture(made, attributes)


@register.simple_tag
def absolute_url(page, below: str = "") -> str:
    """A page's canonical address with its host, for search engines and shared links.

    `below` is what follows it at an address that the page itself routes ("kokonaan/").
    """
    return subsites.canonical_url(page) + below


@register.simple_tag
def icon(name: str) -> str:
    """One of the site's own drawings (templates/icons/): ``{% icon "calendar" %}``.

    It takes the colour and the size of the text, and says nothing to a screen reader: the words
    stand beside it. Raises TemplateDoesNotExist for an unknown name.
    """
    return get_template(f"icons/{name}.svg").render()


@register.simple_tag
def shore(seed: str) -> str:
    """The shore of a place, drawn behind what stands on it: ``{% shore municipality_code %}``.

    An empty seed draws the province's. The lines take the colour of the text.
    """
    width, height = svg.SHEET
    return format_html(
        '<svg class="shore" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice"'
        ' aria-hidden="true"><use href="{}#shore"/></svg>',
        width,
        height,
        reverse("shore", "cms.urls", [shores.VERSION, seed or shores.PROVINCE]),
    )


@register.simple_tag
def shore_tile(code: str) -> str:
    """The shore of a municipality on its tile of the map."""
    return format_html(
        '<svg class="shore" viewBox="0 0 {0} {0}" aria-hidden="true">{1}</svg>',
        svg.TILE,
        mark_safe(svg.tile(code)),  # noqa: S308 - numbers that we drew ourselves
    )


@register.simple_tag
def share_picture_url(front_page) -> str:
    """The address, with the host, of the drawn picture for links to a site's pages."""
    address = reverse("share_picture", args=[shores.VERSION, front_page.pk])
    return settings.SITE_URL + address


@register.filter
def initials(name: str) -> str:
    """The first letters of a name's first two words: "Joensuun JANE" gives "JJ"."""
    return "".join(word[0] for word in str(name).split()[:2]).upper()


@register.simple_tag
def site_name_of(page) -> str:
    """The name of the subsite that a page belongs to; "" for the province's pages."""
    subsite = subsites.subsite_of(page)
    return subsite.title if subsite else ""
