"""Long lists in pages, with an address each."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_PARAMETER = "sivu"


def paginate(request: HttpRequest, items, per_page: int = 20) -> Page:
    """The page of a list that the address asks for (`?sivu=2`), or the nearest one to it."""
    paginator = Paginator(items, per_page)
    wanted = request.GET.get(PAGE_PARAMETER, "1")
    # Paginator takes a negative number to the last page; the nearest to it is the first.
    if wanted.lstrip().startswith("-"):
        wanted = 1
    return paginator.get_page(wanted)
