"""The statements that write, compiled once from the SQLModel tables into the driver's SQL.

A session would cost more than twice the write itself; the tables stay the one place that says
what a row is. Imported only when something is to be written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Table, and_, bindparam, func, literal_column, or_, update
from sqlalchemy.dialects.sqlite import dialect, insert
from sqlalchemy.sql import ClauseElement
from sqlmodel import SQLModel

from data.store.journey_tables import DueTable, JourneyEntryTable, JourneyTable
from data.store.tables import (
    ApprenticeKeyTable,
    AssessmentTable,
    DeliveryTable,
    DestinationTable,
    DeviceTable,
    DocumentTable,
    DraftTable,
    EntryTable,
    OutboxTable,
    SittingTable,
)

_SUMMARY = {"stage", "grade", "outcome", "digest", "entries", "head", "updated_at"}
"""What belongs to the record of a sitting, and not to its booking."""

_FIXED_BY_THE_RECORD = ("assessment_id", "method", "number")
"""What the first entry of a record repeats: it cannot change any more."""

_FIXED_BY_THE_PHASE = ("attempt", "exceptional")
"""What can be agreed on and determined until the first phase: the record takes it over when it is
opened next."""


@dataclass(frozen=True, slots=True)
class Statements:
    """SQL with named parameters, called as the columns are."""

    save_assessment: str
    save_sitting: str
    """Changes no row where the record has begun and says otherwise."""
    cancel_sitting: str
    """Deletes no row where the record has begun."""
    add_entry: str
    summarize: str
    """Parameters are called `new_...`, and `sitting_id`; never goes back to fewer entries."""
    keep_draft: str
    drop_draft: str
    add_document: str
    add_key: str
    add_device: str
    add_delivery: str
    add_to_outbox: str
    keep_outcome: str
    """Parameters are called `new_...`, `document_id` and `destination`; never takes back that
    something has arrived."""
    keep_destination: str
    add_journey_entry: str
    keep_journey: str
    drop_dues: str
    add_due: str


@cache
def compile_statements() -> Statements:
    """Compile every statement; some 20 ms, once in a program."""
    return Statements(
        save_assessment=_sql(_replace(AssessmentTable, "id")),
        save_sitting=_sql(_save_sitting()),
        cancel_sitting=_sql(_cancel_sitting()),
        add_entry=_sql(_unless_there(EntryTable, "sitting_id", "seq")),
        summarize=_sql(_summarize()),
        keep_draft=_sql(_replace(DraftTable, "sitting_id")),
        drop_draft=_sql(_drop(DraftTable, "sitting_id")),
        add_document=_sql(_unless_there(DocumentTable, "id")),
        add_key=_sql(_unless_there(ApprenticeKeyTable, "assessment_id")),
        add_device=_sql(_unless_there(DeviceTable, "id")),
        add_delivery=_sql(_unless_there(DeliveryTable, "document_id", "destination")),
        add_to_outbox=_sql(_unless_there(OutboxTable, "document_id", "destination")),
        keep_outcome=_sql(_keep_outcome()),
        keep_destination=_sql(_replace(DestinationTable, "url")),
        add_journey_entry=_sql(_unless_there(JourneyEntryTable, "assessment_id", "seq")),
        keep_journey=_sql(_replace(JourneyTable, "assessment_id")),
        drop_dues=_sql(_drop(DueTable, "assessment_id")),
        add_due=_sql(_unless_there(DueTable, "assessment_id", "what", "method")),
    )


def _sql(statement: ClauseElement) -> str:
    return str(statement.compile(dialect=dialect(paramstyle="named")))


def _table(model: type[SQLModel]) -> Table:
    # SQLModel gives every table class this attribute, and does not declare it.
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def _unless_there(model: type[SQLModel], *key: str) -> ClauseElement:
    return insert(_table(model)).on_conflict_do_nothing(index_elements=list(key))


def _replace(model: type[SQLModel], key: str) -> ClauseElement:
    """Insert a row, or put it in the place of the one with its key."""
    adding = insert(_table(model))
    changed = {c.name: adding.excluded[c.name] for c in _table(model).c if c.name != key}
    return adding.on_conflict_do_update(index_elements=[key], set_=changed)


def _drop(model: type[SQLModel], key: str) -> ClauseElement:
    table = _table(model)
    return table.delete().where(table.c[key] == bindparam(key))


def _save_sitting() -> ClauseElement:
    sitting = _table(SittingTable)
    adding = insert(sitting)
    booking = [c.name for c in sitting.c if c.name not in {"id", *_SUMMARY}]
    same: list[Any] = [sitting.c[name] == adding.excluded[name] for name in _FIXED_BY_THE_RECORD]
    unbegun: list[Any] = [literal_column(f"'{stage}'") for stage in ("booked", "preparing")]
    agreed = [sitting.c[name] == adding.excluded[name] for name in _FIXED_BY_THE_PHASE]
    same.append(or_(and_(*agreed), sitting.c.stage.in_(unbegun)))
    return adding.on_conflict_do_update(
        index_elements=["id"],
        set_={name: adding.excluded[name] for name in booking},
        where=or_(sitting.c.entries == literal_column("0"), and_(*same)),
    )


def _cancel_sitting() -> ClauseElement:
    sitting = _table(SittingTable)
    unbegun = sitting.c.entries == literal_column("0")
    return sitting.delete().where(sitting.c.id == bindparam("id")).where(unbegun)


def _summarize() -> ClauseElement:
    sitting = _table(SittingTable)
    new: dict[str, Any] = {name: bindparam(f"new_{name}") for name in sorted(_SUMMARY)}
    new["digest"] = func.coalesce(bindparam("new_digest"), sitting.c.digest)
    return (
        update(sitting)
        .where(sitting.c.id == bindparam("sitting_id"))
        .where(sitting.c.entries <= bindparam("new_entries"))
        .values(new)
    )


def _keep_outcome() -> ClauseElement:
    outbox = _table(OutboxTable)
    names = ("state", "tries", "due_at", "told", "place")
    return (
        update(outbox)
        .where(outbox.c.document_id == bindparam("document_id"))
        .where(outbox.c.destination == bindparam("destination"))
        .where(outbox.c.state != literal_column("'delivered'"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
