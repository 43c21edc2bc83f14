"""From a sealed sitting to its result: the document is kept in the store, and written on demand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from data.exchange.canonical import address, canonical
from data.exchange.document import document_id, result_document, withdrawal_document
from data.exchange.errors import FolderUnwritable, NoResult, ResultHeld
from data.exchange.folder import Receipt, result_name, write_result
from data.exchange.proceedings import Json
from data.exchange.schema import validate
from data.exchange.signature import sign
from data.record.entries import Sealed, Withdrawn
from data.record.head import DeviceKey
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.grading import Overall, overall_of_attempts
from data.rules.sealing import not_completed
from data.standards.model import Standard
from data.standards.own_holidays import read_own_holidays
from data.store.rows import Assessment, Document, Sitting
from data.store.store import Store


def overall_of(store: Store, standard: Standard, sitting: Sitting, grade: str | None) -> Overall:
    """Return the provisional overall grade of an assessment, as far as it is decided.

    Args:
        store: Knows the other sittings of the assessment.
        standard: The standard of the sitting.
        sitting: The sitting at hand.
        grade: Its method grade; None while it has none.

    Returns:
        What the newest graded attempt at each method comes to, whichever sitting is looked at.
    """
    others = [s for s in store.sittings(sitting.assessment_id) if s.id != sitting.id]
    graded = [
        _Attempt(s.method, s.attempt, s.number, s.exceptional, s.grade)
        for s in (*others, replace(sitting, grade=grade))
        if s.grade
    ]
    return overall_of_attempts(standard, graded)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A graded sitting, as the rule of the overall grade looks at it."""

    method: str
    kind: str
    number: int
    exceptional: str
    grade: str


def make_document(
    store: Store,
    state: SittingState,
    assessment: Assessment,
    sitting: Sitting,
    *,
    demonstration: bool,
) -> Document:
    """Return the newest document of a sealed sitting; the one in the store where it is there.

    It is its result or, where that was taken back, its withdrawal.

    Args:
        store: Knows the documents made before.
        state: The sealed sitting.
        assessment: Whose it is.
        sitting: Its booking.
        demonstration: True in a throw-away store; the document says so.

    Raises:
        data.exchange.errors.ExchangeError: It is not sealed or was not completed, or the document
            would not be valid.
    """
    if not_completed(state):
        raise NoResult(str(state.outcome))
    made = store.documents(sitting.id)
    revision = max(1, state.revisions)
    for document in made:
        if document.revision == revision:
            return document
    supersedes = made[-1].id if made else None
    device = store.device()
    place = _Place(device, revision, supersedes, demonstration)
    raw = _withdrawal(state, sitting, place) or result_document(
        state,
        assessment,
        sitting,
        **place._asdict(),
        overall=overall_of(store, state.standard, sitting, _sealed_grade(state)),
        holidays=read_own_holidays(store.path.parent),
    )
    name = document_id(sitting.id, revision, device.name)
    return _kept(raw, name, sitting.id, revision, supersedes, state.last.at.wall)


class _Place(NamedTuple):
    """What every revision says beside its sitting."""

    device: DeviceKey
    revision: int
    supersedes: str | None
    demonstration: bool


def _withdrawal(state: SittingState, sitting: Sitting, place: _Place) -> Json | None:
    """Return the document that takes the result back; None where the result holds."""
    entry = state.withdrawn
    if entry is None or not isinstance(entry.body, Withdrawn):
        return None
    reason = entry.body.reason
    return withdrawal_document(state, sitting, entry.at, **place._asdict(), reason=reason)


def _sealed_grade(state: SittingState) -> str | None:
    seal = state.graded.body if state.graded else None
    return seal.grade if isinstance(seal, Sealed) else None


def _kept(
    raw: Json, name: str, sitting_id: str, revision: int, supersedes: str | None, made_at: int
) -> Document:
    """Return a result as the store keeps it, checked against its schema."""
    validate(raw)
    body = canonical(raw)
    return Document(name, sitting_id, revision, supersedes, address(body), body, made_at)


def refuse_held(store: Store, assessment_id: str, *, taken_back: bool) -> None:
    """Refuse to let a result leave that is held.

    Args:
        store: Knows what is held.
        assessment_id: Whose result it is.
        taken_back: It says that the result does not hold any more, which may always leave.

    Raises:
        ResultHeld: Malpractice is suspected, and nobody has answered it yet.
    """
    journey = store.journey(assessment_id)
    if journey is not None and journey.held and not taken_back:
        raise ResultHeld


def write_document(document: Document, folder: Path, device: DeviceKey) -> Receipt:
    """Write a document and its signature into a folder, which is made where it is missing.

    Args:
        document: What the store keeps.
        folder: Of the results.
        device: The key that it was made with, and is signed by.

    Raises:
        data.exchange.errors.ExchangeError: The folder refuses; the sentence says what to do.
    """
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise FolderUnwritable(folder, error.strerror or "it cannot be made") from error
    name = result_name(document.sitting_id, document.revision)
    return write_result(folder, name, document.body, sign(document.body, device))


def keep_delivery(store: Store, document: Document, receipt: Receipt, now: Instant) -> None:
    """Keep that a result lies in a folder: it has left, and its apprentice may be erased one day.

    Args:
        store: Holds the document, or it is not one of its own.
        document: The result.
        receipt: Where it was written.
        now: The time.
    """
    if document in store.documents(document.sitting_id):
        store.keep_delivery(document.id, receipt.path.parent.as_uri(), now.wall)
