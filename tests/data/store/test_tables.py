"""The tables that statements are compiled from are those that the migrations make."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from data.store.connection import Connection, connect
from data.store.journey_tables import (
    DueBasisTable,
    DueChangeTable,
    DueTable,
    JourneyEntryTable,
    JourneyTable,
)
from data.store.migrate import migrate
from data.store.rows import Assessment, Document, Sitting
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

TABLES = [
    AssessmentTable,
    SittingTable,
    ApprenticeKeyTable,
    DeviceTable,
    EntryTable,
    DraftTable,
    DocumentTable,
    DeliveryTable,
    DestinationTable,
    OutboxTable,
    JourneyEntryTable,
    JourneyTable,
    DueTable,
    DueChangeTable,
    DueBasisTable,
]


def _facts(connection: Connection, table: str) -> dict[str, Any]:
    def ask(pragma: str, of: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = connection.execute(f"PRAGMA {pragma}({of})").fetchall()
        return rows

    # The place of a column does not matter, and neither does who named an automatic index.
    indexes = {
        (name if origin == "c" else origin, unique, partial): [
            row[2] for row in ask("index_xinfo", name) if row[5]
        ]
        for _, name, unique, origin, partial in ask("index_list", table)
    }
    conditions = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql NOTNULL",
        (table,),
    )
    return {
        "columns": {row[1:] for row in ask("table_xinfo", table)},
        "foreign keys": {row[2:] for row in ask("foreign_key_list", table)},
        "indexes": indexes,
        "conditions": {
            name: " ".join(sql.split()).partition("WHERE")[2] for name, sql in conditions
        },
        "kind": [row[2:] for row in ask("table_list", table)],
    }


@pytest.mark.parametrize("model", TABLES, ids=lambda model: str(model.__tablename__))
def test_migration_and_table_agree(tmp_path: Path, model: Any) -> None:
    migrated, created = connect(tmp_path / "migrated.db"), connect(tmp_path / "created.db")
    migrate(migrated, tmp_path / "migrated.db", None)
    for one in TABLES:
        table = one.__table__  # type: ignore[attr-defined]  # SQLModel declares it nowhere
        statements: list[DDLElement] = [CreateTable(table), *map(CreateIndex, table.indexes)]
        for made in statements:
            created.execute(str(made.compile(dialect=dialect())))

    found = _facts(migrated, model.__tablename__)

    assert found == _facts(created, model.__tablename__)
    assert found["kind"][0][-1] == 1, "the table is not STRICT"
    migrated.close()
    created.close()


@pytest.mark.parametrize(
    ("row", "model"),
    [(Assessment, AssessmentTable), (Sitting, SittingTable), (Document, DocumentTable)],
)
def test_a_row_has_the_fields_of_its_table(row: Any, model: Any) -> None:
    columns = [column.name for column in model.__table__.columns if column.name != "folded"]
    assert [field.name for field in fields(row)] == columns
