"""The province's front page, and the page about JANE, in the other languages."""

from cms.demo.bodies import body
from cms.demo.registry import Demo, part
from cms.models import StandardPage
from home.demo.pages import texts


@part("translations-home", needs=["home"], steps=3)
def load_front_pages(demo: Demo) -> None:
    """The front page in each further language; other apps put their translations below it."""
    for language, words in texts("translations")["home"].items():
        _translate(demo, demo.home(), language, words)


@part(
    "translations-pages",
    needs=["translations-home", "pages"],
    provides=["translations"],
    steps=3,
)
def load_translated_pages(demo: Demo) -> None:
    """The page about JANE in each further language."""
    about = StandardPage.objects.child_of(demo.home()).get(slug="jane")
    for language, words in texts("translations")["jane"].items():
        _translate(demo, about, language, words)


def _translate(demo: Demo, page, language: str, words: dict) -> None:
    words = {**words, "body": body(words["blocks"])}
    del words["blocks"]
    translated = demo.translate(page, language, **words)
    demo.step(translated.title)
