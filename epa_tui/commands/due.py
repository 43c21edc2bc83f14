"""`epa-tui due`: what is due in the next days, and what is overdue.

On the application's floor; nothing heavy is imported before the command runs. What changed since
the last time is computed first, so that the answer is that of now.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.standards.own_holidays import OwnHolidays
    from data.store.rows import Owed

_DAYS, _MOST_DAYS = 14, 3660
_EVERYTHING = 1_000_000
"""More rows than any store has."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `due` with the main parser."""
    parser = subparsers.add_parser("due", help=COMMANDS["due"][1])
    parser.add_argument(
        "--days",
        type=_days,
        metavar="N",
        default=_DAYS,
        help=f"how many days ahead; {_DAYS} where left out, 0 for today and what is overdue",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _MOST_DAYS):
        raise argparse.ArgumentTypeError(f"a whole number of days, at most {_MOST_DAYS}")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Tell what is due.

    Returns:
        The exit status: 0, or 1 where there is no store, it cannot be read, or a file is wrong by
        which something is due: what was known of it before is told.
    """
    from data.store.errors import StoreError
    from epa_tui.commands.chosen import has_store, no_store
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve

    home = resolve(args)
    if not has_store(home):
        refuse(args, no_store(home))
        return 1
    try:
        return _tell(args)
    except StoreError as error:
        refuse(args, error)
        return 1


def _tell(args: argparse.Namespace) -> int:
    from data.standards.own_holidays import read_own_holidays
    from data.store.due_counting import DueCounting
    from epa_tui.asking import say, tell
    from epa_tui.commands.acting import clock_of
    from epa_tui.demonstration import is_demonstration
    from epa_tui.home import resolve
    from epa_tui.unlocking import open_store

    home = resolve(args)
    own = read_own_holidays(home)
    with open_store(home) as store:
        now = clock_of(store, is_demonstration(home))()
        counting = DueCounting(store)
        counting.count(now)
        today = now.local().date()
        owed = store.dues((today + timedelta(days=args.days)).isoformat(), _EVERYTHING)
    for problem in (*own.problems, *counting.problems):
        say(problem)
    if args.json:
        told = _as_json(owed, today, own) | {"problems": list(counting.problems)}
        print(json.dumps(told, indent=2))
    else:
        tell("\n".join(_as_text(owed, today, args.days)))
    return 1 if counting.problems else 0


def _as_json(owed: Sequence[Owed], today: date, own: OwnHolidays) -> dict[str, object]:
    from data.rules.due import due_words

    return {
        "format": 1,
        "today": today.isoformat(),
        "due": [
            {
                "assessment": one.due.assessment_id,
                "what": one.due.what,
                "sitting": one.due.method or None,
                "on": one.due.due_on,
                "overdue": one.due.due_on < today.isoformat(),
                "held": one.held,
                "words": due_words(one.due.what, one.due.method),
                "family_name": one.assessment.family_name,
                "given_names": one.assessment.given_names,
            }
            for one in owed
        ],
        "holidays": {
            "added": [day.isoformat() for day in sorted(own.added)],
            "removed": [day.isoformat() for day in sorted(own.removed)],
            "problems": list(own.problems),
        },
    }


def _as_text(owed: Sequence[Owed], today: date, days: int) -> Iterator[str]:
    """Go through what is due as lines, and say how much of it is overdue."""
    from data.rules.counts import counted
    from epa_tui.commands.table import table, terminal_width

    if not owed:
        yield f"Nothing is overdue, and nothing is due in the next {counted(days, 'day')}."
        return
    heading = ["ON", "", "APPRENTICE", "WHAT", "ASSESSMENT"]
    lines = [heading, *(_cells(one, today) for one in owed)]
    yield from table(lines, terminal_width(), elastic=2)
    late = sum(date.fromisoformat(one.due.due_on) < today for one in owed)
    yield f"{len(owed)} due, {late} overdue." if late else f"{len(owed)} due."


def _cells(owed: Owed, today: date) -> list[str]:
    from data.rules.due import due_words, left_words
    from screens.wording import day_written, full_name

    on = date.fromisoformat(owed.due.due_on)
    return [
        day_written(on),
        left_words(on, today),
        full_name(owed.assessment),
        due_words(owed.due.what, owed.due.method, held=owed.held),
        owed.due.assessment_id[:8],
    ]
