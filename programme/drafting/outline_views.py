"""The staff's screen on which a whole programme is written: its outline, and forms of its parts.

Everything works without JavaScript: the forms are pages of their own then. With it
(static/js/outline.js) the same views are asked for fragments. All writing goes through
`programme/drafting/writing.py`, which makes drafts.
"""

from functools import cached_property

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.models import Page

from cms.languages import language_of
from programme.drafting import writing
from programme.drafting.new_programme import may_add_programmes
from programme.drafting.outline import Outline
from programme.drafting.part_forms import FORM_OF, PartForm
from programme.drafting.writing_screen import WritingScreen, finnish_programmes, outline_url
from programme.models import (
    ActionPage,
    GoalPage,
    PriorityPage,
    ProgrammePage,
    ProgrammeState,
    ProgrammeStatus,
)

CHILD_OF = {ProgrammePage: PriorityPage, PriorityPage: GoalPage, GoalPage: ActionPage}
ADD_LABELS = {
    PriorityPage: gettext_lazy("Add a priority"),
    GoalPage: gettext_lazy("Add a goal"),
    ActionPage: gettext_lazy("Add an action"),
}


def is_script(request: HttpRequest) -> bool:
    """Whether static/js/outline.js asks, which wants fragments."""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


class OutlineView(WritingScreen):
    """The outline; without `pk`, of the newest programme in preparation, else the newest."""

    template_name = "programme/admin/outline.html"
    page_title = gettext_lazy("Outline of the programme")

    def may_enter(self) -> bool:
        programme = self.programme
        return programme is None or programme.permissions_for_user(self.request.user).can_edit()

    @cached_property
    def programmes(self) -> list[ProgrammePage]:
        return finnish_programmes()

    @cached_property
    def programme(self) -> ProgrammePage | None:
        if "pk" in self.kwargs:
            return get_object_or_404(ProgrammePage, pk=self.kwargs["pk"]).facts
        states = ProgrammeState.objects.all().by_key()
        for programme in self.programmes:
            state = states.get(programme.translation_key)
            if state is None or state.status == ProgrammeStatus.PREPARATION:
                return programme
        return self.programmes[0] if self.programmes else None

    def get_breadcrumbs_items(self) -> list[dict]:
        own = {"url": "", "label": self.page_title}
        return [*super(WritingScreen, self).get_breadcrumbs_items(), own]

    def get_page_subtitle(self) -> str:
        return self.programme.draft_title if self.programme else ""

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        programme, user = self.programme, self.request.user
        buttons = []
        if programme:
            for hook in hooks.get_hooks("programme_screens"):
                buttons += hook(programme, user)
        return {
            **context,
            "programmes": self.programmes,
            "programme": programme,
            "outline": Outline(programme, user) if programme else None,
            "screens": sorted(buttons),
            "may_add": may_add_programmes(user),
        }


class PartScreen(WritingScreen):
    """A screen about one page of a programme: `pk` is that of its Finnish page."""

    template_name = "programme/admin/outline_part.html"
    fragment_name = "programme/admin/outline_form.html"

    @cached_property
    def page(self) -> Page:
        # Locked while it is written, so that of two who save at once the second is told.
        pages = Page.objects.all()
        if self.request.method == "POST":
            pages = pages.select_for_update()
        page = get_object_or_404(pages, pk=self.kwargs["pk"]).specific
        if type(page) not in {*CHILD_OF, ActionPage} or language_of(page) != settings.LANGUAGE_CODE:
            raise Http404
        return page

    @cached_property
    def programme(self) -> ProgrammePage:
        return writing.programme_of(self.page)

    def may_enter(self) -> bool:
        return self.page.permissions_for_user(self.request.user).can_edit()

    def show(self, form: PartForm, **context) -> HttpResponse:
        """The form: a fragment for the script, else a page of its own."""
        status = 422 if form.is_bound and is_script(self.request) else 200
        context = {"form": form, "programme": self.programme, **context}
        if is_script(self.request):
            return render(self.request, self.fragment_name, context, status=status)
        return self.render_to_response(self.get_context_data(**context))

    def done(self, message: str, part: Page, anchor: str = "") -> HttpResponse:
        """The answer after something was written."""
        if is_script(self.request):
            return JsonResponse({"message": message, "part": part.pk})
        messages.success(self.request, message)
        return redirect(outline_url(self.programme, anchor or f"osa-{part.pk}"))


class PartEditView(PartScreen):
    """What a priority, a goal or an action says."""

    page_title = gettext_lazy("Edit")

    def get_page_subtitle(self) -> str:
        return self.page.draft_title

    def may_enter(self) -> bool:
        return type(self.page) in FORM_OF and super().may_enter()

    @property
    def form_class(self) -> type[PartForm]:
        return FORM_OF[type(self.page)]

    def get(self, request, *args, **kwargs):
        form = self.form_class(page=writing.latest(self.page))
        return self.show_with_seen(form, self.page.latest_revision_id)

    def show_with_seen(self, form: PartForm, seen: int | None, **context) -> HttpResponse:
        """The form, with the version that its writer has seen."""
        return self.show(form, page=self.page, seen=seen or 0, **context)

    def post(self, request, *args, **kwargs):
        newest = self.page.latest_revision_id or 0
        # "over" is sent by the button that writes over what somebody else has changed.
        seen = request.POST.get("over") or request.POST.get("seen", "")
        seen = int(seen) if seen.isdecimal() else 0
        form = self.form_class(request.POST, page=writing.latest(self.page))
        newer = newest if seen != newest else 0
        if form.is_valid():
            try:
                # Without a version there is none to compare with.
                expected = seen if newest else None
                if values := form.values:
                    writing.change(self.page, values, request.user, seen_revision=expected)
            except writing.RefusedError as error:
                form.refuse(error)
            else:
                return self.done(_("Saved as a draft: %s") % form.cleaned_data["title"], self.page)
        return self.show_with_seen(form, seen, newer=newer)


class PartAddView(PartScreen):
    """A new part below a programme, a priority or a goal."""

    def may_enter(self) -> bool:
        may = self.page.permissions_for_user(self.request.user)
        return type(self.page) in CHILD_OF and may.can_add_subpage()

    @property
    def model(self) -> type[Page]:
        return CHILD_OF[type(self.page)]

    def get_page_title(self) -> str:
        return ADD_LABELS[self.model]

    def get_page_subtitle(self) -> str:
        return self.page.draft_title

    def get(self, request, *args, **kwargs):
        return self.show(FORM_OF[self.model](), parent=self.page)

    def post(self, request, *args, **kwargs):
        data = request.POST
        is_quick = "quick" in data
        if is_quick:
            # Only a title was asked; the rest is as in an empty form.
            data = data.copy()
            for name, field in FORM_OF[self.model]().fields.items():
                if field.initial is not None:
                    data.setdefault(name, field.initial)
        form = FORM_OF[self.model](data)
        if form.is_valid():
            try:
                part = writing.add(self.page, self.model, form.values, request.user)
            except writing.RefusedError as error:
                form.refuse(error)
            else:
                anchor = f"lisaa-{self.page.pk}" if is_quick else ""
                return self.done(_("Added as a draft: %s") % part.title, part, anchor)
        return self.show(form, parent=self.page)


class PartMoveView(PartScreen):
    """Where a part stands: up, down, or below another parent."""

    page_title = gettext_lazy("Move")
    template_name = "programme/admin/outline_move.html"

    def get_page_subtitle(self) -> str:
        return self.page.draft_title

    def may_enter(self) -> bool:
        return type(self.page) in FORM_OF and super().may_enter()

    @cached_property
    def parents(self) -> list[Page]:
        """The pages of the same programme that may stand above this one, in order."""
        [model] = [above for above, below in CHILD_OF.items() if below is type(self.page)]
        return list(model.objects.descendant_of(self.programme, inclusive=True).order_by("path"))

    def get_context_data(self, **kwargs) -> dict:
        parents, here = self.parents, self.page.get_parent()
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "programme": self.programme,
            "parents": parents,
            "here": here,
        }

    def post(self, request, *args, **kwargs):
        parent, position = self._place()
        if parent is None:
            return self._answer(_("It stands there already."), is_error=False)
        try:
            writing.move(self.page, parent, position, request.user)
        except writing.RefusedError as error:
            return self._answer(" ".join(error.errors[""]), is_error=True)
        siblings = list(parent.get_children().values_list("pk", flat=True))
        words = {
            "title": self.page.draft_title,
            "place": siblings.index(self.page.pk) + 1,
            "all": len(siblings),
            "parent": parent.draft_title,
        }
        message = _("%(title)s: now %(place)s of %(all)s under %(parent)s.") % words
        return self.done(message, self.page)

    def _place(self) -> tuple[Page | None, int]:
        """Where it is to go: the parent and the position; no parent if it would not move."""
        data = self.request.POST
        here = self.page.get_parent()
        siblings = list(here.get_children().values_list("pk", flat=True))
        now = siblings.index(self.page.pk)
        if data.get("to") in {"up", "down"}:
            position = now + (1 if data["to"] == "down" else -1)
            return (here, position) if 0 <= position < len(siblings) else (None, 0)
        parents = {str(parent.pk): parent for parent in self.parents}
        parent = parents.get(data.get("parent", ""))
        if parent is None:
            raise Http404
        position = data.get("position", "")
        last = parent.numchild - (1 if parent.pk == here.pk else 0)
        position = min(int(position), last) if position.isdecimal() else last
        is_same = parent.pk == here.pk and position == now
        return (None, 0) if is_same else (parent, position)

    def _answer(self, message: str, *, is_error: bool) -> HttpResponse:
        """The answer when nothing has moved."""
        if is_script(self.request):
            status = 422 if is_error else 200
            return JsonResponse({"message": message, "part": self.page.pk}, status=status)
        (messages.error if is_error else messages.info)(self.request, message)
        return redirect(outline_url(self.programme, f"osa-{self.page.pk}"))
