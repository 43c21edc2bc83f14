"""A moment of the recording in words, and which recording where there is more than one."""

from __future__ import annotations

from collections.abc import Sequence

from data.record.recording import Reading
from data.record.state import Note, SittingState
from screens.widgets.times import counter, span


def lamp_counter(readings: Sequence[Reading]) -> tuple[str, bool]:
    """Return what the top line says of the recording, and whether it stopped.

    It is the counter at the reading, not now: a figure that moves would draw the eye.
    """
    if not readings:
        return "", False
    last = readings[-1]
    if last.segment > 1:
        return f"{last.segment} {counter(last.counter_ms)}", last.stopped is not None
    return span(last.counter_ms), last.stopped is not None


def in_recording(state: SittingState, note: Note) -> str:
    """Return where a note is: `recording 16:45`, or `rec 2 00:01:10` where there were several."""
    if note.recording_ms is None:
        ends = [reading.stopped for reading in state.recording if reading.stopped]
        return "rec off" if any(note.at.since(end) >= 0 for end in ends) else ""
    if state.segments > 1:
        return f"rec {note.segment} {counter(note.recording_ms)}"
    return f"recording {span(note.recording_ms)}"
