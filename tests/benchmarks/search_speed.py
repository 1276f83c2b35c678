"""How fast search is beside Wagtail's stock backend, on PostgreSQL or the database configured.

    [DATABASE_URL=…] python -m tests.benchmarks.search_speed [--pages 10000]

Without a DATABASE_URL it starts a PostgreSQL server of its own. In a database that ends with it
(search/measuring/own_database.py) it makes pages of Finnish text, indexes them with the stock
backend and with ours, and asks both the same queries. It prints the times, their ratios and the
memory of this process, and fails where a ratio is above what is allowed.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable

import django

from tests.run import postgres

SENTENCES = """
Yhdistyksen säännöt ja jäsenluettelo tarkistetaan vuosittain ennen kevätkokousta.
Hyvinvointialueen avustuksia voi hakea maaliskuun loppuun mennessä sähköisellä lomakkeella.
Vapaaehtoistoimintaan pääsee mukaan ilman aiempaa kokemusta, ja uudet tulijat perehdytetään.
Järjestökyselyn vastauksista koottiin yhteenveto kuntien päättäjille ja maakuntaliitolle.
Neuvottelukunta kokoontuu kahdeksan kertaa vuodessa, vuorotellen eri puolilla maakuntaa.
Kylätalon remontti valmistui talkoilla, ja tiloja vuokrataan juhlien järjestäjille.
Omaishoitajien vertaisryhmässä jaetaan kokemuksia ja levätään hetki arjen keskellä.
Digituesta saa apua puhelimen, verkkopankin ja asiointipalvelujen käyttöön kirjastossa.
Nuorten työpajalla korjataan polkupyöriä ja opetellaan keittiötaitoja ohjaajan kanssa.
Joensuussa, Lieksassa ja Heinävedellä avattiin uusia kohtaamispaikkoja ikäihmisille.
Hankkeen loppuraportti esitellään seminaarissa, johon kutsutaan kaikki kumppanit.
Maahanmuuttajien neuvontapiste palvelee useilla kielillä torstaisin toimintakeskuksessa.
Kunnan järjestöyhteyshenkilö kertoo avustuksista, tiloista ja yhteisistä tapahtumista.
Liikuntaseura etsii valmentajia, huoltajia ja talkooväkeä talven hiihtokouluun.
Mielenterveystyön kehittämisestä keskusteltiin valtuutettujen ja kokemusasiantuntijoiden kesken.
Toimintasuunnitelma ja talousarvio hyväksyttiin yksimielisesti syyskokouksessa marraskuussa.
""".strip().splitlines()
QUERIES = [
    "yhdistys",
    "avustus",
    "kysely",
    "säännöt",
    "kylätalon remontti",
    "vapaaehtoistoiminta",
    "omaishoitajien vertaisryhmä",
    "digituki kirjastossa",
    "Heinävedellä",
    "avustusten hakeminen maaliskuussa",
    "työpaja",
    "neuvottelukunta",
]
ROUNDS = 7
CHUNK = 500
MAX_QUERY_RATIO, MAX_INDEX_RATIO = 2.0, 6.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=10_000)
    options = parser.parse_args()
    if "DATABASE_URL" in os.environ:
        return measure(options.pages)
    with postgres() as os.environ["DATABASE_URL"]:
        return measure(options.pages)


def measure(pages: int) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")
    django.setup()
    from search.measuring.own_database import own_database

    with own_database():
        return compare(pages)


def compare(number: int) -> int:
    from django.db import connection
    from modelsearch.backends import get_search_backend
    from modelsearch.conf import get_app_config

    from search.vector_index import add_vector_index, remove_vector_index

    table = get_app_config().get_model("IndexEntry")._meta.db_table
    make_pages(number)
    stock = get_search_backend("wagtail.search.backends.database", SEARCH_CONFIG="simple")
    ours = get_search_backend()
    print(f"{connection.vendor}, {number} pages")
    times = {}
    for name, backend in (("stock", stock), ("ours", ours)):
        backend.reset_indexes()
        if name == "stock":
            remove_vector_index(connection, table)
        else:
            add_vector_index(connection, table)
        indexing = index(backend)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        times[name] = (indexing, {query: ask(backend, query) for query in QUERIES})
        if name == "ours":
            whole = {query: timed(lambda q=query: whole_search(q)) for query in QUERIES}
    for query in QUERIES:
        first, second = times["stock"][1][query], times["ours"][1][query]
        print(
            f"{query:36} stock {first * 1000:7.1f} ms  ours {second * 1000:7.1f} ms  "
            f"{second / first:5.2f} ×   whole search {whole[query] * 1000:7.1f} ms"
        )
    first, second = (sum(times[name][1].values()) for name in ("stock", "ours"))
    index_ratio = times["ours"][0] / times["stock"][0]
    print(f"queries together {second / first:.2f} × (at most {MAX_QUERY_RATIO})")
    print(
        f"indexing: stock {times['stock'][0]:.1f} s, ours {times['ours'][0]:.1f} s, "
        f"{index_ratio:.2f} × (at most {MAX_INDEX_RATIO})"
    )
    print(f"memory of this process: {resident()} MB")
    return int(second / first > MAX_QUERY_RATIO or index_ratio > MAX_INDEX_RATIO)


def make_pages(number: int) -> None:
    """Pages below one root, each of a title and a text of ten to thirty sentences."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Locale, Page

    from cms import indexes
    from cms.models import StandardPage

    chance = random.Random(7)
    root = Page.get_first_root_node()
    locale = Locale.objects.get(language_code="fi")
    kind = ContentType.objects.get_for_model(StandardPage)
    words = " ".join(SENTENCES).split()
    with indexes.left_alone():
        for place in range(number):
            title = " ".join(chance.sample(words, 4))
            page = StandardPage(
                title=title,
                slug=f"sivu-{place}",
                url_path=f"/sivu-{place}/",
                path=StandardPage._get_path(root.path, 2, place + 1),
                depth=2,
                locale=locale,
                content_type=kind,
                live=True,
                introduction=" ".join(text(chance, words) for _n in range(chance.randint(5, 15))),
            )
            page.save(clean=False)


def text(chance: random.Random, words: list[str]) -> str:
    """A sentence of the list, or one of its words in another order: most pages lack most words."""
    if chance.random() < 0.15:
        return chance.choice(SENTENCES)
    made_up = [f"{chance.choice(words)}{chance.randint(1, 3000)}" for _n in range(4)]
    return " ".join([*made_up, "."])


def index(backend) -> float:
    from cms.models import StandardPage

    pages = list(StandardPage.objects.order_by("pk"))
    started = time.perf_counter()
    for start in range(0, len(pages), CHUNK):
        backend.add_bulk(StandardPage, pages[start : start + CHUNK])
    return time.perf_counter() - started


def ask(backend, query: str) -> float:
    from wagtail.models import Page

    queryset = Page.objects.live().public().filter(depth__gt=1)
    return timed(lambda: list(backend.search(query, queryset)[:20]))


def whole_search(query: str) -> None:
    from wagtail.models import Page

    from cms.search_text import SearchText
    from search.finding import find

    queryset = Page.objects.live().public().filter(depth__gt=1)
    list(find(SearchText.read(query), queryset, "fi").results[:20])


def timed(call: Callable[[], object]) -> float:
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def resident() -> int:
    """The memory that this process has in RAM, in megabytes (Linux)."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 // 1_000_000


if __name__ == "__main__":
    sys.exit(main())
