"""Tags and filters of every template."""

from django import template

from cms import dates, subsites

register = template.Library()

register.filter("day", dates.format_date)
register.filter("moment", dates.format_moment)


@register.simple_tag(takes_context=True)
def page_url(context, page) -> str:
    """A page's one address: ``{% page_url page %}``; without the host where it is the present one."""
    return subsites.canonical_url(page, context.get("request"))


@register.simple_tag
def period(start, end=None, all_day=False) -> str:
    """``{% period start end all_day %}``: 30.10.2026 klo 17.00–19.00."""
    return dates.format_period(start, end, all_day)
