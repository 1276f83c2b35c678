"""allauth's views where this site shows or does more than they do."""

from allauth.account.views import ReauthenticateView
from allauth.mfa import app_settings
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView
from allauth.usersessions.views import ListUserSessionsView
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from cms import generations, second_factor
from cms.devices import device_of


class SecurityView(IndexView):
    """The overview of one's own account: password, second factors, recovery codes, logins."""

    def get_context_data(self, **kwargs) -> dict:
        user = self.request.user
        by_type: dict[str, list[Authenticator]] = {}
        for row in Authenticator.objects.filter(user=user).order_by("pk"):
            by_type.setdefault(row.type, []).append(row)
        codes = by_type.get(Authenticator.Type.RECOVERY_CODES, [])
        return {
            "passkeys": by_type.get(Authenticator.Type.WEBAUTHN, []),
            "has_code_app": bool(by_type.get(Authenticator.Type.TOTP)),
            "has_codes": bool(codes),
            "codes_left": sum(_codes_left(row) for row in codes),
            "must_add": second_factor.is_missing(user),
            "may_edit": user.has_perm("wagtailadmin.access_admin"),
        }


def _codes_left(row: Authenticator) -> int:
    """How many recovery codes are unused, without opening their secret."""
    return app_settings.RECOVERY_CODE_COUNT - row.data.get("used_mask", 0).bit_count()


class SecondStepView(AuthenticateView):
    """The second step of logging in; a passkey is offered to whom has one."""

    def get_context_data(self, **kwargs) -> dict:
        passkeys = Authenticator.objects.filter(
            user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN
        )
        return {**super().get_context_data(**kwargs), "has_passkey": passkeys.exists()}


class AddPasskeyView(AddWebAuthnView):
    """Adds a passkey that logs in by itself: kept by its device, which asks who is there."""

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        # The key's own device must ask for a finger, a face or a PIN; the server checks that it
        # did, since this is what it remembers of the question.
        options = webauthn.begin_registration(self.request.user, passwordless=True)
        return {**context, "js_data": {"creation_options": options}}


class ReauthenticateByPasswordView(ReauthenticateView):
    """Asks for the password once more; exempt from the write middleware, which hashes it.

    What had been asked for before is done in one transaction, as it would have been.
    """

    def form_valid(self, form) -> HttpResponse:
        with generations.writing():
            return super().form_valid(form)


class ReauthenticateByPasskeyView(ReauthenticateWebAuthnView):
    """Asks for a passkey once more; one that is not right brings the question again."""

    def form_invalid(self, form) -> HttpResponse:
        super().form_invalid(form)
        return HttpResponseRedirect(self.request.get_full_path())


class DownloadCodesView(DownloadRecoveryCodesView):
    """The recovery codes as a text file with a Finnish name."""

    def render_to_response(self, context, **response_kwargs) -> HttpResponse:
        response = super().render_to_response(context, **response_kwargs)
        name = _("recovery-codes")
        response["Content-Disposition"] = f'attachment; filename="{name}.txt"'
        return response


class LoginsView(ListUserSessionsView):
    """Where one is logged in; the others can be logged out."""

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        rows = [
            {
                "device": device_of(session.user_agent),
                "ip": session.ip,
                "since": session.created_at,
                "is_this": session.is_current(),
            }
            for session in context["sessions"]
        ]
        others = sum(not row["is_this"] for row in rows)
        return {**context, "rows": rows, "others": others}
