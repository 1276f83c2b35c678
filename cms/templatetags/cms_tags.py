"""Tags and filters of every template."""

from django import template
from wagtail.images.models import SourceImageIOError

from cms import dates, subsites

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
    """``{% period start end all_day %}``: 30.10.2026 klo 17.00–19.00."""
    return dates.format_period(start, end, all_day)


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
def absolute_url(page, below: str = "") -> str:
    """A page's canonical address with its host, for search engines and shared links.

    `below` is what follows it at an address that the page itself routes ("kokonaan/").
    """
    return subsites.canonical_url(page) + below


@register.filter
def initials(name: str) -> str:
    """The first letters of a name's first two words: "Joensuun JANE" gives "JJ"."""
    return "".join(word[0] for word in str(name).split()[:2]).upper()


@register.simple_tag
def site_name_of(page) -> str:
    """The name of the subsite that a page belongs to; "" for the province's pages."""
    subsite = subsites.subsite_of(page)
    return subsite.title if subsite else ""
