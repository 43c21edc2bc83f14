"""Undo: the newest entry that may be undone loses its effect, and stays in the record.

What is fixed by others having seen or relied on it (checks, phases, deviations, seals) is never
undone. Neither is the clock of a phase that is over, nor anything from before a seal, a handover or
an adjournment. Undo does not reach back from live into the preparation, nor from after the live
part into what was kept live.
"""

from __future__ import annotations

from data.record.entries import (
    Body,
    Entry,
    Extended,
    FeedbackGiven,
    HandedOver,
    Incident,
    Judged,
    Marked,
    NoteAmended,
    Noted,
    NoteSetAside,
    NoteShifted,
    Parked,
    ParkedDropped,
    Paused,
    PhaseEnded,
    PhaseStarted,
    PortfolioListed,
    QuestionAsked,
    QuestionPlanned,
    RecordingSet,
    RecordingStopped,
    Reopened,
    ReportMarked,
    Resumed,
    Sealed,
    SittingEnded,
    TagsRepeated,
    TakenBack,
    TakenOver,
    Undone,
    Withdrawn,
)
from data.record.instant import Instant
from data.record.script_entries import Adjourned, TakenUp, WaitStep
from data.record.state import SittingState
from data.record.text import clean
from data.rules.demands import demand_unsealed
from data.rules.refused import Refused

_NAMES: dict[type[Body], str] = {
    QuestionAsked: "question",
    Noted: "note",
    NoteAmended: "correction",
    Marked: "tag",
    NoteShifted: "shift of a note",
    TagsRepeated: "same tags",
    Parked: "parked question",
    ParkedDropped: "dropping of a parked question",
    RecordingSet: "counter of the recording",
    RecordingStopped: "stop of the recording",
    Incident: "incident",
    QuestionPlanned: "planned question",
    ReportMarked: "mark on the report",
    PortfolioListed: "portfolio piece",
    Judged: "judgement",
    NoteSetAside: "note set aside",
    FeedbackGiven: "feedback",
    WaitStep: "step of the wait",
}
_CLOCK_NAMES: dict[type[Body], str] = {
    Paused: "pause",
    Resumed: "resumption",
    Extended: "extension",
}
_SEEN_BY_OTHERS = (
    Sealed,
    Reopened,
    Withdrawn,
    HandedOver,
    TakenOver,
    TakenBack,
    Adjourned,
    TakenUp,
)
"""Nothing is undone that was made before one of these: somebody else may have relied on it."""

_MADE_TOGETHER = (QuestionPlanned, Marked, PortfolioListed)
"""Kinds of which one key makes several, at one instant."""

_LONGEST = 30
"""How many letters of a text a label shows."""


def _newest(state: SittingState) -> Entry | None:
    """Return the entry that undo would take; None where there is none."""
    same_phase = True
    for entry in reversed(state.entries[_fixed(state) :]):
        kind = type(entry.body)
        if kind in _SEEN_BY_OTHERS:
            return None
        if entry.seq in state.undone or (kind is RecordingSet and not state.phases):
            continue  # before the start a counter came with its check: it is read again instead
        if kind in (PhaseStarted, PhaseEnded, SittingEnded):
            same_phase = False
        if kind in _NAMES or (same_phase and kind in _CLOCK_NAMES):
            return entry
    return None


def _fixed(state: SittingState) -> int:
    """Return up to which entry nothing is undone: the end of the live part, else its begin."""
    if not state.live_over:
        started = (entry.seq for entry in state.entries if isinstance(entry.body, PhaseStarted))
        return next(started, 0)
    # A sitting that was completed is ended once more later, with the judgements under way.
    ending = PhaseEnded if state.outcome in (None, "completed") else SittingEnded
    return max((x.seq for x in state.entries if isinstance(x.body, ending)), default=0)


def _together(state: SittingState, newest: Entry) -> list[Entry]:
    """Return the newest entry and those that the same key made: questions of a bank, or tags."""
    made = [newest]
    for entry in reversed(state.entries[: newest.seq - 1]):
        same = type(entry.body) is type(newest.body) and entry.at == newest.at
        if not same or entry.seq in state.undone or not isinstance(entry.body, _MADE_TOGETHER):
            break
        made.append(entry)
    return made


def undo(state: SittingState, now: Instant) -> tuple[Undone, ...]:
    """Take the effect from what the newest key made of what may be undone.

    Args:
        state: The sitting.
        now: The present.

    Raises:
        Refused: There is nothing to undo, or the sitting is sealed.
    """
    demand_unsealed(state)
    newest = _newest(state)
    if newest is None:
        older = "What was kept live" if state.live_over else "What is older"
        raise Refused(f"There is nothing to undo. {older} stays; write a note to correct it.")
    return tuple(Undone(entry.seq) for entry in _together(state, newest))


def undo_judging(state: SittingState, now: Instant) -> tuple[Undone, ...]:
    """Take the effect from what the newest key made, where it was made to judge.

    What was kept live is undone on the live screen, or not at all.

    Raises:
        Refused: The newest entry was made live, there is nothing to undo, or a seal holds.
    """
    taken = undo(state, now)
    made = state.entries[taken[0].target - 1].body
    if not state.live_over and not isinstance(made, Judged | NoteSetAside):
        raise Refused("The last entry was made live. Undo it on the live screen.")
    return taken


def undo_label(state: SittingState) -> str | None:
    """Say what undo would take, for example `note: compared three quotes`; None for nothing."""
    newest = None if state.sealed else _newest(state)
    if newest is None:
        return None
    name = (_NAMES | _CLOCK_NAMES)[type(newest.body)]
    together = len(_together(state, newest))
    if together > 1:
        return f"{together} {name}s"
    particular = _particular(newest.body)
    return f"{name}: {particular}" if particular else name


def _particular(body: Body) -> str:
    """Return what tells this entry from others of its kind, cut to a line."""
    if isinstance(body, Marked):
        return body.mark.code + body.mark.sign
    if isinstance(body, Judged | ReportMarked):
        return body.code
    if isinstance(body, TagsRepeated):
        return " ".join(mark.code + mark.sign for mark in body.marks)
    if isinstance(body, PortfolioListed):
        return str(body.number)
    text = str(getattr(body, "text", "") or getattr(body, "reason", ""))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def untick(state: SittingState, now: Instant, code: str) -> tuple[Undone]:
    """Take back the newest tick of a code on the checklist.

    Args:
        state: The sitting.
        now: The present.
        code: A descriptor or a KSB.

    Raises:
        Refused: The code was not ticked on the checklist since the last seal, or a seal holds.
    """
    demand_unsealed(state)
    for entry in reversed(state.entries):
        body = entry.body
        if isinstance(body, Reopened):
            break
        ticked = isinstance(body, Marked) and body.note is None and body.mark.code == code
        if ticked and entry.seq not in state.undone:
            return (Undone(entry.seq),)
    raise Refused(
        f"{clean(code)} has no tick here to take back. Give it another sign, or undo its note."
    )
