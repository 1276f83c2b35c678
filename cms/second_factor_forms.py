"""allauth's forms of the second factor, with this site's labels and without hints inside fields."""

from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as code_app
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.account_forms import WithoutPlaceholders

NAME_LENGTH = 60


class CodeForm(WithoutPlaceholders, codes.AuthenticateForm):
    """The second step of logging in: a code of the app, or a recovery code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label_code(self, _("The code of the app, or a recovery code."))


class CodeAgainForm(WithoutPlaceholders, codes.ReauthenticateForm):
    """A code once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label_code(self, _("The code of the app, or a recovery code."))


class ActivateCodeAppForm(WithoutPlaceholders, code_app.ActivateTOTPForm):
    """The first code of a code app, which shows that it has the secret."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label_code(self, _("The six digits that the app shows now."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


def _label_code(form: forms.Form, help_text) -> None:
    field = form.fields["code"]
    field.label, field.help_text = _("Code"), help_text


class SoundCredential:
    """Takes an answer that is no passkey's for a wrong one, whatever is wrong with it.

    allauth and its library stumble over some answers that no browser gives.
    """

    def clean(self) -> dict | None:
        try:
            return super().clean()
        except (AttributeError, KeyError, TypeError, ValueError):
            raise _not_recognised() from None


class PasskeyForm(passkeys.AuthenticateWebAuthnForm):
    """The second step of logging in: a passkey. What the browser says lies in `credential`."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except ValidationError as error:
            # Of too many attempts allauth says so itself.
            raise _not_recognised() if error.code == "incorrect_code" else error from None
        except (AttributeError, KeyError, TypeError, ValueError):
            raise _not_recognised() from None


class PasskeyLoginForm(PasskeyForm, passkeys.LoginWebAuthnForm):
    """Logging in with a passkey alone."""


class PasskeyAgainForm(PasskeyForm, passkeys.ReauthenticateWebAuthnForm):
    """A passkey once more, before something that matters."""


def _not_recognised() -> ValidationError:
    return ValidationError(
        gettext("The passkey was not recognised. Try again, or choose another way."),
        code="incorrect_code",
    )


class AddPasskeyForm(SoundCredential, passkeys.AddWebAuthnForm):
    """A new passkey and the name that tells it from others."""

    # All passkeys here log in by themselves, so nobody is asked.
    passwordless = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label_name(self, required=False)


class RenamePasskeyForm(passkeys.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _label_name(self, required=True)


def _label_name(form: forms.Form, *, required: bool) -> None:
    form.fields["name"] = forms.CharField(
        label=_("Name of the passkey"),
        help_text=_("Such as “My phone”: by it you know the passkey in the list."),
        max_length=NAME_LENGTH,
        required=required,
    )
