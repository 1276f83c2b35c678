"""The form by which staff make an edition."""

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.translated_text import TranslatedTextFormField
from programme.models import EditionKind

LATER_KINDS = [
    (EditionKind.REVISED.value, EditionKind.REVISED.label),
    (EditionKind.CORRECTED.value, EditionKind.CORRECTED.label),
]


class When(TextChoices):
    NOW = "now", _("At once")
    LATER = "later", _("At this moment")


class EditionForm(forms.Form):
    """What kind of edition, what is said of it, and when it goes live.

    `cleaned_data["publish_at"]` is an aware moment, or None for at once. The first edition of a
    programme has no kind to choose.
    """

    kind = forms.ChoiceField(
        label=_("What has changed"), choices=LATER_KINDS, widget=forms.RadioSelect
    )
    note = TranslatedTextFormField(
        label=_("In a few words, for readers"), required=False, max_length=500
    )
    when = forms.ChoiceField(
        label=_("When it goes live"),
        choices=When.choices,
        initial=When.NOW,
        widget=forms.RadioSelect,
    )
    publish_at = forms.SplitDateTimeField(
        label=_("Date and time"),
        required=False,
        help_text=_("Needed only if it goes live later. The time is that of Finland."),
        widget=forms.SplitDateTimeWidget(
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date", "aria-label": _("Date")},
            time_attrs={"type": "time", "aria-label": _("Time")},
        ),
        input_date_formats=["%Y-%m-%d", "%d.%m.%Y"],
        input_time_formats=["%H:%M", "%H.%M"],
    )
    # What its user has looked at: another content is not adopted unseen.
    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, is_first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["kind"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("when") != When.LATER:
            cleaned["publish_at"] = None
        elif not cleaned.get("publish_at") and "publish_at" not in self.errors:
            self.add_error("publish_at", _("Say on which day and at what time."))
        elif cleaned.get("publish_at") and cleaned["publish_at"] <= timezone.now():
            self.add_error("publish_at", _("That moment has passed."))
        is_revised = cleaned.get("kind") == EditionKind.REVISED
        if is_revised and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", _("Tell readers in a few words what has been revised."))
        return cleaned
