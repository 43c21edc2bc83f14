"""`epa-tui calendar`: writes what is booked and due as a file that any calendar takes.

Importing the file again updates what was imported before. Nothing is sent to anybody.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from epa_tui.calendar_giving import Given


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `calendar` with the main parser."""
    parser = subparsers.add_parser("calendar", help=COMMANDS["calendar"][1])
    parser.add_argument(
        "assessment",
        nargs="?",
        metavar="ID",
        help="only this assessment, by its id or that of a sitting, or its begin; else all, from "
        "today on",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="default: in the folder `calendar` of the home"
    )
    parser.add_argument("--without-names", action="store_true", help="leave apprentices' names out")
    parser.add_argument(
        "--remind", type=int, metavar="MINUTES", help="let each remind so long before"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, without names")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file.

    Returns:
        The exit status: 0, 1 where something could not be read or written, 2 where no such
        assessment is there or another file is in the way.
    """
    from data.record.errors import RecordError
    from data.standards.errors import StandardError
    from data.store.errors import StoreError
    from epa_tui.asking import say, tell
    from epa_tui.calendar_giving import NotOurs
    from epa_tui.commands.chosen import NotChosen
    from epa_tui.commands.refusing import refuse

    try:
        given = _give(args)
    except (NotChosen, NotOurs) as error:
        refuse(args, error)
        return 2
    except (StoreError, RecordError, StandardError) as error:
        refuse(args, error)
        return 1
    for problem in given.problems:
        say(problem)
    if args.json:
        print(json.dumps(_as_json(given), indent=2))
    else:
        tell(_told(given))
    return 1 if given.problems else 0


def _give(args: argparse.Namespace) -> Given:
    """Open the store and write what is wanted of it."""
    from epa_tui.calendar_giving import ALL, Wish, default_path, give_all, give_one
    from epa_tui.commands.acting import clock_of
    from epa_tui.commands.chosen import NotChosen, chosen_row, has_store, no_store
    from epa_tui.demonstration import is_demonstration
    from epa_tui.home import resolve
    from epa_tui.unlocking import open_store

    home = resolve(args)
    if not has_store(home):
        raise NotChosen(no_store(home))
    if args.remind is not None and not 0 <= args.remind <= 40_320:
        raise NotChosen("A reminder comes 0 to 40320 minutes before. Choose a number of these.")
    wish = Wish(not args.without_names, args.remind)
    out = args.out.expanduser().absolute() if args.out else None
    with open_store(home) as store:
        now = clock_of(store, is_demonstration(home))()
        if args.assessment is None:
            return give_all(store, out or default_path(home, ALL), wish, now)
        row = chosen_row(store, args.assessment)
        path = out or default_path(home, row.assessment.id)
        return give_one(store, row, path, wish, now)


def _told(given: Given) -> str:
    from data.rules.counts import counted

    gone = sum(event.cancelled for event in given.events)
    more = f", {gone} of them cancelled" if gone else ""
    return (
        f"{counted(len(given.events), 'event')}{more}: {given.path}\n"
        "Import it into your calendar; importing a newer one updates what is there."
    )


def _as_json(given: Given) -> dict[str, object]:
    return {
        "format": 1,
        "path": str(given.path),
        "events": [
            {
                "uid": event.uid,
                "start": event.start.isoformat(),
                "minutes": event.minutes,
                "sequence": event.sequence,
                "cancelled": event.cancelled,
            }
            for event in given.events
        ],
        "problems": list(given.problems),
    }
