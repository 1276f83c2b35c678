"""A programme goes out as a spreadsheet and comes back; a round trip changes nothing."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, Revision

from cms.tables import Row, TableError, TableFormat, read
from programme.drafting import writing
from programme.models import ActionPage, GoalPage, PartNumber, PriorityPage
from programme.sheets.columns import COLUMN_NAMES
from programme.sheets.importing import OutdatedError, import_rows
from programme.sheets.plan import plan_import
from programme.sheets.rows import present_parts, rows_of, write_sheet
from tests.factories import (
    DocumentFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ProgrammePageFactory,
    UserFactory,
)
from tests.programme.conftest import grow

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return UserFactory(is_superuser=True)


@pytest.fixture
def rich(programme, admin):
    """The programme with everything that a part can have."""
    document = DocumentFactory()
    OrganisationFactory(name="Sama nimi")
    same = OrganisationFactory(name="SAMA nimi")
    odd = OrganisationFactory(name='"Ilo"; ja muut ry')
    action = ActionPage.objects.get(pk=programme.actions[1].pk)
    values = {
        "description": "<p>Teemme <b>sen</b>, <i>heti</i>.</p><ul><li>yksi<ul><li>sisempi</li></ul>"
        f'</li><li><a linktype="page" id="{programme.page.pk}">ohjelma</a></li></ul>'
        f'<ol><li><a linktype="document" id="{document.pk}">liite</a> ja '
        '<a href="https://example.org/?a=1&amp;b=2">muualla</a></li></ol><p>a &lt; b &amp; c</p>',
        "schedule": "=joka syksy",
        "responsible": [same, odd, programme.council],
        "partners": [programme.council],
        "municipalities": [programme.joensuu, programme.lieksa],
        "measures": [
            {"indicator": "Yhdistykset", "unit": "kpl", "start": "-1.50", "target": "200"},
            {"indicator": "@kahvit", "unit": "", "start": None, "target": None},
        ],
        "update_interval": 3,
    }
    writing.change(action, values, admin)
    goal = GoalPage.objects.get(pk=programme.goals[1].pk)
    writing.change(goal, {"why": "<p>Yksi<br/>rivi</p><p>&lt;p&gt; toinen</p>"}, admin)
    priority = PriorityPage.objects.get(pk=programme.priorities[0].pk)
    writing.change(priority, {"introduction": "Ensin\r\ntoiseksi", "title": "-Uudistus"}, admin)
    return programme


def sheet_of(programme):
    """The rows that a file of the programme has, to be changed and read."""
    return [
        dict(zip(COLUMN_NAMES, cells, strict=True)) for cells in rows_of(present_parts(programme))
    ]


def rows(sheet):
    return [
        Row(line, {**dict.fromkeys(COLUMN_NAMES, ""), **cells})
        for line, cells in enumerate(sheet, start=2)
    ]


def find(sheet, title):
    return next(cells for cells in sheet if cells["Otsikko"] == title)


def outline(programme):
    return [(part.level, part.values["title"]) for part in present_parts(programme)]


def everything():
    pages = Page.objects.order_by("pk").values_list("pk", "path", "latest_revision_id")
    return list(pages), Revision.objects.count(), PageLogEntry.objects.count()


def problems(programme, sheet, user):
    return [
        (each.line, each.column) for each in plan_import(programme.page, rows(sheet), user).problems
    ]


# --- Round trip -----------------------------------------------------------------------------------


@pytest.mark.parametrize("table_format", TableFormat)
def test_a_round_trip_changes_nothing(rich, admin, table_format):
    file = io.BytesIO()
    write_sheet(rich.page, table_format, file)
    file.seek(0)
    before = everything()

    plan = import_rows(rich.page, read(file, COLUMN_NAMES), admin)

    assert plan.is_empty
    assert not plan.missing
    assert everything() == before


def test_what_a_spreadsheet_program_does_to_a_text_changes_nothing(rich, admin):
    sheet = sheet_of(rich.page)
    for cells in sheet:
        for column in COLUMN_NAMES[3:]:
            cells[column] = f"{cells[column]} ".replace("\n", "\r\n")
    assert plan_import(rich.page, rows(sheet), admin).is_empty


def test_the_rows_are_the_outline_with_drafts_and_measures_below_their_action(rich):
    sheet = sheet_of(rich.page)
    assert [(cells["Taso"], cells["Otsikko"]) for cells in sheet][:6] == [
        ("painopiste", "-Uudistus"),
        ("tavoite", "Uusia tekijöitä"),
        ("toimenpide", "Avoimet ovet"),
        ("toimenpide", "Koulutuskierros"),
        ("mittari", "Yhdistykset"),
        ("mittari", "@kahvit"),
    ]
    assert find(sheet, "Keskeneräinen tavoite")
    action = find(sheet, "Koulutuskierros")
    assert action["Vastuutahot"].count("; ") == 3
    assert '"""Ilo""; ja muut ry"' in action["Vastuutahot"]
    assert action["Kunnat"] == "Joensuu; Lieksa"
    assert find(sheet, "Yhdistykset")["Lähtötaso"] == "-1,50"
    assert (
        find(sheet, "Tilat käyttöön")["Miksi"] == "Yksi\nrivi\n\n<p> toinen"
        or "&lt;p&gt;" in (find(sheet, "Tilat käyttöön")["Miksi"])
    )


# --- Changes --------------------------------------------------------------------------------------


def test_a_changed_cell_becomes_a_draft_and_leaves_all_else(rich, admin):
    sheet = sheet_of(rich.page)
    find(sheet, "Koulutuskierros")["Aikataulu"] = "joka kevät"
    count = Revision.objects.count()

    plan = import_rows(rich.page, rows(sheet), admin)

    [item] = plan.changed
    [change] = item.changes
    assert (change.column, change.before, change.after) == (
        "Aikataulu",
        "=joka syksy",
        "joka kevät",
    )
    assert Revision.objects.count() == count + 1
    stored = ActionPage.objects.get(pk=rich.actions[1].pk)
    assert stored.schedule == ""
    draft = writing.latest(stored)
    assert draft.schedule == "joka kevät"
    assert draft.responsible.count() == 3
    assert import_rows(rich.page, rows(sheet), admin).is_empty


def test_texts_names_and_measures_change(rich, admin):
    sheet = sheet_of(rich.page)
    action = find(sheet, "Koulutuskierros")
    action["Kuvaus"] = "Eka kappale\n\nToka <kappale>"
    action["Vastuutahot"] = "maakunnan  neuvottelukunta\nSAMA nimi"
    action["Kunnat"] = ""
    action["Seurantaväli"] = "12"
    find(sheet, "Yhdistykset")["Tavoitetaso"] = "1 250,5"
    place = sheet.index(find(sheet, "@kahvit"))
    sheet.insert(place, {"Taso": "Mittari", "Otsikko": "Talkoot", "Tavoitetaso": "3"})

    import_rows(rich.page, rows(sheet), admin)

    draft = writing.latest(ActionPage.objects.get(pk=rich.actions[1].pk))
    assert "Toka &lt;kappale&gt;</p>" in draft.description
    assert {each.name for each in draft.responsible.all()} == {
        "Maakunnan neuvottelukunta",
        "SAMA nimi",
    }
    assert draft.municipalities.count() == 0
    assert draft.update_interval == 12
    assert [block.value["indicator"] for block in draft.measures] == [
        "Yhdistykset",
        "Talkoot",
        "@kahvit",
    ]
    assert str(draft.measures[0].value["target"]) == "1250.5"
    assert plan_import(rich.page, rows(sheet), admin).moved == []


def test_what_the_file_does_not_name_is_reported_and_stays(rich, admin):
    before = outline(rich.page)
    sheet = [
        cells
        for cells in sheet_of(rich.page)
        if cells["Otsikko"] not in {"Avoimet ovet", "@kahvit", "Tilat käyttöön"}
    ]

    plan = import_rows(rich.page, rows(sheet), admin)

    assert plan.is_empty
    assert [each.title for each in plan.missing] == ["Avoimet ovet", "@kahvit", "Tilat käyttöön"]
    assert outline(rich.page) == before


def test_rows_in_another_order_move_their_parts(programme, admin):
    sheet = sheet_of(programme.page)
    titles = [
        "Kumppanuus",
        "Yhteinen pöytä",
        "Koulutuskierros",
        "Salainen tavoite",
        "Salainen toimenpide",
        "Uudistuva toiminta",
        "Tilat käyttöön",
        "Uusia tekijöitä",
        "Avoimet ovet",
        "Keskeneräinen tavoite",
    ]
    sheet = [find(sheet, title) for title in titles]
    place = titles.index("Tilat käyttöön")
    sheet.insert(place, {"Taso": "tavoite", "Otsikko": "Aivan uusi"})
    sheet.insert(place + 1, {"Taso": "toimenpide", "Otsikko": "Uusi teko"})
    titles[place:place] = ["Aivan uusi", "Uusi teko"]
    plan = plan_import(programme.page, rows(sheet), admin)
    assert {item.title for item in plan.moved} <= {
        "Kumppanuus",
        "Uudistuva toiminta",
        "Koulutuskierros",
        "Tilat käyttöön",
        "Uusia tekijöitä",
    }

    import_rows(programme.page, rows(sheet), admin)

    assert [title for _level, title in outline(programme.page)] == titles
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_adopted_part_does_not_move(programme, admin):
    PartNumber.objects.create(
        programme_key=programme.page.translation_key,
        part_key=programme.actions[0].translation_key,
        number="1.1.1",
    )
    sheet = sheet_of(programme.page)
    sheet[2], sheet[3] = sheet[3], sheet[2]
    plan = plan_import(programme.page, rows(sheet), admin)
    assert [each.column for each in plan.problems] == ["Taso"]
    sheet[2], sheet[3] = sheet[3], sheet[2]
    sheet.insert(3, {"Taso": "toimenpide", "Otsikko": "Uusi"})
    assert import_rows(programme.page, rows(sheet), admin).added


# --- Refusals -------------------------------------------------------------------------------------


def test_everything_wrong_is_named_and_nothing_is_imported(rich, admin):
    sheet = sheet_of(rich.page)
    action = find(sheet, "Koulutuskierros")
    line = sheet.index(action) + 2
    find(sheet, "Avoimet ovet")["Aikataulu"] = "tämä kelpaisi"
    action["Vastuutahot"] = "Sama nimi; Olematon ry"
    action["Kunnat"] = "Atlantis"
    action["Kuvaus"] = '<p>Kuva <img src="x"></p><h2>Otsikko</h2><p class="a">'
    action["Seurantaväli"] = "joskus"
    action["Miksi"] = "ei tänne"
    sheet[line - 1]["Tavoitetaso"] = "monta"
    sheet.append({"Taso": "tavoite", "Otsikko": ""})
    sheet.append({"Taso": "toimenpide", "Otsikko": "x" * 300, "Tunniste": "outo"})
    sheet.append({"Taso": "osa", "Otsikko": "mikä"})
    sheet.append({**sheet[0]})
    before = everything()

    with pytest.raises(TableError) as refused:
        import_rows(rich.page, rows(sheet), admin)

    end = len(sheet) + 1
    found = {(each.line, each.column) for each in refused.value.problems}
    assert found == {
        (line, "Vastuutahot"),
        (line, "Kunnat"),
        (line, "Kuvaus"),
        (line, "Seurantaväli"),
        (line, "Miksi"),
        (line + 1, "Tavoitetaso"),
        (end - 3, "Otsikko"),
        (end - 2, "Otsikko"),
        (end - 2, "Tunniste"),
        (end - 1, "Taso"),
        (end, "Tunniste"),
    }
    assert everything() == before


def test_what_only_the_form_knows_is_named_too(rich, admin):
    sheet = sheet_of(rich.page)
    goal = find(sheet, "Tilat käyttöön")
    goal["Miksi"] = f'<p><a linktype="page" id="{10**6}">minne</a></p>'
    GoalPage.objects.filter(title="Uusia tekijöitä").update(locked=True)
    find(sheet, "Uusia tekijöitä")["Otsikko"] = "Lukossa"
    assert problems(rich, sheet, admin) == [(3, ""), (sheet.index(goal) + 2, "Miksi")]


def test_a_name_that_fits_several_is_ambiguous_for_a_new_action(rich, admin):
    sheet = sheet_of(rich.page)
    sheet.insert(2, {"Taso": "toimenpide", "Otsikko": "Uusi", "Vastuutahot": "sama nimi"})
    assert problems(rich, sheet, admin) == [(4, "Vastuutahot")]


def test_rows_without_their_parent_and_measures_elsewhere_are_refused(rich, admin):
    sheet = sheet_of(rich.page)
    measure = find(sheet, "Yhdistykset")
    sheet.remove(measure)
    sheet.insert(3, measure)
    assert problems(rich, sheet, admin) == [(5, "Tunniste")]
    assert problems(rich, [{"Taso": "toimenpide", "Otsikko": "Irrallaan"}], admin) == [(2, "Taso")]


def test_an_address_that_is_taken_there_is_refused(programme, admin):
    sheet = sheet_of(programme.page)
    other = {"Taso": "toimenpide", "Otsikko": "Koulutuskierros"}
    import_rows(programme.page, rows([*sheet, other]), admin)
    sheet = sheet_of(programme.page)
    sheet.insert(3, sheet.pop())
    assert problems(programme, sheet, admin) == [(5, "")]


def test_what_has_changed_since_it_was_shown_is_not_imported(programme, admin):
    sheet = sheet_of(programme.page)
    find(sheet, "Koulutuskierros")["Aikataulu"] = "joka kevät"
    shown = plan_import(programme.page, rows(sheet), admin)
    action = ActionPage.objects.get(pk=programme.actions[0].pk)
    writing.change(action, {"schedule": "aina"}, admin)
    before = everything()

    with pytest.raises(OutdatedError) as outdated:
        import_rows(programme.page, rows(sheet), admin, seen=shown.digest)

    assert everything() == before
    assert len(outdated.value.plan.changed) == 2
    import_rows(programme.page, rows(sheet), admin, seen=outdated.value.plan.digest)


# --- A whole programme ----------------------------------------------------------------------------


def whole_programme(goals=40, actions=10):
    """Rows of a new programme with everything in them."""
    sheet = []
    for goal in range(goals):
        if goal % 8 == 0:
            sheet.append(
                {"Taso": "painopiste", "Otsikko": f"Painopiste {goal}", "Johdanto": "Sana"}
            )
        sheet.append({"Taso": "tavoite", "Otsikko": f"Tavoite {goal}", "Miksi": "Siksi.\n\nNiin."})
        for action in range(actions):
            sheet.append(
                {
                    "Taso": "toimenpide",
                    "Otsikko": f"Toimenpide {goal}.{action}",
                    "Kuvaus": "<p>Tehdään <b>tämä</b>.</p><ul><li>näin</li></ul>",
                    "Aikataulu": "2026",
                    "Vastuutahot": "Järjestäjä ry",
                    "Kunnat": "Joensuu",
                }
            )
            sheet.append({"Taso": "mittari", "Otsikko": "Osallistujat", "Tavoitetaso": "20"})
    return sheet


def test_an_import_into_an_empty_programme_builds_it(site, admin):
    OrganisationFactory(name="Järjestäjä ry")
    MunicipalityFactory(code="167", name_fi="Joensuu")
    programme = ProgrammePageFactory(title="Uusi ohjelma")
    sheet = whole_programme(goals=9, actions=2)

    plan = import_rows(programme, rows(sheet), admin)

    assert len(plan.added) == len(sheet)
    written = sheet_of(programme)
    assert [cells["Otsikko"] for cells in written] == [cells["Otsikko"] for cells in sheet]
    for old, new in zip(sheet, written, strict=True):
        assert {column: new[column] for column in old} == old
    assert not ActionPage.objects.filter(live=True).exists()
    assert import_rows(programme, rows(written), admin).is_empty


def test_the_questions_of_a_round_trip_do_not_grow_with_the_programme(programme, admin):
    counts = []
    for _size in range(2):
        sheet = rows(sheet_of(programme.page))
        with CaptureQueriesContext(connection) as queries:
            assert plan_import(programme.page, sheet, admin).is_empty
        counts.append(len(queries))
        grow(programme)
    assert counts[0] == counts[1] < 20


def test_a_part_without_any_version_is_read_as_it_stands(programme, admin):
    goal = programme.goals[0]
    page = ActionPage(title="Ilman versiota", slug="ilman-versiota", locale=goal.locale, live=False)
    GoalPage.objects.get(pk=goal.pk).add_child(instance=page)
    sheet = sheet_of(programme.page)
    assert find(sheet, "Ilman versiota")["Seurantaväli"] == "kaksi kertaa vuodessa"
    assert plan_import(programme.page, rows(sheet), admin).is_empty
