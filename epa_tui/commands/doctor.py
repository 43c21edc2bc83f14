"""`epa-tui doctor`: looks at everything that keeps the records safe, and says what to do.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
import shutil
import textwrap
from dataclasses import asdict

from epa_tui.commands import COMMANDS

_MARKS = {"ok": "  ok  ", "warn": " warn ", "bad": " BAD  "}
_INDENT = " " * 21


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `doctor` with the main parser."""
    parser = subparsers.add_parser("doctor", help=COMMANDS["doctor"][1])
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Look at everything.

    Returns:
        The exit status: 0 where nothing is wrong, 1 where something is.
    """
    from epa_tui.checkup import Verdict, check_all
    from epa_tui.home import resolve

    home = resolve(args)
    checks = list(check_all(home))
    bad = any(one.verdict is Verdict.BAD for one in checks)
    if args.json:
        told = {"format": 1, "in_order": not bad, "checks": [asdict(one) for one in checks]}
        print(json.dumps(told, indent=2))
    else:
        print(f"Store: {home}")
        width = max(40, min(100, shutil.get_terminal_size().columns))
        for one in checks:
            line = f"{_MARKS[one.verdict]} {one.name:<13} {one.said}"
            print(textwrap.fill(line, width, subsequent_indent=_INDENT, break_on_hyphens=False))
    return 1 if bad else 0
