"""The staff's screen of merging municipalities."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.dates import helsinki_today
from contacts.models import Municipality
from localjane.moving.merging import Merging, merge
from localjane.moving.two_steps import TwoStepsView


class MergingForm(forms.Form):
    """Which municipalities end, which one goes on, and since when."""

    ending = forms.ModelMultipleChoiceField(
        Municipality.objects.none(),
        label=_("Municipalities that end"),
        widget=forms.CheckboxSelectMultiple,
    )
    into = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("The municipality that goes on"),
        help_text=_(
            "It may be one of the old ones or a new one. A new one is added to the municipalities "
            "first."
        ),
    )
    day = forms.DateField(
        label=_("Since"),
        initial=helsinki_today,
        widget=AdminDateInput,
        help_text=_("The day on which the municipalities have merged: today or earlier."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("ending", "into"):
            self.fields[name].queryset = Municipality.objects.in_use()

    @property
    def merging(self) -> Merging:
        """What the form says."""
        said = self.cleaned_data
        return Merging(ending=tuple(said["ending"]), into=said["into"], day=said["day"])


class MergingView(TwoStepsView):
    """Several municipalities become one."""

    form_class = MergingForm
    page_title = _("Merge municipalities")
    header_icon = "group"
    explanation = _(
        "Contacts, organisations, events, news, projects and actions of the municipalities that "
        "end become those of the one that goes on. Of their sites one goes on; the others are "
        "archived and lead to it. First you see what will change; nothing is saved before you "
        "confirm it. It cannot be undone."
    )
    confirm_label = _("Merge the municipalities")
    done_message = _("The municipalities are merged.")
    success_url = reverse_lazy("merge_municipalities")

    def carry_out(self, form: MergingForm, *, dry_run: bool) -> list[str]:
        return merge(form.merging, dry_run=dry_run)
