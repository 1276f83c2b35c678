"""A year of the province's and local JANEs' news; some of Joensuu's in the other languages too."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path

from wagtail.models import Page

from cms.dates import day_bounds
from cms.demo.bodies import body
from cms.demo.registry import Demo, part
from cms.subsites import subsite_model
from contacts.models import Municipality
from news.demo.measuring import load_more
from news.models import NewsIndexPage, NewsKind, NewsPage

HERE = Path(__file__).parent


@cache
def texts(name: str) -> dict:
    """The words of a TOML file beside this module."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@part("news", needs=["home", "local-janes", "municipalities"], steps=54)
def load_news(demo: Demo) -> None:
    """The news lists of the province and of the local JANEs that write, each with its articles."""
    province = texts("province")
    index = demo.publish(demo.home(), NewsIndexPage(**province["index"]))
    for words in province["item"]:
        demo.step(_article(demo, index, words).title)
    pages = {page.municipality_code: page for page in demo.local_janes()}
    for local in texts("local").values():
        parent = pages.pop(local["municipality"])
        index = demo.publish(parent, _index(local))
        for words in local["item"]:
            demo.step(_article(demo, index, words).title)
    if demo.scale > 1:
        load_more(demo, list(pages.values()))


@part(
    "translations-news",
    needs=["news", "translations-local-janes"],
    provides=["translations"],
    steps=3,
)
def load_translated_news(demo: Demo) -> None:
    """Joensuu's news list in each language, with one article."""
    for slug, languages in texts("translations").items():
        parent = subsite_model().objects.get(slug=slug, locale__language_code="fi")
        index = NewsIndexPage.objects.child_of(parent).get()
        for language, words in languages.items():
            demo.translate(index, language, **words["index"])
            for article in words["item"]:
                original = NewsPage.objects.child_of(index).get(slug=article["of"])
                demo.translate(
                    original,
                    language,
                    title=article["title"],
                    slug=article["slug"],
                    introduction=article["lead"],
                    image_caption=article["caption"],
                    body=_body(article),
                )
            demo.step(words["index"]["title"])


def working_day(day: dt.date, today: dt.date) -> dt.date:
    """The nearest working day, but for days close to today, which stay as they are."""
    if abs((day - today).days) < 8:
        return day
    return day + dt.timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _index(words: dict) -> NewsIndexPage:
    return NewsIndexPage(**{name: words[name] for name in ("title", "slug", "introduction")})


def _article(demo: Demo, index: Page, words: dict) -> NewsPage:
    date = working_day(demo.today - dt.timedelta(days=words["days"]), demo.today)
    picture = dict(words.get("picture", {}))
    caption = picture.pop("caption", "")
    article = NewsPage(
        title=words["title"],
        slug=words["slug"],
        kind=words.get("kind", NewsKind.ARTICLE),
        date=date,
        introduction=words["lead"],
        image=demo.image(**picture) if picture else None,
        image_caption=caption,
        body=_body(words),
    )
    if "places" in words:
        article.municipalities = list(Municipality.objects.filter(code__in=words["places"]))
    return demo.publish(index, article, at=day_bounds(date)[0] + dt.timedelta(hours=9))


def _body(words: dict) -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in words["text"])
    return body([{"text": paragraphs}, *words.get("more", [])])
