"""`epa-tui practice`: learn the keys of the live screen on a sitting that is thrown away.

Nothing heavy is imported before the command runs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from epa_tui.practice.course import Course
    from epa_tui.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Register `practice` with the main parser."""
    parser = subparsers.add_parser(
        "practice",
        help=COMMANDS["practice"][1],
        description="Twenty tasks on the live screen with an invented apprentice. Your own keys "
        "and colours are used; nothing is kept.",
    )
    parser.add_argument("--json", action="store_true", help="print the score as JSON afterwards")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Let the user practise, then print the score.

    Returns:
        The exit status: 0, 1 after an error, 2 where there is no terminal.
    """
    from epa_tui.commands.refusing import refuse

    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        refuse(args, "epa-tui practice needs a terminal. Start it in one.")
        return 2
    from epa_tui.crash import FOLDER, guarded
    from epa_tui.home import resolve
    from epa_tui.settings import read_settings
    from screens.actions import BY_ID

    home = resolve(args)
    settings = read_settings(home, frozenset(BY_ID))
    return guarded(home / FOLDER, partial(_practise, settings, args))


def _practise(settings: Settings, args: argparse.Namespace) -> int:
    from data.record.instant import system_clock
    from epa_tui.practice.app import practise
    from epa_tui.terminal import survive_a_closed_window, survive_bad_bytes

    survive_bad_bytes()
    survive_a_closed_window()
    with tempfile.TemporaryDirectory(
        prefix="epa-tui-practice-", ignore_cleanup_errors=True
    ) as folder:
        home = Path(folder) / "home"
        course = practise(home, system_clock(), settings, mouse=not args.no_mouse)
    _print(course, settings, as_json=args.json)
    return 0


def _print(course: Course, settings: Settings, *, as_json: bool) -> None:
    from epa_tui.practice.told import document, table, total

    if as_json:
        print(json.dumps(document(course, settings.keys), indent=2, ensure_ascii=False))
    else:
        print("\n".join([total(course), "", *table(course, settings.keys)]).rstrip())
