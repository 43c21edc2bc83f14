"""`epa-tui scripts`: which words are read out and where they come from; writes them for editing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.standards.model import Standard
    from data.standards.wordings import Wordings


def add_parser(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "scripts",
        help=COMMANDS["scripts"][1],
        description=(
            "List the scripts that are read out, the room checklist and the wordings of incidents, "
            "and where each comes from."
        ),
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="write those that are not yours yet as files to edit; never over a file",
    )
    parser.add_argument(
        "--standard", metavar="REFERENCE", help="of which standard, for example ST0792"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List or write the words; return 1 where a file cannot be used, 2 for no such standard."""
    from data.standards.errors import StandardError
    from data.standards.library import Library
    from data.standards.loader import LoadedStandard
    from data.standards.wordings import FOLDER, Wordings
    from epa_tui.home import resolve

    home = resolve(args)
    library = Library(home / "standards")
    try:
        # One is always there: the one that comes with the application.
        usable = (entry for entry in library.all() if isinstance(entry, LoadedStandard))
        reference = args.standard or next(usable).standard.reference
        standard = library.find(reference).standard
    except StandardError as error:
        print(error, file=sys.stderr)
        return 2
    folder = home / FOLDER
    if args.write:
        return _write(folder, standard)
    return _list(Wordings(folder), folder, standard)


def _list(wordings: Wordings, folder: Path, standard: Standard) -> int:
    from data.standards.wordings import SCRIPTS

    print(f"{standard.reference} {standard.version}. Your own words go into {folder}")
    problems: list[str] = []
    for method in standard.methods:
        for name in SCRIPTS:
            script = wordings.script(name, method)
            count = len(script.paragraphs)
            print(f"  {method.code}  {name:<10} {count:>3} paragraphs  {script.source}")
            problems += [script.problem] if script.problem else []
    for name, what in (("room", wordings.room()), ("incidents", wordings.incidents())):
        print(f"      {name:<10} {len(what.lines):>3} lines       {what.source}")
        problems += [what.problem] if what.problem else []
    for problem in dict.fromkeys(problems):
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _write(folder: Path, standard: Standard) -> int:
    """Write every file that is not there; a file of the user's is never touched."""
    from data.standards.wordings_written import built_in_files
    from data.store.errors import StoreError
    from data.store.private_files import private_folder, write_private

    try:
        private_folder(folder)
        for name, text in built_in_files(standard).items():
            path = folder / name
            there = path.exists() or path.is_symlink()
            if not there:
                write_private(path, text.encode())
            print(f"{'kept   ' if there else 'written'}  {path}")
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
