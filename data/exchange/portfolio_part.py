"""The portfolio as a part of the journey: what is listed, what is missing, and what can be done.

In `exchange`, as one of its steps reads a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.exchange.incoming.pieces import pieces_of, told, wrong_told
from data.exchange.incoming.portfolio_table import UnreadablePortfolio, read_portfolio_file
from data.record.journey.machine import CLOSED, PERIOD_OVER
from data.rules.counts import counted
from data.rules.journey_view import JourneyView
from data.rules.portfolio import (
    NEVER_EVIDENCE,
    gaps,
    kinds,
    next_number,
    piece,
    removed,
    statements,
    underpinned,
)
from data.rules.refused import Refused
from data.rules.step import Ask, Choice, Fact, Given, Outcome, Part, Step

_OVER = CLOSED | {PERIOD_OVER}
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


def _line(view: JourneyView) -> Fact:
    listed, wanted = len(view.state.portfolio.pieces), view.journey.portfolio.pieces
    if underpinned(view) is None:
        return Fact("", "this standard has none", "muted")
    if not listed:
        return Fact("", "not recorded", "muted")
    found = gaps(view)
    words = f"{listed} of {wanted} pieces"
    if found.unclaimed:
        words += f", {counted(len(found.unclaimed), 'KSB')} unclaimed"
    return Fact("", words, "good" if found.none else "warn")


def _facts(view: JourneyView) -> Sequence[Fact]:
    if underpinned(view) is None:
        return [Fact("Portfolio", "this standard has none", "muted")]
    pieces = view.state.portfolio.pieces
    facts = [
        Fact(f"Piece {number}", f"{one.title} ({one.form})  {' '.join(one.ksbs)}".rstrip())
        for number, one in pieces.items()
    ]
    return [*facts, *gap_facts(view), Fact("", NEVER_EVIDENCE, "muted")]


def gap_facts(view: JourneyView) -> list[Fact]:
    """Return what the portfolio lacks, or has too much of, a line each."""
    found, wanted = gaps(view), view.journey.portfolio.pieces
    listed = len(view.state.portfolio.pieces)
    facts = [_count(listed, wanted)]
    if found.missing and listed:
        facts.append(Fact("Not listed", _numbers(found.missing), "warn"))
    if found.beyond:
        facts.append(Fact("Too many", _numbers(found.beyond), "warn"))
    codes = statements(view)
    if found.unclaimed:
        words = f"{len(found.unclaimed)} of {len(codes)}: {' '.join(found.unclaimed)}"
        facts.append(Fact("Claimed by no piece", words, "warn"))
    else:
        facts.append(Fact("KSBs", f"all {len(codes)} are claimed", "good"))
    if found.unmapped:
        facts.append(Fact("Claim no KSB", _numbers(found.unmapped), "warn"))
    facts += [Fact("Alike", f"pieces {_numbers(same)}", "warn") for same in found.alike]
    return facts


def _count(listed: int, wanted: int) -> Fact:
    if listed == wanted:
        return Fact("Pieces", f"{wanted} of {wanted}", "good")
    less = wanted - listed
    lacking = f"{listed} of {wanted}, {less} missing"
    return Fact("Pieces", lacking if less > 0 else f"{listed}, {-less} too many", "warn")


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def closed(view: JourneyView) -> str:
    """Say why nothing can be listed; empty where it can."""
    if (method := underpinned(view)) is None:
        return "No portfolio underpins a method of this standard."
    if view.at in _OVER:
        return f"The assessment is {view.at}."
    newest = view.newest.get(method.code)
    if newest and newest.grade not in (None, view.standard.fail):
        return f"{newest.code} is graded {newest.grade}: its portfolio stands."
    return ""


def _asks(view: JourneyView) -> Sequence[Ask]:
    forms = tuple(Choice(kind.name, kind.text) for kind in kinds(view))
    codes = tuple(Choice(code, view.standard.ksb_by_code[code].text) for code in statements(view))
    return (
        Ask("number", "Number", "whole", value=str(next_number(view))),
        Ask("title", "Title"),
        Ask("kind", "Kind", "choice", choices=forms),
        Ask("link", "Link", hint="where it lies", needed=False),
        Ask("ksbs", "KSBs", "many", "those that it claims", needed=False, choices=codes),
    )


def piece_step(view: JourneyView, number: int) -> Step:
    """Return the step that lists a piece, with what is known of one already in its fields.

    Args:
        view: The assessment.
        number: The piece.
    """
    held = _known(view, {"number": str(number)})

    def asks(view: JourneyView) -> Sequence[Ask]:
        return [replace(ask, value=held.get(ask.name, ask.value)) for ask in _asks(view)]

    return replace(_KEEP, asks=asks)


def _known(view: JourneyView, typed: Mapping[str, str]) -> dict[str, str]:
    """Return what is listed under the number that was typed, as it would be typed."""
    number = typed.get("number", "").strip()
    known = view.state.portfolio.pieces.get(int(number)) if _NUMBER.fullmatch(number) else None
    if known is None:
        return {"number": number} if number else {}
    told = {"number": number, "title": known.title, "kind": known.form, "link": known.link}
    return {**told, "ksbs": " ".join(known.ksbs)}


def _keep(view: JourneyView, given: Given) -> Outcome:
    made = piece(view, given["number"], given["title"], given["kind"], given["link"], given["ksbs"])
    before = view.state.portfolio.pieces.get(made.number)
    if before == made:
        return Outcome((), told=f"Piece {made.number} is listed so already.")
    lost = [code for code in before.ksbs if code not in made.ksbs] if before else []
    told = f"Piece {made.number} is listed."
    # A gap opens where nothing else claims them.
    told += f" It claims {' '.join(lost)} no more." if lost else ""
    return Outcome((made,), told=f"{told} {NEVER_EVIDENCE}")


def _remove(view: JourneyView, given: Given) -> Outcome:
    return Outcome((removed(view, given["number"]),))


def _import(view: JourneyView, given: Given) -> Outcome:
    """Take over a table of pieces, or say all that is wrong with it.

    Raises:
        Refused: It cannot be read, or something in it is wrong.
    """
    if reason := closed(view):
        raise Refused(reason)
    try:
        found = pieces_of(view, read_portfolio_file(given["file"]))
    except UnreadablePortfolio as error:
        raise Refused(str(error)) from error
    if found.wrong:
        raise Refused(wrong_told(found))
    return Outcome(found.changed, told=told(found))


def _removing(view: JourneyView) -> Sequence[Ask]:
    del view
    return (Ask("number", "Number", "whole"),)


def _importing(view: JourneyView) -> Sequence[Ask]:
    del view
    return (Ask("file", "File", "file", "a table: number, title, kind, link, ksbs"),)


_KEEP = Step(
    "portfolio.keep",
    "List piece",
    "List a piece of the portfolio, or change one that is listed: by command, only what is given.",
    _asks,
    _keep,
    closed,
    _known,
)

PART = Part(
    "portfolio",
    "Portfolio",
    _line,
    _facts,
    (
        _KEEP,
        Step(
            "portfolio.remove",
            "Remove piece",
            "Take a piece off the list; the record keeps what it was.",
            _removing,
            _remove,
            closed,
        ),
        Step(
            "portfolio.import",
            "Import table",
            "List the pieces of a table (CSV); nothing is taken over where something is wrong.",
            _importing,
            _import,
            closed,
        ),
    ),
)
"""The portfolio."""
