"""The guide's screens: contents, a chapter, and everything on one page to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from home.guide.chapters import chapters_for


def contents(request: HttpRequest) -> HttpResponse:
    """The list of chapters."""
    return render(request, "home/guide/contents.html", {"chapters": chapters_for(request.user)})


def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """One chapter, with the ways to the next and the former. Raises Http404 for one not shown."""
    chapters = chapters_for(request.user)
    position = next((i for i, each in enumerate(chapters) if each.slug == slug), None)
    if position is None:
        raise Http404
    context = {
        "chapter": chapters[position],
        "former": chapters[position - 1] if position else None,
        "next": chapters[position + 1] if position + 1 < len(chapters) else None,
    }
    return render(request, "home/guide/chapter.html", context)


def whole(request: HttpRequest) -> HttpResponse:
    """All chapters on one page without the admin's furniture, for paper."""
    return render(request, "home/guide/whole.html", {"chapters": chapters_for(request.user)})


def menu_item() -> MenuItem:
    """The guide, last in the admin's menu, for everybody."""
    return MenuItem(
        _("Guide"), reverse_lazy("guide"), name="guide", icon_name="info-circle", order=20000
    )


urlpatterns = [
    path("opas/", contents, name="guide"),
    path("opas/tulosta/", whole, name="guide_whole"),
    path("opas/<slug:slug>/", chapter, name="guide_chapter"),
]
