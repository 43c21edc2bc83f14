"""The lists that are read from the store: raw and quick, and before the ORM is loaded.

Lists read the summaries that were written with the record and never the record itself. Long
reads go in chunks, between which a save may pass.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from data.store.connection import Connection, driver_errors
from data.store.errors import NotFound
from data.store.folding import folded
from data.store.rows import (
    AgendaRow,
    Assessment,
    AssessmentRow,
    Page,
    Sitting,
)
from data.store.turns import Turns
from data.store.version import CURRENT

OPEN = "stage NOT IN ('sealed', 'no-show', 'abandoned')"
"""Sittings in which something is left to do. Also the condition of an index."""

UNDER_WAY = "stage NOT IN ('booked', 'sealed', 'no-show', 'abandoned')"
"""Sittings that were begun and not finished. Also the condition of an index."""

LEFT_OPEN, LEFT_UNDER_WAY = (f"{there} AND stage <> 'withdrawn'" for there in (OPEN, UNDER_WAY))
"""The same without what was withdrawn, which the indexes do not know: they serve for these too."""

ASSESSMENTS_AT_ONCE = 2000
"""How much is read while a save has to wait: a few milliseconds each."""


def columns(made: type[Any], alias: str) -> str:
    """Return the columns of a row, as a query names them."""
    return ", ".join(f"{alias}.{field.name}" for field in fields(made))


_WIDTH = len(fields(Sitting))
_SITTINGS = f"SELECT {columns(Sitting, 's')} FROM sitting AS s"
_ASSESSMENTS = f"SELECT {columns(Assessment, 'a')} FROM assessment AS a"
_GIVEN_UP = (
    "(s.stage IN ('booked', 'preparing') AND EXISTS (SELECT 1 FROM journey AS j "
    "WHERE j.assessment_id = s.assessment_id AND j.state = 'withdrawn'))"
)
"""A sitting that nobody sits any more: its whole assessment was withdrawn."""
_AGENDA = (
    f"SELECT {columns(Sitting, 's')}, {columns(Assessment, 'a')} "
    "FROM sitting AS s JOIN assessment AS a ON a.id = s.assessment_id"
).replace("s.stage", f"CASE WHEN {_GIVEN_UP} THEN 'withdrawn' ELSE s.stage END")
_STANDINGS = (
    "SELECT j.assessment_id, j.state, j.held FROM journey AS j "
    "WHERE j.assessment_id IN (SELECT value FROM json_each(?))"
)


class Reading(ABC):
    """What can be read from a store.

    Args:
        connection: The one connection to the store.
        path: Its file.
        version: What it has; None where it is brand-new, and everything is empty.
    """

    def __init__(self, connection: Connection, path: Path, version: str | None) -> None:
        self._connection = connection
        self._path = path
        self._version = version
        self._turns = Turns()

    def agenda(
        self, since_ms: int, until_ms: int | None = None, limit: int = 200
    ) -> tuple[AgendaRow, ...]:
        """Return what is to be done: first what was left open before `since_ms`, then what comes.

        Args:
            since_ms: Begin of the agenda, UTC milliseconds since 1970: the begin of today.
            until_ms: Its end, exclusive; None for no end.
            limit: How many rows at the most; what was left open takes half of them at the most.

        Returns:
            Sittings begun and never scheduled, then overdue ones, then those from `since_ms` on,
            each in the order of their times.
        """
        before = self._agenda_rows(
            f"WHERE {LEFT_UNDER_WAY} AND NOT {_GIVEN_UP} AND s.scheduled_at IS NULL "
            "ORDER BY s.updated_at DESC LIMIT ?",
            max(1, limit // 4),
        )
        before += self._agenda_rows(
            f"WHERE {LEFT_OPEN} AND NOT {_GIVEN_UP} AND s.scheduled_at < ? "
            "ORDER BY s.scheduled_at DESC LIMIT ?",
            since_ms,
            max(1, limit // 4),
        )[::-1]
        coming = self._agenda_rows(
            "WHERE s.scheduled_at >= ? AND s.scheduled_at < ? ORDER BY s.scheduled_at LIMIT ?",
            since_ms,
            2**63 - 1 if until_ms is None else until_ms,
            max(0, limit - len(before)),
        )
        return (*before[:limit], *coming)

    def search(self, text: str, offset: int = 0, limit: int = 100) -> Page[AssessmentRow]:
        """Return the assessments in whose names, ULN, employer or provider every word occurs.

        Args:
            text: Words or parts of words, in any case, with or without accents.
            offset: How many rows to leave out at the begin.
            limit: How many rows at the most.

        Returns:
            The page, in the order of the names; all assessments where `text` is empty.
        """
        words = folded(text).split()
        if words:
            found = self._matching(words)
            return Page(self._assessment_rows(found[offset : offset + limit]), len(found))
        total = self._rows("SELECT count(*) FROM assessment")
        page = self._rows(
            "SELECT id FROM assessment ORDER BY folded, id LIMIT ? OFFSET ?", limit, offset
        )
        return Page(self._assessment_rows([name for (name,) in page]), total[0][0] if total else 0)

    def assessment(self, assessment_id: str) -> Assessment:
        """Return an assessment.

        Raises:
            NotFound: There is none of this id.
        """
        for row in self._rows(f"{_ASSESSMENTS} WHERE a.id = ?", assessment_id):
            return Assessment(*row)
        raise NotFound("assessment")

    def sittings(self, assessment_id: str) -> tuple[Sitting, ...]:
        """Return the sittings of an assessment: method by method, attempt by attempt."""
        return self._sittings_of([assessment_id])

    def sitting(self, sitting_id: str) -> Sitting:
        """Return a sitting.

        Raises:
            NotFound: There is none of this id.
        """
        for row in self._rows(f"{_SITTINGS} WHERE s.id = ?", sitting_id):
            return Sitting(*row)
        raise NotFound("sitting")

    def begun(self) -> tuple[Sitting, ...]:
        """Return every sitting that has a record or a result, or is listed as if; in no order."""
        return tuple(
            Sitting(*row)
            for row in self._rows(
                f"{_SITTINGS} WHERE s.entries <> 0 OR s.stage <> 'booked' OR s.grade NOTNULL "
                "OR s.outcome NOTNULL OR s.digest NOTNULL "
                "OR EXISTS (SELECT 1 FROM entry AS e WHERE e.sitting_id = s.id) "
                "OR s.id IN (SELECT sitting_id FROM document)"
            )
        )

    def schema(self) -> dict[str, str]:
        """Return the SQL of every table, index and trigger, by its name."""
        self._rows("SELECT 1")  # brings the store to this version
        with self._turns.reading(), driver_errors(self._path):
            return schema_of(self._connection)

    @abstractmethod
    def make_ready(self) -> None:
        """Bring the store to the version of this program."""

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        if self._version is None:
            return []
        if self._version != CURRENT:
            self.make_ready()
        with self._turns.reading(), driver_errors(self._path):
            rows: list[tuple[Any, ...]] = self._connection.execute(sql, values).fetchall()
        return rows

    def _agenda_rows(self, where: str, *values: object) -> list[AgendaRow]:
        return [
            AgendaRow(Sitting(*row[:_WIDTH]), Assessment(*row[_WIDTH:]))
            for row in self._rows(f"{_AGENDA} {where}", *values)
        ]

    def _matching(self, words: list[str]) -> list[str]:
        """Return the ids of the assessments in which every word occurs, in order of the names."""
        found: list[tuple[str, str]] = []
        every_word = " AND instr(folded, ?)" * len(words)
        last = self._rows("SELECT coalesce(max(rowid), 0) FROM assessment")
        for start in range(0, last[0][0] if last else 0, ASSESSMENTS_AT_ONCE):
            found += self._rows(
                f"SELECT folded, id FROM assessment WHERE rowid > ? AND rowid <= ?{every_word}",
                start,
                start + ASSESSMENTS_AT_ONCE,
                *words,
            )
        return [name for _, name in sorted(found)]

    def _assessment_rows(self, ids: list[str]) -> tuple[AssessmentRow, ...]:
        within = "WHERE a.id IN (SELECT value FROM json_each(?))"
        found = (Assessment(*row) for row in self._rows(f"{_ASSESSMENTS} {within}", _json(ids)))
        by_id = {assessment.id: assessment for assessment in found}
        of: dict[str, list[Sitting]] = {name: [] for name in by_id}
        for sitting in self._sittings_of(ids):
            of[sitting.assessment_id].append(sitting)
        stand = {name: (state, bool(held)) for name, state, held in self._standings(ids)}
        return tuple(
            AssessmentRow(by_id[name], tuple(of[name]), *stand.get(name, ("", False)))
            for name in ids
            if name in by_id
        )

    def _standings(self, ids: list[str]) -> list[tuple[Any, ...]]:
        return self._rows(_STANDINGS, _json(ids))

    def _sittings_of(self, ids: list[str]) -> tuple[Sitting, ...]:
        where = (
            "WHERE s.assessment_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY s.assessment_id, s.method, s.number"
        )
        return tuple(Sitting(*row) for row in self._rows(f"{_SITTINGS} {where}", _json(ids)))


def _json(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))


def schema_of(connection: Connection) -> dict[str, str]:
    """Return the SQL of every table, index and trigger of a database, by its name."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql NOTNULL")
    return {name: " ".join(sql.split()) for name, sql in rows}
