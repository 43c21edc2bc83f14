"""A spreadsheet's habits: each of them survives, or is refused with a sentence."""

from __future__ import annotations

import pytest

from data.exchange.incoming.columns import template_csv
from data.exchange.incoming.decoding import WINDOWS
from data.exchange.incoming.errors import (
    BrokenTable,
    ColumnsMissing,
    ColumnTwice,
    NotATable,
    TooManyRows,
)
from data.exchange.incoming.reading import read_bookings
from data.exchange.incoming.rows import MAX_ROWS
from tests.data.exchange.incoming.building import COLUMNS, ROW, bad, planned, table

NAMED = {**ROW, "family_name": "Exämple"}


def cells(content: bytes | str) -> dict[str, str]:
    """Return the cells of the one row of a file."""
    (row,) = read_bookings(content if isinstance(content, bytes) else content.encode()).rows
    return dict(row.cells)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_whichever_encoding_the_name_arrives(encoding: str) -> None:
    read = read_bookings(table(NAMED).encode(encoding))
    assert read.rows[0].cells == NAMED
    assert read.notices == ((WINDOWS,) if encoding == "cp1252" else ())


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_parts_cells_and_rows(sign: str, end: str) -> None:
    assert cells(table(NAMED, sign=sign).replace("\r\n", end)) == NAMED


def test_a_line_that_only_names_the_sign() -> None:
    assert cells("sep=;\r\n" + table(NAMED, sign=";")) == NAMED


def test_a_sign_within_quotation_marks_parts_nothing() -> None:
    row = {**ROW, "employer": 'Films; "Fictional", Ltd'}
    assert cells(table(row))["employer"] == row["employer"]
    assert cells(table(row, sign=";"))["employer"] == row["employer"]


def test_a_break_within_a_cell_becomes_a_space_and_rows_are_counted_as_shown() -> None:
    first = {**ROW, "employer": "Fictional\r\nFilms"}
    second = {**ROW, "uln": "no number"}
    content = table(first, second)
    assert read_bookings(content.encode()).rows[0].cells["employer"] == "Fictional Films"
    assert [where for where, _, _ in bad(planned(content))] == ["row 3"]


def test_blank_rows_and_empty_columns_are_passed_over() -> None:
    heading, row, _ = table(ROW).split("\r\n")
    content = f"\r\n,,,\r\n{heading},,,\r\n  ,  ,\r\n\r\n{row},,,\r\n,,,,\r\n"
    read = read_bookings(content.encode())
    assert [(one.where, dict(one.cells)) for one in read.rows] == [("row 6", ROW)]
    assert read.notices == ()


def test_headings_in_another_order_and_manner() -> None:
    columns = list(reversed(COLUMNS))
    content = table(ROW, columns=columns)
    heading = ",".join(f" {name.upper().replace('_', ' ')} " for name in columns)
    assert cells(content.replace(",".join(columns), heading)) == ROW
    aliased = content.replace("family_name", "Surname").replace("given_names", "First-Name")
    assert cells(aliased) == ROW


def test_columns_that_nobody_knows_are_told_and_left_out() -> None:
    row = {**ROW, "Shoe size": "44", "Cat": "Testcat"}
    read = read_bookings(table(row, columns=[*COLUMNS, "Shoe size", "Cat"]).encode())
    assert read.rows[0].cells == ROW
    assert read.notices == ("Columns that are not known were left out: Shoe size, Cat.",)


def test_a_column_without_a_name_is_told() -> None:
    heading, row, _ = table(ROW).split("\r\n")
    assert read_bookings(f"{heading},\r\n{row},note\r\n".encode()).notices != ()


def test_a_cell_beyond_the_last_column_is_refused() -> None:
    """A comma in a name without quotation marks moves every cell behind it."""
    heading, row, _ = table(ROW).split("\r\n")
    made = planned(f"{heading}\r\n{row},M2\r\n")
    assert [(where, column) for where, column, _ in bad(made)] == [
        ("row 2", "after the last column")
    ]
    assert made.empty


@pytest.mark.parametrize("text", ["=1+1", "+44 1632 960000", "@x", "-2+3", '=HYPERLINK("x")'])
def test_a_formula_is_a_text(text: str) -> None:
    made = planned(table({**ROW, "employer": text}))
    assert made.assessments[0].employer == text


def test_what_could_drive_a_terminal_is_made_visible() -> None:
    made = planned(table({**ROW, "employer": "Fic\x1b[31mtional\0 \u202eFilms"}))
    assert made.assessments[0].employer == "Fic␛[31mtional␀ \ufffdFilms"


def test_without_its_columns_it_is_refused_and_says_which() -> None:
    with pytest.raises(ColumnsMissing, match="uln, standard") as refused:
        read_bookings(b"1000159801,Example\r\n")
    assert "Example" not in str(refused.value)
    with pytest.raises(ColumnsMissing):
        read_bookings(b"")


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(ColumnTwice, match="family_name"):
        read_bookings(b"uln,standard,Surname,family name\r\n")


def test_a_quotation_mark_that_is_not_closed_swallows_nothing() -> None:
    content = table(ROW, ROW).replace("Example", '"Example', 1)
    with pytest.raises(BrokenTable, match="Row 2"):
        read_bookings(content.encode())


def test_a_cell_without_an_end_is_refused() -> None:
    with pytest.raises(BrokenTable):
        read_bookings(table({**ROW, "employer": "x" * 200_000}).encode())


@pytest.mark.parametrize("begin", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_workbook_is_refused_with_what_to_do(begin: bytes) -> None:
    with pytest.raises(NotATable, match="save it as CSV UTF-8"):
        read_bookings(begin + bytes(1000))


def test_a_million_rows_are_refused() -> None:
    content = "uln,standard\r\n" + "1000159801,ST0792\r\n" * 1_000_000
    with pytest.raises(TooManyRows, match=f"{MAX_ROWS:,} rows. Split it"):
        read_bookings(content.encode())


def test_the_template_is_taken_in_whole() -> None:
    made = planned(template_csv())
    assert made.whole and len(made.assessments) == len(made.sittings) == 1
    (whose,), (booked,) = made.assessments, made.sittings
    assert (whose.family_name, whose.extra_per_mille) == ("Example", 250)
    assert (booked.method, booked.place) == ("M1", "a room")
