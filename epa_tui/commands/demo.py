"""`epa-tui demo`: the application on invented apprentices, thrown away at the end.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from epa_tui.commands import COMMANDS
from epa_tui.demonstration import MOST_MORE

FASTEST = 600
"""How many seconds can pass in one: a discussion of two hours takes twelve seconds then."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `demo` with the main parser."""
    parser = subparsers.add_parser("demo", help=COMMANDS["demo"][1])
    # Left out, these must not undo what stood before the command.
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="keep the demonstration in this folder (default: throw it away at the end)",
    )
    parser.add_argument(
        "--no-mouse",
        action="store_true",
        default=argparse.SUPPRESS,
        help="leave the mouse to the terminal",
    )
    parser.add_argument(
        "--speed",
        type=between(1, FASTEST),
        default=1,
        metavar="N",
        help=f"let the clock run N times as fast, 1 to {FASTEST}",
    )
    parser.add_argument(
        "--build-only", action="store_true", help="build it in --home, and open nothing"
    )
    parser.add_argument(
        "--assessments",
        type=between(0, MOST_MORE),
        default=0,
        metavar="N",
        help="add N more booked assessments",
    )
    parser.set_defaults(run=run)


def between(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number of the command line, both ends included."""

    def whole_number(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() else least - 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {least} to {most}")
        return number

    return whole_number


def run(args: argparse.Namespace) -> int:
    """Build the demonstration where it is not there, and open it.

    Returns:
        The exit status: 0, 1 where the folder cannot be used, 2 where it is not for this.
    """
    if args.home is not None:
        from epa_tui.home import resolve

        return _demonstrate(resolve(args), args)
    if args.build_only:
        print(
            "Nothing would be left of it. Say where to build it with --home DIR.", file=sys.stderr
        )
        return 2
    # A folder that only its owner can enter.
    with tempfile.TemporaryDirectory(prefix="epa-tui-demo-", ignore_cleanup_errors=True) as folder:
        return _demonstrate(Path(folder) / "home", args)


def _demonstrate(home: Path, args: argparse.Namespace) -> int:
    from epa_tui.opening import open_app

    if status := built(home, args.assessments):
        return status
    if args.build_only:
        print(f"The demonstration is in {home}. Open it with: epa-tui demo --home {home}")
        return 0
    return open_app(home, mouse=not args.no_mouse, demonstration=True, speed=args.speed)


def built(home: Path, more: int = 0) -> int:
    """Build the demonstration in a folder where it is not there; say so where it cannot be.

    Args:
        home: The folder.
        more: How many further assessments to add.

    Returns:
        The exit status: 0, 1 where the folder cannot be used, 2 where it is not for this.
    """
    from data.record.instant import system_clock
    from data.store.errors import StoreError
    from epa_tui.demonstration import NotADemonstration, prepare

    try:
        prepare(home, system_clock()(), more)
    except (NotADemonstration, StoreError) as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, NotADemonstration) else 1
    return 0
