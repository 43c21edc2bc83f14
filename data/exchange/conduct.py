"""What was done around the phases, as JSON: a part of the result document and of the record.

It stands in a document only where there is something to tell: documents of sittings without it stay
as they always were.
"""

from __future__ import annotations

from typing import Any

from data.record.conduct import Adjournment, Wait
from data.record.state import SittingState

Json = dict[str, Any]


def conduct(state: SittingState) -> Json:
    """Return what was done around the phases as the field `conduct`; nothing where nothing was."""
    waiting = state.conduct.wait
    parts = {
        "scripts_read": _scripts(state),
        "room": _room(state),
        "waits": [_wait(wait) for wait in (*state.conduct.waits, *([waiting] if waiting else []))],
        "adjournments": [_adjournment(each) for each in state.conduct.adjournments],
    }
    return {"conduct": parts} if any(parts.values()) else {}


def _scripts(state: SittingState) -> list[Json]:
    return [
        {
            "script": read.script,
            "line": read.line,
            "of": read.of,
            "at": read.at.iso(),
            "text": read.text,
        }
        for read in state.conduct.lines
    ]


def _room(state: SittingState) -> list[Json]:
    return [
        {"name": tick.name, "at": tick.at.iso(), "ok": tick.ok, "question": tick.question}
        for tick in state.conduct.room.values()
    ]


def _wait(wait: Wait) -> Json:
    return {
        "began_at": wait.at.iso(),
        "late_before_ms": wait.before_ms,
        "late_ms": wait.late_ms,
        "steps": [{"step": step.name, "at": step.at.iso()} for step in wait.steps],
    }


def _adjournment(told: Adjournment) -> Json:
    return {
        "at": told.at.iso(),
        "reason": told.reason,
        "phase": told.phase,
        "left_ms": told.left_ms,
        "taken_up_at": told.taken_up.iso() if told.taken_up else None,
        "checks": [
            {"name": check.name, "ok": check.ok, "detail": check.detail}
            for check in told.checks.values()
        ],
    }
