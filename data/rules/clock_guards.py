"""What may be done to the clock: phases, pauses, the extension, gaps and the end of the sitting.

Pure functions of the state and the present, each giving the entries to append or refusing. The
times are the specification's ("Assessment Method 1 Component 2", "Assessment Method 2") by way of
the standard; no figure of a plan stands in here.
"""

from __future__ import annotations

from data.record.entries import (
    Body,
    Deviation,
    Extended,
    GapJudged,
    Noted,
    Paused,
    PhaseEnded,
    PhaseStarted,
    QuestionAsked,
    Resumed,
    SittingEnded,
)
from data.record.instant import Instant
from data.record.phase_clock import PhaseClock
from data.record.script_entries import TakenUp
from data.record.state import SittingState
from data.record.text import clean
from data.rules.demands import (
    demand_clock,
    demand_open,
    demand_present,
    demand_reason,
    demand_unsealed,
)
from data.rules.gate import demand_gate
from data.rules.refused import (
    INCOMPLETE_CHECKS,
    OVER_CEILING,
    OVERTIME_WITHOUT_EXTENSION,
    REASON,
    Refused,
)

REASONS = ("technical failure", "comfort break", "adjustment break", "welfare", "other")
"""Why the clock may stop; a colon and the particulars may follow."""

MOST_BACK_MS = 120_000
"""How far a pause may be back-dated, in milliseconds. Our convention; no plan speaks of it."""

EXTEND_FROM_MS = 120_000
"""How long before the allotted end the extension may be granted, in milliseconds."""

CAUSES = ("closed", "asleep")
"""Why time went by in which the program did not run."""


def start_phase(state: SittingState, now: Instant, *, deviation: str = "") -> tuple[Body, ...]:
    """Start the phase that comes next.

    Args:
        state: The sitting.
        now: The present.
        deviation: Reason for starting with checks missing; only the first phase asks for it.

    Raises:
        Refused: A phase is under way, none is left, or the start gate is shut.
    """
    demand_open(state)
    demand_present(state)
    if state.current:
        title = state.method.phase(state.current).title
        raise Refused(f"{title} is under way. End it before you start the next phase.")
    code = next(p.code for p in state.method.phases if p.code not in state.phases)
    if state.phases or demand_gate(state, deviation):
        return (PhaseStarted(code),)
    return (Deviation(INCOMPLETE_CHECKS, clean(deviation)), PhaseStarted(code))


def end_phase(state: SittingState, now: Instant, reason: str = "") -> tuple[Body, ...]:
    """End the phase under way; whatever departed from its times becomes a deviation.

    Args:
        state: The sitting.
        now: The present.
        reason: Why; needed before the allotted time is over.

    Raises:
        Refused: No phase is under way, or it ends early and has no reason.
    """
    clock = demand_clock(state)
    left = clock.remaining(now)
    if left > 0:
        reason = demand_reason(reason, f"{_minutes(left)} are left: ending the phase early")
    return (*_overruns(state, now), PhaseEnded(clock.phase, clean(reason)))


def _overruns(state: SittingState, now: Instant) -> tuple[Deviation, ...]:
    """Return in what the phase under way departed from its times."""
    clock = state.clock
    if clock is None or not clock.discretion_used(now):
        return ()
    title = state.method.phase(clock.phase).title
    found = []
    if not clock.extended:
        past = f"{title} ran {_minutes(clock.discretion_used(now))} past its allotted time"
        found.append(Deviation(OVERTIME_WITHOUT_EXTENSION, past))
    above = clock.elapsed(now) - clock.ceiling
    if above > 0:
        found.append(Deviation(OVER_CEILING, f"{title} ran {_minutes(above)} past its ceiling"))
    return tuple(found)


def _minutes(milliseconds: int) -> str:
    """Return a span as minutes and seconds, a begun second counted whole: `1:05`."""
    seconds = -(-milliseconds // 1000)
    return f"{seconds // 60}:{seconds % 60:02d}"


def pause(state: SittingState, now: Instant, reason: str, back_ms: int = 0) -> tuple[Body, ...]:
    """Stop the clock.

    Args:
        state: The sitting.
        now: The present.
        reason: One of `REASONS`; a colon and the particulars may follow.
        back_ms: How long ago the pause began, in milliseconds.

    Raises:
        Refused: The clock stands, the reason is none of them, or the pause would begin too long
            ago: more than two minutes, or before the stretch, the last question or the last note.
    """
    clock = demand_clock(state)
    if not clock.running:
        raise Refused("The clock stands already. Resume before you pause again.")
    if reason.partition(":")[0].strip() not in REASONS:
        raise Refused(f"A pause needs a reason. Choose one of: {', '.join(REASONS)}.", REASON)
    if not 0 <= back_ms <= MOST_BACK_MS:
        most = MOST_BACK_MS // 1000
        raise Refused(f"A pause can begin up to {most} seconds ago. Choose a shorter time.")
    if back_ms > _untouched(state, clock, now):
        raise Refused(
            "The pause would begin before the clock last started, or before the last question or "
            "note. Choose a shorter time."
        )
    return (Paused(clean(reason), back_ms),)


def _untouched(state: SittingState, clock: PhaseClock, now: Instant) -> int:
    """Return for how long the clock ran with nothing asked or noted, in milliseconds."""
    ran = now.since(clock.since) if clock.since else 0
    for entry in reversed(state.entries):
        if entry.seq in state.undone:
            continue
        if isinstance(entry.body, PhaseStarted | Resumed | TakenUp):
            break
        if isinstance(entry.body, QuestionAsked | GapJudged):
            ran = min(ran, now.since(entry.at))
        elif isinstance(entry.body, Noted):
            # What the note is about was said when its first key was pressed, not when it was kept.
            ran = min(ran, now.since(entry.at) + entry.body.back_ms)
    return ran


def resume(state: SittingState, now: Instant) -> tuple[Body, ...]:
    """Let the clock go on after a pause.

    Raises:
        Refused: The clock is not paused.
    """
    if demand_clock(state).running:
        raise Refused("The clock is running: there is no pause to end.")
    return (Resumed(),)


def extend(state: SittingState, now: Instant, reason: str) -> tuple[Body, ...]:
    """Let the apprentice finish the last point, within the discretion.

    Args:
        state: The sitting.
        now: The present.
        reason: What the apprentice is finishing.

    Raises:
        Refused: The clock stands, it is too early, the discretion is used up or there is none, or
            there is no reason.
    """
    clock = demand_clock(state)
    if not clock.running:
        raise Refused("The clock is paused. Resume before you extend.")
    if not clock.discretion or clock.elapsed(now) > clock.ceiling:
        raise Refused(
            "There is no discretion left in this phase. End it when the apprentice has finished."
        )
    early = clock.remaining(now) - EXTEND_FROM_MS
    if early > 0:
        raise Refused(f"It is too early to extend. Wait {_minutes(early)} more, then extend.")
    return (Extended(demand_reason(reason, "Extending")),)


def judge_gap(
    state: SittingState,
    now: Instant,
    gap_ms: int,
    counts: bool,
    cause: str,
    reason: str = "",
    uncounted_ms: int = 0,
) -> tuple[Body, ...]:
    """Decide whether time in which the program did not run belongs to the phase.

    Args:
        state: The sitting.
        now: The present.
        gap_ms: How long it was, in milliseconds.
        counts: True, the cautious answer, when the call went on.
        cause: `closed` or `asleep`.
        reason: Why it is left out; needed where it does not count.
        uncounted_ms: How much of it the clocks did not count, in milliseconds.

    Raises:
        Refused: The gap is longer than the clock ran, the clock stood, the cause is unknown, or it
            is left out without a reason.
    """
    clock = demand_clock(state)
    if cause not in CAUSES:
        raise Refused(f"The cause of a gap is one of: {', '.join(CAUSES)}. Choose one.")
    if gap_ms <= 0:
        raise Refused("A gap has some length. Enter how long it was.")
    if counts:
        return (GapJudged(gap_ms, True, cause, clean(reason), uncounted_ms),)
    if clock.since is None:
        raise Refused("The clock stood, so the gap does not count anyway. Resume when you go on.")
    if gap_ms - uncounted_ms > clock.elapsed(now) - clock.settled:
        raise Refused("The gap is longer than the clock has run. Enter a shorter one.")
    reason = demand_reason(reason, "Leaving time out")
    return (GapJudged(gap_ms, False, cause, reason, uncounted_ms),)


def end_sitting(
    state: SittingState, now: Instant, outcome: str, reason: str = ""
) -> tuple[Body, ...]:
    """End the live part.

    Args:
        state: The sitting.
        now: The present.
        outcome: `completed`, `no-show` or `abandoned`.
        reason: Why; needed where it is abandoned.

    Raises:
        Refused: It has ended, or the outcome does not fit what has happened so far.
    """
    demand_unsealed(state)
    if state.outcome:
        raise Refused(f"The sitting has ended already: {state.outcome}. Nothing is left to end.")
    if outcome == "completed":
        _demand_phases_over(state)
    elif outcome == "no-show":
        _demand_nothing_heard(state)
    elif outcome != "abandoned":
        raise Refused("A sitting ends completed, as a no-show or abandoned. Choose one.")
    elif state.phases_over:
        raise Refused("Every phase has ended. End the sitting as completed.")
    else:
        reason = demand_reason(reason, "Abandoning a sitting")
    return (*_overruns(state, now), SittingEnded(outcome, clean(reason)))


def _demand_phases_over(state: SittingState) -> None:
    if not state.phases_over:
        raise Refused(
            "Not every phase has ended. Go through those that are left, or abandon the sitting."
        )


def _demand_nothing_heard(state: SittingState) -> None:
    if state.phases:
        raise Refused("The apprentice was there: a phase has begun. Abandon the sitting instead.")
