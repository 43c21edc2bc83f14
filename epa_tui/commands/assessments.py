"""`epa-tui list`: every assessment with its sittings, in plain text or JSON.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant; the list needs neither the ORM nor the standards.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.store.rows import Assessment, AssessmentRow, Sitting

_SHORTEST_ID = 8
"""Characters of an id that are shown, where they tell the sittings apart."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `list` with the main parser."""
    listing = subparsers.add_parser("list", help=COMMANDS["list"][1])
    listing.add_argument(
        "--search", metavar="TEXT", default="", help="words of names, ULN, employer or provider"
    )
    how = listing.add_mutually_exclusive_group()
    how.add_argument("--plain", action="store_true", help="a line for each, without columns")
    how.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List what the store holds.

    Returns:
        The exit status: 0, or 1 where the store cannot be read.
    """
    from data.store.errors import StoreError
    from epa_tui.asking import tell
    from epa_tui.commands.chosen import EVERYTHING, has_store, no_store
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve
    from epa_tui.unlocking import open_store

    home = resolve(args)
    rows: Sequence[AssessmentRow] = ()
    nothing = no_store(home)
    try:
        if has_store(home):
            with open_store(home) as store:
                rows = store.search(args.search, limit=EVERYTHING).rows
            nothing = _nothing(args.search)
    except StoreError as error:
        refuse(args, error)
        return 1
    if args.json:
        print(json.dumps(_as_json(rows), indent=2))
    else:
        text = _as_lines(rows) if args.plain else _as_text(rows)
        tell("\n".join(text) if rows else nothing)
    return 0


def _nothing(search: str) -> str:
    if search.strip():
        return "Nobody matches. Search for words of names, ULN, employer or provider."
    return "The store holds no assessment yet. Start `epa-tui` and press n to book the first one."


def _as_json(rows: Sequence[AssessmentRow]) -> dict[str, object]:
    return {
        "format": 1,
        "assessments": [
            {**asdict(row.assessment), "sittings": [_sitting_json(s) for s in row.sittings]}
            for row in rows
        ],
    }


def _sitting_json(sitting: Sitting) -> dict[str, object]:
    from data.record.instant import iso

    updated = iso(sitting.updated_at) if sitting.entries else None
    at = None if sitting.scheduled_at is None else iso(sitting.scheduled_at)
    return {**asdict(sitting), "scheduled_at": at, "updated_at": updated}


def _as_text(rows: Sequence[AssessmentRow]) -> Iterator[str]:
    from data.rules.counts import counted
    from epa_tui.commands.table import table, terminal_width

    width = terminal_width()
    shown = _shown_characters([s.id for row in rows for s in row.sittings])
    lines = [_HEADING]
    for row in rows:
        lines += [_cells(row.assessment, s, shown) for s in row.sittings or (None,)]
    places = _places(width)
    yield from table([[line[place] for place in places] for line in lines], width, elastic=0)
    count = sum(len(row.sittings) for row in rows)
    yield f"{counted(count, 'sitting')} of {counted(len(rows), 'assessment')}."


def _as_lines(rows: Sequence[AssessmentRow]) -> Iterator[str]:
    """Go through the sittings, each on a line that can be read out."""
    from data.record.text import clean

    for row in rows:
        for sitting in row.sittings or (None,):
            name, _, *facts = _cells(row.assessment, sitting, 0)
            told = [name, *facts[:4], sitting.id if sitting else "", row.assessment.id]
            named = ("{}", "method {}", "{}", "{}", "{}", "sitting {}", "assessment {}")
            yield clean(", ".join(n.format(t) for n, t in zip(named, told, strict=True) if t))


_HEADING = ["APPRENTICE", "SITTING", "METHOD", "STAGE", "WHEN", "STANDARD", "ULN", "EMPLOYER"]


def _places(width: int) -> list[int]:
    """Return which columns are shown; narrow terminals lose the less important ones."""
    needed = (0, 0, 0, 40, 70, 100, 115, 130)
    return [place for place, least in enumerate(needed) if width >= least]


def _cells(assessment: Assessment, sitting: Sitting | None, shown: int) -> list[str]:
    from screens.wording import attempt_written, full_name, local, moment_written

    option = f" option {assessment.option}" if assessment.option else ""
    standard = f"{assessment.reference} {assessment.version}{option}"
    whose = [standard, assessment.uln, assessment.employer]
    if sitting is None:
        return [full_name(assessment), "-", "-", "not booked", "-", *whose]
    again = "" if sitting.number == 1 else f" {attempt_written(sitting)}"
    at = sitting.scheduled_at
    return [
        full_name(assessment),
        sitting.id[:shown],
        f"{sitting.method}{again}",
        _stage(sitting),
        "no date yet" if at is None else moment_written(local(at)),
        *whose,
    ]


def _shown_characters(ids: Sequence[str]) -> int:
    """Return how many characters tell every id from every other."""
    return max([_SHORTEST_ID, *(_alike(*pair) + 1 for pair in pairwise(sorted(ids)))])


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their begin."""
    shorter = min(len(one), len(other))
    return next((n for n in range(shorter) if one[n] != other[n]), shorter)


def _stage(sitting: Sitting) -> str:
    """Return how far a sitting has come: with its grade, or with what is left where it stands."""
    more = sitting.outcome if sitting.stage == "adjourned" else sitting.grade
    return f"{sitting.stage} {more or ''}".strip()
