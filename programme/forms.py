"""The staff's forms of states."""

from wagtail.admin.forms import WagtailAdminModelForm

from cms.dates import helsinki_today
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
