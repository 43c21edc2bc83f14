"""The keys of the live screen that have to do with time: phases, pauses, the extension."""

from __future__ import annotations

from textual import work
from textual.timer import Timer

from data.record.instant import Instant
from data.record.state import SittingState
from data.rules import clock_guards
from data.rules.counts import counted
from data.rules.no_show import waiting as waited_for
from data.rules.parked import waiting
from data.rules.pause_reasons import PRESET
from data.rules.refused import Refused
from screens.dialogs import Choose, Confirm
from screens.keys_now import key_for
from screens.live_conduct import ConductKeys
from screens.navigation import OpenSitting, Retitle, SayRefused
from screens.widgets.clock_facts import minimum_questions
from screens.widgets.times import left, wall
from screens.window_title import window_title

HEARTBEAT_MS = 10_000
"""How often the record is told that the program lives while a clock runs, in milliseconds."""


class ClockKeys(ConductKeys):
    """What time does on the live screen, and what the assessor does with it."""

    _ticking: Timer | None = None
    _beat = 0

    def begin(self) -> None:
        """Ask about time that went by unseen, and start to tick."""
        super().begin()
        self.read_clock()

    def action_start(self) -> None:
        """Start the next phase, or take an adjourned sitting up."""
        if self.state.adjourned:
            self.take_up()
        elif waited_for(self.state):
            here = f"{key_for('live.no_show')}, then {key_for('wait.arrived')},"
            said = f"You wait for the apprentice. {here} says that they came."
            self.post_message(SayRefused(said))
        else:
            self.do(clock_guards.start_phase)

    def action_pause(self) -> None:
        """Stop the clock, for the reason that is there beforehand, or let it go on."""
        clock = self.state.clock
        if clock is not None and not clock.running:
            self.action_resume()
        else:
            self.do(clock_guards.pause, PRESET)

    @work(exclusive=True, group="pause")
    async def action_back_date(self) -> None:
        """Pause from a moment ago."""
        asked = self._clock()
        if not self.allows(clock_guards.pause, clock_guards.REASONS[0]):
            return
        title = "How many seconds ago did the pause begin?"
        answer = await self.ask_line(title, "For example 35.", check=self._wrong_seconds)
        if answer is None:
            return
        reasons = clock_guards.REASONS
        title = f"Pause, dated back {answer} s. Why?"
        place = await self.ask(Choose(title, reasons))
        if place is not None:
            back = int(answer) * 1000 + self._clock().since(asked)
            self.do(clock_guards.pause, reasons[place], min(back, clock_guards.MOST_BACK_MS))

    def _wrong_seconds(self, text: str) -> str:
        """Return what is wrong with a pause that began so many seconds ago."""
        most = clock_guards.MOST_BACK_MS // 1000
        if not (text.isdecimal() and len(text) < 5 and 0 < int(text) <= most):
            return f"Type whole seconds, from 1 to {most}."
        try:
            reason = clock_guards.REASONS[0]
            clock_guards.pause(self.state, self._clock(), reason, int(text) * 1000)
        except Refused as refused:
            return refused.sentence
        return ""

    def action_resume(self) -> None:
        """Let the clock go on."""
        self.do(clock_guards.resume)

    def action_extend(self) -> None:
        """Let the apprentice finish, for the purpose of the plan; again for another reason."""
        purpose = self.state.method.extension.purpose
        clock = self.state.clock
        if clock is not None and clock.extended:
            self._extend_otherwise()
        elif self.do(clock_guards.extend, purpose) and clock is not None:
            until = wall(clock.ceiling_at(self._clock()))
            said = f"Extended until {until} at the latest. Again: another reason."
            self.notify(said, markup=False, timeout=4)

    @work(exclusive=True, group="extend")
    async def _extend_otherwise(self) -> None:
        """Ask for what else the time is given, and keep that beside what was kept before."""
        if not self.allows(clock_guards.extend, "to be asked"):
            return
        given = self.state.clock.extended[-1] if self.state.clock else ""
        reason = await self.ask_line(
            "What else is the apprentice finishing?", f"Kept already: {given}.", key="extension"
        )
        if reason:
            self.do(clock_guards.extend, reason)

    @work(exclusive=True, group="end")
    async def action_end_phase(self) -> None:
        """End the phase, after a yes."""
        clock, now = self.state.clock, self._clock()
        if clock is None:
            self.do(clock_guards.end_phase)
            return
        phase = self.state.method.phase(clock.phase)
        remaining = clock.remaining(now)
        body = (
            f"{left(remaining)} left; it does not move to the next phase." if remaining > 0 else ""
        )
        missing = minimum_questions(self.state) - self.state.main_asked
        if missing > 0 and phase == self.state.method.phases[-1]:
            short = counted(missing, "main question is", "main questions are")
            body = f"{body} {short} missing to the minimum.".strip()
        body = f"{body} {_never_asked(self.state)}".strip()
        if not await self.ask(Confirm(f"End the {phase.title.lower()}?", body)):
            return
        reason = "the apprentice had finished" if remaining > 0 else ""
        if self.do(clock_guards.end_phase, reason) and self.state.phases_over:
            self.do(clock_guards.end_sitting, "completed")

    def action_judge(self) -> None:
        """Go to the judgements."""
        if self.state.outcome not in (None, "completed"):
            self.post_message(
                SayRefused(f"Nothing is judged here. {key_for('live.home')} goes back to the list.")
            )
            return
        self.post_message(OpenSitting(self._record.sitting.id, "judge"))

    def repaint(self) -> None:
        """Show the sitting as it stands now, and tick while a phase is under way."""
        super().repaint()
        self.retitle()
        self._wait_for_next_second(self._clock())

    def read_clock(self) -> None:
        """Show the next second, and notice what the clocks of the machine did."""
        now = self._clock()
        self.notice_jump(now)
        if self.state.clock is not None:
            self.show_clock(now)
            self._heartbeat(now)
        self.retitle()
        self._wait_for_next_second(now)

    def retitle(self) -> None:
        """Write the clock into the title of the window."""
        title = window_title(self.state, self._clock(), hidden=self.hidden)
        self.post_message(Retitle(title))

    def _wait_for_next_second(self, now: Instant) -> None:
        if self._ticking is not None:
            self._ticking.stop()
        self._ticking = None
        if self.state.clock is not None and not self.state.adjourned:
            self._ticking = self.set_timer(self._until_next_second(now), self.read_clock)

    def _until_next_second(self, now: Instant) -> float:
        """Return the seconds until the shown time changes."""
        clock = self.state.clock
        remaining = clock.remaining(now) if clock is not None and clock.running else 0
        wait = (remaining % 1000 or 1000) + 1 if remaining > 0 else 1000
        return max(0.1, wait / 1000 / self._speed)

    def _heartbeat(self, now: Instant) -> None:
        """Keep when the program last lived, so that a crash can be measured."""
        if now.tick - self._beat >= HEARTBEAT_MS:
            self._beat = now.tick
            self._record.seen(now)


def _never_asked(state: SittingState) -> str:
    """Return what was parked and not asked, where the phase under way is the last; else nothing."""
    left = waiting(state) if state.current == state.method.phases[-1].code else ()
    if not left:
        return ""
    what = counted(len(left), "parked question was", "parked questions were")
    shows = f"{key_for('live.parked')} shows {'it' if len(left) == 1 else 'them'}"
    return f"{what} not asked: {shows}."
