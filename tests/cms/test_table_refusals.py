"""A file that is no fitting table is refused in a sentence, soon, whatever it is."""

import io
import time
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook

from cms.tables import Column, Limits, TableError, TableFormat, read, write

NAMES = ["Nimi", "Teksti"]


def refused(data, limits=None):
    with pytest.raises(TableError) as error:
        read(io.BytesIO(data), NAMES, *([limits] if limits else []))
    return error.value.problems


def book(*rows, change=None):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made.active)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def million_rows(row: bytes, begin: bytes, end: bytes, name: str) -> bytes:
    file = io.BytesIO(book(NAMES))
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made := io.BytesIO(), "w", 8) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        with new.open(name, "w") as part:
            part.write(begin)
            for _each in range(100):
                part.write(row * 10_000)
            part.write(end)
    return made.getvalue()


HEADER = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row><c t="inlineStr"><is><t>Nimi</t></is></c><c t="inlineStr"><is><t>Teksti</t></is></c>'
    b"</row>"
)
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    "row",
    [b'<row><c t="inlineStr"><is><t>x</t></is></c></row>', b"<row><c><v>1</v></c></row>"],
)
def test_a_million_rows_are_refused_soon_and_in_little_memory(row):
    data = million_rows(row, HEADER, b"</sheetData></worksheet>", SHEET)
    tracemalloc.start()
    began = time.perf_counter()
    [problem] = refused(data)
    took = time.perf_counter() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "5000" in problem.reason
    assert took < 5
    assert peak < 40_000_000


def test_a_million_rows_of_csv_are_refused():
    [problem] = refused(b"Nimi;Teksti\n" + b"a;b\n" * 1_000_000)
    assert "5000" in problem.reason
    [problem] = refused(b"Nimi;Teksti\n" + b"aaaaaaaa;b\n" * 1_000_000)
    assert "10" in problem.reason


def test_a_file_that_unpacks_without_end_is_refused():
    text = b'<row><c t="inlineStr"><is><t>' + b" " * 3_000 + b"</t></is></c></row>"
    data = million_rows(text[:40], HEADER, b"</sheetData></worksheet>", SHEET)
    [problem] = refused(data, Limits(unpacked=200_000))
    assert problem.line is None
    # Text without end in one cell.
    begin = HEADER + b'<row><c t="inlineStr"><is><t>'
    data = million_rows(b"x" * 50, begin, b"</t></is></c></row></sheetData></worksheet>", SHEET)
    assert len(data) < 500_000
    [problem] = refused(data)
    assert "20" in problem.reason


def test_entities_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + HEADER
    [problem] = refused(million_rows(b"", bomb, b"</sheetData></worksheet>", SHEET))
    assert problem.line is None


def test_formulas_are_named_by_line_and_column():
    problems = refused(book(NAMES, ["a", "=1+1"], ["b", "c"], ["=A1", "d"]))
    assert [(each.line, each.column) for each in problems] == [(2, "Teksti"), (4, "Nimi")]
    problems = refused(b"Nimi;Teksti\na;=SUM(A1)\n")
    assert [(each.line, each.column) for each in problems] == [(2, "Teksti")]


def test_merged_cells_are_named():
    [problem] = refused(book(NAMES, ["a", "b"], change=lambda sheet: sheet.merge_cells("A2:B3")))
    assert "A2:B3" in problem.reason


def test_truth_and_errors_of_a_spreadsheet_are_no_texts():
    problems = refused(book(NAMES, [True, "#N/A"]))
    assert [(each.line, each.column) for each in problems] == [(2, "Nimi"), (2, "Teksti")]


def test_wrong_missing_and_double_headers_are_all_named():
    problems = refused(b"Nimi;nimi;Muu\na;b;c\n")
    words = " ".join(map(str, problems))
    assert len(problems) == 3
    assert "Muu" in words
    assert "Nimi" in words
    assert "Teksti" in words


def test_a_text_without_a_header_is_named():
    [problem] = refused(b"Nimi;Teksti;\na;b;c\n")
    assert (problem.line, problem.column) == (2, "C")


def test_another_encoding_is_named_with_its_line():
    [problem] = refused("Nimi;Teksti\na;b\nä;ö\n".encode("latin-1"))
    assert problem.line == 3
    assert "UTF-8" in problem.reason


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"Nimi;Teksti\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"PK\x03\x04 torn",
        b"%PDF-1.7\n\0\0",
        b"\xff\xfe\x00",
        b'Nimi;Teksti\n"a;b\n',
        b'Nimi;Teksti\n"a"b;c\n',
        b'Nimi;Teksti\n"' + b"x" * 200_000 + b'";c\n',
        b"Nimi;Teksti\na;b\x0b\n",
    ],
)
def test_whatever_is_no_table_is_refused_in_a_sentence(data):
    assert all(str(problem).endswith(".") for problem in refused(data))


def test_another_kind_of_zip_and_a_torn_workbook_are_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refused(file.getvalue())
    whole = book(NAMES, ["a", "b"])
    for end in (100, len(whole) // 2, len(whole) - 10):
        assert refused(whole[:end])


def test_too_many_problems_are_counted_and_the_first_are_listed():
    data = b"Nimi;Teksti\n" + b"=1;b\n" * 300
    problems = refused(data)
    assert len(problems) == 201
    assert "300" in problems[0].reason


def test_a_large_table_is_read():
    file = io.BytesIO()
    rows = [[f"Nimi {number}", "sanoja " * 40] for number in range(5_000)]
    write(file, TableFormat.XLSX, [Column(name) for name in NAMES], rows)
    file.seek(0)
    assert len(read(file, NAMES)) == 5_000
