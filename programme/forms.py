"""The staff's forms of states."""

from wagtail.admin.forms import WagtailAdminModelForm

from cms.dates import helsinki_today
from programme.editions.adoption import sentences_against
from programme.models import ActionState


class ActionStateForm(WagtailAdminModelForm):
    """How far an action is. The date becomes today's when only something else is changed."""

    class Meta:
        model = ActionState
        fields = ["status", "note", "updated_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A note is a few sentences, too long for one-line inputs.
        self.fields["note"].widget.template_name = "programme/admin/translated_paragraphs.html"

    def clean(self) -> dict:
        cleaned = super().clean()
        changed = set(self.changed_data)
        if changed and "updated_on" not in changed:
            cleaned["updated_on"] = helsinki_today()
        return cleaned


class ProgrammeStateForm(WagtailAdminModelForm):
    """A programme's status, and the steps of its adoption in their order."""

    def is_valid(self) -> bool:
        # The steps are known only when their own forms have been read.
        if not super().is_valid():
            return False
        for sentence in sentences_against(self._steps()):
            self.add_error(None, sentence)
        return not self.errors

    def _steps(self) -> list[tuple]:
        formset = self.formsets["steps"]
        written = [
            each.cleaned_data
            for each in formset.forms
            if each.cleaned_data.get("date") and each not in formset.deleted_forms
        ]
        return [(step["kind"], step["date"]) for step in written]
