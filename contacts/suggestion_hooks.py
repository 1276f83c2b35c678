"""The addresses of the screens of proposed changes."""

from django.urls import path
from wagtail import hooks

from contacts.suggestion_views import DecisionView, OwnSuggestionView


@hooks.register("register_admin_urls")
def suggestion_urls() -> list:
    """The writer's screen, and the staff's."""
    return [
        path(
            "yhteystieto-ehdotus/<int:pk>/", OwnSuggestionView.as_view(), name="contact_suggestion"
        ),
        path(
            "yhteystieto-ehdotus/<int:pk>/paatos/",
            DecisionView.as_view(),
            name="contact_suggestion_decision",
        ),
    ]
