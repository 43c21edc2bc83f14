"""`epa-tui paper`: writes a paper about an assessment, for people to read, to print and to send.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.exchange.papers.case import Case

KINDS = {
    "feedback": "strengths, what was not met and what happens next, for apprentice and employer",
    "record-form": "the assessor's record: conditions, times, questions, notes, judgements",
    "quality-form": "internal quality assurance: filled in as far as it is recorded",
    "trace": "from each grade to the descriptor, the note and the minute",
}
"""What each paper is; a test holds the names against `data.exchange.papers.making`."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `paper` with the main parser."""
    from data.exchange.papers_part import PART
    from epa_tui.commands.journeying import add_part

    papers = add_part(subparsers, PART)
    for kind, told in KINDS.items():
        one = papers.add_parser(kind, help=told)
        one.add_argument(
            "id", metavar="ID", help="id of the assessment or of a sitting of it, or its begin"
        )
        one.add_argument(
            "--as",
            dest="form",
            choices=("pdf", "html", "md"),
            help="how it is written (default: by the name of the file, else md)",
        )
        one.add_argument(
            "--to", type=Path, metavar="FILE", help="the file (default: what a terminal can show)"
        )
        one.add_argument("--json", action="store_true", help="as JSON")
        one.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the paper.

    Returns:
        The exit status: 0, 1 where a record or the folder is not in order, 2 where no such
        assessment is there or the call is wrong.
    """
    from epa_tui.commands.acting import answered

    return answered(_write, args)


def _write(args: argparse.Namespace) -> int:
    print(_made(args))
    return 0


def _made(args: argparse.Namespace) -> str:
    """Return what is printed: the paper itself, or where it lies."""
    from data.exchange.papers.making import KINDS, file_name, keep, written
    from epa_tui.commands.chosen import NotChosen

    form = _form(args)
    if form == "pdf" and args.to is None:
        raise NotChosen("A PDF needs a file. Say where to write it with --to FILE.")
    case = case_of(args)
    body = written(KINDS[args.verb].make(case), form)
    told = {"format": 1, "paper": args.verb, "as": form, "assessment": case.assessment.id}
    told |= {"sha256": hashlib.sha256(body).hexdigest()}
    if args.to is None:
        return json.dumps({**told, "text": body.decode()}, indent=2) if args.json else body.decode()
    path = args.to.expanduser().absolute()
    path = path / file_name(case, args.verb, form) if path.is_dir() else path
    keep(path, body)
    return json.dumps({**told, "file": str(path)}, indent=2) if args.json else f"Written: {path}"


def _form(args: argparse.Namespace) -> str:
    from data.exchange.papers.making import FORMS

    suffix = args.to.suffix.removeprefix(".").casefold() if args.to else ""
    return args.form or (suffix if suffix in FORMS else "md")


def case_of(args: argparse.Namespace) -> Case:
    """Return the assessment that a command names, with the sittings that are meant.

    Args:
        args: `id` is that of the assessment or of a sitting, or how one begins.

    Raises:
        NotChosen: There is no store, no such id, or several.
        data.store.errors.StoreError: The store cannot be read.
        data.record.errors.RecordError: A record was changed.
        data.standards.errors.StandardError: A standard is missing.
    """
    from epa_tui.cases import read_case
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
        now = clock_of(store, is_demonstration(home))()
        return read_case(store, row.assessment, row.sittings, now)
