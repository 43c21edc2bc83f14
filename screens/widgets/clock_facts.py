"""What the panel of the clock shows of a sitting at an instant."""

from __future__ import annotations

from dataclasses import dataclass

from data.record.conduct import Adjournment
from data.record.instant import Instant
from data.record.phase_clock import ClockState, Pause, PhaseClock, allotted_ms
from data.record.state import SittingState
from data.rules.counts import counted
from data.rules.gate import missing
from data.rules.no_show import waiting as waited_for
from data.rules.parked import waiting
from data.rules.pause_reasons import PRESET
from data.rules.signals import signal
from screens.keys_now import key_for
from screens.widgets.pace_words import NO_PACE, PaceWords, pace_words
from screens.widgets.times import left, span, span_up, wall

SOON_MS = 120_000
"""With so little left, in milliseconds, the digits change their colour. Our convention."""


@dataclass(frozen=True)
class ClockFacts:
    """What the panel shows."""

    phase: str
    state: ClockState
    left: str
    """Time left, or with a plus what is over."""
    ends: str
    """The time of day at which the phase ends, or a sentence where no discretion follows it."""
    ceiling: str = ""
    """The time of day at which the discretion ends; empty beside a sentence."""
    discretion: str = ""
    """How much of the discretion is used; empty where the method has none."""
    asked: str = ""
    """The questions against their minimum; empty where counts are hidden."""
    beside: str = ""
    """How long the open question has run; while paused, when the phase would end."""
    soon: bool = False
    """True for the last minutes of the allotted time."""
    banner: str = ""
    """What has to catch the eye for some seconds: `5:00 LEFT`."""
    pace: PaceWords = NO_PACE
    """For a terminal that is too narrow to have it beside the codes."""


def clock_facts(state: SittingState, now: Instant, *, hidden: bool = False) -> ClockFacts:
    """Return what the panel shows of a sitting at an instant.

    Args:
        state: The sitting.
        now: The instant.
        hidden: Leave the counts out.
    """
    asked = "" if hidden else _asked(state)
    clock = state.clock
    if state.adjourned:
        return _adjourned(state, state.adjourned, asked, hidden=hidden)
    if clock is None:
        return _between(state, asked)
    word, remaining = clock.state(now), clock.remaining(now)
    ends, ceiling = wall(clock.ends_at(now)), wall(clock.ceiling_at(now))
    beside = "" if hidden else _open_question(state, now)
    if word is ClockState.PAUSED and clock.pauses:
        beside = f"would end {ends}"
        ends, ceiling = _paused(clock.pauses[-1], now), ""
    elif not clock.discretion:
        ends, ceiling = f"{'ends' if remaining > SOON_MS else 'must stop'} {ends}", ""
    return ClockFacts(
        state.method.phase(clock.phase).title,
        word,
        left(remaining),
        ends,
        ceiling,
        _discretion(state, clock, now),
        asked,
        beside,
        0 <= remaining <= SOON_MS,
        signal_words(state, now),
        NO_PACE if hidden else pace_words(state, now),
    )


def signal_words(state: SittingState, now: Instant) -> str:
    """Return the signal to be shown now in words; empty where there is none."""
    shown = signal(state, now)
    if shown is None:
        return ""
    return "HALF-TIME" if shown.left_ms is None else f"{span(shown.left_ms)} LEFT"


def _adjourned(state: SittingState, told: Adjournment, asked: str, *, hidden: bool) -> ClockFacts:
    """Return what is shown between two days of a sitting: what is left then."""
    code = told.phase or state.next_phase
    phase = state.method.phase(code) if code else state.method.phases[-1]
    time = told.left_ms if told.phase else allotted_ms(phase, state.opened.extra_per_mille)
    word = ClockState.PAUSED if told.phase else ClockState.WAITING
    when = f"adjourned {told.at.local():%d/%m %H:%M}" + ("" if hidden else f": {told.reason}")
    more = f"{key_for('live.start')} takes it up again"
    return ClockFacts(phase.title, word, left(time), when, "", more, asked)


def _paused(pause: Pause, now: Instant) -> str:
    """Return why the clock stands and for how long; a reason nobody chose says so."""
    stood = span(now.since(pause.began) + pause.back_ms)
    if pause.reason == PRESET:
        return f"preset: {PRESET.partition(':')[0]}, 1-5 choose   for {stood}"
    return f"for {stood}: {pause.reason}   1-5 another reason"


def _discretion(state: SittingState, clock: PhaseClock, now: Instant) -> str:
    """Return how much of the discretion is used; nothing where the method has none."""
    if not state.method.extension.per_mille:
        return ""
    if not clock.discretion:
        return "no extension is left"
    used, whole = span_up(clock.discretion_used(now)), span(clock.discretion)
    return f"{'extended' if clock.extended else 'extension'} {used} of {whole}"


def _between(state: SittingState, asked: str) -> ClockFacts:
    """Return what is shown before the first phase, between phases and after the last."""
    following = state.next_phase
    if state.live_over or following is None:
        heard = state.outcome in (None, "completed")
        title = "The live part is over" if heard else f"The sitting ended: {state.outcome}"
        what = f"{key_for('live.home')} goes back to the list"
        if heard:
            what = f"{key_for('live.script')} reads the closing, {key_for('live.judge')} judges"
        return ClockFacts(title, ClockState.ENDED, "0:00", what, asked=asked)
    phase = state.method.phase(following)
    allotted = left(allotted_ms(phase, state.opened.extra_per_mille))
    checks = () if state.phases else missing(state)
    start = key_for("live.start")
    what, more = f"{start} starts the clock", ""
    if waited_for(state):
        what = f"waiting for the apprentice: {key_for('live.no_show')} shows it"
    elif checks:
        left_open = counted(len(checks), "check is", "checks are")
        what = f"{left_open} open: {key_for('live.home')}, then {key_for('home.open')}"
        more = f"{start} starts without {'it' if len(checks) == 1 else 'them'}, for a reason"
    return ClockFacts(phase.title, ClockState.WAITING, allotted, what, "", more, asked)


def minimum_questions(state: SittingState) -> int:
    """Return how many main questions the method demands."""
    return sum(phase.minimum_questions for phase in state.method.phases)


def _asked(state: SittingState) -> str:
    """Return main questions against the minimum, and the follow-ups."""
    phases = {phase.code: phase for phase in state.method.phases}
    phase = phases.get(state.current or state.next_phase or "")
    if phase is not None and phase.silent:
        parked = len(waiting(state))
        parks = f"{key_for('live.park')} asks later"
        return "listening   " + (f"{parked} parked" if parked else parks)
    text, more = f"questions {state.main_asked}/{minimum_questions(state)}", state.followups_asked
    return f"{text}   +{counted(more, 'follow-up')}" if more else text


def _open_question(state: SittingState, now: Instant) -> str:
    asked, breaks = state.open_question, state.conduct.adjournments
    if asked is None or (breaks and asked.seq < breaks[-1].after):
        return ""  # nobody answers for days
    main = next((q for q in reversed(state.questions) if q.main), asked)
    return f"this question {span(now.since(main.at))}"
