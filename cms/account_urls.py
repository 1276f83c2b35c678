"""Addresses of the login, all below /tili/. The names are allauth's, which reverses them.

Only what this site offers: nobody signs up, changes the login's e-mail address or logs in by code.
"""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from cms import account_views
from cms.login import gate

urlpatterns = [
    path("", gate, name="account_gate"),
    path("kirjaudu/", views.login, name="account_login"),
    path("kirjaudu-ulos/", views.logout, name="account_logout"),
    path(
        "vahvista/",
        account_views.ReauthenticateByPasswordView.as_view(),
        name="account_reauthenticate",
    ),
    path("ei-kaytossa/", views.account_inactive, name="account_inactive"),
    # People are invited; the page says so.
    path("rekisteroidy/", views.signup, name="account_signup"),
    path("salasana/", views.password_change, name="account_change_password"),
    path("salasana/aseta/", views.password_set, name="account_set_password"),
    path("salasana/unohtui/", views.password_reset, name="account_reset_password"),
    path(
        "salasana/unohtui/lahetetty/", views.password_reset_done, name="account_reset_password_done"
    ),
    path(
        "salasana/uusi/valmis/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^salasana/uusi/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    # --- The second factor: a passkey, an app with codes, recovery codes --------------------------
    path("turvallisuus/", account_views.SecurityView.as_view(), name="mfa_index"),
    path("kirjaudu/vahvista/", account_views.SecondStepView.as_view(), name="mfa_authenticate"),
    path("kirjaudu/paasyavain/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("vahvista/koodi/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "vahvista/paasyavain/",
        account_views.ReauthenticateByPasskeyView.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("paasyavaimet/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("paasyavaimet/uusi/", account_views.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("paasyavaimet/<int:pk>/nimi/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("paasyavaimet/<int:pk>/poista/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    # No browser may keep what shows a secret.
    path("koodisovellus/", never_cache(totp.activate_totp), name="mfa_activate_totp"),
    path("koodisovellus/poista/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "varakoodit/",
        never_cache(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "varakoodit/uudet/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "varakoodit/lataa/",
        account_views.DownloadCodesView.as_view(),
        name="mfa_download_recovery_codes",
    ),
    path("kirjautumiset/", account_views.LoginsView.as_view(), name="usersessions_list"),
    # allauth asks for this name; an address is changed by an administrator.
    path("sahkoposti/", RedirectView.as_view(pattern_name="account_gate"), name="account_email"),
]
