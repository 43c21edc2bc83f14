"""The sign-off, step by step: what is missing, a deviation where one is due, `y`, the document."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual.screen import Screen

from data.record.instant import Clock
from data.record.state import SittingState
from data.rules import sealing
from data.rules.clock_guards import end_sitting
from data.rules.grading import method_grade
from data.rules.refused import MINIMUM_QUESTIONS, Refused
from data.store.errors import StoreError
from data.store.prepared import Prepared
from data.store.rows import Document
from data.store.sitting_record import SittingRecord
from screens.dialogs import Ask, Choose, Confirm, Read
from screens.keeping import keep
from screens.navigation import SayRefused
from screens.widgets.grade_words import DECLARATION, seal_question
from screens.widgets.sitting_words import missing_text

_OTHER = "something else"

PATIENCE_S = 5.0
"""How long the disk may take for the former result before the next is sealed, in seconds."""


@dataclass(frozen=True)
class WayOut:
    """How the result of a sitting leaves once it is sealed."""

    make: Callable[[SittingState], Document]
    """Makes the document of a sealed state; called in a thread."""
    destinations: tuple[str, ...]
    """Where it is to be sent."""
    told: Callable[[Document], str]
    """Returns a sentence to show when both are kept; called in a thread."""


class Sealing:
    """Carries one sitting through its sign-off.

    Args:
        screen: Where the questions are asked.
        record: The sitting.
        clock: Tells the time.
        way_out: Makes the result that is kept with the seal; None where none leaves.
        waiting: Returns the descriptors about which a text waits that is not in the record.
    """

    def __init__(
        self,
        screen: Screen[None],
        record: SittingRecord,
        clock: Clock,
        way_out: WayOut | None,
        waiting: Callable[[], tuple[str, ...]],
    ) -> None:
        self._screen, self._record, self._clock = screen, record, clock
        self._way_out, self._waiting = way_out, waiting

    async def run(self) -> None:
        """Seal, or show what is missing; nothing is sealed without `y`."""
        self._complete()
        refused = self._refused()
        if refused and refused.deviation:
            await self._ask_minimum(refused)
            refused = self._refused()
        if refused:
            await self._show_missing(refused)
        elif await self._confirmed():
            await self._seal()

    def _complete(self) -> None:
        """End the sitting where its last phase is over and nobody has said so yet."""
        state = self._record.state
        if state.phases_over and state.outcome is None:
            keep(
                self._screen,
                self._record,
                self._clock,
                lambda state, now: end_sitting(state, now, "completed"),
            )

    def _refused(self) -> Refused | None:
        """Return what the rules would say to a seal now."""
        try:
            sealing.seal(self._record.state, self._clock(), DECLARATION)
        except Refused as refused:
            return refused
        return None

    async def _ask_minimum(self, refused: Refused) -> None:
        """Ask for the reason of the one departure that a deviation makes good."""
        reason = await self._screen.app.push_screen_wait(
            Ask("Too few main questions: why?", refused.sentence)
        )
        if reason:
            keep(
                self._screen,
                self._record,
                self._clock,
                lambda state, now: sealing.record_deviation(state, now, MINIMUM_QUESTIONS, reason),
            )

    async def _show_missing(self, refused: Refused) -> None:
        missing = sealing.missing_for_seal(self._record.state)
        text = missing_text(missing) if missing else refused.sentence
        title = "The sitting cannot be sealed" + (" yet" if missing else "")
        await self._screen.app.push_screen_wait(Read(title, text))

    async def _confirmed(self) -> bool:
        state = self._record.state
        grade = method_grade(state).grade
        title = f"Seal {state.method.code} as {grade}?"
        # Everything but the warnings takes about 14 lines, and a warning up to three.
        most = max(1, (self._screen.size.height - 14) // 3)
        question = Confirm(title, seal_question(state, self._waiting(), most))
        return await self._screen.app.push_screen_wait(question)

    async def _seal(self) -> None:
        """Keep the seal and its result in one transaction: never one without the other."""
        now = self._clock()
        try:
            bodies = sealing.seal(self._record.state, now, DECLARATION)
        except Refused as refused:
            self._screen.post_message(SayRefused(refused.sentence))
            return
        prepared, way = self._record.prepare(now, *bodies), self._way_out
        if way is None:
            self._record.keep(prepared)
            return
        await say_done(self._screen, self._kept_with_result(prepared, way))

    async def _kept_with_result(self, prepared: Prepared, way: WayOut) -> str:
        if prepared.state.revisions > 1:
            await self._demand_saved()
        document = await asyncio.to_thread(way.make, prepared.state)
        self._record.keep(prepared, document=document, destinations=way.destinations)
        return await asyncio.to_thread(way.told, document)

    async def _demand_saved(self) -> None:
        """Wait for the former result to be in the store: the next has to say what it supersedes."""
        if not await asyncio.to_thread(self._record.flush, PATIENCE_S):
            raise StoreError(
                "Not sealed: the former result is not saved yet. Wait for `saved`, then seal again."
            )


async def say_result(screen: Screen[None], work: Callable[[], str]) -> None:
    """Do slow work in a thread, and say the sentence it returns or the one of what went wrong.

    Args:
        screen: Says it.
        work: Touches no widget; its errors are those of store, exchange and rules.
    """
    await say_done(screen, asyncio.to_thread(work))


async def say_done(screen: Screen[None], work: Awaitable[str]) -> None:
    """Wait for slow work, and say the sentence it returns or the one of what went wrong.

    Args:
        screen: Says it.
        work: Its errors are those of the store and of the exchange.
    """
    # The exchange is loaded by those who export, not by everyone who judges.
    from data.exchange.errors import ExchangeError

    try:
        sentence = await work
    except (StoreError, ExchangeError, Refused) as error:
        screen.notify(str(error), markup=False, severity="error", timeout=20)
    else:
        screen.notify(sentence, markup=False, timeout=10)


async def ask_deviation(screen: Screen[None], record: SittingRecord, clock: Clock) -> None:
    """Ask what departed from the plan and why, and record it.

    Args:
        screen: Where the questions are asked.
        record: The sitting.
        clock: Tells the time.
    """
    rule = _OTHER
    if sealing.questions_missing(record.state):
        choices = (f"{MINIMUM_QUESTIONS}: fewer were asked than the plan demands", _OTHER)
        chosen = await screen.app.push_screen_wait(Choose("What departed from the plan?", choices))
        if chosen is None:
            return
        rule = (MINIMUM_QUESTIONS, _OTHER)[chosen]
    if rule == _OTHER:
        named = await screen.app.push_screen_wait(
            Ask("What departed from the plan?", "In a few words; the reason comes next.")
        )
        if named is None:
            return
        rule = named
    reason = await screen.app.push_screen_wait(Ask(f"Why? ({rule})"))
    if reason is not None:
        keep(
            screen,
            record,
            clock,
            lambda state, now: sealing.record_deviation(state, now, rule, reason),
        )
