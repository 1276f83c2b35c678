"""Addresses of the province's site that are no pages."""

from django.urls import path

from home.style.views import style_page

urlpatterns = [path("tyyli/", style_page, name="style_page")]
