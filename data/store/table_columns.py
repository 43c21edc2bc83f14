"""What the tables have in common: kinds of columns and of tables, and the columns of a record."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, LargeBinary, Text
from sqlmodel import Field, SQLModel

STRICT: dict[str, Any] = {"sqlite_strict": True}
"""A table whose columns take nothing but what they are for."""
STRICT_BY_KEY: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
"""The same, kept in the order of its key."""
OF_AN_ASSESSMENT = ("assessment_id",), ("assessment.id",)
"""The foreign key of what belongs to an assessment."""


def text_column(**more: Any) -> Any:
    """Return a column of text."""
    return Field(sa_type=Text, **more)


def whole_column(**more: Any) -> Any:
    """Return a column of whole numbers."""
    return Field(sa_type=Integer, **more)


def bytes_column(**more: Any) -> Any:
    """Return a column of bytes."""
    return Field(sa_type=LargeBinary, **more)


class LineColumns(SQLModel):
    """What each record keeps of an entry (`data.record.body.Line`), whatever it is a record of.

    Whose record it is comes first in the key, and the place in it second: both are columns of the
    tables themselves.
    """

    id: str = text_column()
    at_wall: int = whole_column()
    at_tick: int = whole_column()
    at_boot: str = text_column()
    kind: str = text_column()
    ciphertext: bytes = bytes_column()
    prev: str = text_column()
    hash: str = text_column()
