"""The pages of a PDF: what stands around each of them, and rows of text that flow over them.

Everything on a page is a row of cells side by side. A row that does not fit goes to the next page;
one that is long is divided, so that no text is ever cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from fpdf import FPDF
from fpdf.enums import MethodReturnValue
from fpdf.structure_tree import StructElem

from data.exchange.papers.model import Paper
from data.exchange.papers.pdf_fonts import FAMILY, from_the_right, is_shaped, printable
from data.exchange.papers.pdf_tags import Tags
from data.exchange.papers.texts import one_line

WIDTH, HEIGHT = 210.0, 297.0
"""A4, in millimetres."""
LEFT, TOP, BOTTOM = 20.0, 24.0, 22.0
"""Margins, in millimetres; right as left."""
BODY = WIDTH - 2 * LEFT
"""Width of what is printed, in millimetres."""

Colour = tuple[int, int, int]
INK: Colour = (28, 36, 48)
SOFT: Colour = (86, 96, 112)
DEEP: Colour = (23, 73, 90)
RULE: Colour = (207, 214, 221)
WASH: Colour = (238, 243, 245)

_FEWEST = 3
"""Lines of a divided row that stand together at least."""


class Type(NamedTuple):
    """How a line is set."""

    size: float = 9.5
    """In points."""
    weight: Literal["", "B", "I"] = ""
    colour: Colour = INK
    leading: float = 4.7
    """Height of a line in millimetres."""


class Line(NamedTuple):
    """One line of a cell, as it was broken."""

    text: str
    type: Type
    barred: bool = False
    """True where it is somebody's words: a bar stands before it."""


Broken = dict[tuple[str, float, Type], list[str]]
"""Lines of texts that were broken, by text, width in millimetres and type."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: where it stands, and its lines."""

    left: float
    width: float
    lines: tuple[Line, ...]
    role: str = ""
    """What it is in the structure; empty where it is what its row is."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a row has besides its text."""

    above: float = 1.0
    """Room above the text in millimetres."""
    below: float = 1.0
    rule: Colour | None = None
    """Colour of the rule below it."""
    wash: Colour | None = None
    """Colour behind it."""
    bar: bool = False
    """Whether a bar stands at its left."""


PLAIN = Look()


class Sheet:
    """The pages that are being written.

    Args:
        paper: What stands around the pages.
        pdf: With its fonts, without a page.
        pages: How many there will be; 0 where nobody knows yet.
        broken: Lines of texts that were broken before, by text, width and type.
    """

    def __init__(self, paper: Paper, pdf: FPDF, pages: int, broken: Broken) -> None:
        self._paper, self.pdf, self._pages, self._broken = paper, pdf, pages, broken
        self.tags, self.y = Tags(pdf), TOP
        self.led = False
        """Whether a heading stands right above: what follows begins below it, also in part."""
        self.heads: tuple[Sequence[Cell], Look] | None = None
        """The head of the table that is being written: it stands again on each page."""
        self.turn()

    @property
    def room(self) -> float:
        """What is left of the page, in millimetres."""
        return HEIGHT - BOTTOM - self.y

    def turn(self) -> None:
        """Begin a page."""
        self.pdf.add_page()
        self.y = TOP
        self._around()
        if self.heads:
            self._draw(*self.heads)

    def keep(self, height: float) -> None:
        """Begin a page where less is left of this one."""
        if self.room < height:
            self.turn()

    def lines(self, text: str, width: float, type_: Type, *, barred: bool = False) -> list[Line]:
        """Return a text broken into lines.

        Args:
            text: Any text.
            width: In millimetres.
            type_: How it is set.
            barred: True for somebody's words.
        """
        inner = width - (4 if barred else 0)
        key = (text, inner, type_)
        if key not in self._broken:
            self._broken[key] = self._break(printable(text, self.pdf), inner, type_)
        return [Line(line, type_, barred) for line in self._broken[key]]

    def _break(self, text: str, width: float, type_: Type) -> list[str]:
        self._set(type_, text)
        broken = self.pdf.multi_cell(
            width, type_.leading, text, dry_run=True, output=MethodReturnValue.LINES, align="L"
        )
        return [str(line) for line in broken] if isinstance(broken, list) else []

    def cell(self, left: float, width: float, text: str, type_: Type, role: str = "") -> Cell:
        """Return a cell of one text."""
        return Cell(left, width, tuple(self.lines(text, width, type_)), role)

    def row(self, cells: Sequence[Cell], look: Look = PLAIN) -> None:
        """Write a row; one that is too high for the page goes on on the next."""
        rest, marks = list(cells), [self.tags.element(cell.role) for cell in cells]
        led, self.led = self.led, False
        while _height(rest) + look.above + look.below > self.room:
            room = self.room - look.above - look.below
            fits = [_fitting(cell, room) for cell in rest]
            cut = [n for cell, n in zip(rest, fits, strict=True) if n < len(cell.lines)]
            if min(cut) >= _FEWEST and (led or not self._better_whole(rest, look)):
                self._draw([_part(c, 0, n) for c, n in zip(rest, fits, strict=True)], look, marks)
                rest = [_part(c, n, None) for c, n in zip(rest, fits, strict=True)]
            self.turn()
        self._draw(rest, look, marks)

    def _better_whole(self, cells: Sequence[Cell], look: Look) -> bool:
        """Tell whether a row stays together on the next page: it is no higher than half of one."""
        return _height(cells) + look.above + look.below <= (HEIGHT - TOP - BOTTOM) / 2

    def space(self, height: float) -> None:
        """Leave room, but not at the top of a page."""
        if self.y > TOP:
            self.y += height

    def ruled(self, y: float, left: float, right: float, colour: Colour, width: float) -> None:
        """Draw a rule; all in millimetres."""
        with self.tags.marked(None):
            self.pdf.set_draw_color(*colour)
            self.pdf.set_line_width(width)
            self.pdf.line(left, y, right, y)

    def filled(self, left: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle; all in millimetres."""
        with self.tags.marked(None):
            self.pdf.set_fill_color(*colour)
            self.pdf.rect(left, y, width, height, style="F")

    def width(self, line: Line) -> float:
        """Return how wide a line is, in millimetres."""
        self._set(line.type, line.text)
        return float(self.pdf.get_string_width(line.text))

    def put(self, line: Line, left: float, y: float, width: float, align: str = "") -> None:
        """Write one line that was broken for this width; `align` is found out where it is empty."""
        self._set(line.type, line.text)
        self.pdf.set_xy(left, y)
        side = align or ("R" if from_the_right(line.text) else "L")
        self.pdf.cell(width, line.type.leading, line.text, align=side)

    def _draw(
        self, cells: Sequence[Cell], look: Look, marks: Sequence[StructElem] | None = None
    ) -> None:
        """Draw a row; one without marks stood on an earlier page already, and is no content."""
        height = _height(cells) + look.above + look.below
        if look.wash:
            self.filled(LEFT, self.y, BODY, height, look.wash)
        if look.bar:
            self.filled(LEFT, self.y, 1.1, height, DEEP)
        for place, cell in enumerate(cells):
            self._draw_cell(cell, self.y + look.above, marks[place] if marks else None)
        self.y += height
        if look.rule:
            self.ruled(self.y, LEFT, LEFT + BODY, look.rule, 0.2)

    def _draw_cell(self, cell: Cell, y: float, mark: StructElem | None) -> None:
        tops = [
            y + sum(line.type.leading for line in cell.lines[:n]) for n in range(len(cell.lines))
        ]
        for line, top in zip(cell.lines, tops, strict=True):
            if line.barred:
                self.filled(cell.left + 1, top + 0.3, 0.6, line.type.leading, DEEP)
        if not any(line.text for line in cell.lines):
            return
        with self.tags.marked(mark):
            for line, top in zip(cell.lines, tops, strict=True):
                shift = 4.0 if line.barred else 0.0
                self.put(line, cell.left + shift, top, cell.width - shift)

    def _set(self, type_: Type, text: str) -> None:
        self.pdf.set_font(FAMILY, type_.weight, type_.size)
        self.pdf.set_text_color(*type_.colour)
        self.pdf.set_text_shaping(is_shaped(text))

    def _around(self) -> None:
        """Write what stands at the head and the foot of each page; the first has its title."""
        small, paper = Type(8, "", SOFT, 4), self._paper
        if self.pdf.page_no() > 1:
            with self.tags.marked(None):
                self._ends(paper.title, paper.reference, 12, small)
            self.ruled(17.5, LEFT, LEFT + BODY, RULE, 0.2)
        number = f"Page {self.pdf.page_no()} of {self._pages}"
        with self.tags.marked(None):
            self._ends(paper.notice, number, HEIGHT - 14, small)

    def _ends(self, left: str, right: str, y: float, type_: Type) -> None:
        """Write two texts at the ends of one line; the left one is cut where it is long."""
        told = Line(printable(one_line(right), self.pdf), type_)
        taken = self.width(told) + 2
        self.put(told, LEFT + BODY - taken, y, taken, "R")
        for line in self.lines(one_line(left), BODY - taken - 4, type_)[:1]:
            self.put(line, LEFT, y, BODY - taken - 4, "L")


def _height(cells: Sequence[Cell]) -> float:
    return max((sum(line.type.leading for line in cell.lines) for cell in cells), default=0.0)


def _fitting(cell: Cell, room: float) -> int:
    """Return how many lines of a cell have room."""
    used, number = 0.0, 0
    for line in cell.lines:
        used += line.type.leading
        if used > room:
            break
        number += 1
    return number


def _part(cell: Cell, first: int, last: int | None) -> Cell:
    return replace(cell, lines=cell.lines[first:last])
