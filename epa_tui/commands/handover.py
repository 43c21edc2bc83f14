"""`epa-tui handover`: gives a sitting to another laptop as a sealed file, or takes it back.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.record.instant import Clock, Instant
    from data.standards.loader import LoadedStandard
    from data.store.sitting_record import SittingRecord
    from data.store.store import Store


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `handover` with the main parser."""
    parser = subparsers.add_parser("handover", help=COMMANDS["handover"][1])
    parser.add_argument("sitting", metavar="ID", help="id of the sitting, or how it begins")
    parser.add_argument("--to", type=Path, metavar="DIR", help="folder for the file: a stick")
    parser.add_argument("--reason", default="", help="why; it stays in the record")
    parser.add_argument("--note", default="", help="what the other assessor has to know")
    parser.add_argument(
        "--take-back", action="store_true", help="instead: go on here, where nobody took the file"
    )
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    parser.add_argument("--json", action="store_true", help="the file and its passphrase, as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Hand a sitting over, or take it back.

    Returns:
        The exit status: 0, 1 where the rules, the record, the folder or the store do not allow it,
        2 where no such sitting is there, the call is wrong or nobody said yes.
    """
    from data.exchange.errors import ExchangeError
    from data.record.errors import RecordError
    from data.rules.refused import Refused
    from data.standards.errors import StandardError
    from data.store.errors import StoreError
    from epa_tui.commands.chosen import NotChosen, has_store, no_store
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve
    from epa_tui.unlocking import open_store

    home = resolve(args)
    if wrong := _wrong_call(args) if has_store(home) else no_store(home):
        refuse(args, wrong)
        return 2
    try:
        with open_store(home) as store:
            return _carried_out(store, args)
    except NotChosen as error:
        refuse(args, error)
        return 2
    except (ExchangeError, RecordError, Refused, StandardError, StoreError) as error:
        refuse(args, error)
        return 1


def _wrong_call(args: argparse.Namespace) -> str:
    if args.to is None and not args.take_back:
        return "Name the folder for the file: --to /media/stick. It goes to the other laptop."
    if args.json and not args.yes:
        return "With --json nobody is asked: say --yes to do it."
    return ""


def _carried_out(store: Store, args: argparse.Namespace) -> int:
    from data.record.instant import system_clock
    from data.standards.library import Library
    from data.store.sitting_record import SittingRecord
    from epa_tui.commands.chosen import chosen, read

    found = read(store, chosen(store, args.sitting))
    opened, digest = found.state.opened, found.sitting.digest or ""
    library = Library(store.path.parent / "standards")
    loaded = library.by_digest(opened.reference, opened.version, digest)
    record = SittingRecord.open(store, found.sitting.id, loaded.standard)
    try:
        clock = system_clock()
        if args.take_back:
            return _take_back(record, clock(), args)
        return _give(store, record, loaded, clock, args)
    finally:
        record.close()


def _give(
    store: Store,
    record: SittingRecord,
    loaded: LoadedStandard,
    clock: Clock,
    args: argparse.Namespace,
) -> int:
    from data.rules.handover import hand_over
    from data.rules.unwatched import between_runs
    from epa_tui.commands.confirming import confirmed
    from epa_tui.commands.refusing import refuse
    from epa_tui.giving import keep_given, settle, write_handover

    if not record.state.handed:
        hand_over(record.state, clock(), args.reason)  # before anybody is asked
    print(_question(record), file=sys.stderr)
    if not confirmed("Hand this sitting over?", already=args.yes):
        refuse(args, "Nothing was handed over.")
        return 2
    folder, now = args.to.expanduser().absolute(), clock()
    # Whoever comes here after a crash is asked about that time as well, on the other laptop.
    record.add(now, *between_runs(record.state, record.last_seen, now))
    given = write_handover(store, record, loaded, now, args.reason, args.note, folder)
    keep_given(record, given)
    settle(record)
    if args.json:
        told = {"format": 1, "file": str(given.path), "passphrase": given.passphrase}
        print(json.dumps({**told, "journey_entries": given.journey}, indent=2))
    else:
        print(given.words())
    return 0


def _question(record: SittingRecord) -> str:
    from screens.widgets.sitting_words import who_line

    who = who_line(record)
    if record.state.handed is None:
        return f"{who}\nIt continues on the other laptop only, until it is given or taken back."
    return (
        f"{who}\nIt was handed over already. This writes another file of it: only one of the "
        "laptops may go on."
    )


def _take_back(record: SittingRecord, now: Instant, args: argparse.Namespace) -> int:
    from data.rules.handover import take_back
    from epa_tui.commands.confirming import confirmed
    from epa_tui.commands.refusing import refuse
    from epa_tui.giving import settle

    bodies = take_back(record.state, now, args.reason)
    print("Where the other laptop took the file, there are two sittings from now on: a conflict.")
    if not confirmed("Go on here?", already=args.yes):
        refuse(args, "Nothing was taken back.")
        return 2
    record.add(now, *bodies)
    settle(record)
    print("Taken back. Start `epa-tui` to go on.")
    return 0
