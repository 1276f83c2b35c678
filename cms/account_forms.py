"""allauth's forms as this site draws them: a label above each field, and no hint inside one.

A placeholder is gone as soon as one types, and is too faint for many readers (WCAG 2.2, 3.3.2).
"""

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django.http import HttpRequest


class WithoutPlaceholders:
    """Takes the hints out of a form's fields; their labels say the same."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(WithoutPlaceholders, allauth.LoginForm):
    """E-mail address and password. The way to a new password stands below the form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        # What a browser's password store looks for beside a password (WCAG 2.2, 1.3.5).
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ResetPasswordForm(WithoutPlaceholders, allauth.ResetPasswordForm):
    """Where the link to a new password is to be sent."""

    def save(self, request: HttpRequest, **kwargs) -> str:
        email = super().save(request, **kwargs)
        if not self.users:
            get_adapter().post_for_nobody(email)
        return email


class ResetPasswordKeyForm(WithoutPlaceholders, allauth.ResetPasswordKeyForm):
    """The new password, twice."""


class ChangePasswordForm(WithoutPlaceholders, allauth.ChangePasswordForm):
    """The present password and the new one, twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A link so near to the field is hard to hit (WCAG 2.2, 2.5.8); it stands below the form.
        self.fields["oldpassword"].help_text = ""


class SetPasswordForm(WithoutPlaceholders, allauth.SetPasswordForm):
    """A first password, twice."""


class ReauthenticateForm(WithoutPlaceholders, allauth.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # As above.
        self.fields["password"].help_text = ""
