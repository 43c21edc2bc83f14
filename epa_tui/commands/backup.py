"""`epa-tui backup`: makes a backup that was opened and checked, here or elsewhere, or lists them.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from epa_tui.commands import COMMANDS


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `backup` with the main parser."""
    parser = subparsers.add_parser("backup", help=COMMANDS["backup"][1])
    parser.add_argument(
        "--to", type=Path, metavar="DIR", help="also copy it here, with its wrapped key beside it"
    )
    parser.add_argument("--list", action="store_true", help="list the backups, and make none")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make a backup, or list what is there.

    Returns:
        The exit status: 0, 1 where it could not be made, 2 where there is no store.
    """
    from data.store.errors import StoreError
    from epa_tui.commands.chosen import has_store, no_store
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve

    home = resolve(args)
    if args.list:
        return _list(home, as_json=args.json)
    if not has_store(home):
        refuse(args, no_store(home))
        return 2
    try:
        made = _make(home, args.to)
    except StoreError as error:
        refuse(args, error)
        return 1
    told = {"format": 1, "backup": str(made), "size": made.stat().st_size}
    print(json.dumps(told, indent=2) if args.json else f"Backed up and checked: {made}")
    return 0


def _make(home: Path, folder: Path | None) -> Path:
    from data.record.instant import system_clock
    from data.store.upkeep import copy_to, keep_backup
    from epa_tui.unlocking import open_store

    now = system_clock()()
    with open_store(home) as store:
        if folder is None:
            return keep_backup(store, "hand", now.wall / 1000)
        return copy_to(store, folder.expanduser().absolute(), f"epa-tui-{now.utc:%Y%m%dT%H%M%SZ}")


def _list(home: Path, *, as_json: bool) -> int:
    from data.store.backup import backups

    found = backups(home)
    if as_json:
        print(json.dumps({"format": 1, "backups": [_shown(one) for one in found]}, indent=2))
        return 0
    if not found:
        print(f"There is no backup in {home} yet. `epa-tui backup` makes one.")
    for one in found:
        shown = _shown(one)
        print(f"{one.number:>6}  {shown['made_at']}  {one.size / 1e6:8.1f} MB  {one.label}")
    return 0


def _shown(one: Any) -> dict[str, Any]:
    from datetime import UTC, datetime

    at = datetime.fromtimestamp(one.made_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "number": one.number,
        "label": one.label,
        "made_at": at,
        "size": one.size,
        "path": str(one.path),
    }
