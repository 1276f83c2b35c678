"""More local JANEs for measuring (`load_demo --scale N`): plain texts, put together by dice."""

from wagtail.models import Page

from cms.accents import Accent
from cms.demo.bodies import body
from cms.demo.registry import Demo
from cms.models import DocumentsPage, PageDocument, StandardPage
from contacts.models import Municipality, Region
from localjane.models import LocalJanePage

BASE = 5
# The genitive cannot be formed by rule ("Juuka": "Juuan").
GENITIVES = {
    "090": "Heinäveden",
    "176": "Juuan",
    "276": "Kontiolahden",
    "309": "Outokummun",
    "426": "Liperin",
    "607": "Polvijärven",
    "707": "Rääkkylän",
    "848": "Tohmajärven",
}
SENTENCES = (
    "Kokoonnumme kuukauden ensimmäisenä torstaina kirjaston kokoushuoneessa.",
    "Kevään järjestöiltaan tuli väkeä kahdestakymmenestä yhdistyksestä.",
    "Kunnan kanssa sovittiin, että koulun sali on yhdistysten käytössä tiistaisin.",
    "Talkoissa kunnostettiin uimarannan laituri ja pukukopit.",
    "Yhdistysagentti vastaa kysymyksiin puhelimitse arkisin.",
    "Hyvinvointikertomukseen kerättiin asukkaiden kokemuksia kolmessa illassa.",
    "Syksyllä valitaan uudet edustajat kahdeksi vuodeksi.",
    "Pienavustuksista järjestetään neuvontailta ennen hakuajan loppua.",
    "Kylien yhteinen tapahtumakalenteri jaetaan joka kotiin.",
    "Digitukea saa maksutta kirjaston palvelupisteestä.",
)
SUBJECTS = ("Toiminta", "Tilat", "Avustukset", "Talkoot", "Tule mukaan", "Yhteistyö kunnan kanssa")


def load_more(demo: Demo, index: Page) -> None:
    """Local JANEs until there are `demo.scale` times five of them.

    First one for each municipality without a site, then for numbered ones that are made up, since
    a municipality has one local JANE at most.
    """
    missing = BASE * demo.scale - len(demo.local_janes())
    for municipality in _without_site(max(0, missing)):
        name = GENITIVES.get(municipality.code, municipality.name_fi)
        page = LocalJanePage(
            title=f"{name} JANE" if municipality.code in GENITIVES else f"JANE, {name}",
            slug=municipality.slug,
            municipality=municipality,
            accent=demo.random.choice(Accent.values),
            introduction=_sentences(demo, 2),
            body=body([{"text": _paragraphs(demo, 3)}]),
        )
        page = demo.publish(index, page)
        for subject in demo.random.sample(SUBJECTS, 3):
            demo.publish(
                page,
                StandardPage(
                    title=subject,
                    introduction=_sentences(demo, 1),
                    body=body([{"text": _paragraphs(demo, 4)}]),
                ),
            )
        document = demo.document(
            f"{municipality.slug}-toimintasuunnitelma",
            title=f"{page.title}: toimintasuunnitelma",
            paragraphs=[_sentences(demo, 3), ("Tavoitteet", _sentences(demo, 2))],
            date=demo.today,
        )
        demo.publish(
            page,
            DocumentsPage(
                title="Asiakirjat", page_documents=[PageDocument(document=document, sort_order=0)]
            ),
        )
        demo.step(page.title)


def _without_site(count: int) -> list[Municipality]:
    taken = LocalJanePage.objects.values("municipality")
    found = list(Municipality.objects.exclude(pk__in=taken).order_by("code")[:count])
    region = Region.objects.order_by("pk").first()
    number = 1
    while len(found) < count:
        made, is_new = Municipality.objects.get_or_create(
            code=f"{1000 - number:03}",
            defaults={
                "region": region,
                "name_fi": f"Mittauskunta {number}",
                "slug": f"mittauskunta-{number}",
                "tile_column": 20 + number % 20,
                "tile_row": number // 20,
            },
        )
        if is_new:
            found.append(made)
        number += 1
    return found


def _sentences(demo: Demo, count: int) -> str:
    return " ".join(demo.random.sample(SENTENCES, count))


def _paragraphs(demo: Demo, count: int) -> str:
    return "".join(f"<p>{_sentences(demo, 3)}</p>" for _ in range(count))
