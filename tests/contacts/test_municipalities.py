"""The region and its municipalities are data, loaded from a file."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import translation

from contacts.models import Municipality, Region
from contacts.region_file import NORTH_KARELIA
from tests.factories import ContactFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db

CODES = ["090", "146", "167", "176", "260", "276", "309", "422", "426", "541", "607", "707", "848"]


def content():
    return json.loads(NORTH_KARELIA.read_text(encoding="utf-8"))


@pytest.fixture
def load(tmp_path, capsys):
    """Load a content (or a text as it is) with the command; gives what it printed."""

    def run(what, **options):
        path = tmp_path / "alue.json"
        path.write_text(what if isinstance(what, str) else json.dumps(what), encoding="utf-8")
        call_command("load_municipalities", str(path), **options)
        return capsys.readouterr().out

    return run


def everything():
    return list(Region.objects.values()), list(Municipality.objects.values())


def test_north_karelia_has_its_thirteen_municipalities(load):
    load(content())
    assert sorted(Municipality.objects.values_list("code", flat=True)) == CODES
    region = Region.objects.get()
    names = {}
    for code in ("fi", "sv", "en", "fi-simple"):
        with translation.override(code):
            names[code] = str(region)
    assert names == {
        "fi": "Pohjois-Karjala",
        "sv": "Norra Karelen",
        "en": "North Karelia",
        "fi-simple": "Pohjois-Karjala",
    }


def test_municipalities_name_themselves_in_swedish_where_they_have_a_name():
    ilomantsi = MunicipalityFactory(name_fi="Ilomantsi", name_sv="Ilomants")
    lieksa = MunicipalityFactory(name_fi="Lieksa")
    with translation.override("sv"):
        assert (ilomantsi.name, lieksa.name) == ("Ilomants", "Lieksa")
    with translation.override("en"):
        assert ilomantsi.name == "Ilomantsi"


def test_the_tile_map_resembles_the_province(load):
    load(content())
    at = {m.name_fi: (m.tile_column, m.tile_row) for m in Municipality.objects.all()}
    assert len(set(at.values())) == 13
    north_to_south = ["Nurmes", "Juuka", "Polvijärvi", "Outokumpu"]
    assert [at[name][1] for name in north_to_south] == sorted(at[n][1] for n in north_to_south)
    for north, south in (
        ("Lieksa", "Joensuu"),
        ("Kontiolahti", "Liperi"),
        ("Liperi", "Rääkkylä"),
        ("Joensuu", "Tohmajärvi"),
        ("Tohmajärvi", "Kitee"),
    ):
        assert at[north][1] < at[south][1], (north, south)
    for west, east in (
        ("Nurmes", "Lieksa"),
        ("Juuka", "Lieksa"),
        ("Polvijärvi", "Kontiolahti"),
        ("Outokumpu", "Liperi"),
        ("Liperi", "Joensuu"),
        ("Joensuu", "Ilomantsi"),
        ("Heinävesi", "Outokumpu"),
        ("Rääkkylä", "Tohmajärvi"),
    ):
        assert at[west][0] < at[east][0], (west, east)


def test_loading_twice_changes_nothing(load):
    load(content())
    before = everything()
    assert "already: 14" in load(content())
    assert everything() == before


def test_loading_brings_up_to_date_and_spares_what_is_not_in_the_file(load):
    load(content())
    other = MunicipalityFactory(code="999", name_fi="Muu", region=Region.objects.get())
    other.tile_column = 20
    other.save()
    contact = ContactFactory(municipality=Municipality.objects.get(code="167"))
    changed = content()
    next(m for m in changed["municipalities"] if m["code"] == "167")["name_sv"] = "Jojensu"
    assert "Changed: Joensuu" in load(changed)
    contact.refresh_from_db()
    assert contact.municipality.name_sv == "Jojensu"
    assert Municipality.objects.filter(code="999").exists()


def test_two_municipalities_may_change_places_on_the_map(load):
    load(content())
    changed = content()
    one, other = changed["municipalities"][:2]
    one["tile_column"], other["tile_column"] = other["tile_column"], one["tile_column"]
    load(changed)
    assert Municipality.objects.get(code=one["code"]).tile_column == one["tile_column"]


def test_a_dry_run_changes_nothing(load):
    assert "dry run" in load(content(), dry_run=True)
    assert everything() == ([], [])
    load(content())
    before = everything()
    changed = content()
    changed["municipalities"][0]["name_sv"] = "Nurmis"
    assert "Changed: Nurmes" in load(changed, dry_run=True)
    assert everything() == before


def broken(change):
    what = content()
    change(what, what["municipalities"])
    return what


BAD_FILES = {
    "not JSON": ("{", "line 1"),
    "a list": ([], "object"),
    "no municipalities": (broken(lambda c, m: m.clear()), "at least one"),
    "a municipality that is a text": (broken(lambda c, m: m.append("Kitee")), "object"),
    "a missing key": (broken(lambda c, m: m[3].pop("slug")), "slug"),
    "an unknown key": (broken(lambda c, m: m[3].update(nimi="x")), "nimi"),
    "a region without a name": (broken(lambda c, m: c["region"].update(name={})), "name"),
    "a region's name without Finnish": (
        broken(lambda c, m: c["region"].update(name={"sv": "Karelen"})),
        "name",
    ),
    "a code as a number": (broken(lambda c, m: m[12].update(code=90)), "90"),
    "a code as a list": (broken(lambda c, m: m[12].update(code=[])), "code"),
    "a code of four digits": (broken(lambda c, m: m[12].update(code="0901")), "0901"),
    "a code twice": (broken(lambda c, m: m[12].update(code="541")), "541"),
    "a name twice": (broken(lambda c, m: m[12].update(name_fi="Nurmes")), "name_fi"),
    "an address with ä": (broken(lambda c, m: m[12].update(slug="kiteé ä")), "slug"),
    "a tile that is no number": (broken(lambda c, m: m[12].update(tile_row="x")), "tile_row"),
    "a tile below zero": (broken(lambda c, m: m[12].update(tile_row=-1)), "tile_row"),
    "two on one tile": (
        broken(lambda c, m: m[12].update(tile_column=1, tile_row=0)),
        "Nurmes",
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("loaded", [False, True])
def test_a_bad_file_is_refused_with_its_reason_and_changes_nothing(load, name, loaded):
    what, reason = BAD_FILES[name]
    if loaded:
        load(content())
    before = everything()
    with translation.override("en"), pytest.raises(CommandError, match=reason):
        load(what)
    assert everything() == before


def test_a_missing_file_or_one_in_another_encoding_is_told(tmp_path):
    with pytest.raises(CommandError):
        call_command("load_municipalities", str(tmp_path / "puuttuu.json"))
    latin = tmp_path / "latin.json"
    latin.write_bytes('{"region": "Itä"}'.encode("latin-1"))
    with pytest.raises(CommandError):
        call_command("load_municipalities", str(latin))


def test_a_municipality_is_not_put_on_anothers_tile():
    there = MunicipalityFactory(tile_column=2, tile_row=2)
    other = MunicipalityFactory(tile_column=3, tile_row=2)
    other.tile_column = 2
    with pytest.raises(ValidationError) as refused:
        other.full_clean()
    assert there.name_fi in refused.value.message_dict["tile_row"][0]
