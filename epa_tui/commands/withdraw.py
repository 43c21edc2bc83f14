"""`epa-tui withdraw`: takes the result of a sitting back, for a reason, as a revision of its own.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant. Nothing that has left is changed: a withdrawal says that it does not hold any more.
"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.record.instant import Instant
    from data.store.store import Store
    from epa_tui.commands.chosen import Read


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `withdraw` with the main parser."""
    parser = subparsers.add_parser("withdraw", help=COMMANDS["withdraw"][1])
    parser.add_argument("sitting", metavar="ID", help="id of the sitting, or how it begins")
    parser.add_argument("--reason", required=True, help="why; it leaves with the withdrawal")
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Withdraw a result.

    Returns:
        The exit status: 0, 1 where the rules, the record or the store do not allow it, 2 where no
        such sitting is there or nobody said yes.
    """
    from data.exchange.errors import ExchangeError
    from data.record.errors import RecordError
    from data.record.instant import system_clock
    from data.rules.refused import Refused
    from data.standards.errors import StandardError
    from data.store.errors import StoreError
    from epa_tui.commands.chosen import NotChosen, chosen, has_store, no_store, read
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve
    from epa_tui.unlocking import open_store

    home = resolve(args)
    if not has_store(home):
        refuse(args, no_store(home))
        return 2
    try:
        with open_store(home) as store:
            found = read(store, chosen(store, args.sitting))
            return _withdraw(store, found, system_clock()(), args)
    except NotChosen as error:
        refuse(args, error)
        return 2
    except (ExchangeError, RecordError, Refused, StandardError, StoreError) as error:
        refuse(args, error)
        return 1


def _withdraw(store: Store, found: Read, now: Instant, args: argparse.Namespace) -> int:
    from data.rules import sealing
    from epa_tui.commands.confirming import confirmed
    from epa_tui.commands.refusing import refuse
    from screens.wording import full_name

    sealing.withdraw(found.state, now, args.reason, made=True)  # before anybody is asked
    if not args.json:
        print(f"{full_name(found.assessment)}: {found.sitting.method} {found.sitting.grade or ''}")
    if not confirmed("Withdraw this result?", already=args.yes, as_json=args.json):
        refuse(args, "Nothing was withdrawn.")
        return 2
    _tell(found.sitting.id, _kept(store, found, now, args.reason), as_json=args.json)
    return 0


def _kept(store: Store, found: Read, now: Instant, reason: str) -> int:
    """Withdraw the result, and return the revision that says so."""
    from data.store.sitting_record import SittingRecord
    from epa_tui.demonstration import is_demonstration
    from epa_tui.destinations import named
    from epa_tui.settings import read_settings
    from epa_tui.withdrawing import withdraw

    home = store.path.parent
    record = SittingRecord.open(store, found.sitting.id, found.state.standard)
    try:
        return withdraw(
            store,
            record,
            now,
            reason,
            demonstration=is_demonstration(home),
            destinations=tuple(one.url for one in named(read_settings(home), home)),
        )
    finally:
        record.close()


def _tell(sitting: str, revision: int, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"format": 1, "sitting": sitting, "revision": revision}, indent=2))
        return
    print(f"Withdrawn, revision {revision}. `epa-tui sync` sends it, `epa-tui export` writes it.")
