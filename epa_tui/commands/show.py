"""`epa-tui show`: where an assessment or one of its sittings stands, in text that can be read out.

On the application's floor; nothing heavy is imported before the command runs.
"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from epa_tui.commands.standing import Shown


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `show` with the main parser."""
    parser = subparsers.add_parser(
        "show",
        help=COMMANDS["show"][1],
        description="Tell where a sitting stands: phases, questions, what was heard, judgements, "
        "what keeps it from being sealed, what departed from the plan, and how far its result is.",
    )
    parser.add_argument("id", metavar="ID", help="id of a sitting or an assessment, or its begin")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Tell it.

    Returns:
        The exit status: 0, 1 where the record or the store is not in order, 2 where no such id is
        there.
    """
    from epa_tui.commands.acting import answered

    return answered(_show, args)


def _show(args: argparse.Namespace) -> int:
    from epa_tui.asking import tell
    from epa_tui.commands.standing import as_json, as_text

    shown = _read(args)
    if args.json:
        print(json.dumps(as_json(shown), indent=2))
    else:
        tell(as_text(shown))
    return 0


def _read(args: argparse.Namespace) -> Shown:
    """Read what is to be shown, and close the store again."""
    from epa_tui.commands.acting import clock_of
    from epa_tui.commands.chosen import NotChosen, chosen_row, has_store, no_store
    from epa_tui.commands.standing import shown_of
    from epa_tui.demonstration import is_demonstration
    from epa_tui.home import resolve
    from epa_tui.settings import read_settings
    from epa_tui.unlocking import open_store

    home = resolve(args)
    if not has_store(home):
        raise NotChosen(no_store(home))
    with open_store(home) as store:
        row = chosen_row(store, args.id)
        now = clock_of(store, is_demonstration(home))()
        return shown_of(store, row, now, during=read_settings(home).judge_during)
