"""`epa-tui reopen`: breaks the seal of a sitting, for a reason that stays in the record.

On the application's floor; nothing heavy is imported before the command runs.
"""

from __future__ import annotations

import argparse
import json

from epa_tui.commands import COMMANDS


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `reopen` with the main parser."""
    parser = subparsers.add_parser(
        "reopen",
        help=COMMANDS["reopen"][1],
        description="Break the seal of a sitting. Every change after it needs a reason, and the "
        "next seal makes a new revision of the result.",
    )
    parser.add_argument("sitting", metavar="ID", help="id of the sitting, or how it begins")
    parser.add_argument("--reason", metavar="TEXT", required=True, help="why; the record keeps it")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Break the seal.

    Returns:
        The exit status: 0, 1 where the rules or the store refuse, 2 where no such sitting is there.
    """
    from epa_tui.commands.acting import answered

    return answered(_reopen, args)


def _reopen(args: argparse.Namespace) -> int:
    from data.rules.sealing import reopen
    from epa_tui.commands.acting import acting

    with acting(args) as opened:
        state = opened.do(lambda state, now: reopen(state, now, args.reason))
        if args.json:
            sitting = opened.record.sitting.id
            print(json.dumps({"format": 1, "sitting": sitting, "seals": state.seals}, indent=2))
        else:
            print("The seal is broken. Change what has to be changed, then `epa-tui seal`.")
    return 0
