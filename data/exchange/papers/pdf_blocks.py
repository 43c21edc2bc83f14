"""How each block of a paper stands on the pages of a PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data.exchange.papers import model as m
from data.exchange.papers.pdf_fonts import printable
from data.exchange.papers.pdf_sheet import (
    BODY,
    DEEP,
    INK,
    LEFT,
    RULE,
    SOFT,
    WASH,
    Cell,
    Line,
    Look,
    Sheet,
    Type,
)
from data.exchange.papers.texts import one_line

_TEXT = Type()
_QUIET = Type(8.5, "", SOFT, 4.2)
_NAME = Type(9, "", SOFT, 4.7)
_CODE = Type(9.5, "B", DEEP, 4.7)
_SAID = Type(9.2, "I", (43, 55, 70), 4.6)
_SMALL = Type(8.5, "", INK, 4.1)
_HEAD = Type(8.5, "B", DEEP, 4.1)
_RULED = Look(1.3, 1.3, RULE)
_PAD = 1.6
"""Room at the sides of a cell of a table, in millimetres."""
_LABEL = 46.0
"""Width of a label, in millimetres."""


def title(sheet: Sheet, paper: m.Paper) -> None:
    """Write what stands at the top of the first page."""
    sheet.y = 18
    over, under = Type(9, "", SOFT, 4.6), f"{paper.reference} · {paper.made}"
    set_as = Type(21, "B", DEEP, 9)
    sheet.row([sheet.cell(LEFT, BODY, paper.subtitle, over, "P")], Look(0, 0.8))
    sheet.row([sheet.cell(LEFT, BODY, paper.title, set_as, "H1")], Look(0, 0.8))
    sheet.row([sheet.cell(LEFT, BODY, under, over, "P")], Look(0, 3))
    sheet.ruled(sheet.y, LEFT, LEFT + BODY, DEEP, 0.9)
    sheet.y += 4
    _facts(sheet, paper.facts)


def write(sheet: Sheet, block: m.Block) -> None:
    """Write one block."""
    _WRITERS[type(block)](sheet, block)


def _heading(sheet: Sheet, block: m.Heading) -> None:
    first = block.level == 1
    set_as = Type(13.5, "B", DEEP, 6.2) if first else Type(10.5, "B", INK, 5)
    cell = sheet.cell(LEFT, BODY, one_line(block.text), set_as, f"H{block.level + 1}")
    sheet.space(6 if first else 3.5)
    # A heading never stands alone at the foot of a page.
    sheet.keep(len(cell.lines) * set_as.leading + 24)
    sheet.pdf.set_y(sheet.y)
    name = printable(one_line(block.text), sheet.pdf) or "-"
    sheet.pdf.start_section(name, block.level - 1, strict=False)
    sheet.row([cell], Look(0, 1.2, RULE if first else None))
    sheet.led = True
    sheet.y += 1.4 if first else 0


def _paragraph(sheet: Sheet, block: m.Paragraph) -> None:
    set_as = _QUIET if block.quiet else _TEXT
    sheet.row([sheet.cell(LEFT, BODY, block.text, set_as, "P")], Look(0.8, 1.4))


def _facts(sheet: Sheet, block: m.Facts) -> None:
    with sheet.tags.inside("Table"):
        for name, told in block.rows:
            cells = [
                sheet.cell(LEFT, _LABEL - 3, one_line(name), _NAME, "RH"),
                sheet.cell(LEFT + _LABEL, BODY - _LABEL, told, _TEXT, "TD"),
            ]
            _table_row(sheet, cells, _RULED)
    sheet.y += 2


def _table_row(sheet: Sheet, cells: list[Cell], look: Look) -> None:
    with sheet.tags.inside("TR"):
        sheet.row(cells, look)


def _table(sheet: Sheet, block: m.Table) -> None:
    whole = sum(block.shares)
    widths = [BODY * share / whole for share in block.shares]
    lefts = [LEFT + sum(widths[:place]) + _PAD for place in range(len(widths))]

    def cells(row: m.Row, set_as: Type, role: str = "TD") -> list[Cell]:
        return [
            sheet.cell(left, width - 2 * _PAD, text, set_as, role)
            for left, width, text in zip(lefts, widths, row, strict=True)
        ]

    heads, look = cells(block.heads, _HEAD, "TH"), Look(1.4, 1.4, DEEP, WASH)
    sheet.keep(28)
    with sheet.tags.inside("Table"):
        _table_row(sheet, heads, look)
        sheet.heads, sheet.led = (heads, look), True
        for row in block.rows:
            _table_row(sheet, cells(row, _SMALL), _RULED)
        sheet.heads = None
    sheet.y += 3


def _points(sheet: Sheet, block: m.Points) -> None:
    led = any(point.lead for point in block.points)
    look = Look(1.5, 1.5, RULE) if led else Look(0.6, 0.6)
    with sheet.tags.inside("L"):
        for point in block.points:
            with sheet.tags.inside("LI"):
                sheet.row(_point(sheet, point, 14.0 if led else 5.0), look)
    sheet.y += 2


def _point(sheet: Sheet, point: m.Point, indent: float) -> list[Cell]:
    told = sheet.lines(point.text, BODY - indent, _TEXT)
    if point.said:
        told += [Line("", Type(leading=1.2)), *_said(sheet, point.said, BODY - indent)]
    lead = sheet.cell(LEFT, indent - 2, point.lead or "•", _CODE, "Lbl")
    return [lead, Cell(LEFT + indent, BODY - indent, tuple(told), "LBody")]


def _said(sheet: Sheet, text: str, width: float) -> list[Line]:
    return sheet.lines(text, width, _SAID, barred=True)


def _notice(sheet: Sheet, block: m.Notice) -> None:
    width = BODY - 9
    lines = sheet.lines(one_line(block.title), width, Type(9.5, "B", INK, 5))
    lines += sheet.lines(block.text, width, _TEXT)
    sheet.space(1.5)
    cell = Cell(LEFT + 4.5, width, tuple(lines), "P")
    sheet.row([cell], Look(2.4, 2.6, None, WASH, bar=True))
    sheet.y += 3


def _choices(sheet: Sheet, block: m.Choices) -> None:
    sheet.keep(9)
    label = sheet.cell(LEFT, _LABEL - 3, one_line(block.label), _NAME)
    top, left = sheet.y + 1.3, LEFT + _LABEL
    height = max(1, len(label.lines)) * _NAME.leading
    with sheet.tags.inside("P"):
        at = sheet.tags.element()
        for one in block.options:
            text = printable(one_line(one), sheet.pdf)
            line = Line(text, _CODE if one in block.chosen else _TEXT)
            width = sheet.width(line) + 2
            if left > LEFT + _LABEL and left + 6 + width > LEFT + BODY:
                left, top, height = LEFT + _LABEL, top + 5.4, height + 5.4
            _choice(sheet, line, left, top, ticked=one in block.chosen)
            left += width + 11
        filler = Cell(LEFT + _LABEL, 1, (Line("", Type(leading=height)),))
        sheet.row([label, filler], _RULED)
        if any(one.text for one in label.lines):
            at.k.insert(0, at.k.pop())  # the label is read before the answers


def _choice(sheet: Sheet, line: Line, left: float, top: float, *, ticked: bool) -> None:
    """Write an answer behind its box; whoever hears it hears whether it is ticked."""
    told = f"{line.text}: {'ticked' if ticked else 'not ticked'}"
    with sheet.tags.marked(sheet.tags.element("Span", told)):
        _box(sheet, left, top, ticked=ticked)
        sheet.put(line, left + 5.2, top, sheet.width(line) + 2, "L")


def _box(sheet: Sheet, left: float, top: float, *, ticked: bool) -> None:
    pdf = sheet.pdf
    pdf.set_draw_color(*SOFT)
    pdf.set_line_width(0.3)
    pdf.rect(left, top + 0.7, 3.2, 3.2)
    if ticked:
        pdf.set_draw_color(*DEEP)
        pdf.set_line_width(0.6)
        pdf.line(left + 0.6, top + 2.3, left + 1.4, top + 3.2)
        pdf.line(left + 1.4, top + 3.2, left + 2.8, top + 1.2)


def _blank(sheet: Sheet, block: m.Blank) -> None:
    height = 8.0 * block.lines
    sheet.keep(min(height, 120) + 3)
    label = sheet.cell(LEFT, _LABEL - 3, one_line(block.label), _NAME)
    with sheet.tags.marked(sheet.tags.element("P")):
        for place, line in enumerate(label.lines):
            sheet.put(line, LEFT, sheet.y + 3 + place * _NAME.leading, _LABEL - 3)
    for _ in range(block.lines):
        if sheet.room < 10:
            sheet.turn()
        sheet.y += 8
        sheet.ruled(sheet.y, LEFT + _LABEL, LEFT + BODY, SOFT, 0.15)
    sheet.y += 2.5


def _page_mark(sheet: Sheet, block: m.PageMark) -> None:
    sheet.turn()


_WRITERS: dict[type, Callable[[Sheet, Any], None]] = {
    m.Heading: _heading,
    m.Paragraph: _paragraph,
    m.Facts: _facts,
    m.Table: _table,
    m.Points: _points,
    m.Notice: _notice,
    m.Choices: _choices,
    m.Blank: _blank,
    m.PageMark: _page_mark,
}
