"""The staff's form of a local JANE's state."""

from wagtail.admin.forms import WagtailAdminModelForm

from localjane.models import LocalJaneState


class LocalJaneStateForm(WagtailAdminModelForm):
    """Whether a site is archived, and what its readers are told."""

    class Meta:
        model = LocalJaneState
        fields = ["archived_on", "note", "onward_page", "onward_url", "onward_text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A note is a few sentences, too long for one-line inputs.
        self.fields["note"].widget.template_name = "programme/admin/translated_paragraphs.html"
