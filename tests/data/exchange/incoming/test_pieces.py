"""Tables of portfolio pieces: all of a table is taken over, or all that is wrong is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.exchange.incoming.pieces import Pieces, pieces_of, told, wrong_told
from data.exchange.incoming.portfolio_table import (
    MAX_BYTES,
    NAMES,
    UnreadablePortfolio,
    read_pieces,
    template_csv,
    written,
)
from data.exchange.portfolio_part import PART
from data.record.journey.portfolio import PieceKept
from data.record.text import clean
from data.rules.portfolio import statements
from tests.data.rules.planned import OnTheWay

CODES = statements(OnTheWay(PART).view)
HEADING = ",".join(NAMES)


def comes_to(content: str | bytes, way: OnTheWay | None = None) -> Pieces:
    held = content if isinstance(content, bytes) else content.encode()
    return pieces_of((way or OnTheWay(PART)).view, read_pieces(held))


def wrong(*rows: str) -> list[tuple[str, str]]:
    found = comes_to("\r\n".join((HEADING, *rows)))
    assert not found.changed
    return [(one.where, one.column) for one in found.wrong]


def test_the_template_is_taken_over() -> None:
    found = comes_to(template_csv())
    assert [(one.number, one.ksbs) for one in found.changed] == [(1, ("K3", "S4"))]


WORDS = st.text(min_size=1, max_size=40).map(lambda text: " ".join(clean(text).split()))
PIECES = st.dictionaries(
    st.integers(1, 99),
    st.tuples(
        WORDS.filter(bool),
        st.sampled_from(["document", "presentation", "video", "audio", "other"]),
        st.one_of(st.just(""), WORDS),
        st.sets(st.sampled_from(CODES)),
    ),
    min_size=1,
    max_size=20,
)


def _as_table(pieces: Sequence[PieceKept], sign: str, end: str) -> str:
    text = io.StringIO()
    lines = csv.writer(text, delimiter=sign, lineterminator=end)
    lines.writerow(NAMES)
    for one in pieces:
        lines.writerow((one.number, one.title, one.form, one.link, ", ".join(one.ksbs)))
    return text.getvalue()


@settings(max_examples=20, deadline=None)
@given(
    PIECES,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_nothing_that_is_accepted_is_lost_and_the_same_table_again_changes_nothing(
    said: dict[int, tuple[str, str, str, set[str]]], sign: str, end: str, encoding: str
) -> None:
    pieces = [
        PieceKept(number, title, form, link, tuple(c for c in CODES if c in ksbs))
        for number, (title, form, link, ksbs) in said.items()
    ]
    table = _as_table(pieces, sign, end).encode(encoding)
    way = OnTheWay(PART)
    found = comes_to(table, way)
    assert not found.wrong
    assert {one.number: one for one in found.changed} == {one.number: one for one in pieces}
    for one in found.changed:
        way.add(one)
    again = comes_to(table, way)
    assert not again.changed and not again.left and again.same == len(pieces)
    assert not comes_to(written(pieces), way).changed


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("K3, S4", ("K3", "S4")),
        ("k3;s4", ("K3", "S4")),
        ("S4 / K3 & K3 and K10", ("K3", "K10", "S4")),
        ("K20-K22", ("K20", "K21", "K22")),
        ("K20\u201322", ("K20", "K21", "K22")),
        ("", ()),
    ],
)
def test_codes_are_read_however_they_are_parted(cell: str, codes: tuple[str, ...]) -> None:
    [piece] = comes_to(f'{HEADING}\n1,A title,video,,"{cell}"').changed
    assert piece.ksbs == codes


@pytest.mark.parametrize(
    ("cell", "form"),
    [("Word documents", "document"), ("VIDEO", "video"), ("Audio recording", "audio"),
     ("Presentations", "presentation"), ("", "other")],
)  # fmt: skip
def test_kinds_are_read_however_they_are_written(cell: str, form: str) -> None:
    [piece] = comes_to(f"{HEADING}\n1,A title,{cell},,K3").changed
    assert piece.form == form


def test_headings_are_read_however_they_are_written() -> None:
    [piece] = comes_to(
        "Evidence number;Evidence;Type;URL;Mapped KSBs\n1.0;A title;video;x;K3"
    ).changed
    assert (piece.number, piece.title, piece.link, piece.ksbs) == (1, "A title", "x", ("K3",))


def test_all_that_is_wrong_is_told_with_row_and_column() -> None:
    assert wrong(
        "1,A title,video,,K3",
        "1,Another,video,,K3",
        "x,,sculpture,,K1 P1 K3",
        "200,Fine,audio,,",
        f"4,{'x' * 201},audio,,K3",
        f"5,Fine,audio,{'x' * 1001},K3",
        "6,a comma, in it,audio,,K3",
    ) == [
        ("row 3", "number"),
        ("row 4", "number"),
        ("row 4", "kind"),
        ("row 4", "ksbs"),
        ("row 4", "ksbs"),
        ("row 4", "title"),
        ("row 5", "number"),
        ("row 6", "title"),
        ("row 7", "link"),
        ("row 8", "after the last column"),
        ("row 8", "kind"),
    ]


def test_one_wrong_row_keeps_all_others_out_and_says_so() -> None:
    found = comes_to(f"{HEADING}\n1,A title,video,,K3\n2,Another,video,,K1")
    said = wrong_told(found)
    assert not found.changed and said.startswith("Nothing was taken over")
    assert "row 3, ksbs: K1 is assessed in M1" in said


def test_what_is_listed_and_not_in_the_table_stays_and_is_told() -> None:
    way = OnTheWay(PART)
    way.add(PieceKept(9, "Older", "video", "", ("K3",)))
    found = comes_to(f"{HEADING}\n1,A title,video,,K3", way)
    assert found.left == (9,) and "left as they were: 9" in told(found)


def test_more_rows_than_there_can_be_pieces_are_refused_whole() -> None:
    rows = "\n".join(f"{number},A title,video,,K3" for number in range(1, 101))
    assert "at most 99" in wrong_told(comes_to(f"{HEADING}\n{rows}"))
    assert "no row" in wrong_told(comes_to(HEADING))


def test_problems_without_end_are_cut() -> None:
    rows = "\n".join("x,,y,,Z9" for _ in range(99))
    assert wrong_told(comes_to(f"{HEADING}\n{rows}")).count("\n") == 31


HOSTILE = [
    b"",
    b"PK\x03\x04 a workbook",
    b"\xff\xfe\x00",
    b'number,title\n1,"never closed',
    b"title,link\nno number,x",
    b"number,title,number\n1,a,2",
    b"\x00" * 5000,
    b'{"assessments": []}',
    b"a" * 200_000,
]


@pytest.mark.parametrize("content", HOSTILE)
def test_what_is_no_table_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(UnreadablePortfolio) as caught:
        read_pieces(content)
    assert "epa-tui import" not in str(caught.value)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200), st.text(max_size=60))
def test_whatever_stands_in_a_file_is_read_or_refused(noise: bytes, text: str) -> None:
    for content in (
        noise,
        HEADING.encode() + b"\n1," + noise,
        f"{HEADING}\n1,{text},{text}".encode(),
    ):
        try:
            found = comes_to(content)
        except UnreadablePortfolio:
            continue
        assert all("\x1b" not in one.sentence for one in found.wrong)
        assert all("\x1b" not in one.title + one.link for one in found.changed)


def test_a_file_beyond_all_size_is_refused_unread(tmp_path: Path) -> None:
    way, path = OnTheWay(PART), tmp_path / "pieces.csv"
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    assert "larger than 1,000,000 bytes" in way.refused("import", file=path)
    path.write_text(template_csv())
    way.do("import", file=path)
    assert list(way.view.state.portfolio.pieces) == [1]
    assert "0 of 1" in way.do("import", file=path).told
