"""`epa-tui import`: takes in apprentices and bookings, and shows first what they would change.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant. Nothing is written before the whole file was understood and somebody said yes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.exchange.incoming.plan import Plan
    from data.exchange.incoming.rows import Incoming
    from data.store.store import Store


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `import` with the main parser."""
    parser = subparsers.add_parser("import", help=COMMANDS["import"][1])
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="CSV or JSON")
    parser.add_argument(
        "--template",
        nargs="?",
        const="csv",
        choices=("csv", "json"),
        help="print a file to begin with, and import nothing",
    )
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")
    parser.add_argument(
        "--partly", action="store_true", help="leave out the rows that are wrong, import the others"
    )
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    parser.add_argument("--json", action="store_true", help="as JSON, without values; asks nothing")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Import a file of bookings, show what it would change, or print a template.

    Returns:
        The exit status: 0 where all of it is there now or would be, 1 where rows are wrong or the
        store refuses, 2 where the file cannot be read or nobody said yes.
    """
    from data.exchange.incoming.errors import UnreadableBookings
    from data.exchange.incoming.reading import read_file
    from data.store.errors import StoreError
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve

    if args.template:
        return _print_template(args.template)
    if refused := _wrong_call(args):
        refuse(args, refused)
        return 2
    try:
        incoming = read_file(args.file)
        return _import(resolve(args), incoming, args)
    except UnreadableBookings as error:
        refuse(args, error)
        return 2
    except StoreError as error:
        refuse(args, error)
        return 1


def _print_template(kind: str) -> int:
    from data.exchange.incoming.columns import template_csv, template_json

    print(template_json() if kind == "json" else template_csv().replace("\r\n", "\n"), end="")
    return 0


def _wrong_call(args: argparse.Namespace) -> str:
    if args.file is None:
        return "Name the file to import. `epa-tui import --template` prints one to begin with."
    if args.json and not (args.yes or args.dry_run):
        return "With --json nobody is asked: say --yes to do it, or --dry-run to see what changes."
    return ""


def _import(home: Path, incoming: Incoming, args: argparse.Namespace) -> int:
    from epa_tui.commands.chosen import has_store
    from epa_tui.unlocking import open_store

    if has_store(home):
        with open_store(home) as store:
            return _carried_out(home, store, incoming, args)
    # A file with mistakes, or a no, shall not leave a new store behind.
    planned = _plan(home, None, incoming)
    status = _shown(planned, incoming, args)
    if status is None:
        with open_store(home, may_make=True) as store:
            store.save_bookings(planned.assessments, planned.sittings)
        status = _told(planned, incoming, args, written=True)
    return status


def _carried_out(home: Path, store: Store, incoming: Incoming, args: argparse.Namespace) -> int:
    """Plan from a store that nobody else can open meanwhile, and write what was agreed to."""
    from data.record.instant import system_clock
    from data.store.upkeep import keep_backup

    planned = _plan(home, store, incoming)
    status = _shown(planned, incoming, args)
    if status is not None:
        return status
    keep_backup(store, "before-import", system_clock()().wall / 1000)
    store.save_bookings(planned.assessments, planned.sittings)
    return _told(planned, incoming, args, written=True)


def _plan(home: Path, store: Store | None, incoming: Incoming) -> Plan:
    from dataclasses import replace
    from functools import partial
    from uuid import uuid4

    from data.exchange.incoming.plan import ByHand, Known
    from data.exchange.incoming.planning import plan
    from data.record.instant import system_clock
    from data.standards.library import Library
    from data.standards.loader import LoadedStandard
    from data.store.accepted_gateway import accepted_on
    from epa_tui.commands.chosen import EVERYTHING

    known = Known(
        store.search("", limit=EVERYTHING).rows if store else (),
        frozenset(name for name, _ in store.erased()) if store else frozenset(),
        [
            entry.standard
            for entry in Library(home / "standards").all()
            if isinstance(entry, LoadedStandard)
        ],
    )
    by_hand = ByHand(system_clock()().local().date())
    if store:
        by_hand = replace(by_hand, ended=_ended(store), accepted_on=partial(accepted_on, store))
    return plan(incoming.rows, known, by_hand, lambda: uuid4().hex)


def _ended(store: Store) -> dict[str, str]:
    """Return, by its id, why no sitting is booked for an assessment any more."""
    from data.rules.again import booking_closed

    reasons = {known.assessment_id: booking_closed(known.state) for known in store.journeys()}
    return {name: reason for name, reason in reasons.items() if reason}


def _shown(planned: Plan, incoming: Incoming, args: argparse.Namespace) -> int | None:
    """Show what would change; return the exit status where nothing is to be written."""
    from epa_tui.commands.bookings_shown import as_text
    from epa_tui.commands.confirming import confirmed
    from epa_tui.commands.refusing import refuse

    if not args.json:
        print("\n".join(as_text(planned, incoming)))
    may = planned.whole or args.partly
    if args.dry_run or planned.empty or not may:
        return _told(planned, incoming, args, written=False)
    if not confirmed("Write this into the store?", already=args.yes):
        refuse(args, "Nothing was written.")
        return 2
    return None


def _told(planned: Plan, incoming: Incoming, args: argparse.Namespace, *, written: bool) -> int:
    from epa_tui.asking import say
    from epa_tui.commands.bookings_shown import as_json

    if args.json:
        print(json.dumps(as_json(planned, incoming, written=written), indent=2))
    elif written:
        print("Written.")
    elif planned.empty and planned.whole:
        print("There is nothing to write.")
    elif args.dry_run:
        print("Nothing was written: this was a dry run.")
    if planned.whole:
        return 0
    done = "These rows were left out" if written else "Nothing was written"
    more = "" if args.partly else " --partly imports the others without them."
    say(f"{done}: put right the rows that are named, and import the file again.{more}")
    return 1
