"""What somebody new tells when she accepts an invitation."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class NewPersonForm(forms.Form):
    """Her name and password."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = User(email=email)

    def clean(self) -> dict:
        data = super().clean()
        self.user.first_name = data.get("first_name", "")
        self.user.last_name = data.get("last_name", "")
        if password := data.get("password"):
            try:
                validate_password(password, self.user)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data

    def hashed_user(self) -> User:
        """The new user, not saved yet. Slow on purpose: call it outside the write lock."""
        self.user.set_password(self.cleaned_data["password"])
        return self.user
