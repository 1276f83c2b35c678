"""Addresses of the login, all below /tili/. The names are allauth's, which reverses them.

Only what this site offers: nobody signs up, changes the login's e-mail address or logs in by code.
"""

from allauth.account import views
from django.urls import path, re_path
from django.views.generic import RedirectView

from cms.login import gate

urlpatterns = [
    path("", gate, name="account_gate"),
    path("kirjaudu/", views.login, name="account_login"),
    path("kirjaudu-ulos/", views.logout, name="account_logout"),
    path("vahvista/", views.reauthenticate, name="account_reauthenticate"),
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
    # allauth asks for this name; an address is changed by an administrator.
    path("sahkoposti/", RedirectView.as_view(pattern_name="account_gate"), name="account_email"),
]
