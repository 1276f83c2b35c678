"""The staff's screen of an edition's books: which are made, and making them anew."""

from functools import cached_property

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets import Button
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from cms.languages import own_name
from programme.books import making as books
from programme.books.data import is_summary
from programme.models import Book, BookState, Edition, ProgrammePage


class BooksView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every book of an edition with its state (GET); making them anew (POST, `language` or all)."""

    template_name = "programme/admin/books.html"
    page_title = gettext_lazy("Books of an edition")
    header_icon = "doc-full"
    permission_policy = ModelPermissionPolicy(Book)
    permission_required = "change"

    @cached_property
    def edition(self) -> Edition:
        return get_object_or_404(Edition, pk=self.kwargs["pk"])

    @cached_property
    def programme(self) -> ProgrammePage | None:
        """The Finnish page of the programme, if it is still there."""
        pages = ProgrammePage.objects.filter(translation_key=self.edition.programme_key)
        return pages.filter(locale__language_code="fi").first()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        back = redirect("programme_books", pk=pk)
        if self.edition.published_at is None:
            messages.error(request, _("Books are made when the edition is published."))
            return back
        language = request.POST.get("language", "")
        known = self.edition.content["languages"]
        if language and language not in known:
            messages.error(request, _("The edition is not in that language."))
            return back
        books.order(self.edition, [language] if language else None)
        if self.programme is not None:
            log(instance=self.programme, action="wagtail.edit", user=request.user)
        messages.success(request, _("The books are being made. It takes about a minute."))
        return back

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        rows = list(self.edition.books.all())
        return {
            **super().get_context_data(**kwargs),
            "edition": self.edition,
            "programme": self.programme,
            "address": self._address(),
            "languages": [
                Language(code, [row for row in rows if row.language == code])
                for code in self.edition.content["languages"]
            ],
        }

    def _address(self) -> str:
        if self.programme is None or self.edition.published_at is None:
            return ""
        return books.edition_address(self.programme, self.edition)


class Language:
    """The books of an edition in one language: the whole and the municipalities' extracts."""

    def __init__(self, code: str, rows: list[Book]):
        self.code = code
        self.name = own_name(code)
        self.is_summary = is_summary(code)
        self.whole = next((row for row in rows if not row.municipality_code), None)
        self.extracts = [row for row in rows if row.municipality_code]
        self.ready = [row for row in self.extracts if row.state == BookState.MADE]
        self.failed = [row for row in self.extracts if row.state == BookState.FAILED]


@hooks.register("register_admin_urls")
def register_book_urls():
    return [
        path("ohjelma/painos/<int:pk>/kirja/", BooksView.as_view(), name="programme_books"),
    ]


@hooks.register("programme_screens")
def books_button(programme, user):
    """On a programme's home in the admin: the way to the books of its newest edition."""
    edition = Edition.objects.of(programme).published().first()
    if edition and BooksView.permission_policy.user_has_permission(user, "change"):
        yield Button(
            _("Books (PDF)"),
            reverse("programme_books", args=[edition.pk]),
            icon_name="doc-full",
            priority=60,
        )
