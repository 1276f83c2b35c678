"""allauth is the only login; this is how it behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.sites.shortcuts import get_current_site
from django.core.mail import EmailAlternative, EmailMultiAlternatives
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.models import User
from cms import account_changes, generations, outbox
from cms.mail import with_inline_styles
from cms.models import OutgoingMail

# allauth's name of the templates.
RESET_MAIL = "account/email/password_reset_key"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: people are invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        # The view is exempt from the write middleware, so that no password is hashed under its
        # lock; by now the password is known to be right.
        with generations.writing():
            super().login(request, user)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a reset mail: at SITE_URL, whatever host the request named.

        A forged Host header would otherwise send the secret to somebody else's server.
        """
        user, _, secret = key.partition("-")
        return settings.SITE_URL + reverse(
            "account_reset_password_from_key", kwargs={"uidb36": user, "key": secret}
        )

    def render_mail(self, *args, **kwargs) -> EmailMultiAlternatives:
        """allauth's mail, its HTML as mail programs read it."""
        message = super().render_mail(*args, **kwargs)
        message.alternatives = [
            EmailAlternative(with_inline_styles(content), mimetype)
            for content, mimetype in getattr(message, "alternatives", [])
        ]
        return message

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Put allauth's mail into the outbox; it goes before all that nobody waits for.

        The page does not wait for the mail server, whose time would tell who has an account.
        """
        self._post(template_prefix, email, context)

    def send_notification_mail(self, template_prefix: str, user: User, *args, **kwargs) -> None:
        """Tell an account's owner of a change in the words of this site."""
        account_changes.tell(template_prefix, user, self.request)

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        """Password, code or passkey, each in the words that this site has for it."""
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        return [
            {**method, "description": words.get(method["id"], method["description"])}
            for method in super().get_reauthentication_methods(user)
        ]

    def post_for_nobody(self, email: str) -> None:
        """Do the work of a reset mail for an address without an account, and take it back.

        So the page takes as long as for an address that has one.
        """
        key = PasswordResetTokenGenerator().make_token(User(pk=0, email=email))
        url = self.get_reset_password_from_key_url(f"0-{key}")
        with transaction.atomic():
            self._post(RESET_MAIL, email, {"password_reset_url": url}).delete()

    def _post(self, template_prefix: str, email: str, context: dict) -> OutgoingMail:
        request = allauth_context.request
        words = {
            "request": request,
            "email": email,
            "current_site": get_current_site(request),
            **context,
            "site_url": settings.SITE_URL,
        }
        message = self.render_mail(template_prefix, email, words)
        html = next((part.content for part in message.alternatives), "")
        return outbox.post_words(
            outbox.ACCOUNT, email, subject=message.subject, text=message.body, html=html
        )


@never_cache
def gate(request: HttpRequest) -> HttpResponse:
    """Where the admin and private pages send those whom they do not let in, with `?next=`.

    The anonymous go on to log in. Somebody who is logged in but may not see the page is told so:
    sending her to log in would send her in a circle, since allauth sends the logged-in back.
    """
    wanted = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        wanted = ""
    if not request.user.is_authenticated:
        login = reverse("account_login")
        return HttpResponseRedirect(f"{login}?{urlencode({'next': wanted})}" if wanted else login)
    may_edit = request.user.has_perm("wagtailadmin.access_admin")
    if may_edit and not wanted:
        return redirect("wagtailadmin_home")
    status = 403 if wanted else 200
    return render(
        request,
        "account/gate.html",
        {"may_edit": may_edit, "refused": bool(wanted)},
        status=status,
    )
