"""A whole site is never deleted with its page: Wagtail would take its `Site` row along.

The refusal says what is in the way, and that archiving is the right way (docs/founding.md).
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, Site

from localjane.models import LocalJanePage
from localjane.roles import is_staff_member


def sites_within(pages: Iterable[Page]) -> list[Page]:
    """The front pages of sites that would go with these pages, themselves included.

    They are the local JANEs' pages in every language and every root of a `Site` row, also in the
    languages that the row serves without naming them.
    """
    below = reduce(or_, (Q(path__startswith=page.path) for page in pages), Q(pk__in=[]))
    roots = Page.objects.filter(pk__in=Site.objects.values("root_page"))
    is_front_page = Q(pk__in=LocalJanePage.objects.values("pk")) | Q(
        translation_key__in=roots.values("translation_key")
    )
    return list(Page.objects.filter(below).filter(is_front_page).order_by("path"))


def refuse_to_delete_site(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead back to the page with an explanation, if a site would go with it."""
    if sites := sites_within([page]):
        _explain(request, sites)
        return redirect("wagtailadmin_explore", page.pk)
    return None


def refuse_to_delete_sites(
    request: HttpRequest, action_type: str, objects: list, action
) -> HttpResponse | None:
    """The same for many pages at once: if a site is among them, none is deleted."""
    if action_type != "delete" or not issubclass(action.model, Page):
        return None
    if sites := sites_within(objects):
        _explain(request, sites)
        return redirect(action.next_url)
    return None


def _explain(request: HttpRequest, sites: list[Page]) -> None:
    """Say which site is in the way, and offer its archiving to those who may archive it."""
    local_janes = [page for page in sites if page.specific_class is LocalJanePage]
    if not local_janes:
        text = _(
            "Nothing was deleted: “%(title)s” is the front page of a whole site. "
            "A front page cannot be deleted."
        )
        messages.error(request, text % {"title": sites[0].title})
        return
    text = _(
        "Nothing was deleted: the site of “%(title)s” would go too. A local JANE’s site is not "
        "deleted but archived: its pages stay readable and say that the site is no longer in use."
    )
    buttons = []
    if is_staff_member(request.user):
        address = reverse("local_jane_state", args=[local_janes[0].pk])
        buttons.append(messages.button(address, _("Archive the site")))
    messages.error(request, text % {"title": local_janes[0].title}, buttons=buttons)
