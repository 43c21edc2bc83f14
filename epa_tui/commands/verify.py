"""`epa-tui verify`: checks every chain and every signed head, and names the first bad entry.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.record.head import SignedHead
    from data.store.verifying import Finding, Verified


_IN_ORDER = "All is as it was written."
_IN_ORDER_HERE = (
    "All that is here is as it was written; no result that has left was compared: "
    "name them to find a record that was made anew or removed."
)


class _NoResult(Exception):
    """A file that was named is no result; the text says what to do."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `verify` with the main parser."""
    parser = subparsers.add_parser("verify", help=COMMANDS["verify"][1])
    parser.add_argument(
        "results",
        nargs="*",
        type=Path,
        metavar="RESULT",
        help="results that have left: their signed heads show a record that was made anew",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Verify the store.

    Returns:
        The exit status: 0 when all is as it was written, 1 where something was changed or cannot be
        read, 2 where there is no store or a named file is no result.
    """
    from data.store.errors import StoreError
    from data.store.verifying import verify_store
    from epa_tui.asking import say
    from epa_tui.commands.chosen import has_store, no_store
    from epa_tui.home import resolve
    from epa_tui.unlocking import open_store

    home = resolve(args)
    if not has_store(home):
        print(no_store(home), file=sys.stderr)
        return 2
    try:
        heads = [_head(path) for path in args.results]
        with open_store(home) as store:
            verified = verify_store(store, heads)
    except _NoResult as error:
        print(error, file=sys.stderr)
        return 2
    except StoreError as error:
        say(str(error))
        return 1
    print(_json(verified) if args.json else _text(verified))
    return 1 if verified.findings else 0


def _head(path: Path) -> SignedHead:
    """Return the signed head of a result in a file."""
    from data.exchange.errors import ExchangeError
    from data.exchange.reading import MAX_BYTES, read_document
    from data.standards.bounds import read_bounded
    from data.store.verifying import head_in

    wrong = f"{path} is no result of epa_tui. Name the JSON files that `epa-tui export` wrote."
    try:
        return head_in(read_document(read_bounded(path, MAX_BYTES)))
    except (OSError, ExchangeError, KeyError, TypeError, ValueError) as error:
        raise _NoResult(wrong) from error


def _json(verified: Verified) -> str:
    return json.dumps(
        {"format": 1, "in_order": not verified.findings, **asdict(verified)}, indent=2
    )


def _text(verified: Verified) -> str:
    from epa_tui.counting import counted

    checked = (
        f"Checked: {counted(verified.sittings, 'record')}, "
        f"{counted(verified.entries, 'entry', 'entries')}, "
        f"{counted(verified.heads, 'signed head')}."
    )
    if not verified.findings:
        return f"{checked}\n{_IN_ORDER if verified.compared_outside else _IN_ORDER_HERE}"
    lines = [checked, *(_line(finding) for finding in verified.findings)]
    lines.append(
        "Keep this store as evidence. `epa-tui restore` brings back the newest backup in order."
    )
    return "\n".join(lines)


def _line(finding: Finding) -> str:
    if not finding.sitting:
        return f"Store: {finding.sentence}."
    entry = "" if finding.seq is None else f" entry {finding.seq}"
    return f"Sitting {finding.sitting}:{entry} {finding.sentence}."
