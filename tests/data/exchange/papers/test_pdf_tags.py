"""A PDF tells a reader for the blind what each piece is, in the order in which it is read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from data.exchange.papers import model as m
from data.exchange.papers.as_pdf import pdf

LONG = "told how the crew was moved " * 320
PAPER = m.Paper(
    "Feedback",
    "Subtitle",
    "R-1",
    m.Facts((("Apprentice", "Si\u00e2n Example"),)),
    (
        m.Heading("First"),
        m.Notice("Draft", "not to be sent"),
        m.Heading("Below", 2),
        m.Points((m.Point("text of it", "P1", "well said"), m.Point("second", "P2"))),
        m.Table(("Minute", "Note"), (("1:00", LONG), ("2:00", "")), (1, 3)),
        m.Choices("Outcome", ("agreed", "not agreed"), ("agreed",)),
        m.Blank("Signature", 2),
    ),
    "Made",
    1_779_271_620_000,
    "Confidential",
)


@pytest.fixture(scope="module")
def read() -> PdfReader:
    return PdfReader(io.BytesIO(pdf(PAPER)))


def _marked(page: Any, reader: PdfReader) -> dict[int, list[Any]]:
    """Return what is drawn in each marked piece of a page; nothing may be drawn outside of one."""
    inside: int | str | None = None
    found: dict[int, list[Any]] = {}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            assert inside is None, "marked pieces do not lie inside each other"
            inside = "artifact" if operands[0] == "/Artifact" else int(operands[1]["/MCID"])
        elif operator == b"EMC":
            assert inside is not None
            inside = None
        elif operator in (b"Tj", b"TJ", b"f", b"S", b"B"):
            assert inside is not None, (operator, operands)
            if isinstance(inside, int):
                found.setdefault(inside, []).append(operands)
    assert inside is None
    return found


def _leaves(element: Any) -> Iterator[tuple[str, int, int]]:
    """Go through the marked pieces of an element: its role, the page's object, the number."""
    for kid in element["/K"]:
        one = kid.get_object()
        if isinstance(one, int):
            yield element["/S"], element.raw_get("/Pg").idnum, int(one)
        else:
            assert one["/P"].get_object() == element
            yield from _leaves(one)


def _tree(element: Any) -> list[Any]:
    kids = [kid.get_object() for kid in element["/K"]]
    return [element["/S"], *(_tree(kid) for kid in kids if not isinstance(kid, int))]


def _document(read: PdfReader) -> Any:
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    (document,) = root["/StructTreeRoot"]["/K"]
    return document.get_object()


def test_headings_lists_and_tables_lie_inside_each_other(read: PdfReader) -> None:
    name, *parts = _tree(_document(read))
    cell = ["/TD", *[["/Span"]] * (len(read.pages) - 1)]
    assert name == "/Document" and len(read.pages) > 1
    assert parts == [
        ["/P"],
        ["/H1"],
        ["/P"],
        ["/Table", ["/TR", ["/TH"], ["/TD"]]],
        ["/H2"],
        ["/P"],
        ["/H3"],
        ["/L", *[["/LI", ["/Lbl"], ["/LBody"]]] * 2],
        [
            "/Table",
            ["/TR", ["/TH"], ["/TH"]],
            ["/TR", ["/TD"], cell],
            ["/TR", ["/TD"], ["/TD"]],
        ],
        ["/P", ["/Span"], ["/Span"]],
        ["/P"],
    ]


def test_whatever_is_drawn_is_content_once_or_none_at_all(read: PdfReader) -> None:
    drawn = {
        (page.indirect_reference.idnum, number)
        for page in read.pages
        if page.indirect_reference
        for number in _marked(page, read)
    }
    told = [(page, number) for _, page, number in _leaves(_document(read))]
    assert len(told) == len(set(told)) and set(told) == drawn
    # The reader gets from a piece of a page back to its element.
    root: Any = read.trailer["/Root"]
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], (one.get_object() for one in numbers[1::2]), strict=True))
    for page in read.pages:
        pieces = owners[page["/StructParents"]]
        assert len(pieces) == len(_marked(page, read))


def test_heads_name_what_they_head_and_a_tick_is_heard(read: PdfReader) -> None:
    *_, facts, _, _, _, _, table, choices, _ = (k.get_object() for k in _document(read)["/K"])
    head = facts["/K"][0].get_object()["/K"][0].get_object()
    assert head["/A"] == {"/O": "/Table", "/Scope": "/Row"}
    heads = [one.get_object()["/A"]["/Scope"] for one in table["/K"][0].get_object()["/K"]]
    assert heads == ["/Column", "/Column"]
    label, *answers = choices["/K"]
    assert isinstance(label.get_object(), int), "the label is read before the answers"
    told = [one.get_object()["/Alt"] for one in answers]
    assert told == ["agreed: ticked", "not agreed: not ticked"]


def test_marks_do_not_change_what_is_read(read: PdfReader) -> None:
    text = " ".join(page.extract_text() for page in read.pages)
    assert len(re.findall(r"told\s+how", text)) == 320 and "Signature" in text
