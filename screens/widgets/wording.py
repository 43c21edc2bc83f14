"""What each kind of entry says, in one sentence: the only place where the record becomes words.

The timeline, the trace and whatever copies a line of the record take their sentences from here.
Everything returned is plain text; stored words stand in it as they were kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data.record import entries as e
from data.record.entries import Body, Entry
from data.record.state import SittingState
from data.rules.arrangements import arrangements_written
from data.rules.crediting import credits_given
from data.rules.gate import shown
from screens.widgets import conduct_wording, talk_words
from screens.widgets.mark_words import evidence_text as evidence_text
from screens.widgets.mark_words import marks_text as marks_text
from screens.widgets.mark_words import signed as signed
from screens.widgets.times import span

SIGN_WORDS = {"": "heard", "+": "sufficient", "-": "counter-evidence", "?": "unclear"}
"""What the sign of a mark says."""


def kind_word(body: Body) -> str:
    """Return the word for the kind of an entry; a follow-up has its own."""
    if isinstance(body, e.QuestionAsked) and not body.main:
        return "follow-up"
    return _TOLD[type(body)][0]


def sentence(entry: Entry, state: SittingState) -> str:
    """Return what an entry says, without its number and its times.

    Args:
        entry: One line of the record.
        state: The sitting that it belongs to, for the titles of phases and methods.

    Returns:
        Plain text on one line, or on several where the assessor typed several.
    """
    told = _TOLD[type(entry.body)][1](entry.body, state)
    return f"{told}, unexpected" if _is_unexpected(entry, state) else told


def _is_unexpected(entry: Entry, state: SittingState) -> bool:
    """Tell whether a tick is one that the open question was not aimed at."""
    if not isinstance(entry.body, e.Marked):
        return False
    return any(credit.seq == entry.seq and credit.unexpected for credit in credits_given(state))


def _with(text: str, *more: str) -> str:
    """Return a text and what follows it, two blanks apart; empty parts are left out."""
    return "  ".join(part for part in (text, *more) if part)


def _because(start: str, reason: str) -> str:
    return f"{start}: {reason}" if reason else start


def _opened(body: e.Opened, state: SittingState) -> str:
    first = body.attempt == "first"
    extra = f"extra time +{body.extra_per_mille / 10:g}%" if body.extra_per_mille else ""
    facts = (
        f"{body.reference} version {body.version}",
        f"{body.method} {state.method.short}",
        f"option {body.option}" if body.option else "",
        "first attempt" if first else f"{body.attempt}, attempt {body.number}",
        extra,
        *arrangements_written(body.breaks),
    )
    return ", ".join(fact for fact in facts if fact)


def _checked(body: e.Checked, state: SittingState) -> str:
    return _because(f"{shown(body.name)}: {'yes' if body.ok else 'NO'}", body.detail)


def _recording(body: e.RecordingSet, state: SittingState) -> str:
    which = "another recording" if body.anew else "the recording"
    return f"The counter of {which} shows {span(body.counter_ms)}"


def _title(code: str, state: SittingState) -> str:
    """Return the title of a phase; its code where the standard no longer has it."""
    return next((p.title for p in state.method.phases if p.code == code), code)


def _phase_started(body: e.PhaseStarted, state: SittingState) -> str:
    return f"{_title(body.phase, state)} begins"


def _phase_ended(body: e.PhaseEnded, state: SittingState) -> str:
    ends = _because(f"{_title(body.phase, state)} ends", body.reason)
    clock = state.phases.get(body.phase)
    if clock is None or not clock.ended:
        return ends
    # Nobody can move what was not used: the record says so beside it.
    unused = clock.allotted - clock.gathered
    kept = f"; {span(unused)} not used, and not moved" if unused >= 1000 else ""
    return f"{ends}; {span(clock.gathered)} of {span(clock.allotted)} used{kept}"


def _paused(body: e.Paused, state: SittingState) -> str:
    back = f", back-dated by {span(body.back_ms)}" if body.back_ms else ""
    return f"The clock stops: {body.reason}{back}"


def _resumed(body: e.Resumed, state: SittingState) -> str:
    return "The clock goes on"


def _extended(body: e.Extended, state: SittingState) -> str:
    return _because("The apprentice may finish", body.reason)


def _unwatched(body: e.Unwatched, state: SittingState) -> str:
    what = "The program was closed" if body.cause == "closed" else "The machine slept"
    if body.uncounted_ms:
        what = "The machine may have slept"
    return f"{what} for {span(body.gap_ms)} while the clock ran"


def _gap(body: e.GapJudged, state: SittingState) -> str:
    cause = "the program was closed" if body.cause == "closed" else "the machine slept"
    counts = "counts" if body.counts else "is left out"
    return _because(f"A gap of {span(body.gap_ms)} ({cause}) {counts}", body.reason)


def _jumped(body: e.ClockJumped, state: SittingState) -> str:
    moved = f"the wall clock was moved by {signed(body.wall_ms)}" if body.wall_ms else ""
    slept = f"the machine slept for {span(body.asleep_ms)}" if body.asleep_ms else ""
    told = " and ".join(part for part in (moved, slept) if part) or "the clocks disagreed"
    return f"{told[0].upper()}{told[1:]}; the phase clock was not moved"


def _question(body: e.QuestionAsked, state: SittingState) -> str:
    planned = f"(planned {body.planned})" if body.planned is not None else ""
    aims = f"aimed at {' '.join(body.aims)}" if body.aims else ""
    parked = f"(parked as entry {body.parked})" if body.parked is not None else ""
    return _with(body.text or "asked, not written down", planned, aims, parked)


def _noted(body: e.Noted | e.NoteAmended, state: SittingState) -> str:
    text = f'"{body.text}"' if body.verbatim else body.text
    told = _with(text, marks_text(body.marks), evidence_text(body.evidence))
    return told or "without words"


def _amended(body: e.NoteAmended, state: SittingState) -> str:
    return f"Note {body.note} now reads: {_noted(body, state)}"


def _marked(body: e.Marked, state: SittingState) -> str:
    where = f"on note {body.note}" if body.note is not None else "on the checklist"
    sign = SIGN_WORDS.get(body.mark.sign, body.mark.sign)
    return f"{body.mark.code} {sign}, {where}"


def _parked(body: e.Parked, state: SittingState) -> str:
    return body.text or "Something to ask about, not written down"


def _incident(body: e.Incident, state: SittingState) -> str:
    return body.text or "An incident, not written down"


def _deviation(body: e.Deviation, state: SittingState) -> str:
    return _because(body.rule or "departed from the plan", body.reason)


def _report(body: e.ReportMarked, state: SittingState) -> str:
    evidenced = "evidences" if body.evidenced else "does not evidence"
    return f"The report {evidenced} {body.code}"


def _portfolio(body: e.PortfolioListed, state: SittingState) -> str:
    claimed = f"claims {' '.join(body.ksbs)}" if body.ksbs else ""
    return _with(f"Evidence {body.number}: {body.title}", claimed)


def _planned(body: e.QuestionPlanned, state: SittingState) -> str:
    if not body.text:
        return f"Question {body.number} is taken off the plan"
    aims = f"aimed at {' '.join(body.aims)}" if body.aims else ""
    origin = f"from the {body.origin.replace(' ', ': ', 1)}" if body.origin else ""
    return _with(f"Question {body.number}: {body.text}", aims, origin)


def _asked_before(body: e.AskedBefore, state: SittingState) -> str:
    attempt = "first attempt" if body.attempt == "first" else f"{body.attempt} {body.number}"
    return f"Asked at the {attempt}: {' / '.join(body.texts)}"


def _ended(body: e.SittingEnded, state: SittingState) -> str:
    said = {"no-show": "The apprentice did not come", "abandoned": "The sitting was abandoned"}
    return _because(said.get(body.outcome, "The sitting was completed"), body.reason)


def _judged(body: e.Judged, state: SittingState) -> str:
    met = "undecided again" if body.met is None else "met" if body.met else "not met"
    word = "note" if len(body.notes) == 1 else "notes"
    notes = f"({word} {' '.join(map(str, body.notes))})" if body.notes else ""
    return _with(_because(f"{body.code} {met}", body.rationale), notes)


def _set_aside(body: e.NoteSetAside, state: SittingState) -> str:
    return _because(f"Note {body.note} supports nothing", body.reason)


def _feedback(body: e.FeedbackGiven, state: SittingState) -> str:
    return f"{'On ' + body.code if body.code else 'On the whole'}: {body.text}"


def _sealed(body: e.Sealed, state: SittingState) -> str:
    return _because(f"Signed off as {body.grade}", body.declaration)


def _reopened(body: e.Reopened, state: SittingState) -> str:
    return f"The seal was broken: {body.reason}"


def _withdrawn(body: e.Withdrawn, state: SittingState) -> str:
    return f"The result was taken back: {body.reason}"


def _handed_over(body: e.HandedOver, state: SittingState) -> str:
    note = f"(for whoever takes it: {body.note})" if body.note else ""
    return _with(_because("Given to another laptop", body.reason), note)


def _taken_over(body: e.TakenOver, state: SittingState) -> str:
    by = f" by {body.assessor}" if body.assessor else ""
    return f"Taken over{by} on the device {body.device}, from {body.giver or 'another'}"


def _taken_back(body: e.TakenBack, state: SittingState) -> str:
    return _because("Taken back by the laptop that gave it", body.reason)


def _undone(body: e.Undone, state: SittingState) -> str:
    target = next((entry for entry in state.entries if entry.seq == body.target), None)
    word = f" ({kind_word(target.body)})" if target else ""
    return f"Entry {body.target}{word} has no effect"


def _rechained(body: e.Rechained, state: SittingState) -> str:
    return f"The chain was made anew for a newer version; its head was {body.former[:12]}"


def _erased(body: e.Erased, state: SittingState) -> str:
    return _because("The text of this record was erased", body.reason)


_TOLD: dict[type[Body], tuple[str, Callable[[Any, SittingState], str]]] = {
    e.Opened: ("opened", _opened),
    e.Checked: ("check", _checked),
    e.RecordingSet: ("recording", _recording),
    e.PhaseStarted: ("begin", _phase_started),
    e.PhaseEnded: ("end", _phase_ended),
    e.Paused: ("pause", _paused),
    e.Resumed: ("resume", _resumed),
    e.Extended: ("extension", _extended),
    e.Unwatched: ("unwatched", _unwatched),
    e.GapJudged: ("gap", _gap),
    e.ClockJumped: ("jump", _jumped),
    e.QuestionAsked: ("question", _question),
    e.Noted: ("note", _noted),
    e.NoteAmended: ("amended", _amended),
    e.Marked: ("mark", _marked),
    e.Parked: ("ask later", _parked),
    e.Incident: ("incident", _incident),
    e.Deviation: ("deviation", _deviation),
    e.ReportMarked: ("report", _report),
    e.PortfolioListed: ("portfolio", _portfolio),
    e.QuestionPlanned: ("planned", _planned),
    e.AskedBefore: ("earlier", _asked_before),
    e.SittingEnded: ("ended", _ended),
    e.Judged: ("judgement", _judged),
    e.NoteSetAside: ("set aside", _set_aside),
    e.FeedbackGiven: ("feedback", _feedback),
    e.Sealed: ("sealed", _sealed),
    e.Reopened: ("reopened", _reopened),
    e.Withdrawn: ("withdrawn", _withdrawn),
    e.HandedOver: ("hand over", _handed_over),
    e.TakenOver: ("take over", _taken_over),
    e.TakenBack: ("take back", _taken_back),
    e.Undone: ("undo", _undone),
    e.Rechained: ("rechained", _rechained),
    e.Erased: ("erased", _erased),
    **talk_words.TOLD,
    **conduct_wording.TOLD,
}
"""By kind of entry: its word, at most nine letters for the column of the timeline, and what tells
it. A test asks that none is missing."""
