"""What is due, as days in a calendar; a planning meeting has an event of its own."""

from __future__ import annotations

from collections.abc import Iterator

from data.exchange.calendar_file import Event
from data.exchange.calendar_subject import Subject
from data.rules.due import PLANNING, due_words
from data.rules.dues import dues


def due_days(subject: Subject) -> Iterator[Event]:
    """Give each day on which something is due; where its result is held, the title says so."""
    held = subject.view.state.conduct.held
    for due in dues(subject.view):
        if due.what == PLANNING:
            continue
        method = f"-{due.method}" if due.method else ""
        yield Event(
            f"{subject.assessment.id}-due-{due.what}{method}@epa-tui",
            subject.titled(f"EPA due: {due_words(due.what, due.method, held=held)}"),
            due.on,
            subject.now,
        )
