"""Looks into a record as its owner would, with the engine's own language."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from sqlcipher3 import dbapi2


def rows(record: str, query: str) -> list[tuple[Any, ...]]:
    """Return what a record answers.

    Args:
        record: Its address.
        query: SQL that both engines read.
    """
    if record.startswith("sqlite:"):
        raw = dbapi2.connect(str(Path(urlsplit(record).path)), isolation_level=None)
        try:
            return [tuple(row) for row in raw.execute(query).fetchall()]
        finally:
            raw.close()
    with psycopg.connect(record, autocommit=True) as connection:
        cursor = connection.execute(query.encode())
        return cursor.fetchall() if cursor.description else []


def addresses(record: str) -> list[str]:
    """Return the addresses of all documents, in order."""
    return [row[0] for row in rows(record, "SELECT sha256 FROM document ORDER BY sha256")]


def reasons(record: str) -> dict[str, str]:
    """Return the names in quarantine with the kinds of their reasons."""
    return dict(rows(record, "SELECT name, code FROM quarantine"))
