"""The page of all local JANEs, and Joensuu's front page, in the other languages."""

from cms.demo.bodies import body
from cms.demo.registry import Demo, part
from localjane.demo.sites import texts
from localjane.models import LocalJaneIndexPage, LocalJanePage


@part(
    "translations-local-janes",
    needs=["translations-home", "local-janes"],
    provides=["translations"],
    steps=6,
)
def load_translated_local_janes(demo: Demo) -> None:
    """First the index page in each language, then Joensuu below it."""
    words = texts("translations")
    index = LocalJaneIndexPage.objects.child_of(demo.home()).get()
    joensuu = LocalJanePage.objects.child_of(index).get(slug="joensuu")
    for language, of_index in words["index"].items():
        demo.step(demo.translate(index, language, **of_index).title)
        own = dict(words["joensuu"][language])
        own["body"] = body(own.pop("blocks"))
        demo.step(demo.translate(joensuu, language, **own).title)
