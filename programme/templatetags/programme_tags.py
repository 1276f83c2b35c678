"""Tags of the programme's templates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cms import subsites
from programme.reading import onward
from programme.reading import stones as drawing

register = template.Library()

register.simple_tag(drawing.stone, name="stone")
register.simple_tag(drawing.row, name="stones")
register.simple_tag(onward.later, name="goes_on")
register.simple_tag(onward.earlier, name="comes_from")


@register.simple_tag(takes_context=True)
def part_url(context, page) -> str:
    """A page's address as a link within its programme: with the municipality that one reads for."""
    # An include with `only` drops the variable "request"; the context itself still knows it.
    request = getattr(context, "request", None)
    return subsites.canonical_url(page, request) + place_query(context)


@register.simple_tag(takes_context=True)
def place_query(context) -> str:
    """ "?kunta=joensuu" on a page of a programme that is read for a municipality, else ""."""
    place = getattr(getattr(context, "request", None), "reading_place", None)
    return place.query if place else ""


@register.simple_tag(takes_context=True)
def node_link(context, node) -> SafeString:
    """A link to a part of a programme, with its number: ``{% node_link node %}``.

    On a programme's pages it keeps the municipality that one reads for. Drawn here and not by a
    template because a page may have hundreds.

    :param node: programme.tree.Node.
    """
    request = getattr(context, "request", None)
    language = node.foreign_language
    return format_html(
        '<a href="{}{}"{}>{}{}</a>',
        node.tree.url_of(node, request),
        place_query(context),
        format_html(' lang="{0}" hreflang="{0}"', language) if language else "",
        format_html('<span class="number">{}</span> ', node.number) if node.number else "",
        node.title,
    )
