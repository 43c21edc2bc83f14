"""What may be asked, noted and marked while the apprentice is heard, and afterwards.

Pure functions of the state and the present, each giving the entries to append or refusing. Notes
are taken at any time until the seal; questions only while an asking phase runs.
"""

from __future__ import annotations

from data.record.entries import (
    Body,
    Deviation,
    GapJudged,
    Incident,
    Mark,
    Marked,
    NoteAmended,
    Noted,
    Parked,
    QuestionAsked,
)
from data.record.instant import Instant
from data.record.phase_clock import ClockState, PhaseClock
from data.record.state import Note, SittingState
from data.record.text import clean
from data.rules.asked_before import asked_at
from data.rules.demands import (
    before_live,
    demand_clock,
    demand_codes,
    demand_note,
    demand_open,
    demand_unsealed,
    demand_words,
)
from data.rules.refused import QUESTION_ASKED_BEFORE, QUESTION_IN_OVERTIME, Refused

SIGNS = ("", "+", "-", "?")
"""Heard, sufficient, counter-evidence, unclear."""


def ask(
    state: SittingState,
    now: Instant,
    text: str = "",
    *,
    main: bool = True,
    aims: tuple[str, ...] = (),
    planned: int | None = None,
    parked: int | None = None,
    deviation: str = "",
) -> tuple[Body, ...]:
    """Ask a question.

    Args:
        state: The sitting.
        now: The present.
        text: Its words; may be empty, for a key pressed while speaking.
        main: True for a main question, False for a follow-up to the open one.
        aims: Codes that it is aimed at.
        planned: Number of a planned question, which is then asked word for word.
        parked: Sequence number of the entry that parked it, whatever its words were there.
        deviation: Reason for a main question in overtime, or for one that was asked before.

    Raises:
        Refused: No asking phase runs, a code or a planned question is unknown, there is nothing to
            follow up, or a main question has no reason although it is in overtime (`question in
            overtime`: the specification gives the extra time to complete the last point or
            answer) or was asked at an earlier attempt (`question asked before`).
    """
    clock = demand_clock(state)
    _demand_asking(state, clock, main)
    if planned is not None:
        text, aims = _planned(state, planned, aims)
    demand_codes(state, aims)
    asked = QuestionAsked(clean(text), main, aims, planned, clock.elapsed(now), parked)
    broken = _departures(state, asked, clock.state(now)) if main else {}
    if broken and not deviation.strip():
        raise Refused(" ".join(broken.values()), next(iter(broken)), deviation=True)
    return (*(Deviation(rule, clean(deviation)) for rule in broken), asked)


def _departures(state: SittingState, asked: QuestionAsked, clock: ClockState) -> dict[str, str]:
    """Return which rules a main question breaks, each with what to do instead."""
    broken: dict[str, str] = {}
    origin = state.plan[asked.planned].origin if asked.planned is not None else ""
    attempt = asked_at(state, asked.text, origin)
    if attempt:
        broken[QUESTION_ASKED_BEFORE] = (
            f"This was asked at the {attempt}. Ask another question, or give a reason."
        )
    if clock is not ClockState.RUNNING:
        broken[QUESTION_IN_OVERTIME] = (
            "The allotted time is over: what is left is for the last answer. Ask a follow-up, or "
            "give a reason."
        )
    return broken


def _demand_asking(state: SittingState, clock: PhaseClock, main: bool) -> None:
    """Demand that a question can be asked now."""
    phase = state.method.phase(clock.phase)
    if phase.silent:
        raise Refused(f"You listen during the {phase.title}. Park the question to ask it later.")
    if not clock.running:
        raise Refused("The clock is paused. Resume first, then ask.")
    if not main and state.open_question is None:
        raise Refused("No question is open to follow up. Ask this as a main question.")


def _planned(
    state: SittingState, number: int, aims: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """Return the words and aims of a planned question."""
    if number not in state.plan:
        listed = ", ".join(str(n) for n in state.plan) or "none yet"
        raise Refused(f"There is no planned question {number}. Planned: {listed}.")
    plan = state.plan[number]
    return plan.text, tuple(dict.fromkeys((*plan.aims, *aims)))


def note(
    state: SittingState,
    now: Instant,
    text: str,
    marks: tuple[Mark, ...] = (),
    verbatim: bool = False,
    evidence: tuple[str, ...] = (),
    first_key: Instant | None = None,
) -> tuple[Body, ...]:
    """Keep what the assessor typed.

    Args:
        state: The sitting.
        now: The present.
        text: The words.
        marks: Codes that were heard, and how well.
        verbatim: True where these are the apprentice's own words.
        evidence: Pointers: `7` is portfolio evidence 7, `r12` page 12 of the report.
        first_key: When the first key was pressed; now where left out.

    Raises:
        Refused: Nothing was typed, a code or pointer does not belong to this method and option,
            tags stand on a note about the unmarked portfolio, or the sitting is sealed.
    """
    demand_unsealed(state)
    words = _note_words(text)
    unheard = not state.phases
    _demand_note_tags(state, marks, evidence, unheard)
    began = first_key or now
    clock_ms = _clock_at(state, state.clock, began, now) if state.clock else 0
    return (Noted(words, marks, verbatim, evidence, clock_ms, now.since(began)),)


def _note_words(text: str) -> str:
    return demand_words(
        text, "A note needs words. Type what was said, or tick a code on the checklist."
    )


def _demand_note_tags(
    state: SittingState, marks: tuple[Mark, ...], evidence: tuple[str, ...], unheard: bool
) -> None:
    """Demand that marks and pointers belong to this method, and to a note of its time."""
    for made in marks:
        _demand_mark(state, made)
    for pointer in evidence:
        _demand_pointer(state, pointer)
    if marks and unheard:
        _demand_report(state)


def _demand_report(state: SittingState) -> None:
    """Demand that a report is graded, where something is marked before anything was heard.

    The specification has the report of method 1 graded, and the portfolio of method 2 not marked.
    """
    if not state.method.report_is_evidence:
        raise Refused(
            "Nothing was heard yet, and what is read beforehand is not marked here. Leave the tags "
            "out, or plan a question that aims at them."
        )


def _demand_mark(state: SittingState, made: Mark) -> None:
    demand_codes(state, (made.code,))
    if made.sign not in SIGNS:
        raise Refused("A tag ends in +, -, ? or nothing. Type one of these.")


def _demand_pointer(state: SittingState, pointer: str) -> None:
    """Demand that a pointer leads to the report or to a piece of the portfolio."""
    of_report = pointer.startswith("r")
    figures = pointer[1:] if of_report else pointer
    number = int(figures) if figures.isascii() and figures.isdigit() and len(figures) < 6 else 0
    if of_report and not state.method.report_is_evidence:
        raise Refused("This method has no report to point at. Leave the pointer out.")
    pieces = state.method.portfolio_pieces
    if not of_report and not pieces:
        raise Refused("This method has no portfolio to point at. Leave the pointer out.")
    if number < 1 or (not of_report and number > pieces):
        right = "@r1 for page 1 of the report" if of_report else f"@1 to @{pieces}"
        raise Refused(f"@{clean(pointer)} leads nowhere. Type {right}.")


def _clock_at(state: SittingState, clock: PhaseClock, when: Instant, now: Instant) -> int:
    """Return what the clock of the phase under way showed at an earlier moment, in milliseconds."""
    span = now.since(when)
    stood = 0
    for pause in clock.pauses:
        began = now.since(pause.began) + pause.back_ms
        over = now.since(pause.ended) if pause.ended else 0
        stood += max(0, min(began, span) - over)
    for entry in state.entries:
        gap = entry.body
        if isinstance(gap, GapJudged) and not gap.counts and entry.seq not in state.undone:
            stood += min(gap.gap_ms, entry.at.since(when))
    return max(0, clock.elapsed(now) - max(0, span - stood))


def amend(
    state: SittingState,
    now: Instant,
    seq: int,
    text: str,
    marks: tuple[Mark, ...] = (),
    verbatim: bool = False,
    evidence: tuple[str, ...] = (),
) -> tuple[Body, ...]:
    """Correct a note: the whole note as it shall read now.

    Returns:
        The entry, or nothing where the note already reads so.

    Raises:
        Refused: There is no such note, or what `note` refuses.
    """
    demand_unsealed(state)
    old = demand_note(state, seq)
    words = _note_words(text)
    _demand_note_tags(state, marks, evidence, before_live(state, old))
    new = NoteAmended(seq, words, marks, verbatim, evidence)
    same = (old.text, old.marks, old.verbatim, old.evidence) == (words, marks, verbatim, evidence)
    return () if same else (new,)


def mark(
    state: SittingState, now: Instant, code: str, sign: str, note: int | None = None
) -> tuple[Body, ...]:
    """Tick a code, on a note or on the checklist.

    Args:
        state: The sitting.
        now: The present.
        code: A descriptor or KSB of this method and option.
        sign: One of `SIGNS`.
        note: Sequence number of the note; None for the checklist.

    Raises:
        Refused: The code does not belong here, there is no such note, or nothing was heard yet.
    """
    demand_unsealed(state)
    made = Mark(code, sign)
    _demand_mark(state, made)
    if note is None and not state.phases:
        raise Refused("Nothing was heard yet. Tick the checklist once the first phase has begun.")
    marked: Note | None = None if note is None else demand_note(state, note)
    if marked and before_live(state, marked):
        _demand_report(state)
    return (Marked(made, note, state.clock.elapsed(now) if state.clock else 0),)


def park(
    state: SittingState, now: Instant, text: str = "", first_key: Instant | None = None
) -> tuple[Body, ...]:
    """Keep something to ask about later, with the moment at which it came up.

    Raises:
        Refused: Nothing more can be asked.
    """
    demand_open(state)
    began = first_key or now
    return (Parked(clean(text), _clock_at(state, state.clock, began, now) if state.clock else 0),)


def incident(state: SittingState, now: Instant, text: str = "") -> tuple[Body, ...]:
    """Record what disturbed the sitting; the words may follow later in a note.

    Raises:
        Refused: The sitting is sealed.
    """
    demand_unsealed(state)
    return (Incident(clean(text), state.clock.elapsed(now) if state.clock else 0),)
