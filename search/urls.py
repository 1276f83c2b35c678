"""The search page's address, and that of its suggestions."""

from django.urls import path

from search.suggestions import suggestions
from search.views import search

urlpatterns = [
    path("", search, name="search"),
    path("ehdotukset", suggestions, name="search_suggestions"),
]
