"""What the screen of the portfolio writes: a row for each piece, and the gaps at the foot.

Pure functions from a view; `screens.portfolio` shows them.
"""

from __future__ import annotations

from textual.content import Content

from data.exchange.portfolio_part import gap_facts
from data.record.journey.portfolio import PieceKept
from data.rules.counts import counted
from data.rules.journey_view import JourneyView
from data.rules.portfolio import NEVER_EVIDENCE, gaps, statements
from screens.journey_facts import STYLES
from screens.widgets.columns import MUTED, fitted
from screens.widgets.page import Paragraph, set_paragraphs, stored
from screens.widgets.row_list import Row

SLIM = 64
"""Cells below which the KSBs of a piece are counted, and its kind is left out."""
_FORM, _GAP, _LABEL = 12, 2, 21


def piece_rows(view: JourneyView, width: int) -> list[Row]:
    """Return a row for each number that there may be, and for each that is one too many.

    Args:
        view: The assessment.
        width: Cells of a line.
    """
    pieces, wanted = view.state.portfolio.pieces, view.journey.portfolio.pieces
    numbers = sorted({*range(1, wanted + 1), *pieces})
    longest = max((len(" ".join(one.ksbs)) for one in pieces.values()), default=0)
    claims = min(max(longest, 8), width // 3) if width >= SLIM else 7
    return [_row(n, pieces.get(n), width, claims, beyond=n > wanted) for n in numbers]


def _row(number: int, piece: PieceKept | None, width: int, claims: int, *, beyond: bool) -> Row:
    style = "bold $text-warning" if beyond else "bold"
    label = Content.assemble((f"{number:>3}", style), "  ")
    if piece is None:
        return Row(str(number), label + Content("not listed").stylize(MUTED))
    slim = width < SLIM
    said = counted(len(piece.ksbs), "KSB") if slim else " ".join(piece.ksbs)
    warned = "" if piece.ksbs else "$text-warning"
    beside = fitted(said or "claims no KSB", claims).stylize(warned)
    form = Content("") if slim else fitted(piece.form, _FORM).stylize(MUTED)
    room = width - label.cell_length - form.cell_length - claims - _GAP * (1 if slim else 2)
    parts = [fitted(piece.title, max(8, room)), *([] if slim else [form]), beside]
    return Row(str(number), label + Content(" " * _GAP).join(parts))


def detail(view: JourneyView, number: int, width: int) -> Content:
    """Return where the piece at the cursor lies, and all that it claims.

    Args:
        view: The assessment.
        number: The piece.
        width: Cells of a line.
    """
    piece = view.state.portfolio.pieces.get(number)
    if piece is None:
        return Content(f"Piece {number} is not listed.").stylize(MUTED)
    said = "   ".join(filter(None, (" ".join(piece.ksbs), piece.link or "no link")))
    label = Content(f"Piece {number}").stylize(MUTED)
    return set_paragraphs([Paragraph(stored(said), label, _LABEL)], width)


def foot(view: JourneyView, width: int, *, short: bool = False) -> Content:
    """Return the gaps, and that the portfolio is never evidence by itself.

    Args:
        view: The assessment.
        width: Cells of a line.
        short: One line only.
    """
    if short:
        found, listed = gaps(view), len(view.state.portfolio.pieces)
        said = f"{listed}/{view.journey.portfolio.pieces} pieces, "
        said += f"{len(found.unclaimed)} of {len(statements(view))} KSBs unclaimed"
        return fitted(said, width).stylize("$text-success" if found.none else "$text-warning")
    lines = [
        Paragraph(stored(fact.words, STYLES[fact.tone]), Content(fact.label).stylize(MUTED), _LABEL)
        for fact in gap_facts(view)
        if fact.label != "Not listed"  # the rows say so
    ]
    told = Content(NEVER_EVIDENCE).stylize(MUTED)
    return set_paragraphs([*lines, Paragraph(told)], width)
