"""The pieces of a portfolio: what may be listed, and what is missing.

Specification, "Portfolio of Evidence Guidance": discrete pieces, mapped against the KSBs that the
professional discussion assesses. A piece is never evidence by itself: it prompts questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.record.journey.portfolio import PieceKept, PieceRemoved
from data.record.text import clean
from data.rules.demands import demand_words
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.vocabulary import Unknown, Vocabulary
from data.standards.journey import Demand
from data.standards.model import Method

HIGHEST = 99
"""The highest number of a piece. Our convention: one too many is listed, so that it is seen."""

LONGEST_TITLE = 200
"""Characters of the longest title."""

LONGEST_LINK = 1000
"""Characters of the longest link."""

_ANYTHING = (Demand(name="other", text="Something else"),)

NEVER_EVIDENCE = "The portfolio prompts questions; it is never evidence by itself."
"""What is said wherever its pieces are shown."""


@dataclass(frozen=True)
class Gaps:
    """What is not as the portfolio has to be."""

    unclaimed: tuple[str, ...]
    """KSBs that no piece claims."""
    missing: tuple[int, ...]
    """Numbers for which no piece is listed."""
    beyond: tuple[int, ...]
    """Numbers above those that there may be."""
    unmapped: tuple[int, ...]
    """Pieces that claim no KSB."""
    alike: tuple[tuple[int, ...], ...]
    """Numbers of pieces with the same title or link, which may not be discrete."""

    @property
    def none(self) -> bool:
        """True where all is as it has to be."""
        return not (self.unclaimed or self.missing or self.beyond or self.unmapped or self.alike)


def kinds(view: JourneyView) -> tuple[Demand, ...]:
    """Return what a piece may be."""
    return view.journey.portfolio.kinds or _ANYTHING


def underpinned(view: JourneyView) -> Method | None:
    """Return the method that a portfolio underpins; None where there is no portfolio."""
    rules = view.journey.portfolio
    return view.standard.method(rules.method) if rules.method and rules.pieces else None


def no_portfolio(view: JourneyView) -> str:
    """Say that there is no portfolio to look at; empty where a method is underpinned by one."""
    return "" if underpinned(view) else "No portfolio underpins a method of this standard."


def statements(view: JourneyView) -> tuple[str, ...]:
    """Return the codes of the KSBs that the pieces can claim, in the order of the standard."""
    method = underpinned(view)
    if method is None:
        return ()
    return tuple(ksb.code for ksb in view.standard.statements(method.code, view.option))


def claimable(view: JourneyView, typed: Iterable[str]) -> tuple[str, ...]:
    """Return codes of KSBs as the standard writes them, each once, in its order.

    Args:
        view: The assessment.
        typed: Codes in either case.

    Raises:
        Refused: One is no KSB of the portfolio's method and the apprentice's option; says why.
    """
    method = _demand_portfolio(view)
    known = statements(view)
    names = {code.casefold(): code for code in known}
    found = set()
    for word in typed:
        if word.casefold() not in names:
            raise Refused(_stranger(view, method, clean(word)), about="ksbs")
        found.add(names[word.casefold()])
    return tuple(code for code in known if code in found)


def piece(
    view: JourneyView, number: int, title: str, form: str, link: str, ksbs: Iterable[str]
) -> PieceKept:
    """Return a piece as it is to be listed.

    Args:
        view: The assessment.
        number: As the portfolio numbers it.
        title: What it is called.
        form: Name of a kind.
        link: Where it lies; may be empty.
        ksbs: Codes of the KSBs that it claims, in either case.

    Raises:
        Refused: There is no portfolio, or something of this cannot be listed.
    """
    _demand_portfolio(view)
    if not 1 <= number <= HIGHEST:
        raise Refused(
            f"Pieces are numbered from 1 to {HIGHEST}. Choose one of these numbers.", about="number"
        )
    words = demand_words(title, f"Piece {number} needs a title. Type what it is.").strip()
    if len(words) > LONGEST_TITLE:
        raise Refused(f"A title has at most {LONGEST_TITLE} characters. Shorten it.", about="title")
    where = clean(link.strip())
    if len(where) > LONGEST_LINK:
        raise Refused(f"A link has at most {LONGEST_LINK} characters. Shorten it.", about="link")
    names = [kind.name for kind in kinds(view)]
    if form not in names:
        raise Refused(f"A piece is one of: {', '.join(names)}. Choose one.", about="kind")
    return PieceKept(number, words, form, where, claimable(view, ksbs))


def removed(view: JourneyView, number: int) -> PieceRemoved:
    """Return that a piece is taken off the list.

    Raises:
        Refused: No such piece is listed.
    """
    _demand_portfolio(view)
    if number not in view.state.portfolio.pieces:
        raise Refused(f"No piece {number} is listed. Choose one that is.", about="number")
    return PieceRemoved(number)


def gaps(view: JourneyView) -> Gaps:
    """Return what the portfolio lacks, or has too much of."""
    pieces, wanted = view.state.portfolio.pieces, view.journey.portfolio.pieces
    claimed = {code for one in pieces.values() for code in one.ksbs}
    return Gaps(
        tuple(code for code in statements(view) if code not in claimed),
        tuple(number for number in range(1, wanted + 1) if number not in pieces),
        tuple(number for number in pieces if number > wanted),
        tuple(number for number, one in pieces.items() if not one.ksbs),
        _alike(pieces),
    )


def next_number(view: JourneyView) -> int:
    """Return the lowest number for which no piece is listed; the last one where all are."""
    left = (n for n in range(1, HIGHEST + 1) if n not in view.state.portfolio.pieces)
    return next(left, HIGHEST)


def _alike(pieces: Mapping[int, PieceKept]) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of pieces that share a title or a link."""
    shared: dict[tuple[str, str], list[int]] = {}
    for number, one in pieces.items():
        shared.setdefault(("title", " ".join(one.title.casefold().split())), []).append(number)
        if one.link:
            shared.setdefault(("link", one.link), []).append(number)
    return tuple(dict.fromkeys(tuple(found) for found in shared.values() if len(found) > 1))


def _demand_portfolio(view: JourneyView) -> Method:
    method = underpinned(view)
    if method is None:
        raise Refused("No portfolio underpins a method of this standard. There is nothing to list.")
    return method


def _stranger(view: JourneyView, method: Method, word: str) -> str:
    """Return why a code cannot be claimed, as the note line says it of a tag."""
    code = Vocabulary.of(view.standard, method.code, view.option).resolve(word)
    if not isinstance(code, Unknown):
        return f"{code} is a descriptor. A piece claims KSBs: {_some(statements(view))}."
    said = code.sentence.removesuffix(" Type ## where a plain # is meant.")
    return said.replace(", or leave the tag out.", ", or leave it out.")


def _some(codes: tuple[str, ...]) -> str:
    shown = ", ".join(codes[:3])
    return f"{shown}, ..." if len(codes) > 3 else shown
