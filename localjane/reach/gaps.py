"""Where Wagtail tells of every site and has no hook: titles of drafts, tags, names in filters.

`close()` puts our functions in the place of its own, once, when the app is ready. All of them let
pass whatever is asked outside of a guarded request.
"""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from taggit.models import Tag
from wagtail.admin import filters
from wagtail.admin.models import popular_tags_for_model
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.images.views import chooser as image_chooser
from wagtail.models import Page, PageLogEntry

from localjane.reach.people import CURRENT, Reacher
from localjane.reach.switches import narrows, refuses

MOST_TAGS = 10
stock_title = Page.get_admin_display_title


def close() -> None:
    """Stand in for Wagtail's own functions."""
    Page.get_admin_display_title = admin_title
    filters.popular_tags_for_model = popular_tags
    image_chooser.popular_tags_for_model = popular_tags
    for name, guard in (
        ("owner", owners_of_hers),
        ("edited_by", editors_of_hers),
        ("site", sites_of_hers),
    ):
        of_filter = PageFilterSet.base_filters[name]
        of_filter.queryset = _narrowed(of_filter.queryset, guard)


def admin_title(page: Page) -> str:
    """A page's title in the admin. Wagtail's is that of its newest draft, whoever asks."""
    return published_title(stock_title(page), page)


@narrows
def published_title(title: str, page: Page) -> str:
    """Of a page that is not hers: what readers see."""
    reacher = CURRENT.get()
    return title if reacher is None or reacher.explores(page.path) else page.title


def popular_tags(model, count: int = MOST_TAGS) -> QuerySet:
    """The tags used most. Wagtail's are those of every site's files."""
    return tags_of_hers(popular_tags_for_model(model, count=None), model)[:count]


@narrows
def tags_of_hers(tags: QuerySet, model) -> QuerySet:
    """Those on files within her reach."""
    reacher = CURRENT.get()
    if reacher is None or reacher.is_staff:
        return tags
    return tags.filter(pk__in=_tags_on(reacher, model))


def _narrowed(stock, guard: Callable) -> Callable:
    """What a filter asks for its choices: those of Wagtail, narrowed by a guard."""
    return lambda request: guard(stock(request) if callable(stock) else stock.all())


@narrows
def owners_of_hers(users: QuerySet) -> QuerySet:
    """The filter of her list of pages, “owner”: Wagtail names whoever owns a page of any site."""
    pages = _own_pages()
    return users if pages is None else users.filter(pk__in=pages.values("owner_id"))


@narrows
def editors_of_hers(users: QuerySet) -> QuerySet:
    """The filter “edited by”: Wagtail names whoever has edited a page of any site."""
    pages = _own_pages()
    if pages is None:
        return users
    edits = PageLogEntry.objects.filter(action="wagtail.edit", page_id__in=pages.values("pk"))
    return users.filter(pk__in=edits.order_by().values("user_id"))


@narrows
def sites_of_hers(sites: QuerySet) -> QuerySet:
    """The filter “site”."""
    reacher = CURRENT.get()
    if reacher is None:
        return sites
    roots = sites.values_list("pk", "root_page__path")
    return sites.filter(pk__in=[pk for pk, path in roots if reacher.explores(path)])


def _own_pages() -> QuerySet | None:
    """Her own pages; None where everybody's are meant."""
    reacher = CURRENT.get()
    if reacher is None or reacher.is_staff:
        return None
    below = Q(pk__in=())
    for path in reacher.own_paths:
        below |= Q(path__startswith=path)
    return Page.objects.filter(below).order_by()


@refuses
def own_tags(request: HttpRequest) -> JsonResponse | None:
    """Answers in the place of the view that completes a tag; None leaves it to that one."""
    reacher = CURRENT.get()
    if reacher is None or reacher.is_staff:
        return None
    found: set[str] = set()
    if term := request.GET.get("term", ""):
        for model in (get_image_model(), get_document_model()):
            tags = Tag.objects.filter(pk__in=_tags_on(reacher, model), name__istartswith=term)
            found.update(tags.values_list("name", flat=True))
    return JsonResponse(sorted(found)[:MOST_TAGS], safe=False)


def _tags_on(reacher: Reacher, model) -> QuerySet:
    policy = image_policy if model is get_image_model() else document_policy
    return Tag.objects.filter(
        taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(model),
        taggit_taggeditem_items__object_id__in=reacher.files(policy).values("pk"),
    ).values("pk")
