"""Addresses of local JANEs that are no pages."""

from django.urls import path

from localjane.accept_view import accept_invitation
from localjane.keep_account_view import keep_account
from localjane.weekly_mail_screens import stop_weekly_mail

urlpatterns = [
    path("tili/kutsu/<str:token>/", accept_invitation, name="accept_invitation"),
    path("tili/sailyta/<str:token>/", keep_account, name="keep_account"),
    path("tili/viikkoviesti/<str:token>/", stop_weekly_mail, name="stop_weekly_mail"),
]
