"""`epa-tui report cohort`: counts the results of an organisation's record, and names nobody.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS
from epa_tui.commands.collect import EXTRA_MISSING, add_record, record_address

if TYPE_CHECKING:
    from data.hub.cohort import Cohort


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `report` with the main parser."""
    parser = subparsers.add_parser("report", help=COMMANDS["report"][1])
    reports = parser.add_subparsers(title="reports", metavar="REPORT", required=True)
    cohort = reports.add_parser(
        "cohort", help="grades, descriptors that were not met, time, and pace"
    )
    add_record(cohort, "--from", "only read")
    for name, what in (("--since", "first"), ("--until", "last")):
        cohort.add_argument(
            name, type=_day, metavar="DATE", help=f"{what} day of assessment, as 2026-05-20"
        )
    cohort.add_argument("--standard", metavar="REF", help="only this one, for example ST0792")
    how = cohort.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="as JSON")
    how.add_argument("--csv", action="store_true", help="as CSV: a row for each figure")
    cohort.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Count and print.

    Returns:
        The exit status: 0, 1 where the record cannot be read, 2 for a wrong call or where packages
        are missing.
    """
    from data.store.errors import StoreError
    from epa_tui.commands.refusing import refuse

    try:
        from data.hub.errors import HubError, WrongAddress

        cohort = _count(args)
    except ModuleNotFoundError:
        refuse(args, EXTRA_MISSING)
        return 2
    except (HubError, StoreError) as error:
        refuse(args, error)
        return 2 if isinstance(error, WrongAddress) else 1
    _print(cohort, args)
    return 0


def _count(args: argparse.Namespace) -> Cohort:
    from data.hub.cohort import count
    from data.hub.record import open_record
    from data.store.hub_rows import Wish

    record = open_record(record_address(args.record), make=False)
    try:
        wish = Wish(args.since, args.until, args.standard)
        return count(record.heads(wish), record.conflicts(wish), record.withdrawn(wish))
    finally:
        record.close()


def _print(cohort: Cohort, args: argparse.Namespace) -> None:
    from epa_tui.commands.cohort_sheet import as_json, csv_text
    from epa_tui.commands.cohort_text import text
    from epa_tui.commands.table import terminal_width

    if args.json:
        print(json.dumps(as_json(cohort), indent=2, ensure_ascii=False))
    elif args.csv:
        print(csv_text(cohort), end="")
    else:
        for line in text(cohort, terminal_width(), blocks=_has_blocks()):
            print(line)


def _has_blocks() -> bool:
    """Tell whether the terminal's encoding has block characters."""
    try:
        "█▏".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _day(text: str) -> str:
    """Return a day that was typed, as it is written in results."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written as 2026-05-20") from None
