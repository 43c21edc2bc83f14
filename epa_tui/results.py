"""From a sealed sitting to its result: the document is kept in the store, and written on demand."""

from __future__ import annotations

import secrets
from pathlib import Path

from data.exchange.canonical import address, canonical
from data.exchange.document import document_id, result_document
from data.exchange.errors import FolderUnwritable
from data.exchange.folder import Receipt, result_name, write_result
from data.exchange.schema import validate
from data.record.state import SittingState
from data.rules.grading import Overall, overall
from data.standards.model import Standard
from data.store.rows import Assessment, Document, Sitting
from data.store.store import Store


def device_name(home: Path) -> str:
    """Return the random name of this installation, made at its first use.

    Args:
        home: The folder of the store.
    """
    path = home / "device"
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        name = secrets.token_hex(8)
        path.touch(mode=0o600)
        path.write_text(name + "\n", "ascii")
        return name


def overall_of(store: Store, standard: Standard, sitting: Sitting, grade: str | None) -> Overall:
    """Return the provisional overall grade of an assessment, as far as it is decided.

    Args:
        store: Knows the other sittings of the assessment.
        standard: The standard of the sitting.
        sitting: The sitting at hand.
        grade: Its method grade.
    """
    sittings = [s for s in store.sittings(sitting.assessment_id) if s.id != sitting.id]
    newest = sorted((s for s in sittings if s.grade), key=lambda s: s.number)
    grades: dict[str, str | None] = {s.method: s.grade for s in newest}
    grades[sitting.method] = grade
    again = [s for s in (*newest, sitting) if s.attempt != "first"]
    # The cap holds unless every second attempt has exceptional circumstances recorded.
    lifted = again[-1].exceptional if again and all(s.exceptional for s in again) else ""
    return overall(standard, grades, second_attempt=bool(again), exceptional=lifted)


def make_document(
    store: Store,
    state: SittingState,
    assessment: Assessment,
    sitting: Sitting,
    *,
    device: str,
    demonstration: bool,
) -> Document:
    """Return the result document of a sealed sitting; the one in the store where it is there.

    Args:
        store: Knows the documents made before.
        state: The sealed sitting.
        assessment: Whose it is.
        sitting: Its booking.
        device: Name of this installation.
        demonstration: True in a throw-away store; the document says so.

    Raises:
        data.exchange.errors.ExchangeError: It is not sealed, or the document would not be valid.
    """
    made = store.documents(sitting.id)
    revision = max(1, state.seals)
    for document in made:
        if document.revision == revision:
            return document
    grade = state.sealed.body.grade if state.sealed else None  # type: ignore[attr-defined]
    raw = result_document(
        state,
        assessment,
        sitting,
        device=device,
        revision=revision,
        supersedes=made[-1].id if made else None,
        overall=overall_of(store, state.standard, sitting, grade),
        demonstration=demonstration,
    )
    validate(raw)
    body = canonical(raw)
    return Document(
        id=document_id(sitting.id, revision, device),
        sitting_id=sitting.id,
        revision=revision,
        supersedes=made[-1].id if made else None,
        sha256=address(body),
        body=body,
        made_at=state.last.at.wall,
    )


def write_document(document: Document, folder: Path) -> Receipt:
    """Write a result into a folder, which is made where it is missing.

    Raises:
        data.exchange.errors.ExchangeError: The folder refuses; the sentence says what to do.
    """
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise FolderUnwritable(folder, error.strerror or "it cannot be made") from error
    return write_result(folder, result_name(document.sitting_id, document.revision), document.body)
