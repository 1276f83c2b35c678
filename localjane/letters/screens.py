"""Where somebody chooses the weekly mail (her account in the admin) and where she stops it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from cms import signed_links
from localjane.letters import weekly_mail
from localjane.people.membership import roles_by_local_jane

TEMPLATE = "account/stop_weekly_mail.html"


class WeeklyMailForm(forms.Form):
    """Whether she wants it; `instance` is the user, as Wagtail's account screen gives her."""

    wants = forms.BooleanField(
        label=gettext_lazy("Send me a mail on Monday mornings with at most three things to do"),
        help_text=gettext_lazy(
            "Nothing is sent when there is nothing to do. Each mail has a link that stops them."
        ),
        required=False,
    )

    def __init__(self, *args, instance, **kwargs):
        self.user = instance
        initial = {"wants": weekly_mail.is_wanted_by(instance)}
        super().__init__(*args, initial=initial, **kwargs)

    def save(self) -> None:
        """Remember what she chose."""
        weekly_mail.choose(self.user, wants=self.cleaned_data["wants"])


class WeeklyMailPanel(BaseSettingsPanel):
    """A part of her account's screen, for whoever works for a local JANE."""

    name = "weekly_mail"
    title = gettext_lazy("Weekly mail")
    tab = notifications_tab
    order = 50
    form_class = WeeklyMailForm

    def is_active(self) -> bool:
        return bool(roles_by_local_jane(self.user))


def choice_url() -> str:
    """The address of the panel."""
    return reverse("wagtailadmin_account") + f"#tab-{notifications_tab.name}"


# A mail program posts without having read the page, and so without its token; what the link itself
# carries proves more than that.
@csrf_exempt
@never_cache
def stop_weekly_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask (GET), or stop the mail (POST): by the page's button or the mail program's (RFC 8058).

    Without a login, and safe to do twice.
    """
    try:
        user_pk = signed_links.read(weekly_mail.STOP, token)
    except signed_links.LinkError as error:
        context = {"problem": error.message, "choice_url": choice_url()}
        return render(request, TEMPLATE, context, status=410)
    if request.method == "POST":
        weekly_mail.stop(user_pk)
    context = {"is_stopped": not weekly_mail.is_wanted_by(user_pk), "choice_url": choice_url()}
    return render(request, TEMPLATE, context)
