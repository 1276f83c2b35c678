"""The pages that a new local JANE's site may start with; their words lie in starting_pages.toml."""

import json
import tomllib
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from wagtail.models import Page

from localjane.models import LocalJanePage

FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class StartingPage:
    """One page to start with, by the `key` that a plan names it with."""

    key: str
    model: type[Page]
    title: str
    slug: str
    introduction: str
    text: str = ""

    def new(self, local_jane: LocalJanePage) -> Page:
        """The page for a local JANE, not saved yet."""
        page = self.model(
            title=self.title,
            slug=self.slug,
            introduction=self.introduction,
            show_in_menus=True,
            live=False,
            locale=local_jane.locale,
            translation_key=self.translation_key_for(local_jane),
        )
        if self.text:
            page.body = json.dumps([{"type": "text", "value": self.text}])
        return page

    def present(self, local_jane: LocalJanePage) -> Page | None:
        """The page that a local JANE has already, whatever its people have renamed it to.

        A list of news or a calendar that they have made themselves counts too: a site has one.
        """
        key = self.translation_key_for(local_jane)
        known = self.model.objects.filter(translation_key=key, locale=local_jane.locale).first()
        if known is None and self.model.max_count_per_parent == 1:
            known = self.model.objects.child_of(local_jane).first()
        return known or local_jane.get_children().filter(slug=self.slug).first()

    def translation_key_for(self, local_jane: LocalJanePage) -> uuid.UUID:
        """The same one each time, so that the page is known again."""
        return uuid.uuid5(local_jane.translation_key, self.key)


@cache
def starting_pages() -> dict[str, StartingPage]:
    """All of them by their keys, in the order that a site's menu shows them in."""
    pages = {}
    for words in _texts()["page"]:
        fields = {**words, "model": apps.get_model(words["type"])}
        del fields["type"]
        pages[words["key"]] = StartingPage(**fields)
    return pages


def introduction(language: str) -> str:
    """The first words of a front page in a language; "" where there are none."""
    return _texts()["introduction"].get(language, "")


@cache
def _texts() -> dict:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
