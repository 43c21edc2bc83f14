"""A sitting's record as JSON: every entry, and where the sitting stands.

For `epa-tui record ID --json`: any program can read it, and check the chain of hashes, without the
store. Unlike the result document it can be made at any time and is bound to no schema.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from data.exchange import findings, handovers, proceedings
from data.exchange.conduct import conduct
from data.exchange.proceedings import Json
from data.record.chain import body_to_json
from data.record.entries import Entry
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.grading import method_grade
from data.rules.stage import stage_of


def record_json(entries: Iterable[Entry], state: SittingState, now: Instant) -> Json:
    """Return a sitting's entries and what follows from them.

    Args:
        entries: The record.
        state: What the record folds to.
        now: Decides how far a clock that is running has gone.
    """
    return {
        "format": 1,
        "made_at": now.iso(),
        "entries": [entry_json(entry, undone=entry.seq in state.undone) for entry in entries],
        "state": _state(state, now),
    }


def entry_json(entry: Entry, *, undone: bool) -> Json:
    """Return one entry with the hashes by which the chain can be checked.

    Args:
        entry: The entry.
        undone: Whether it has no effect.
    """
    return {
        "seq": entry.seq,
        "id": entry.id,
        "at": entry.at.iso(),
        "wall": entry.at.wall,
        "tick": entry.at.tick,
        "boot": entry.at.boot,
        "kind": entry.kind,
        "body": json.loads(body_to_json(entry.body)),
        "undone": undone,
        "commit": hashlib.sha256(entry.ciphertext).hexdigest(),
        "prev": entry.prev,
        "hash": entry.hash,
    }


def _state(state: SittingState, now: Instant) -> Json:
    return {
        "stage": str(stage_of(state)),
        "clock": str(state.clock_state(now)),
        "phase": state.current,
        "checks": proceedings.checks(state),
        "recording": proceedings.recording(state),
        "phases": proceedings.phases(state, now),
        "clock_jumps": proceedings.clock_jumps(state),
        "questions": proceedings.questions(state),
        "portfolio": proceedings.portfolio(state),
        "incidents": proceedings.incidents(state),
        "deviations": proceedings.deviations(state),
        "ended": proceedings.ended(state),
        "descriptors": findings.descriptors(state),
        "notes": [findings.note_json(state, note) for note in state.notes.values()],
        "notes_set_aside": sorted(state.set_aside),
        "grade": findings.grade_json(method_grade(state)),
        "feedback": findings.feedback(state),
        "sealed_at": state.sealed.at.iso() if state.sealed else None,
        "seals": state.seals,
        "reopenings": proceedings.reopenings(state),
        "withdrawn_at": state.withdrawn.at.iso() if state.withdrawn else None,
        "withdrawals": proceedings.withdrawals(state),
        **conduct(state),
        **handovers.told(state),
    }
