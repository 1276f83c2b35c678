"""The staff's screens on which a programme begins: empty, or from the last one."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programme import writing
from programme.models import ProgrammePage
from programme.new_programme import may_add_programmes, programme_index
from programme.outline_views import OutlineView
from programme.part_forms import ProgrammeForm
from programme.writing_screen import WritingScreen, outline_url


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
