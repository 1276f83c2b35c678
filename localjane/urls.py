"""Addresses of local JANEs that are no pages."""

from django.urls import path

from localjane.accept_view import accept_invitation

urlpatterns = [path("tili/kutsu/<str:token>/", accept_invitation, name="accept_invitation")]
