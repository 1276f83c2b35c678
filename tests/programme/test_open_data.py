"""Programmes as open data: exact, public parts only, at addresses that stay."""

import csv
import io
import json

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from programme.editions import snapshot
from programme.models import ActionStatus, Edition, EditionKind, ProgrammeStatus
from programme.open_data.fields import FIELDS, OF_PROGRAMME
from tests.programme.conftest import grow, set_state, set_status
from tests.programme.test_query_growth import queries_of

pytestmark = pytest.mark.django_db


def publish_edition(page, number: int = 1, **values) -> Edition:
    """An edition of what a programme's drafts say now."""
    taken = snapshot.take(page)
    return Edition.objects.create(
        programme_key=page.translation_key,
        number=number,
        kind=EditionKind.ADOPTED,
        schema_version=snapshot.SCHEMA_VERSION,
        content=taken.content,
        digest=snapshot.digest_of(taken.content),
        revisions=taken.revisions,
        made_at=timezone.now(),
        **{"published_at": timezone.now(), **values},
    )


def body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def address(programme):
    def of(name: str, extension: str = "json") -> str:
        return f"/avoin-data/ohjelmat/{programme.page.translation_key}/{name}.{extension}"

    return of


@pytest.fixture
def items(client, address):
    """The records of a data set as JSON says them."""

    def ask(name: str):
        response = client.get(address(name))
        assert response.status_code == 200
        return json.loads(body(response))["items"]

    return ask


def titles(records) -> list[str]:
    return [record["name"]["fi"] for record in records]


def test_the_list_names_programmes_with_a_published_edition(client, programme):
    url = "/avoin-data/ohjelmat.json"
    assert json.loads(body(client.get(url)))["items"] == []
    edition = publish_edition(programme.page, published_at=None)
    assert json.loads(body(client.get(url)))["items"] == []
    edition.published_at = timezone.now()
    edition.save()
    answer = json.loads(body(client.get(url)))
    assert answer["license"] == "https://creativecommons.org/licenses/by/4.0/"
    (listed,) = answer["items"]
    assert listed["identifier"] == str(programme.page.translation_key)
    assert listed["name"] == {"fi": "Yhteistyössä"}
    assert (listed["startYear"], listed["version"], listed["status"]) == (2021, 1, "follow_up")
    assert len(listed["distribution"]) == len(OF_PROGRAMME) * 2


def test_every_file_that_the_list_names_is_there(client, programme, settings):
    publish_edition(programme.page)
    (listed,) = json.loads(body(client.get("/avoin-data/ohjelmat.json")))["items"]
    for file in listed["distribution"]:
        response = client.get(file["contentUrl"].removeprefix(settings.SITE_URL))
        assert response.status_code == 200
        assert response["Content-Type"].startswith(file["encodingFormat"])


def test_parts_carry_the_words_numbers_and_facts_of_the_edition(items, programme):
    publish_edition(programme.page)
    programme.actions[0].title = "Uudempi nimi"
    programme.actions[0].save_revision().publish()
    assert titles(items("painopisteet")) == ["Uudistuva toiminta", "Kumppanuus"]
    assert items("tavoitteet")[0]["why"] == {"fi": "<p>Siksi</p>"}
    action = items("toimenpiteet")[0]
    assert (action["number"], action["name"]) == ("1.1.1", {"fi": "Avoimet ovet"})
    assert action["goal"] == str(programme.goals[0].translation_key)
    assert action["responsible"] == [
        {"identifier": programme.council.pk, "name": "Maakunnan neuvottelukunta"}
    ]
    assert action["municipalities"][0]["identifier"] == "167"
    assert action["url"].endswith(programme.actions[0].url)


def test_states_are_those_of_now(items, programme):
    publish_edition(programme.page)
    assert [s["status"] for s in items("tilat")] == ["done", "not_started"]
    assert items("tilat")[0]["note"] == {"fi": "Ovet olivat auki."}
    set_state(programme.actions[1], ActionStatus.UNDER_WAY)
    assert [s["status"] for s in items("tilat")] == ["done", "under_way"]
    assert [c["status"] for c in items("tilojen-muutokset")] == ["done", "under_way"]


def test_states_are_not_told_before_the_programme_is_adopted(items, programme):
    publish_edition(programme.page)
    set_status(programme.page, ProgrammeStatus.COMMENTS)
    assert items("tilat") == items("tilojen-muutokset") == []


def test_measures_keep_their_exact_values(items, programme):
    action = programme.actions[0]
    value = {"indicator": "=1+1", "unit": "%", "start": "0.10", "target": "12"}
    action.measures = [("measure", value)]
    action.save_revision().publish()
    publish_edition(programme.page)
    (measure,) = items("mittarit")
    assert measure["name"] == {"fi": "=1+1"}
    assert measure["startValue"] == "0.10"
    assert measure["targetValue"] == "12"


def test_what_is_private_or_unpublished_is_not_there(client, address, items, programme):
    publish_edition(programme.page)
    assert "Salainen" not in json.dumps([items("tavoitteet"), items("toimenpiteet")])
    PageViewRestriction.objects.create(
        page=programme.page, restriction_type=PageViewRestriction.LOGIN
    )
    assert client.get(address("tavoitteet")).status_code == 404
    PageViewRestriction.objects.filter(page=programme.page).delete()
    # Beside editions it cannot be hidden by pressing a button; a deleted language may leave it so.
    Page.objects.filter(pk=programme.page.pk).update(live=False)
    assert client.get(address("tavoitteet")).status_code == 404
    assert json.loads(body(client.get("/avoin-data/ohjelmat.json")))["items"] == []


def test_the_newest_edition_counts(items, programme):
    publish_edition(programme.page)
    programme.goals[0].title = "Uudempi tavoite"
    programme.goals[0].save_revision().publish()
    publish_edition(programme.page, number=2)
    publish_edition(programme.page, number=3, published_at=None)
    assert titles(items("tavoitteet"))[0] == "Uudempi tavoite"


@pytest.mark.parametrize("name", OF_PROGRAMME)
def test_csv_says_the_same_as_json(client, address, items, programme, name):
    action = programme.actions[0]
    action.measures = [("measure", {"indicator": '"a", b\n|', "unit": "", "target": "1"})]
    action.save_revision().publish()
    publish_edition(programme.page)
    text = body(client.get(address(name, "csv"))).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    records = items(name)
    assert rows
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        for field in FIELDS[name]:
            cells = tuple(row[column] for column in field.columns)
            assert cells == tuple(str(cell) for cell in field.cells(record[field.name]))
            assert list(record) == [each.name for each in FIELDS[name]]


def test_an_unchanged_file_is_304_and_a_changed_one_is_sent(client, address, programme):
    publish_edition(programme.page)
    first = client.get(address("tilat"))
    kept = {"If-None-Match": first["ETag"]}
    assert client.get(address("tilat"), headers=kept).status_code == 304
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(address("tilat"), headers=since).status_code == 304
    set_state(programme.actions[1], ActionStatus.DONE)
    assert client.get(address("tilat"), headers=kept).status_code == 200


def test_a_file_streams_to_any_origin_without_a_cookie(client, address, programme):
    publish_edition(programme.page)
    response = client.get(address("toimenpiteet"))
    assert response.streaming
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    head = client.head(address("toimenpiteet"))
    assert head.status_code == 200
    assert head["ETag"] == response["ETag"]
    assert body(head) == b""
    assert client.post(address("toimenpiteet")).status_code == 405


@pytest.mark.parametrize("name", ["toimenpiteet", "tilat", "mittarit"])
def test_a_long_programme_takes_no_more_queries(client, address, programme, name):
    publish_edition(programme.page)
    before = queries_of(client, address(name))
    grow(programme)
    publish_edition(programme.page, number=2)
    assert queries_of(client, address(name)) == before


@pytest.mark.parametrize("name", ["ohjelmat", "ei-ole", "TAVOITTEET"])
def test_what_does_not_exist_is_not_found(client, address, programme, name):
    publish_edition(programme.page)
    assert client.get(address(name)).status_code == 404
    assert client.get("/avoin-data/ohjelmat/ei-ole/tavoitteet.json").status_code == 404


def test_the_page_tells_of_every_field(client, programme):
    publish_edition(programme.page)
    response = client.get("/avoin-data/")
    html = BeautifulSoup(response.content, "html.parser")
    told = {
        table["aria-labelledby"]: [code.get_text() for code in table.select("th code")]
        for table in html.select("table")
    }
    assert told == {name: [field.name for field in fields] for name, fields in FIELDS.items()}
    assert html.select_one("a[rel=license]")
    assert not html.select("meta[name=robots]")


def test_the_schema_describes_every_record(client, items, programme):
    publish_edition(programme.page)
    definitions = client.get("/avoin-data/skeema.json").json()["$defs"]
    for name in OF_PROGRAMME:
        for record in items(name):
            assert list(record) == definitions[name]["required"]
