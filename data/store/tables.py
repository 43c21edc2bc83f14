"""The tables, as SQLModel has them: what the statements of the store are compiled from.

Imported only when something is to be written. The first migration spells the same tables out in
SQL, with the triggers; a test asserts that both agree.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Text,
    text,
)
from sqlmodel import Field, SQLModel

from data.store.reading import OPEN, UNDER_WAY


def _text(**more: Any) -> Any:
    return Field(sa_type=Text, **more)


def _whole(**more: Any) -> Any:
    return Field(sa_type=Integer, **more)


def _bytes(**more: Any) -> Any:
    return Field(sa_type=LargeBinary, **more)


_STRICT: dict[str, Any] = {"sqlite_strict": True}
_STRICT_BY_KEY: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
_OF_A_SITTING = ("sitting_id",), ("sitting.id",)
_OF_AN_ASSESSMENT = ("assessment_id",), ("assessment.id",)


class AssessmentTable(SQLModel, table=True):
    """See `data.store.rows.Assessment`."""

    __tablename__: ClassVar[str] = "assessment"
    __table_args__ = (Index("assessment_by_name", "folded", "id"), _STRICT)

    id: str = _text(primary_key=True)
    family_name: str = _text()
    given_names: str = _text()
    uln: str = _text()
    employer: str = _text()
    provider: str = _text()
    reference: str = _text()
    version: str = _text()
    option: str | None = _text()
    extra_per_mille: int = _whole()
    breaks: str = _text()
    adjustment_reference: str = _text()
    gateway_on: str | None = _text()
    epa_ends_on: str | None = _text()
    assessor: str = _text()
    folded: str = _text()
    """What a search looks at: `data.store.folding.searchable`."""


class SittingTable(SQLModel, table=True):
    """See `data.store.rows.Sitting`."""

    __tablename__: ClassVar[str] = "sitting"
    __table_args__ = (
        ForeignKeyConstraint(*_OF_AN_ASSESSMENT),
        Index("sitting_by_assessment", "assessment_id", "method", "number"),
        Index("sitting_by_time", "scheduled_at"),
        Index("sitting_open", "scheduled_at", sqlite_where=text(OPEN)),
        Index("sitting_under_way", "scheduled_at", sqlite_where=text(UNDER_WAY)),
        _STRICT,
    )

    id: str = _text(primary_key=True)
    assessment_id: str = _text()
    method: str = _text()
    attempt: str = _text()
    number: int = _whole()
    scheduled_at: int | None = _whole()
    place: str = _text()
    exceptional: str = _text()
    stage: str = _text()
    grade: str | None = _text()
    outcome: str | None = _text()
    digest: str | None = _text()
    entries: int = _whole()
    head: str = _text()
    updated_at: int = _whole()


class ApprenticeKeyTable(SQLModel, table=True):
    """What the texts of an assessment are enciphered with; erasing destroys it for good."""

    __tablename__: ClassVar[str] = "apprentice_key"
    __table_args__ = (ForeignKeyConstraint(*_OF_AN_ASSESSMENT), _STRICT_BY_KEY)

    assessment_id: str = _text(primary_key=True)
    secret: bytes | None = _bytes()
    erased_at: int | None = _whole()


class DeviceTable(SQLModel, table=True):
    """The one signing key of this installation (`data.record.head.DeviceKey`)."""

    __tablename__: ClassVar[str] = "device"
    __table_args__ = (CheckConstraint("id = 1"), _STRICT)

    id: int = _whole(primary_key=True)
    secret: bytes = _bytes()


class EntryTable(SQLModel, table=True):
    """See `data.record.body.Line`."""

    __tablename__: ClassVar[str] = "entry"
    __table_args__ = (ForeignKeyConstraint(*_OF_A_SITTING), _STRICT_BY_KEY)

    sitting_id: str = _text(primary_key=True)
    seq: int = _whole(primary_key=True)
    id: str = _text()
    at_wall: int = _whole()
    at_tick: int = _whole()
    at_boot: str = _text()
    kind: str = _text()
    ciphertext: bytes = _bytes()
    prev: str = _text()
    hash: str = _text()


class DraftTable(SQLModel, table=True):
    """See `data.store.rows.Draft`; one for each sitting."""

    __tablename__: ClassVar[str] = "draft"
    __table_args__ = (ForeignKeyConstraint(*_OF_A_SITTING), _STRICT_BY_KEY)

    sitting_id: str = _text(primary_key=True)
    text: str = _text()
    cursor: int = _whole()
    first_wall: int | None = _whole()
    first_tick: int | None = _whole()
    first_boot: str | None = _text()
    seen_wall: int = _whole()
    seen_tick: int = _whole()
    seen_boot: str = _text()


class DocumentTable(SQLModel, table=True):
    """See `data.store.rows.Document`."""

    __tablename__: ClassVar[str] = "document"
    __table_args__ = (
        ForeignKeyConstraint(*_OF_A_SITTING),
        Index("document_by_sitting", "sitting_id", "revision"),
        Index("document_by_time", "made_at", "id", "sitting_id"),
        _STRICT,
    )

    id: str = _text(primary_key=True)
    sitting_id: str = _text()
    revision: int = _whole()
    supersedes: str | None = _text()
    sha256: str = _text()
    body: bytes = _bytes()
    """Enciphered; the hash is that of the document itself."""
    made_at: int = _whole()


class DestinationTable(SQLModel, table=True):
    """How far a destination can be reached; see `data.store.rows.DestinationState`."""

    __tablename__: ClassVar[str] = "destination"
    __table_args__ = (CheckConstraint("paused IN (0, 1)"), _STRICT_BY_KEY)

    url: str = _text(primary_key=True)
    paused: int = _whole()
    told: str = _text()
    tries: int = _whole()
    due_at: int = _whole()


class OutboxTable(SQLModel, table=True):
    """What is to be sent where; see `data.store.rows.Sending`. Rows are never deleted."""

    __tablename__: ClassVar[str] = "outbox"
    __table_args__ = (
        ForeignKeyConstraint(("document_id",), ("document.id",)),
        CheckConstraint("state IN ('waiting', 'refused', 'delivered')"),
        Index(
            "outbox_waiting",
            "destination",
            "tries",
            "queued_at",
            "document_id",
            sqlite_where=text("state = 'waiting'"),
        ),
        Index("outbox_states", "destination", "state", "queued_at"),
        _STRICT_BY_KEY,
    )

    document_id: str = _text(primary_key=True)
    destination: str = _text(primary_key=True)
    queued_at: int = _whole()
    state: str = _text()
    tries: int = _whole()
    due_at: int = _whole()
    told: str = _text()
    place: str = _text()


class DeliveryTable(SQLModel, table=True):
    """Where a result document has arrived: while it is nowhere, nothing of it is erased."""

    __tablename__: ClassVar[str] = "delivery"
    __table_args__ = (ForeignKeyConstraint(("document_id",), ("document.id",)), _STRICT_BY_KEY)

    document_id: str = _text(primary_key=True)
    destination: str = _text(primary_key=True)
    at: int = _whole()


class JourneyEntryTable(SQLModel, table=True):
    """See `data.record.body.Line`: of an assessment outside its sittings."""

    __tablename__: ClassVar[str] = "journey_entry"
    __table_args__ = (ForeignKeyConstraint(*_OF_AN_ASSESSMENT), _STRICT_BY_KEY)

    assessment_id: str = _text(primary_key=True)
    seq: int = _whole(primary_key=True)
    id: str = _text()
    at_wall: int = _whole()
    at_tick: int = _whole()
    at_boot: str = _text()
    kind: str = _text()
    ciphertext: bytes = _bytes()
    prev: str = _text()
    hash: str = _text()


class JourneyTable(SQLModel, table=True):
    """See `data.store.rows.JourneySummary`."""

    __tablename__: ClassVar[str] = "journey"
    __table_args__ = (
        ForeignKeyConstraint(*_OF_AN_ASSESSMENT),
        CheckConstraint("held IN (0, 1)"),
        _STRICT_BY_KEY,
    )

    assessment_id: str = _text(primary_key=True)
    state: str = _text()
    held: int = _whole()
    entries: int = _whole()
    head: str = _text()
    updated_at: int = _whole()


class DueTable(SQLModel, table=True):
    """See `data.store.rows.DueRow`."""

    __tablename__: ClassVar[str] = "due"
    __table_args__ = (
        ForeignKeyConstraint(*_OF_AN_ASSESSMENT),
        Index("due_by_day", "due_on", "assessment_id"),
        _STRICT_BY_KEY,
    )

    assessment_id: str = _text(primary_key=True)
    what: str = _text(primary_key=True)
    method: str = _text(primary_key=True)
    due_on: str = _text()


class DueChangeTable(SQLModel, table=True):
    """Names assessments of which something changed since what is due was computed."""

    __tablename__: ClassVar[str] = "due_change"
    __table_args__ = (_STRICT,)

    id: int = _whole(primary_key=True)
    assessment_id: str = _text()


class DueBasisTable(SQLModel, table=True):
    """What everything that is due was computed with: one line."""

    __tablename__: ClassVar[str] = "due_basis"
    __table_args__ = (CheckConstraint("id = 1"), _STRICT)

    id: int = _whole(primary_key=True)
    told: str = _text()
