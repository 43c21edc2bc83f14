"""`epa-tui completion`: what a shell needs to complete commands, options and ids.

On the application's floor. What is printed holds the words of the parsers; only ids are asked for
when a key is pressed, and never a name: what a shell completes stays on the screen.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from epa_tui.commands import COMMANDS

SHELLS = ("bash", "zsh", "fish")
IDS = ("sittings", "standards")
"""What is asked for when it is completed."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `completion` with the main parser."""
    parser = subparsers.add_parser(
        "completion",
        help=COMMANDS["completion"][1],
        description="Print what completes commands, options and ids. In ~/.bashrc or ~/.zshrc: "
        'eval "$(epa-tui completion bash)" (or zsh); fish: epa-tui completion fish | source.',
    )
    parser.add_argument("shell", nargs="?", choices=SHELLS, default="bash", help="which shell")
    parser.add_argument("--ids", choices=IDS, help="print ids instead, as the shells ask for them")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a script or ids; the exit status is always 0: nothing is ever said into a half line."""
    from epa_tui.home import resolve

    if args.ids:
        print("\n".join(_ids(args.ids, resolve(args))))
        return 0
    from epa_tui.commands.shells import SCRIPTS

    print(SCRIPTS[args.shell]())
    return 0


def _ids(kind: str, home: Path) -> list[str]:
    """Return the ids that may be typed; none where the store cannot be opened without asking."""
    from data.standards.errors import StandardError
    from data.store.errors import StoreError

    try:
        return _standards(home) if kind == "standards" else _sittings(home)
    except (StandardError, StoreError):
        return []


def _standards(home: Path) -> list[str]:
    from data.standards.library import Library
    from data.standards.loader import LoadedStandard

    found = Library(home / "standards").all()
    return sorted({one.standard.reference for one in found if isinstance(one, LoadedStandard)})


def _sittings(home: Path) -> list[str]:
    from epa_tui.commands.chosen import EVERYTHING, has_store
    from epa_tui.key_copies import read_key_file
    from epa_tui.unlocking import open_store

    # A passphrase would be asked for, and a keyring would be woken, in the middle of a line.
    if not has_store(home) or read_key_file(home) is not None:
        return []
    with open_store(home) as store:
        rows = store.search("", limit=EVERYTHING).rows
    return [sitting.id for row in rows for sitting in row.sittings]
