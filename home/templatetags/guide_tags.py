"""What the guide's chapters are written with: names of screens' words, pictures, other chapters."""

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from home.guide.chapters import CHAPTERS
from home.guide.picture_size import PICTURE_HEIGHT, PICTURE_WIDTH

register = template.Library()


@register.simple_tag
def screen(words: str, at: str) -> SafeString:
    """Words that stand on a screen: a button, a field, a menu item, a heading.

    `at` names the screen (tests/walks/guide_screens.py), where a test looks for the very words.
    """
    return format_html('<b data-screen="{}">{}</b>', at, words)


@register.simple_tag
def guide_picture(name: str, alt: str) -> SafeString:
    """A picture of `static/guide/`, made from the running product; `alt` says what it shows."""
    return format_html(
        '<img class="guide-picture" src="{}" width="{}" height="{}" alt="{}">',
        static(f"guide/{name}.webp"),
        PICTURE_WIDTH,
        PICTURE_HEIGHT,
        alt,
    )


@register.simple_tag(takes_context=True)
def chapter_link(context: Context, slug: str) -> SafeString:
    """A link with another chapter's title; on the page to print, to the chapter's place there.

    Raises KeyError for a chapter that there is not.
    """
    title = {chapter.slug: chapter.title for chapter in CHAPTERS}[slug]
    url = f"#{slug}" if context["whole"] else reverse("guide_chapter", args=[slug])
    return format_html('<a href="{}">{}</a>', url, title)
