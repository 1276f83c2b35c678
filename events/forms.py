"""The editor's form of an event's state."""

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from cms.translated_text import TranslatedText
from events.models import EventState


class EventStateForm(WagtailAdminModelForm):
    """Cancel an event with a word about it, change the word, or take the cancellation back.

    Which of these, the button says that was pressed: it sends `status`. An event that takes place
    after all keeps no word about its cancellation.
    """

    class Meta:
        model = EventState
        fields = ["status", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A note is a few sentences, too long for one-line inputs.
        self.fields["note"].widget.template_name = "programme/admin/translated_paragraphs.html"

    def save(self, commit: bool = True) -> EventState:
        if "status" in self.changed_data:
            self.instance.changed_at = timezone.now()
        if not self.instance.is_cancelled:
            self.instance.note = TranslatedText()
        return super().save(commit)
