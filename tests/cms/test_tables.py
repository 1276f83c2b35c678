"""Tables in and out: what is written is read back exactly, and nothing becomes a formula."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cms.tables import Column, TableError, TableFormat, read, write

# No database has a part in it.
pytestmark = pytest.mark.alike

NAMES = ["Nimi", "Teksti"]
COLUMNS = [Column(name) for name in NAMES]
TRICKY = [
    "=1+1",
    "=",
    "+358 40",
    "-kissa",
    "-5",
    "-5,5",
    "@yhdistys",
    "\tsarkain",
    "\r",
    "\r\n",
    "a\rb\r\nc\nd",
    "'=1",
    "''=1",
    "'",
    "'-5",
    "'sana'",
    "001",
    "1e5",
    "2026-05-01",
    "#N/A",
    "TRUE",
    "_x000D_",
    "_x005F_x000D_",
    "_x005f_",
    "_x005F\r\n",
    'lainaus "sisällä"; ja, vielä\tyksi',
    " alussa ja lopussa ",
    "\n",
    "ääkköset 🌲 \u2028 \u00a0 \ufeff",
    "]]> & <b>",
    "\uff1d1+1",
]


def written(table_format, rows):
    file = io.BytesIO()
    write(file, table_format, COLUMNS, rows, title="Ohjelma")
    return file.getvalue()


def round_trip(table_format, rows):
    found = read(io.BytesIO(written(table_format, rows)), NAMES)
    return [[row.cells[name] for name in NAMES] for row in found]


@pytest.mark.parametrize("table_format", TableFormat)
def test_every_tricky_text_comes_back_exactly(table_format):
    rows = [[f"rivi {place}", text] for place, text in enumerate(TRICKY)]
    assert round_trip(table_format, rows) == rows


LETTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
PIECES = st.sampled_from(["=", "'", "-", "_x000D_", "_x005F", "\r\n", "\r", '"', ";", "\t", "5"])
WORDS = st.lists(LETTERS | PIECES, max_size=20).map("".join)


@pytest.mark.parametrize("table_format", TableFormat)
@given(texts=st.lists(WORDS, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_comes_back_exactly(table_format, texts):
    rows = [["x", text] for text in texts]
    assert round_trip(table_format, rows) == rows


@pytest.mark.parametrize("table_format", TableFormat)
@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "\x1b", "\ufffe", "\ud800", "x" * 32_768])
def test_what_no_cell_can_hold_is_refused_by_its_place(table_format, text):
    with pytest.raises(TableError) as refused:
        written(table_format, [["x", "y"], ["x", text]])
    [problem] = refused.value.problems
    assert (problem.line, problem.column) == (3, "Teksti")


def test_in_a_spreadsheet_no_text_of_ours_is_a_formula():
    rows = [["x", text] for text in TRICKY]
    sheet = load_workbook(io.BytesIO(written(TableFormat.XLSX, rows))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}


def test_in_csv_no_text_of_ours_begins_like_a_formula():
    rows = [["x", text] for text in TRICKY]
    lines = written(TableFormat.CSV, rows).decode("utf-8-sig").split("\r\n")
    begins = {line.removeprefix("x;").removeprefix('"')[:1] for line in lines if line[:2] == "x;"}
    assert not begins & set("=+@\t\r")


def test_csv_is_as_a_finnish_excel_expects_it():
    data = written(TableFormat.CSV, [["Ä", "ö"]])
    assert data == "\ufeffNimi;Teksti\r\nÄ;ö\r\n".encode()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_from_elsewhere_is_read_with_its_delimiter_and_encoding(delimiter, encoding):
    text = f"teksti{delimiter}NIMI\n\nä{delimiter}ö\n"
    [row] = read(io.BytesIO(text.encode(encoding)), NAMES)
    assert (row.line, row.cells) == (3, {"Nimi": "ö", "Teksti": "ä"})


def test_numbers_and_dates_become_what_a_finnish_spreadsheet_shows():
    book = Workbook()
    sheet = book.active
    sheet.append(NAMES)
    values = [12.5, 1.1000000000000001, 7, -3, 1e16, 0.5]
    for value in values:
        sheet.append(["x", value])
    sheet["B7"].number_format = "0 %"
    sheet.append(["x", "46143"])
    sheet["B8"].value, sheet["B8"].number_format = 46143, "d.m.yyyy"
    sheet.append(["x", "46143"])
    sheet["B9"].value, sheet["B9"].number_format = 46143.75, "d.m.yyyy hh:mm"
    file = io.BytesIO()
    book.save(file)

    rows = read(io.BytesIO(file.getvalue()), NAMES)

    assert [row.cells["Teksti"] for row in rows] == [
        "12,5",
        "1,1",
        "7",
        "-3",
        "10000000000000000",
        "50 %",
        "1.5.2026",
        "1.5.2026 18.00",
    ]


def test_texts_that_a_spreadsheet_program_has_saved_are_read_exactly():
    # Such programs keep texts apart from the sheet, once each.
    data = written(TableFormat.XLSX, [["x", "_x005F_x000A_ ja\r\nrivi"], ["x", "toinen"]])
    shared = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
      <si><t>Nimi</t></si><si><t>Teksti</t></si><si><t>x</t></si>
      <si><r><t>_x005F_x005F_x005F_x000A_ ja_x000D_
rivi</t></r><rPh sb="0" eb="1"><t>ei</t></rPh></si><si><t/></si></sst>"""
    sheet = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
      <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
      <row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>3</v></c></row>
      <row r="4"><c r="A4" t="s"><v>4</v></c></row></sheetData></worksheet>"""
    parts = {"xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": sheet}

    [row] = read(io.BytesIO(with_parts(data, parts)), NAMES)

    assert (row.line, row.cells["Teksti"]) == (3, "_x005F_x000A_ ja\r\nrivi")


def with_parts(data, parts):
    """An XLSX file with other parts of these names."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", 8) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return result.getvalue()
