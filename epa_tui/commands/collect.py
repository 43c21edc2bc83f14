"""`epa-tui collect`: takes what lies in an inbox into the record of an organisation.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.hub.collecting import Collector, Passed

EVERY_S = 60.0
"""Pause between two passes where nothing else is said, in seconds."""

EXTRA_MISSING = "Collecting and its reports need more packages: `pip install 'epa-tui[hub]'`."

_IN_SIGHT = (
    "The record's password stands in the list of processes. Leave it out of the address and put it "
    "into PGPASSWORD or a file (PGPASSFILE), or say --into env:VARIABLE."
)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `collect` with the main parser."""
    parser = subparsers.add_parser("collect", help=COMMANDS["collect"][1])
    parser.add_argument(
        "--from",
        dest="source",
        required=True,
        metavar="INBOX",
        help="file:///FOLDER, s3://BUCKET/PREFIX, gs:// or az://; it is only read",
    )
    add_record(parser, "--into", "made where it is missing")
    parser.add_argument(
        "--devices",
        type=Path,
        metavar="FILE",
        help="public keys of the devices that are known, one on each line; others are set aside",
    )
    parser.add_argument("--once", action="store_true", help="one pass, then end")
    parser.add_argument(
        "--every",
        type=_seconds,
        default=EVERY_S,
        metavar="SECONDS",
        help="pause between passes (default: %(default)g)",
    )
    parser.add_argument(
        "--processes",
        type=int,
        choices=range(1, 65),
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many check at once (default: one for each processor)",
    )
    parser.add_argument("--json", action="store_true", help="a line of JSON after each pass")
    parser.set_defaults(run=run)


def add_record(parser: argparse.ArgumentParser, option: str, more: str) -> None:
    """Add the option that names the record to a parser."""
    parser.add_argument(
        option,
        dest="record",
        required=True,
        metavar="RECORD",
        help="postgresql://USER@HOST/DATABASE, sqlite:///PATH, or env:VARIABLE that holds one; "
        + more,
    )


def record_address(given: str) -> str:
    """Return the address of the record that was given, from the environment where it says so.

    Warns on standard error of a password that everybody on this machine can read.

    Raises:
        data.hub.errors.WrongAddress: The environment has no such variable.
    """
    from data.hub.errors import WrongAddress

    kind, _, name = given.partition(":")
    if kind == "env":
        if not os.environ.get(name):
            raise WrongAddress(
                f"The environment has no variable {name}. Put the record's address into it."
            )
        return os.environ[name]
    if ":" in given.split("://", 1)[-1].rpartition("@")[0] or "password=" in given:
        print(_IN_SIGHT, file=sys.stderr)
    return given


def run(args: argparse.Namespace) -> int:
    """Collect once, or until interrupted.

    Returns:
        The exit status: 0 where all is taken, 1 where something is in quarantine or the inbox or
        the record refuses, 2 for a wrong call or where packages are missing.
    """
    from data.store.errors import StoreError
    from epa_tui.commands.refusing import refuse

    try:
        from data.hub.collecting import Collector
        from data.hub.devices import read_devices
        from data.hub.errors import HubError, WrongAddress
    except ModuleNotFoundError:
        refuse(args, EXTRA_MISSING)
        return 2
    try:
        devices = read_devices(args.devices.expanduser()) if args.devices else None
        collector = Collector(args.source, record_address(args.record), devices, args.processes)
    except ModuleNotFoundError:
        refuse(args, EXTRA_MISSING)
        return 2
    except (HubError, StoreError) as error:
        refuse(args, error)
        return 2 if isinstance(error, WrongAddress) else 1
    try:
        return _once(collector, args) if args.once else _on_and_on(collector, args)
    finally:
        collector.close()


def _once(collector: Collector, args: argparse.Namespace) -> int:
    """Do one pass and tell what it did."""
    from data.hub.errors import HubError
    from data.store.errors import StoreError
    from epa_tui.commands.refusing import refuse

    try:
        passed = collector.one_pass(_progress())
    except (HubError, StoreError) as error:
        refuse(args, error)
        return 1
    print(_json(passed, args) if args.json else _text(passed), flush=True)
    return 1 if passed.quarantine else 0


def _on_and_on(collector: Collector, args: argparse.Namespace) -> int:
    """Do pass after pass; an inbox or a record that refuses is tried again."""
    status = 0
    try:
        while True:
            status = _once(collector, args)
            time.sleep(args.every)  # nothing tells of a new document; Ctrl+C ends the wait
    except KeyboardInterrupt:
        return status


def _progress() -> ProgressLine:
    return ProgressLine(shown=sys.stderr.isatty())


class ProgressLine:
    """One line on standard error that tells how far a pass is, where a person may see it.

    Args:
        shown: Whether anybody does.
    """

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown

    def __call__(self, passed: Passed) -> None:
        """Draw the line anew."""
        if self._shown:
            done = passed.tally
            line = f"{passed.listed:,} listed, {done.taken:,} taken, {done.set_aside:,} set aside"
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
            if passed.ended:
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _json(passed: Passed, args: argparse.Namespace) -> str:
    told = {
        "format": 1,
        "source": args.source,
        "listed": passed.listed,
        **asdict(passed.tally),
        "quarantine": passed.quarantine,
    }
    return json.dumps(told)


def _text(passed: Passed) -> str:
    from data.rules.counts import counted

    done = passed.tally
    lines = [f"{counted(passed.listed, 'document')} in the inbox, {done.taken} newly taken."]
    if passed.quarantine:
        total = sum(passed.quarantine.values())
        lines.append(f"{counted(total, 'document')} in quarantine, with the reason:")
        lines += [f"{count:>8}  {code}" for code, count in passed.quarantine.items()]
        lines.append("Table `quarantine` of the record says of each what to do.")
    return "\n".join(lines)


def _seconds(text: str) -> float:
    """Return a pause that was typed."""
    value = float(text)
    if not 0 < value <= 86_400:
        raise argparse.ArgumentTypeError("between 0 and 86400 seconds")
    return value
