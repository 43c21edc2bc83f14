"""Reads bookings from JSON: assessments with their sittings, as `epa-tui list` writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from data.exchange.errors import ForbiddenNumber, NotJson, UnreadableDocument
from data.exchange.incoming.columns import APPRENTICE, SITTING, column
from data.exchange.incoming.errors import BrokenJson, TooManyRows
from data.exchange.incoming.rows import MAX_ROWS, Incoming, Row, left_out, tidy
from data.exchange.reading import read_document

_OF_A_SITTING = frozenset({*SITTING, "scheduled_at"})
_OF_AN_APPRENTICE = frozenset({*APPRENTICE, "id", "extra_per_mille"})

_BROKEN = "a bracket, comma or quotation mark is wrong, or the whole is no object"


def read_objects(text: str) -> Incoming:
    """Read bookings from JSON.

    Args:
        text: An object `{"format": 1, "assessments": [...]}`.

    Raises:
        UnreadableBookings: One of its kinds.
    """
    rows: list[Row] = []
    unknown: list[str] = []
    for row in _rows(_assessments(text), unknown):
        if len(rows) == MAX_ROWS:
            raise TooManyRows(MAX_ROWS)
        rows.append(row)
    return Incoming(tuple(rows), "JSON", left_out(list(dict.fromkeys(unknown))))


def _assessments(text: str) -> list[Any]:
    try:
        document = read_document(text.encode())
    except ForbiddenNumber as error:
        raise BrokenJson(
            'a number is not whole; write it as text, like "extra_time": "12.5"'
        ) from error
    except NotJson as error:
        raise BrokenJson(f"line {error.line}: {_BROKEN}") from error
    except UnreadableDocument as error:
        where = f"line {error.line}: " if error.line else ""
        raise BrokenJson(where + error.problem) from error
    if document.get("format") != 1:
        raise BrokenJson('it does not say "format": 1')
    assessments = document.get("assessments")
    if not isinstance(assessments, list):
        raise BrokenJson('it has no list called "assessments"')
    return assessments


def _rows(assessments: list[Any], unknown: list[str]) -> Iterator[Row]:
    for number, assessment in enumerate(assessments, 1):
        where = f"assessment {number}"
        if not isinstance(assessment, dict):
            raise BrokenJson(f"{where} is no object")
        sittings = assessment.get("sittings") or []
        if not isinstance(sittings, list) or not all(isinstance(one, dict) for one in sittings):
            raise BrokenJson(f"the sittings of {where} are no list of objects")
        about = {key: value for key, value in assessment.items() if key != "sittings"}
        whose = _cells(about, _OF_AN_APPRENTICE, unknown)
        for place, sitting in enumerate(sittings, 1):
            booked = _cells(sitting, _OF_A_SITTING, unknown)
            yield _row(f"{where}, sitting {place}", {**whose, **booked})
        if not sittings:
            yield _row(where, whose)


def _cells(values: Mapping[str, Any], known: frozenset[str], unknown: list[str]) -> dict[str, Any]:
    cells = {}
    for key, value in values.items():
        name = column(key)
        if name in known and name not in cells:
            cells[name] = value
        elif tidy(key):
            unknown.append(key)
    return cells


def _row(where: str, values: Mapping[str, Any]) -> Row:
    cells = {name: tidied for name, value in values.items() if (tidied := _text(value))}
    unfit = tuple(name for name, value in values.items() if _text(value) is None)
    return Row(where, cells, unfit)


def _text(value: Any) -> str | None:
    """Return a value as text, empty for null; None for what is neither text nor number."""
    if value is None:
        return ""
    if isinstance(value, str):
        return tidy(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None
