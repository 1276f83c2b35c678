"""State beside pages: ordinary rows, one for all languages of a page.

A page's revision must never carry state, or publishing an old draft would undo what has happened
since. The rows name their page by `translation_key`; a page without a row has the default state.
"""

from django.db import models
from wagtail.models import Page


class StateQuerySet(models.QuerySet):
    """State rows, by the page that they are the state of. `KEY` of the model names that field."""

    def of(self, page: Page) -> models.Model:
        """The state of a page; an unsaved one with the defaults if nothing has been said yet."""
        key = {self.model.KEY: page.translation_key}
        return self.filter(**key).first() or self.model(**key)

    def made_for(self, page: Page) -> models.Model:
        """The state of a page, its row made if it has none: for those who are about to write."""
        state, _made = self.get_or_create(**{self.model.KEY: page.translation_key})
        return state

    def by_key(self) -> dict:
        """All states by the translation key of their page."""
        return {getattr(state, self.model.KEY): state for state in self}
