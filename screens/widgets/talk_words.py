"""What the kinds of `data.record.talk_entries` say; part of the table in `wording`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data.record import entries as e
from data.record.state import SittingState
from screens.widgets.mark_words import marks_text, signed


def _stopped(body: e.RecordingStopped, state: SittingState) -> str:
    return "The recording stands still"


def _shifted(body: e.NoteShifted, state: SittingState) -> str:
    return f"Note {body.note} moves by {signed(body.by_ms)}"


def _repeated(body: e.TagsRepeated, state: SittingState) -> str:
    return f"Note {body.note} has the tags of note {body.like} as well: {marks_text(body.marks)}"


def _dropped(body: e.ParkedDropped, state: SittingState) -> str:
    return f"What entry {body.parked} parked need not be asked any more"


TOLD: dict[type[e.Body], tuple[str, Callable[[Any, SittingState], str]]] = {
    e.RecordingStopped: ("rec off", _stopped),
    e.NoteShifted: ("shift", _shifted),
    e.TagsRepeated: ("same tags", _repeated),
    e.ParkedDropped: ("dropped", _dropped),
}
"""By kind of entry: its word and what tells it."""
