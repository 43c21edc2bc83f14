"""Marks, pointers and shifts of time as they are written: small words that many sentences share."""

from __future__ import annotations

from data.record.entries import Mark
from screens.widgets.times import span


def marks_text(marks: tuple[Mark, ...]) -> str:
    """Return marks as they are typed: `P6+ K8`."""
    return " ".join(f"{mark.code}{mark.sign}" for mark in marks)


def evidence_text(pointers: tuple[str, ...]) -> str:
    """Return pointers in words: `portfolio 7, report page 12`."""
    return ", ".join(
        f"report page {p[1:]}" if p.startswith("r") else f"portfolio {p}" for p in pointers
    )


def signed(milliseconds: int) -> str:
    """Return how far a clock was moved: `+0:05`, `-1:00:00`."""
    return f"{'-' if milliseconds < 0 else '+'}{span(abs(milliseconds))}"
