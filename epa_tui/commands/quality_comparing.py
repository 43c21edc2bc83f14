"""`epa-tui quality compare`: what both markers said, descriptor by descriptor."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from data.rules.blindness import blind, blind_words
from data.rules.comparison import Compared, Comparison
from epa_tui.asking import tell
from epa_tui.commands.journeying import on_journey
from epa_tui.quality import Sheets

_WORDS = {True: "met", False: "NOT MET", None: "undecided"}


def compare(args: argparse.Namespace) -> int:
    """Show both markings side by side; the first time, the record keeps that it was done.

    Raises:
        Refused: One of the two is not done, or the sitting's record changed.
    """
    with on_journey(args) as on:
        found = Sheets(on.store).of(on.record, args.sitting, on.now).compare(on.now)
    if args.json:
        print(json.dumps(as_json(found), indent=2))
    else:
        tell("\n".join(as_text(found)))
    return 0


def as_json(found: Comparison) -> dict[str, Any]:
    """Return a comparison as JSON; kappa as text, for it may be undefined."""
    return {
        "format": 1,
        "sitting": found.attempt.sitting_id,
        "assessor": found.assessor,
        "second_marker": found.marker,
        "grades": {"assessor": found.first_grade, "second_marker": found.second_grade},
        "blind": blind(found.not_blind),
        "not_blind_because": found.not_blind or None,
        "agreement": {
            "descriptors": found.agreement.n,
            "agreed": found.agreement.agreed,
            "kappa": found.agreement.kappa.told,
        },
        "differing": [row.descriptor.code for row in found.differing],
        "descriptors": [_row_json(row) for row in found.rows],
    }


def _row_json(row: Compared) -> dict[str, Any]:
    decided = row.decided
    return {
        "code": row.descriptor.code,
        "agrees": row.agrees,
        "assessor": {"met": row.first.met, "rationale": row.first.rationale},
        "second_marker": {
            "met": row.second.met,
            "rationale": row.second.rationale,
            "notes": list(row.second.notes),
        },
        "adjudicated": None
        if decided is None
        else {"by": decided.by, "met": decided.met, "reason": decided.reason},
    }


def as_text(found: Comparison) -> Iterator[str]:
    """Go through a comparison as lines, what differs first."""
    yield f"Assessor       {found.assessor}: {found.first_grade}"
    yield f"Second marker  {found.marker}: {found.second_grade}"
    yield f"Blind          {blind_words(found.not_blind)}"
    yield f"Agreement      {found.agreement_told}"
    yield ""
    for row in found.rows:
        first, second = _WORDS[row.first.met], _WORDS[row.second.met]
        mark = "    " if row.agrees else " <> "
        yield f"{row.descriptor.code:<5} {first:<9} {mark} {second:<9}".rstrip()
        if not row.agrees:
            yield f"      assessor: {row.first.rationale or 'no rationale'}"
            yield f"      second:   {row.second.rationale or 'no rationale'}"
        if row.decided is not None:
            word = _WORDS[row.decided.met]
            yield f"      decided:  {word}, by {row.decided.by}: {row.decided.reason}"
    if found.differing:
        yield ""
        yield "`epa-tui quality adjudicate` decides what differs, by a third person."
