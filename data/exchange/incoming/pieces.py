"""From the rows of a table to the pieces of a portfolio: all of them, or what is wrong with which.

Nothing is taken over where one row is wrong: half a table is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.exchange.incoming.rows import Incoming, Row
from data.record.journey.portfolio import PieceKept
from data.rules.journey_view import JourneyView
from data.rules.portfolio import HIGHEST, claimable, kinds, piece
from data.rules.refused import Refused

_WHOLE = re.compile(r"(\d{1,4})(?:[.,]0+)?", re.ASCII)
_BETWEEN = re.compile(r"[\s,;/|&+]+")
_RANGE = re.compile(r"([A-Za-z]{1,3})(\d{1,3})[-\u2013]([A-Za-z]{1,3})?(\d{1,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something in a table that cannot be taken over."""

    where: str
    """`row 7`."""
    column: str
    sentence: str
    """Says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a table of pieces comes to."""

    changed: tuple[PieceKept, ...]
    """Pieces that are not listed so yet; none where something is wrong."""
    same: int = 0
    """How many are listed so already."""
    left: tuple[int, ...] = ()
    """Numbers that are listed, and not in the table: they stay."""
    wrong: tuple[Wrong, ...] = ()
    notices: tuple[str, ...] = ()
    """What the user has to know of how it was read."""


def pieces_of(view: JourneyView, read: Incoming) -> Pieces:
    """Return what a table comes to.

    Args:
        view: The assessment.
        read: The rows of the table.
    """
    if len(read.rows) > HIGHEST:
        many = f"A portfolio has at most {HIGHEST} pieces here, and the table has more rows."
        return Pieces((), wrong=(Wrong("", "number", many),))
    found: dict[int, PieceKept] = {}
    wrong: list[Wrong] = []
    for row in read.rows:
        made = _piece(view, row, found, wrong)
        if made:
            found[made.number] = made
    if not read.rows:
        wrong.append(Wrong("", "number", "The table has no row with a piece. Fill one in."))
    listed = view.state.portfolio.pieces
    if wrong:
        return Pieces((), wrong=tuple(wrong), notices=read.notices)
    changed = tuple(one for one in found.values() if listed.get(one.number) != one)
    left = tuple(number for number in listed if number not in found)
    return Pieces(changed, len(found) - len(changed), left, notices=read.notices)


def _piece(
    view: JourneyView, row: Row, found: dict[int, PieceKept], wrong: list[Wrong]
) -> PieceKept | None:
    """Return the piece of a row; None where something is wrong, which is added."""
    before = len(wrong)
    cells = row.cells
    wrong += [Wrong(row.where, name, "Put quotation marks around a text with a comma.")
              for name in row.unfit]  # fmt: skip
    number = _number(cells.get("number", ""))
    form = _form(view, cells.get("kind", ""))
    codes = tuple(_codes(cells.get("ksbs", "")))
    for column, sentence in _problems(view, number, form, codes, found):
        wrong.append(Wrong(row.where, column, sentence))
    if not cells.get("title"):
        wrong.append(Wrong(row.where, "title", "Type what the piece is called."))
    if len(wrong) > before:
        return None
    try:
        return piece(view, number, cells["title"], form, cells.get("link", ""), codes)
    except Refused as refused:
        column = "link" if refused.sentence.startswith("A link") else "title"
        wrong.append(Wrong(row.where, column, refused.sentence))
        return None


def _problems(
    view: JourneyView,
    number: int,
    form: str,
    codes: tuple[str, ...],
    found: dict[int, PieceKept],
) -> Iterator[tuple[str, str]]:
    """Go through what is wrong with the cells of a row: the column, and a sentence."""
    if not 1 <= number <= HIGHEST:
        yield "number", f"Write the number of the piece, from 1 to {HIGHEST}."
    elif number in found:
        yield "number", f"Piece {number} stands in an earlier row already. Give it another number."
    if not form:
        yield "kind", f"Write one of: {', '.join(kind.name for kind in kinds(view))}."
    for code in dict.fromkeys(codes):
        try:
            claimable(view, (code,))
        except Refused as refused:
            yield "ksbs", refused.sentence


def _number(cell: str) -> int:
    """Return a number that a spreadsheet may have written as `3.0`; 0 for none."""
    found = _WHOLE.fullmatch(cell)
    return int(found[1]) if found else 0


def _form(view: JourneyView, cell: str) -> str:
    """Return the kind that a cell means: its name, its words, or a word among others.

    An empty cell means the last kind of the list, which is for everything else.
    """
    names = {kind.name: kind for kind in kinds(view)}
    if not cell:
        return list(names)[-1]
    said = cell.casefold().strip()
    for name, kind in names.items():
        if said in (name.casefold(), kind.text.casefold()):
            return name
    words = {word.removesuffix("s") for word in re.findall(r"\w+", said)}
    meant = [name for name in names if name.casefold() in words]
    return meant[0] if len(meant) == 1 else ""


def _codes(cell: str) -> Iterator[str]:
    """Go through the codes in a cell, with runs written out: `K1-K3, S4 and B2`."""
    for word in filter(None, _BETWEEN.split(cell)):
        run = _RANGE.fullmatch(word)
        if run and (run[3] or run[1]).casefold() == run[1].casefold():
            first, last = int(run[2]), int(run[4])
            if first <= last:
                yield from (f"{run[1]}{number}" for number in range(first, last + 1))
                continue
        if word.casefold() != "and":
            yield word


def told(pieces: Pieces) -> str:
    """Return what was taken over, in a sentence."""
    said = f"{len(pieces.changed)} of {len(pieces.changed) + pieces.same} pieces changed."
    if pieces.left:
        listed = ", ".join(map(str, pieces.left))
        said += f" Not in the file, and left as they were: {listed}."
    return " ".join((said, *pieces.notices))


def wrong_told(pieces: Pieces, most: int = 30) -> str:
    """Return all that is wrong, a line each, at most `most` of them.

    Args:
        pieces: Of a table that was not taken over.
        most: Lines that are written out.
    """
    lines = [
        f"{f'{one.where}, {one.column}'.removeprefix(', ')}: {one.sentence}"
        for one in pieces.wrong[:most]
    ]
    more = len(pieces.wrong) - most
    if more > 0:
        lines.append(f"and {more} more")
    return "\n".join(("Nothing was taken over. Correct the file and import it again.", *lines))
