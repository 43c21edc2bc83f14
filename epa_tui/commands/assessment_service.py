"""`epa-tui export --assessment-service`: files for the government's assessment service.

Nothing is sent anywhere: the files are written for whoever operates the organisation's hub.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data.exchange.assessment_service.batches import Batch
    from data.exchange.assessment_service.sending import Sending
    from data.record.instant import Instant

SHOWN = 8
"""How many characters of an assessment's id are told."""

EPA, CERTIFICATE = "/api/v1/epa", "/api/v1/certificate"
"""Where the files are sent to, below the address of the service."""

NEXT = f"""\
Send each epa-*.json with POST {EPA}. Where the answer says that an EPA is already provided, \
add that learner's epaReference to the entry and send it with PUT {EPA}: the list replaces the \
one that is there. Then send each certificate-*.json with POST {CERTIFICATE}; it makes drafts, \
which your organisation submits itself.
Read every answer: the service reports what is wrong with an entry under status 200.
The files hold names: delete the folder when all is answered."""
"""What to do with the files."""


@dataclass(frozen=True, slots=True)
class Written:
    """One file."""

    name: str
    path: str
    """Where it is sent to."""
    entries: int
    bytes: int
    sha256: str


def run(args: argparse.Namespace) -> int:
    """Write the files, and tell what keeps others back.

    Returns:
        0 where every apprentice with an outcome is in them, 1 where some are not, or the store or
        the folder refuses, 2 where the call is wrong.
    """
    from data.exchange.errors import NotWritten
    from data.record.instant import system_clock
    from data.store.errors import StoreError
    from epa_tui.asking import say
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve

    home = resolve(args)
    if wrong := _wrong(args, home):
        refuse(args, wrong)
        return 2
    try:
        now = system_clock()()
        found = _sending(home, now)
        given = args.to or home / "assessment-service"
        folder, files = _write(found, given.expanduser().absolute(), now)
    except (NotWritten, StoreError) as error:
        refuse(args, error)
        return 1
    for problem in found.problems:
        kind = "included, but look: " if problem.assessment in found.included else ""
        say(f"{problem.assessment[:SHOWN]}: {kind}{problem.sentence}")
    print(_as_json(found, folder, files) if args.json else "\n".join(_told(found, folder, files)))
    return 1 if found.kept_back() else 0


def _wrong(args: argparse.Namespace, home: Path) -> str:
    """Return what is wrong with the call; empty where nothing is."""
    from epa_tui.demonstration import is_demonstration

    if args.sitting is not None:
        return (
            "The service is given the whole history of each apprentice, never one sitting. "
            "Leave --sitting out."
        )
    if is_demonstration(home):
        return (
            "This store is the demonstration: its apprentices are invented and are never sent. "
            "Name the folder of a real store with --home."
        )
    return ""


def _sending(home: Path, now: Instant) -> Sending:
    from data.exchange.assessment_service.sending import sending
    from epa_tui.assessment_service import apprentices
    from epa_tui.commands.chosen import has_store
    from epa_tui.unlocking import open_store

    if not has_store(home):
        return sending((), now)
    with open_store(home) as store:
        found = apprentices(store)
    return sending(found.known, now, found.problems)


def _write(found: Sending, folder: Path, now: Instant) -> tuple[Path | None, list[Written]]:
    """Write the files into a new folder; make none where there is nothing to write."""
    from data.exchange.assessment_service.folder import write_export

    batches = {**_named("epa", found.epas), **_named("certificate", found.certificates)}
    if not batches:
        return None, []
    bodies = {name: batch.body for name, batch in batches.items()}
    return write_export(folder, bodies, now), [*_listed(batches)]


def _named(purpose: str, batches: tuple[Batch, ...]) -> dict[str, Batch]:
    return {f"{purpose}-{number:03d}.json": batch for number, batch in enumerate(batches, start=1)}


def _listed(batches: Mapping[str, Batch]) -> Iterator[Written]:
    for name, batch in batches.items():
        path = EPA if name.startswith("epa") else CERTIFICATE
        digest = hashlib.sha256(batch.body).hexdigest()
        yield Written(name, path, batch.entries, len(batch.body), digest)


def _as_json(found: Sending, folder: Path | None, files: list[Written]) -> str:
    summary = {
        "format": 1,
        "folder": str(folder) if folder else None,
        "files": [asdict(file) for file in files],
        "included": found.included,
        "waiting": found.waiting,
        "kept_back": found.kept_back(),
        "problems": [asdict(problem) for problem in found.problems],
    }
    return json.dumps(summary, indent=2)


def _told(found: Sending, folder: Path | None, files: list[Written]) -> Iterator[str]:
    for file in files:
        yield f"{file.name}  {file.entries} for POST {file.path}"
    yield (
        f"Included: {len(found.included)}; without an outcome yet: {len(found.waiting)}; "
        f"kept back: {len(found.kept_back())}."
    )
    if folder:
        yield f"The files are in {folder}"
        yield NEXT
    else:
        yield "There is nothing to send, so no file was written."
