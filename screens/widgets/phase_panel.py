"""The clock of the phase: time left, big, and when it ends.

A widget that shows values; what they are is worked out by `clock_facts`, a pure function.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from data.record.conduct import Adjournment
from data.record.instant import Instant
from data.record.phase_clock import ClockState, Pause, PhaseClock, allotted_ms
from data.record.state import SittingState
from data.rules.gate import missing
from data.rules.no_show import waiting as waited_for
from data.rules.parked import waiting
from data.rules.pause_reasons import PRESET
from data.rules.signals import signal
from screens.keys_now import key_for
from screens.widgets.counts import counted
from screens.widgets.fitting import asked_in, fitted, pair
from screens.widgets.times import big, left, span, span_up, wall

STATE_STYLES = {
    ClockState.WAITING: "$text-muted",
    ClockState.RUNNING: "bold $text-success",
    ClockState.PAUSED: "bold reverse $accent",
    ClockState.OVERTIME: "bold reverse $warning",
    ClockState.OVER_CEILING: "bold reverse $error",
    ClockState.ENDED: "$text-muted",
}
"""How each state word looks; the word itself always says it too."""

DIGIT_STYLES = {
    ClockState.RUNNING: "bold $foreground",
    ClockState.PAUSED: "$text-muted",
    ClockState.OVERTIME: "bold $text-warning",
    ClockState.OVER_CEILING: "bold $text-error",
}

SOON_MS = 120_000
"""With so little left, in milliseconds, the digits change their colour. Our convention."""

TINY = 10
"""Lines of a terminal that is too low for the whole screen."""

SLIM = 36
"""Cells of a terminal that is too narrow for the whole screen."""


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
        more = f"{start} starts without them, for a reason"
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


class PhasePanel(Widget):
    """Shows the clock in three lines, and in two where the terminal is too small."""

    DEFAULT_CSS = """
    PhasePanel { height: 3; padding: 0 1; }
    """

    facts: reactive[ClockFacts | None] = reactive(None)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole width."""
        return container.width

    def render(self) -> Content:
        """Write digits on the left and facts on the right."""
        facts = self.facts
        if facts is None:
            return Content("")
        if self.screen.size.height < TINY or self.screen.size.width < SLIM:
            return self._tiny(facts)
        digits = big(facts.left)
        width = max(17, len(digits[0]) + 2)
        lines = self._beside(facts, self.size.width - width)
        return Content("\n").join(
            Content.assemble((digit.ljust(width), _digit_style(facts)), line)
            for digit, line in zip(digits, lines, strict=True)
        )

    def _tiny(self, facts: ClockFacts) -> Content:
        """Return the clock alone, and what to do about the terminal."""
        word = (f" {facts.state} ", STATE_STYLES[facts.state])
        clock = Content.assemble((facts.left, _digit_style(facts)), " ", word)
        small = Content("too small: 40x12").stylize("$text-warning")
        return Content("\n").join(
            line.truncate(self.size.width, ellipsis=True) for line in (clock, small)
        )

    def _beside(self, facts: ClockFacts, room: int) -> list[Content]:
        """Return the three lines beside the digits, as wide as `room`."""
        word = Content.assemble((f" {facts.state} ", STATE_STYLES[facts.state]))
        ends = _ends(facts, room)
        if room < 44:
            # In one column with the lines below, also where the word has no ground of its own.
            start = word if "reverse" in STATE_STYLES[facts.state] else word[1:]
            head = Content.assemble(start, " ", facts.phase)
            last = (
                _banner(facts, "", room) if facts.banner else Content(asked_in(facts.asked, room))
            )
            return [line.truncate(room, ellipsis=True) for line in (head, ends, last)]
        # The title gives way, never the state word.
        title = Content(facts.phase).stylize("bold")
        others = word.cell_length + cell_len(facts.beside) + 4
        title = title.truncate(max(8, room - others), ellipsis=True)
        head = Content.assemble(title, "  ", word)
        discretion = Content(facts.discretion).stylize("$text-muted")
        below = pair(discretion, Content(facts.asked), room)
        return [
            pair(head, Content(facts.beside), room),
            pair(ends, Content(""), room),
            _banner(facts, facts.asked, room) if facts.banner else below,
        ]


def _digit_style(facts: ClockFacts) -> str:
    if facts.state is ClockState.RUNNING and facts.soon:
        return "bold $text-warning"
    return DIGIT_STYLES.get(facts.state, "$text-muted")


def _banner(facts: ClockFacts, beside: str, room: int) -> Content:
    """Return the whole line as one band: seen from the corner of the eye, and it stands still."""
    line = pair(Content(f" {facts.banner}"), Content(f"{beside} " if beside else ""), room)
    return line.stylize("bold reverse $warning")


def _ends(facts: ClockFacts, room: int) -> Content:
    """Return when the phase and the discretion end, as long as fits into `room` cells.

    In the last minutes and after them the end of the discretion is the moment that binds.
    """
    if not facts.ceiling:
        return Content(fitted(facts.ends, room))
    ends, ceiling = facts.ends, facts.ceiling
    late = facts.state in (ClockState.OVERTIME, ClockState.OVER_CEILING)
    if not late and not facts.soon:
        ways = (f"ends {ends}   discretion ends {ceiling}", f"ends {ends} / {ceiling}")
        return Content(next((way for way in ways if len(way) <= room), f"{ends} / {ceiling}"))
    over = facts.state is ClockState.OVER_CEILING
    stop = f"{'had to' if over else 'must'} stop {ceiling}"
    stop = stop if len(stop) <= room else f"stop {ceiling}"
    start = f"{'ended' if late else 'ends'} {ends}   "
    bound = (stop, "bold reverse $error" if over else "bold reverse $warning")
    return Content.assemble(start if len(start) + len(stop) <= room else "", bound)
