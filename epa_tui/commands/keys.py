"""`epa-tui keys`: every action with its key and the id that the settings file uses."""

from __future__ import annotations

import argparse
from typing import Any

from epa_tui.commands import COMMANDS


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "keys", help=COMMANDS["keys"][1], description="List every action with its keys and its id."
    )
    parser.add_argument("--markdown", action="store_true", help="print tables for documents")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the keys and return the exit status."""
    print(_markdown() if args.markdown else _plain())
    return 0


def _plain() -> str:
    from screens.actions import ALL, GROUPS
    from screens.key_names import keys_shown

    lines: list[str] = []
    for group, title in GROUPS.items():
        lines += ["", title]
        lines += [
            f"  {keys_shown(action):<12} {action.title:<16} {action.id:<24} {action.tooltip}"
            for action in ALL
            if action.group == group
        ]
    return "\n".join(lines[1:])


def _markdown() -> str:
    from screens.actions import ALL, GROUPS
    from screens.key_names import shown

    lines = ["# Keys", "", "Made by `epa-tui keys --markdown`; the ids are for the settings file."]
    for group, title in GROUPS.items():
        lines += ["", f"## {title}", "", "| key | what | id | |", "|---|---|---|---|"]
        for action in ALL:
            if action.group == group:
                keys = " ".join(f"`{shown(key)}`" for key in action.keys.split(","))
                lines.append(f"| {keys} | {action.title} | `{action.id}` | {action.tooltip} |")
    return "\n".join(lines)
