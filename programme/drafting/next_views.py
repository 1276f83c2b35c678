"""The staff's screens on which a programme begins: empty, or from the last one."""

from collections import Counter
from functools import cached_property

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programme.drafting import writing
from programme.drafting.new_programme import may_add_programmes, programme_index
from programme.drafting.next_programme import begin_next, marks_of, words_of
from programme.drafting.outline_views import OutlineView
from programme.drafting.part_forms import ProgrammeForm
from programme.drafting.writing_screen import WritingScreen, outline_url
from programme.models import ActionPage, Continuation, ContinuationMark, ProgrammePage


class NewProgrammeView(WritingScreen):
    """A new programme: its title and years. It begins empty."""

    template_name = "programme/admin/outline_part.html"
    page_title = gettext_lazy("New programme")
    programme = None

    def may_enter(self) -> bool:
        return may_add_programmes(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict]:
        outline = {"url": reverse("programme_outlines"), "label": OutlineView.page_title}
        own = {"url": "", "label": self.page_title}
        return [*super(WritingScreen, self).get_breadcrumbs_items(), outline, own]

    def get_context_data(self, **kwargs) -> dict:
        return {"form": ProgrammeForm(), **super().get_context_data(**kwargs)}

    def post(self, request, *args, **kwargs):
        form = ProgrammeForm(request.POST)
        if form.is_valid():
            try:
                new = writing.add(programme_index(), ProgrammePage, form.values, request.user)
            except writing.RefusedError as error:
                form.refuse(error)
            else:
                messages.success(request, _("Added as a draft: %s") % new.title)
                return redirect(outline_url(new))
        return self.render_to_response(self.get_context_data(form=form))


class NextProgrammeView(WritingScreen):
    """The next programme from the last: which actions go on, a summary, and then the copy.

    Nothing is kept between the steps but what the forms carry.
    """

    template_name = "programme/admin/next.html"
    page_title = gettext_lazy("Next programme")
    header_icon = "copy"

    def may_enter(self) -> bool:
        user = self.request.user
        return may_add_programmes(user) and self.programme.permissions_for_user(user).can_edit()

    @cached_property
    def programme(self) -> ProgrammePage:
        programmes = ProgrammePage.objects.all()
        if self.request.method == "POST":
            # Of two who press the button at once the second sees what the first has made.
            programmes = programmes.select_for_update(of=("self",))
        return get_object_or_404(programmes, pk=self.kwargs["pk"]).facts

    def get_page_subtitle(self) -> str:
        return self.programme.draft_title

    @cached_property
    def begun(self) -> list[ProgrammePage]:
        """The programmes that have been begun from this one."""
        rows = Continuation.objects.filter(old_programme_key=self.programme.translation_key)
        keys = rows.values("new_programme_key")
        locale = self.programme.locale_id
        return list(ProgrammePage.objects.filter(translation_key__in=keys, locale_id=locale))

    @cached_property
    def parts(self) -> dict:
        return words_of(self.programme)

    @cached_property
    def said(self) -> dict[int, str]:
        """What was chosen for each action, by its page's id."""
        data = self.request.POST
        return {action.pk: data.get(f"mark-{action.pk}", "") for action in self.parts[3]}

    @cached_property
    def form(self) -> ProgrammeForm:
        """Title and years; those after the old ones, until something else is typed."""
        if self.request.method == "POST":
            return ProgrammeForm(self.request.POST)
        form = ProgrammeForm()
        old = self.programme
        length = old.end_year - old.start_year
        years = {"start_year": old.end_year + 1, "end_year": old.end_year + 1 + length}
        form.initial.update(title=old.title, **years)
        return form

    def goals(self) -> list[tuple]:
        """Each goal with its actions, and the mark of each."""
        marks = marks_of(self.parts, self.said)
        below: dict[str, list[tuple[ActionPage, str]]] = {}
        for action in self.parts[3]:
            parent = action.path[: -ActionPage.steplen]
            below.setdefault(parent, []).append((action, marks[action.translation_key]))
        return [(goal, below.get(goal.path, [])) for goal in self.parts[2]]

    def get_context_data(self, **kwargs) -> dict:
        goals = self.goals()
        counts = Counter(mark for _goal, actions in goals for _action, mark in actions)
        return {
            **super().get_context_data(**kwargs),
            "programme": self.programme,
            "form": self.form,
            "goals": goals,
            "marks": ContinuationMark,
            "counts": [(mark, mark.label, counts[mark]) for mark in ContinuationMark],
            "priority_count": len(self.parts[1]),
            "begun": self.begun,
            "is_summary": False,
            **kwargs,
        }

    def post(self, request, *args, **kwargs):
        if "back" in request.POST or not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        if self.form.cleaned_data["end_year"] < self.form.cleaned_data["start_year"]:
            self.form.add_error("end_year", _("The last year cannot be before the first."))
            return self.render_to_response(self.get_context_data())
        # A second press, or a colleague's: first it is said that there is one already.
        is_known = request.POST.get("begun") == str(len(self.begun))
        if "create" not in request.POST or not is_known:
            return self.render_to_response(self.get_context_data(is_summary=True))
        try:
            new = begin_next(self.programme, self.form.values, self.said, request.user)
        except writing.RefusedError as error:
            self.form.refuse(error)
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("Added as a draft: %s") % new.title)
        return redirect(outline_url(new))
