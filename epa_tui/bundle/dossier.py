"""What a bundle is made of, read from the store at once; the bundle is then a function of it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.exchange.papers.case import Case, Held
from data.exchange.signature import sign
from data.record.body import Entry
from data.record.head import DeviceKey
from data.record.instant import Instant
from data.standards.guard import read_text
from data.standards.journey_loader import journey_file
from data.store.rows import AssessmentRow, Document
from data.store.store import Store
from epa_tui.cases import read_case
from epa_tui.journeys import library_of

_SALT = b"epa-bundle-salt-v1\0"


@dataclass(frozen=True)
class Dossier:
    """One assessment with everything that is kept of it."""

    case: Case
    """At the moment of its newest entry: a bundle tells of a record, not of the day it is made."""
    documents: tuple[Document, ...]
    """Result documents and withdrawals of all sittings, oldest revision first."""
    signatures: tuple[str, ...]
    """Their detached signatures, in the same order: of the unmasked bytes, whatever is masked."""
    standards: tuple[tuple[str, bytes], ...]
    """Names and bytes of the files that the sittings were begun under."""
    journey: tuple[tuple[str, bytes], ...]
    """The file of what surrounds the sittings; none where the standard has none."""
    device: DeviceKey
    salt: bytes
    """Keeps a masked text from being guessed by its hash; follows from the apprentice's key."""


def read_dossier(store: Store, row: AssessmentRow, now: Instant) -> Dossier:
    """Read everything about an assessment, every chain checked.

    Args:
        store: Where it is kept.
        row: The assessment, with all of its sittings.
        now: Stands in where nothing was ever recorded.

    Raises:
        data.store.errors.StoreError: The store cannot be read.
        data.record.errors.RecordError: A record was changed.
        data.standards.errors.StandardError: A standard is missing.
    """
    case = read_case(store, row.assessment, row.sittings, now)
    newest = max(_entries(case), key=lambda entry: entry.at.wall, default=None)
    if newest is not None:
        case = _as_of(case, newest.at)
    secret = store.secret_of(row.assessment.id)
    device = store.device()
    documents = tuple(one for sitting in row.sittings for one in store.documents(sitting.id))
    named = _SALT + row.assessment.id.encode()
    return Dossier(
        case,
        documents,
        tuple(sign(one.body, device) for one in documents),
        _standards(store, case.held),
        _journey(store, case),
        device,
        hmac.new(secret, named, hashlib.sha256).digest(),
    )


def _as_of(case: Case, moment: Instant) -> Case:
    """Return a case as it stood at a moment after its last entry."""
    view = replace(case.view, today=moment.local().date())
    return replace(case, view=view, now=moment, as_of=True)


def _entries(case: Case) -> Iterable[Entry]:
    yield from case.view.state.entries
    for held in case.held:
        yield from held.state.entries


def _standards(store: Store, held: Iterable[Held]) -> tuple[tuple[str, bytes], ...]:
    library, files = library_of(store), {}
    for one in held:
        opened = one.state.opened
        loaded = library.by_digest(opened.reference, opened.version, opened.digest)
        name = f"{opened.reference}-{opened.version}-{opened.digest[:12]}{loaded.path.suffix}"
        files[name] = read_text(loaded.path)[0]
    return tuple(sorted(files.items()))


def _journey(store: Store, case: Case) -> tuple[tuple[str, bytes], ...]:
    path = journey_file(case.standard, store.path.parent)
    return ((path.name, read_text(path)[0]),) if path else ()
