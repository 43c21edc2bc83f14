"""What the kinds of `data.record.talk_entries` do to the state of a sitting.

Part of the table in `data.record.effects`, and made in the same way: none ever refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from data.record import entries as e
from data.record import standings
from data.record.entries import Entry
from data.record.recording import Reading
from data.record.state import SittingState

Changes = dict[str, Any]


def recording(state: SittingState, entry: Entry, body: e.RecordingSet) -> Changes:
    """Take a reading of the counter; after a stop, or where it says so, of another recording."""
    before = state.recording[-1] if state.recording else None
    segment = before.segment if before else 1
    if before and (body.anew or before.stopped):
        segment += 1
    return {"recording": (*state.recording, Reading(entry.at, body.counter_ms, segment))}


def recording_stopped(state: SittingState, entry: Entry, body: e.RecordingStopped) -> Changes:
    """Stop the recording that runs."""
    if not state.recording or state.recording[-1].stopped:
        return {}
    stopped = state.recording[-1]._replace(stopped=entry.at)
    return {"recording": (*state.recording[:-1], stopped)}


def note_shifted(state: SittingState, entry: Entry, body: e.NoteShifted) -> Changes:
    """Move a note, with its time in the recording."""
    note = state.notes.get(body.note)
    if note is None:
        return {}
    shifted = note.shifted_ms + body.by_ms
    heard = state.heard_at(note.at, note.back_ms - shifted)
    moved = replace(
        note,
        clock_ms=max(0, note.clock_ms + body.by_ms),
        shifted_ms=shifted,
        recording_ms=heard.counter_ms if heard else None,
        segment=heard.segment if heard else 1,
    )
    return {"notes": {**state.notes, note.seq: moved}}


def tags_repeated(state: SittingState, entry: Entry, body: e.TagsRepeated) -> Changes:
    """Give a note the tags that it does not have yet."""
    note = state.notes.get(body.note)
    if note is None:
        return {}
    had = {mark.code for mark in note.marks}
    added = tuple({m.code: m for m in body.marks if m.code not in had}.values())
    told = standings.marked(state, added, entry.seq, note.seq)
    tagged = replace(note, marks=(*note.marks, *added))
    return {**told, "notes": {**state.notes, note.seq: tagged}}


def parked_dropped(state: SittingState, entry: Entry, body: e.ParkedDropped) -> Changes:
    """Keep that something parked is not to be asked any more."""
    return {"dropped": state.dropped | {body.parked}}


EFFECTS: dict[type[e.Body], Callable[[SittingState, Entry, Any], Changes]] = {
    e.RecordingSet: recording,
    e.RecordingStopped: recording_stopped,
    e.NoteShifted: note_shifted,
    e.TagsRepeated: tags_repeated,
    e.ParkedDropped: parked_dropped,
}
"""What each of these kinds does."""
