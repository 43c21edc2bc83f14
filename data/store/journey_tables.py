"""The tables of the journey around the sittings, and of what is due; see `data.store.tables`."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import SQLModel

from data.store.table_columns import (
    OF_AN_ASSESSMENT,
    STRICT,
    STRICT_BY_KEY,
    LineColumns,
    text_column,
    whole_column,
)


class JourneyEntryTable(LineColumns, table=True):
    """The record of an assessment outside its sittings."""

    __tablename__: ClassVar[str] = "journey_entry"
    __table_args__ = (ForeignKeyConstraint(*OF_AN_ASSESSMENT), STRICT_BY_KEY)

    assessment_id: str = text_column(primary_key=True)
    seq: int = whole_column(primary_key=True)


class JourneyTable(SQLModel, table=True):
    """See `data.store.rows.JourneySummary`."""

    __tablename__: ClassVar[str] = "journey"
    __table_args__ = (
        ForeignKeyConstraint(*OF_AN_ASSESSMENT),
        CheckConstraint("held IN (0, 1)"),
        STRICT_BY_KEY,
    )

    assessment_id: str = text_column(primary_key=True)
    state: str = text_column()
    held: int = whole_column()
    entries: int = whole_column()
    head: str = text_column()
    updated_at: int = whole_column()


class DueTable(SQLModel, table=True):
    """See `data.store.rows.DueRow`."""

    __tablename__: ClassVar[str] = "due"
    __table_args__ = (
        ForeignKeyConstraint(*OF_AN_ASSESSMENT),
        Index("due_by_day", "due_on", "assessment_id"),
        STRICT_BY_KEY,
    )

    assessment_id: str = text_column(primary_key=True)
    what: str = text_column(primary_key=True)
    method: str = text_column(primary_key=True)
    due_on: str = text_column()


class DueChangeTable(SQLModel, table=True):
    """Names assessments of which something changed since what is due was computed."""

    __tablename__: ClassVar[str] = "due_change"
    __table_args__ = (STRICT,)

    id: int = whole_column(primary_key=True)
    assessment_id: str = text_column()


class DueBasisTable(SQLModel, table=True):
    """What everything that is due was computed with: one line."""

    __tablename__: ClassVar[str] = "due_basis"
    __table_args__ = (CheckConstraint("id = 1"), STRICT)

    id: int = whole_column(primary_key=True)
    told: str = text_column()
