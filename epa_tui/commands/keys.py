"""`epa-tui keys`: every action with its key, as the user has set it, and what is wrong with those.

The document in `docs` has the keys of the registry, whatever the settings say.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from screens.action import Action


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "keys",
        help=COMMANDS["keys"][1],
        description="List every action with its keys, as the settings have them, and its id.",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--markdown", action="store_true", help="print tables for documents")
    how.add_argument("--check", action="store_true", help="only check the keys of the settings")
    how.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the keys.

    Returns:
        The exit status: 0, or 1 where a key was asked to be checked and one does not hold.
    """
    from epa_tui.asking import say
    from epa_tui.home import resolve

    if args.markdown:
        print(_markdown())
        return 0
    keys, problems = _read(resolve(args))
    for problem in problems:
        say(problem)
    if args.check:
        if not problems:
            print("The keys of the settings are in order.")
        return int(bool(problems))
    print(_json(keys, problems) if args.json else _plain(keys))
    return 0


def _read(home: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the user's keys that hold, and what is wrong with the others."""
    from epa_tui.settings import settings_with_keys

    settings = settings_with_keys(home)
    about = (": keys: ", ": [keys] ", ": cannot be read")
    told = (one for one in settings.problems if any(words in one for words in about))
    return settings.keys, tuple(told)


def _plain(keys: dict[str, str]) -> str:
    from screens.actions import ALL, GROUPS
    from screens.key_names import shown

    def written(action: Action) -> str:
        return "  ".join(shown(key) for key in keys.get(action.id, action.keys).split(","))

    lines: list[str] = []
    for group, title in GROUPS.items():
        lines += ["", title]
        lines += [
            f"  {written(action):<12} {action.title:<16} {action.id:<24} {action.tooltip}"
            for action in ALL
            if action.group == group
        ]
    return "\n".join(lines[1:])


def _json(keys: dict[str, str], problems: tuple[str, ...]) -> str:
    from screens.actions import ALL

    told = [
        {
            "id": action.id,
            "title": action.title,
            "tooltip": action.tooltip,
            "keys": keys.get(action.id, action.keys).split(","),
            "default": list(action.key_list),
        }
        for action in ALL
    ]
    return json.dumps({"format": 1, "actions": told, "problems": list(problems)}, indent=2)


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
