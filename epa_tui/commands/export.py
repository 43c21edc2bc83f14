"""`epa-tui export`: writes the result documents of sealed sittings into a folder.

A document that is missing in the store is made and kept first. One that cannot be written keeps no
other from being written.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.store.rows import Document, Sitting
    from data.store.store import Store

WRITTEN, THERE, FAILED = "written", "was there already", "failed"
"""What became of a result."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the result of one sitting."""

    sitting: str
    """Id of the sitting."""
    status: str
    """`WRITTEN`, `THERE` or `FAILED`."""
    path: str | None = None
    """The file; None where there is none."""
    sha256: str | None = None
    problem: str = ""
    """Why it failed, and what to do."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `export` with the main parser."""
    parser = subparsers.add_parser("export", help=COMMANDS["export"][1])
    parser.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help="folder of the results (default: that of the settings, else `results` in the home; "
        "for the assessment service, `assessment-service` in the home)",
    )
    parser.add_argument(
        "--sitting", metavar="ID", help="only this one; the begin of its id will do"
    )
    parser.add_argument(
        "--assessment-service",
        action="store_true",
        help="instead: files for the government's assessment service, into a new folder in DIR",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the results.

    Returns:
        The exit status: 0, 1 where a result was not written, 2 where no such sitting is there.
    """
    if args.assessment_service:
        from epa_tui.commands import assessment_service

        return assessment_service.run(args)
    from data.store.errors import StoreError
    from epa_tui.asking import say
    from epa_tui.commands.chosen import NotChosen
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve

    home = resolve(args)
    folder = _folder(home, args.to)
    try:
        outcomes = _export(home, folder, args.sitting)
    except (NotChosen, StoreError) as error:
        refuse(args, error)
        return 2 if isinstance(error, NotChosen) else 1
    failed = [outcome for outcome in outcomes if outcome.status == FAILED]
    for outcome in failed:
        say(f"{outcome.sitting}: {outcome.problem}")
    if args.json:
        results = [asdict(outcome) for outcome in outcomes]
        print(json.dumps({"format": 1, "folder": str(folder), "results": results}, indent=2))
    else:
        print(_told(outcomes, folder))
    return 1 if failed else 0


def _folder(home: Path, given: Path | None) -> Path:
    from epa_tui.destinations import results_folder
    from epa_tui.settings import read_settings

    if given:
        return given.expanduser().absolute()
    settings = read_settings(home)
    for problem in settings.problems:
        print(problem, file=sys.stderr)
    return results_folder(settings, home)


def _told(outcomes: list[Outcome], folder: Path) -> str:
    if not outcomes:
        return "Nothing is sealed yet, so there is no result. Judge and seal a sitting first."
    there = [outcome for outcome in outcomes if outcome.path]
    lines = [f"{Path(outcome.path or '').name}  {outcome.status}" for outcome in there]
    return "\n".join([*lines, f"{len(there)} of {len(outcomes)} results are in {folder}"])


def _export(home: Path, folder: Path, beginning: str | None) -> list[Outcome]:
    from data.rules.stage import Stage
    from epa_tui.commands.chosen import EVERYTHING, NotChosen, chosen, has_store, no_store
    from epa_tui.unlocking import open_store

    if not has_store(home):
        if beginning is not None:
            raise NotChosen(no_store(home))
        return []
    with open_store(home) as store:
        if beginning is not None:
            return [_outcome(store, chosen(store, beginning), folder)]
        rows = store.search("", limit=EVERYTHING).rows
        made = (Stage.SEALED, Stage.WITHDRAWN)
        sealed = [s for row in rows for s in row.sittings if s.stage in made]
        return [_outcome(store, sitting, folder) for sitting in sealed]


def _outcome(store: Store, sitting: Sitting, folder: Path) -> Outcome:
    """Write one result, or say why it cannot be."""
    from data.exchange.errors import ExchangeError
    from data.record.errors import RecordError
    from data.record.instant import system_clock
    from data.rules.stage import Stage
    from data.standards.errors import StandardError
    from data.store.errors import StoreError
    from epa_tui.commands.chosen import NotChosen
    from epa_tui.results import keep_delivery, refuse_held, write_document

    try:
        taken_back = sitting.stage == Stage.WITHDRAWN
        refuse_held(store, sitting.assessment_id, taken_back=taken_back)
        document = _document(store, sitting)
        sent = folder / f"{document.sha256}.json"
        if sent.is_file():  # `epa-tui sync` wrote it, under its address
            return Outcome(sitting.id, THERE, str(sent), document.sha256)
        receipt = write_document(document, folder, store.device())
        keep_delivery(store, document, receipt, system_clock()())
    except (ExchangeError, RecordError, StandardError, StoreError, NotChosen) as error:
        return Outcome(sitting.id, FAILED, problem=str(error))
    status = THERE if receipt.already_there else WRITTEN
    return Outcome(sitting.id, status, str(receipt.path), receipt.sha256)


def _document(store: Store, sitting: Sitting) -> Document:
    """Return the newest result document of a sitting; keep it where it was not kept yet."""
    from data.store.sitting_record import summary_of
    from epa_tui.commands.chosen import read
    from epa_tui.demonstration import is_demonstration
    from epa_tui.results import make_document

    found = read(store, sitting)
    home = store.path.parent
    document = make_document(
        store,
        found.state,
        found.assessment,
        sitting,
        demonstration=is_demonstration(home),
    )
    if document not in store.documents(sitting.id):
        store.append(sitting.id, (), summary_of(found.state), document=document)
    return document
