"""`epa-tui bundle`: puts everything about an assessment together, for an appeal.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from epa_tui.bundle.contents import BundleFile
    from epa_tui.bundle.dossier import Dossier

MASKS = ("names", "uln", "employer", "provider", "people", "notes")
"""What can be masked; a test holds it against `epa_tui.bundle.masking`."""


FORMS = ("pdf", "html")
"""How papers are written where nobody says it."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `bundle` with the main parser."""
    parser = subparsers.add_parser("bundle", help=COMMANDS["bundle"][1])
    parser.add_argument(
        "id", metavar="ID", help="id of the assessment or of a sitting of it, or its begin"
    )
    parser.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="PATH",
        help="a new folder, or a file that ends with .zip",
    )
    parser.add_argument(
        "--redact",
        type=_masks,
        default=(),
        metavar="WHAT,...",
        help=f"mask in every file: {', '.join(MASKS)}, or all",
    )
    parser.add_argument(
        "--as",
        dest="forms",
        type=_forms,
        default=FORMS,
        metavar="FORM,...",
        help="how its papers are written: pdf, html, md (default: pdf,html)",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def _masks(text: str) -> tuple[str, ...]:
    """Return what is to be masked, as it was typed."""
    return MASKS if text.casefold().strip() == "all" else _some(text, MASKS)


def _forms(text: str) -> tuple[str, ...]:
    """Return how papers are to be written, as it was typed."""
    return _some(text, ("pdf", "html", "md"))


def _some(text: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    asked = [part.strip() for part in text.casefold().split(",") if part.strip()]
    if unknown := [part for part in asked if part not in choices]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(choices)}")
    return tuple(dict.fromkeys(asked))


def run(args: argparse.Namespace) -> int:
    """Write the bundle.

    Returns:
        The exit status: 0, 1 where a record or the folder is not in order, 2 where no such
        assessment is there.
    """
    from epa_tui.commands.acting import answered

    return answered(_write, args)


def _write(args: argparse.Namespace) -> int:
    from epa_tui.bundle.making import make
    from epa_tui.bundle.writing import write

    dossier = _dossier(args)
    files = make(dossier, args.redact, args.forms)
    path = args.to.expanduser().absolute()
    write(path, files)
    print(_json(path, dossier, files, args) if args.json else _told(path, files, args))
    return 0


def _dossier(args: argparse.Namespace) -> Dossier:
    """Read the assessment that is meant, with all of its sittings.

    Raises:
        NotChosen: There is no store, no such id, or several.
        StoreError: The store cannot be read.
    """
    from dataclasses import replace

    from epa_tui.bundle.dossier import read_dossier
    from epa_tui.commands.acting import clock_of
    from epa_tui.commands.chosen import NotChosen, chosen_row, has_store, no_store
    from epa_tui.demonstration import is_demonstration
    from epa_tui.home import resolve
    from epa_tui.unlocking import open_store

    home = resolve(args)
    if not has_store(home):
        raise NotChosen(no_store(home))
    with open_store(home) as store:
        row = chosen_row(store, args.id)
        row = replace(row, sittings=store.sittings(row.assessment.id))
        return read_dossier(store, row, clock_of(store, is_demonstration(home))())


def _told(path: Path, files: tuple[BundleFile, ...], args: argparse.Namespace) -> str:
    masked = f"Masked: {', '.join(args.redact)}." if args.redact else "Nothing is masked."
    return (
        f"{path}: {len(files)} files. {masked}\n"
        f"README.txt in it tells what is there and how to check it: epa-tui verify {path}"
    )


def _json(
    path: Path, dossier: Dossier, files: tuple[BundleFile, ...], args: argparse.Namespace
) -> str:
    told = {
        "format": 1,
        "bundle": str(path),
        "assessment": dossier.case.assessment.id,
        "redacted": list(args.redact),
        "files": [{"path": one.path, "bytes": len(one.body)} for one in files],
    }
    return json.dumps(told, indent=2)
