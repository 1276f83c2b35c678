"""News of the further local JANEs of `load_demo --scale N`: plain texts, put together by dice."""

import datetime as dt

from wagtail.models import Page

from cms.dates import day_bounds
from cms.demo.bodies import body
from cms.demo.registry import Demo
from news.models import NewsIndexPage, NewsPage

ARTICLES = 8
BARE_SLUG = "ilomantsi"
SUBJECTS = (
    "Talkoot",
    "Kokous",
    "Avustukset",
    "Kylän ilta",
    "Tilat",
    "Retki",
    "Kysely",
    "Konsertti",
)
SENTENCES = (
    "Väkeä tuli mukaan kaikista kylistä.",
    "Asiasta päätetään seuraavassa kokouksessa.",
    "Kiitos kaikille, jotka auttoivat.",
    "Kunta lupasi korjata valot ennen talvea.",
    "Ilmoittautua voi puheenjohtajalle.",
    "Kahvia riitti viimeiseenkin kuppiin.",
)


def load_more(demo: Demo, local_janes: list[Page]) -> None:
    """A list of news for each of the given local JANEs, but the one that is bare on purpose."""
    for local_jane in local_janes:
        if local_jane.slug == BARE_SLUG:
            continue
        index = demo.publish(local_jane, NewsIndexPage(title="Uutiset", slug="uutiset"))
        for number in range(1, ARTICLES + 1):
            date = demo.today - dt.timedelta(days=demo.random.randrange(1, 365))
            subject = demo.random.choice(SUBJECTS)
            text = "".join(f"<p>{each}</p>" for each in demo.random.sample(SENTENCES, 3))
            article = NewsPage(
                title=f"{subject} {number}",
                slug=f"uutinen-{number}",
                date=date,
                introduction=demo.random.choice(SENTENCES),
                body=body([{"text": text}]),
            )
            demo.publish(index, article, at=day_bounds(date)[0] + dt.timedelta(hours=9))
        demo.step(local_jane.title)
