"""The tables, as SQLModel has them: what the statements of the store are compiled from.

Imported only when something is to be written. The migrations spell the same tables out in SQL,
with the triggers; a test asserts that both agree. Those of the journey are in `journey_tables`.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlmodel import SQLModel

from data.store.reading import OPEN, UNDER_WAY
from data.store.table_columns import (
    OF_AN_ASSESSMENT,
    STRICT,
    STRICT_BY_KEY,
    LineColumns,
    bytes_column,
    text_column,
    whole_column,
)

_OF_A_SITTING = ("sitting_id",), ("sitting.id",)


class AssessmentTable(SQLModel, table=True):
    """See `data.store.rows.Assessment`."""

    __tablename__: ClassVar[str] = "assessment"
    __table_args__ = (Index("assessment_by_name", "folded", "id"), STRICT)

    id: str = text_column(primary_key=True)
    family_name: str = text_column()
    given_names: str = text_column()
    uln: str = text_column()
    employer: str = text_column()
    provider: str = text_column()
    reference: str = text_column()
    version: str = text_column()
    option: str | None = text_column()
    extra_per_mille: int = whole_column()
    breaks: str = text_column()
    adjustment_reference: str = text_column()
    gateway_on: str | None = text_column()
    epa_ends_on: str | None = text_column()
    assessor: str = text_column()
    folded: str = text_column()
    """What a search looks at: `data.store.folding.searchable`."""


class SittingTable(SQLModel, table=True):
    """See `data.store.rows.Sitting`."""

    __tablename__: ClassVar[str] = "sitting"
    __table_args__ = (
        ForeignKeyConstraint(*OF_AN_ASSESSMENT),
        Index("sitting_by_assessment", "assessment_id", "method", "number"),
        Index("sitting_by_time", "scheduled_at"),
        Index("sitting_open", "scheduled_at", sqlite_where=text(OPEN)),
        Index("sitting_under_way", "scheduled_at", sqlite_where=text(UNDER_WAY)),
        STRICT,
    )

    id: str = text_column(primary_key=True)
    assessment_id: str = text_column()
    method: str = text_column()
    attempt: str = text_column()
    number: int = whole_column()
    scheduled_at: int | None = whole_column()
    place: str = text_column()
    exceptional: str = text_column()
    stage: str = text_column()
    grade: str | None = text_column()
    outcome: str | None = text_column()
    digest: str | None = text_column()
    entries: int = whole_column()
    head: str = text_column()
    updated_at: int = whole_column()


class ApprenticeKeyTable(SQLModel, table=True):
    """What the texts of an assessment are enciphered with; erasing destroys it for good."""

    __tablename__: ClassVar[str] = "apprentice_key"
    __table_args__ = (ForeignKeyConstraint(*OF_AN_ASSESSMENT), STRICT_BY_KEY)

    assessment_id: str = text_column(primary_key=True)
    secret: bytes | None = bytes_column()
    erased_at: int | None = whole_column()


class DeviceTable(SQLModel, table=True):
    """The one signing key of this installation (`data.record.head.DeviceKey`)."""

    __tablename__: ClassVar[str] = "device"
    __table_args__ = (CheckConstraint("id = 1"), STRICT)

    id: int = whole_column(primary_key=True)
    secret: bytes = bytes_column()


class EntryTable(LineColumns, table=True):
    """The record of a sitting."""

    __tablename__: ClassVar[str] = "entry"
    __table_args__ = (ForeignKeyConstraint(*_OF_A_SITTING), STRICT_BY_KEY)

    sitting_id: str = text_column(primary_key=True)
    seq: int = whole_column(primary_key=True)


class DraftTable(SQLModel, table=True):
    """See `data.store.rows.Draft`; one for each sitting."""

    __tablename__: ClassVar[str] = "draft"
    __table_args__ = (ForeignKeyConstraint(*_OF_A_SITTING), STRICT_BY_KEY)

    sitting_id: str = text_column(primary_key=True)
    text: str = text_column()
    cursor: int = whole_column()
    first_wall: int | None = whole_column()
    first_tick: int | None = whole_column()
    first_boot: str | None = text_column()
    seen_wall: int = whole_column()
    seen_tick: int = whole_column()
    seen_boot: str = text_column()


class DocumentTable(SQLModel, table=True):
    """See `data.store.rows.Document`."""

    __tablename__: ClassVar[str] = "document"
    __table_args__ = (
        ForeignKeyConstraint(*_OF_A_SITTING),
        Index("document_by_sitting", "sitting_id", "revision"),
        Index("document_by_time", "made_at", "id", "sitting_id"),
        STRICT,
    )

    id: str = text_column(primary_key=True)
    sitting_id: str = text_column()
    revision: int = whole_column()
    supersedes: str | None = text_column()
    sha256: str = text_column()
    body: bytes = bytes_column()
    """Enciphered; the hash is that of the document itself."""
    made_at: int = whole_column()


class DestinationTable(SQLModel, table=True):
    """How far a destination can be reached; see `data.store.rows.DestinationState`."""

    __tablename__: ClassVar[str] = "destination"
    __table_args__ = (CheckConstraint("paused IN (0, 1)"), STRICT_BY_KEY)

    url: str = text_column(primary_key=True)
    paused: int = whole_column()
    told: str = text_column()
    tries: int = whole_column()
    due_at: int = whole_column()


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
        STRICT_BY_KEY,
    )

    document_id: str = text_column(primary_key=True)
    destination: str = text_column(primary_key=True)
    queued_at: int = whole_column()
    state: str = text_column()
    tries: int = whole_column()
    due_at: int = whole_column()
    told: str = text_column()
    place: str = text_column()


class DeliveryTable(SQLModel, table=True):
    """Where a result document has arrived: while it is nowhere, nothing of it is erased."""

    __tablename__: ClassVar[str] = "delivery"
    __table_args__ = (ForeignKeyConstraint(("document_id",), ("document.id",)), STRICT_BY_KEY)

    document_id: str = text_column(primary_key=True)
    destination: str = text_column(primary_key=True)
    at: int = whole_column()
