"""Addresses of local JANEs that are no pages."""

from django.urls import path

from localjane.letters.screens import stop_weekly_mail
from localjane.people.accept_view import accept_invitation
from localjane.people.keep_account_view import keep_account

urlpatterns = [
    path("tili/kutsu/<str:token>/", accept_invitation, name="accept_invitation"),
    path("tili/sailyta/<str:token>/", keep_account, name="keep_account"),
    path("tili/viikkoviesti/<str:token>/", stop_weekly_mail, name="stop_weekly_mail"),
]
