"""The table of a portfolio's pieces: its columns, its template, and how it is read and written.

One row is one piece. The reading is that of a file of bookings: whichever encoding a spreadsheet
chose, whichever sign parts its cells.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from data.exchange.errors import ExchangeError
from data.exchange.incoming.decoding import decoded
from data.exchange.incoming.errors import TEMPLATE, UnreadableBookings
from data.exchange.incoming.rows import Incoming
from data.exchange.incoming.table import Columns, read_table
from data.record.journey.portfolio import PieceKept
from data.standards.bounds import Unbounded, read_bounded

MAX_BYTES = 1_000_000
"""Size of the largest file that is read: 99 pieces with the longest titles and links, in two bytes
a character, and as much again in columns that are left out."""

NAMES = ("number", "title", "kind", "link", "ksbs")
"""The columns, in the order of the template."""

OURS = "`epa-tui portfolio template` prints a file to begin with."

_ALIASES = {
    "no": "number",
    "nr": "number",
    "piece": "number",
    "evidence_number": "number",
    "name": "title",
    "evidence": "title",
    "type": "kind",
    "format": "kind",
    "url": "link",
    "location": "link",
    "ksb": "ksbs",
    "mapped_ksbs": "ksbs",
    "mapping": "ksbs",
}
_EXAMPLE = PieceKept(
    1, "Call sheet of a made-up shoot", "document", "https://example.org/1", ("K3", "S4")
)
"""Of a portfolio that does not exist."""


class UnreadablePortfolio(ExchangeError):
    """A file holds no pieces of a portfolio that can be read; says what to do."""


def column(heading: str) -> str | None:
    """Return the column that a heading means, however it is written; None where it means none."""
    name = re.sub(r"[\W_]+", "_", heading.strip().casefold()).strip("_")
    name = _ALIASES.get(name, name)
    return name if name in NAMES else None


PIECES = Columns(column, ("number", "title"))
"""The columns of the table."""


def read_portfolio_file(path: Path) -> Incoming:
    """Read the rows of a file of pieces.

    Args:
        path: A file of any kind.

    Raises:
        UnreadablePortfolio: It cannot be read; says what to do.
    """
    try:
        return read_pieces(read_bounded(path, MAX_BYTES))
    except Unbounded as error:
        problem = f"is larger than {MAX_BYTES:,} bytes" if path.is_file() else "cannot be read"
        raise UnreadablePortfolio(f"The file {problem}. {OURS}") from error
    except OSError as error:
        reason = error.strerror or "the disk refused"
        raise UnreadablePortfolio(
            f"The file cannot be read ({reason}). Look at its name, and at who may read it."
        ) from error


def read_pieces(content: bytes) -> Incoming:
    """Read rows from the bytes of a table.

    Args:
        content: At the most `MAX_BYTES`.

    Raises:
        UnreadablePortfolio: It is no table, or lacks a column.
    """
    try:
        text, notice = decoded(content)
        read = read_table(text, PIECES)
    except UnreadableBookings as error:
        raise UnreadablePortfolio(str(error).replace(TEMPLATE, OURS)) from error
    return replace(read, notices=(*filter(None, [notice]), *read.notices))


def template_csv(codes: tuple[str, ...] = _EXAMPLE.ksbs) -> str:
    """Return a file to begin with: the heading, and a piece that does not exist.

    Args:
        codes: KSBs that the piece claims.
    """
    return written([replace(_EXAMPLE, ksbs=codes)])


def written(pieces: Iterable[PieceKept]) -> str:
    """Return pieces as a table that can be read back."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(NAMES)
    for piece in pieces:
        lines.writerow((piece.number, piece.title, piece.form, piece.link, " ".join(piece.ksbs)))
    return text.getvalue()
