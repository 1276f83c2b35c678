"""The staff's screens of the spreadsheet: what it is, out, in with a dry run first."""

import tempfile
from functools import cached_property

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms import generations
from cms.tables import LIMITS, Problem, TableError, TableFormat, read
from programme.models import ProgrammePage
from programme.sheets import uploads as sheet_uploads
from programme.sheets.columns import COLUMN_NAMES
from programme.sheets.explained import explained_columns
from programme.sheets.importing import OutdatedError, import_rows
from programme.sheets.plan import SheetPlan, plan_import
from programme.sheets.rows import write_sheet


def may_use_sheet(user, programme: ProgrammePage) -> bool:
    """Whether somebody may take a programme out and in: who may write all of its parts."""
    permissions = programme.facts.permissions_for_user(user)
    return permissions.can_edit() and permissions.can_add_subpage()


class SheetScreen:
    """A view about the spreadsheet of one programme; `pk` is that of its page in any language."""

    @cached_property
    def programme(self) -> ProgrammePage:
        """The Finnish page."""
        return get_object_or_404(ProgrammePage, pk=self.kwargs["pk"]).facts

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_use_sheet(request.user, self.programme):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class SheetPageScreen(SheetScreen, WagtailAdminTemplateMixin):
    """A screen of its own with the way back to the programme."""

    header_icon = "table"

    def get_page_subtitle(self) -> str:
        return self.programme.title

    def get_breadcrumbs_items(self) -> list[dict]:
        page = reverse("wagtailadmin_explore", args=[self.programme.pk])
        items = [*self.breadcrumbs_items, {"url": page, "label": self.programme.title}]
        if self.page_title != SheetView.page_title:
            url = reverse("programme_sheet", args=[self.programme.pk])
            items.append({"url": url, "label": SheetView.page_title})
        return [*items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "programme": self.programme}


class SheetForm(forms.Form):
    """The file to import."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("An .xlsx or .csv file with the columns below."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class SheetView(SheetPageScreen, FormView):
    """The columns explained, both files to download, and the form to send one back."""

    form_class = SheetForm
    template_name = "programme/admin/sheet.html"
    page_title = _("Spreadsheet")

    def form_valid(self, form: SheetForm) -> HttpResponse:
        file = form.cleaned_data["file"]
        try:
            rows = read(file, COLUMN_NAMES)
        except TableError as error:
            return self._with_problems(form, error.problems)
        plan = plan_import(self.programme, rows, self.request.user)
        if plan.problems:
            return self._with_problems(form, plan.problems)
        if plan.is_empty:
            messages.success(self.request, _("The file says what the programme says already."))
            return redirect("programme_sheet", self.programme.pk)
        # This view is one of WRITE_EXEMPT_VIEWS: reading and comparing a file takes its time.
        with generations.writing():
            upload = sheet_uploads.keep(self.programme, file.name, rows, self.request.user)
        return redirect("programme_sheet_upload", self.programme.pk, upload.pk)

    def _with_problems(self, form: SheetForm, problems: list[Problem]) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, problems=problems))

    def get_context_data(self, **kwargs) -> dict:
        now = timezone.now()
        uploads = sheet_uploads.open_of(self.programme, self.request.user, now)
        return {
            **super().get_context_data(**kwargs),
            "upload": uploads.first(),
            "limits": LIMITS,
            "columns": explained_columns(),
        }


class SheetUploadView(SheetPageScreen, TemplateView):
    """What a sent file would change; imports exactly that, or shows what is different by now."""

    template_name = "programme/admin/sheet_upload.html"
    page_title = _("What the file changes")

    @cached_property
    def upload(self):
        """The file's rows; 404 for what somebody else has sent, or what is too old."""
        uploads = sheet_uploads.open_of(self.programme, self.request.user, timezone.now())
        return get_object_or_404(uploads, pk=self.kwargs["upload"])

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        rows = sheet_uploads.rows_of_upload(self.upload)
        return self._shown(plan_import(self.programme, rows, request.user))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "discard" in request.POST:
            self.upload.delete()
            messages.success(request, _("Nothing has been imported."))
            return redirect("programme_sheet", self.programme.pk)
        seen = request.POST.get("seen")
        if not seen:
            raise Http404
        rows = sheet_uploads.rows_of_upload(self.upload)
        try:
            plan = import_rows(self.programme, rows, request.user, seen=seen)
        except OutdatedError as error:
            return self._shown(error.plan, is_outdated=True)
        except TableError as error:
            # What was remembered meanwhile may rest on rows that are gone again.
            generations.touch()
            return self._shown(SheetPlan(error.problems))
        self.upload.delete()
        words = {
            "added": len(plan.added),
            "changed": len(plan.changed),
            "moved": len(plan.moved),
        }
        text = _(
            "The file has been imported as drafts. New rows: %(added)s, changed: %(changed)s, "
            "moved: %(moved)s."
        )
        messages.success(request, text % words)
        return redirect("programme_sheet", self.programme.pk)

    def _shown(self, plan: SheetPlan, *, is_outdated: bool = False) -> HttpResponse:
        context = self.get_context_data(plan=plan, upload=self.upload, is_outdated=is_outdated)
        return self.render_to_response(context)


class SheetFileView(SheetScreen, View):
    """The programme as a file: `muoto` is xlsx (without it, too) or csv."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            table_format = TableFormat(request.GET.get("muoto", TableFormat.XLSX.value))
        except ValueError:
            raise Http404 from None
        # Closed by the response.
        file = tempfile.SpooledTemporaryFile(max_size=4 * 1024 * 1024)  # noqa: SIM115
        try:
            write_sheet(self.programme, table_format, file)
        except TableError as error:
            messages.error(request, str(error))
            return redirect("programme_sheet", self.programme.pk)
        file.seek(0)
        return FileResponse(
            file,
            as_attachment=True,
            filename=f"{self.programme.slug}.{table_format.value}",
            content_type=table_format.content_type,
        )
