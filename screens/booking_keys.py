"""The keys of the home screen that act on the row at the cursor, or open a form.

What is at the cursor is known to `screens.home`; forms and questions are loaded when they are
asked for, because nothing may be slow before the first paint.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from data.record.instant import Clock
from data.store.rows import Assessment, Sitting
from data.store.store import Store
from screens.action import Action
from screens.actions import BY_ID, EVERYWHERE, HOME
from screens.agenda import sitting_words
from screens.keys_now import key_for
from screens.navigation import OpenJourney, OpenSitting, SayRefused

if TYPE_CHECKING:
    from data.standards.library import Library  # brings the models; not before the first paint

MOST_SITTINGS = 9
"""How many sittings are offered: as many as there are digits to choose with."""

_LEAVE_SEARCH = Action("search.leave", "enter", "To the list", "")
_AT_CURSOR = ("home.open", "home.journey")


def home_keys(*, listed: bool, typing: bool) -> tuple[Action, ...]:
    """Return what the bottom line of the list shows: nothing that would do nothing.

    Args:
        listed: There is a line at the cursor.
        typing: Letters are typed into the search.
    """
    if typing:
        return (_LEAVE_SEARCH, BY_ID["home.switch"])
    shown = [action for action in HOME if action.footer]
    return (*(a for a in shown if listed or a.id not in _AT_CURSOR), EVERYWHERE[0])


class BookingKeys(Screen[None]):
    """Opens sittings, and forms once the store is ready.

    Args:
        store: Where assessments are kept.
        clock: Tells the time.
        library: Gives the standards.
    """

    def __init__(self, store: Store, clock: Clock, library: Callable[[], Library]) -> None:
        super().__init__()
        self._store, self._clock, self._library = store, clock, library
        self._ready = asyncio.Event()

    @abstractmethod
    def chosen(self) -> tuple[Assessment, tuple[Sitting, ...]] | None:
        """Return the assessment at the cursor, and its sittings, the one to open first."""

    @abstractmethod
    def assessor(self) -> str:
        """Return whose name stands in a new assessment."""

    @abstractmethod
    def show_changed(self, assessment: Assessment) -> None:
        """Read again, with the cursor on what was changed."""

    async def until_ready(self) -> None:
        """Wait for the store, which takes a moment after the start."""
        if not self._store.ready:
            await self._ready.wait()

    def action_open(self) -> None:
        """Open the sitting at the cursor where it stands; where none is booked, the journey."""
        self._open("")

    def action_record(self) -> None:
        """Show the record of the sitting at the cursor."""
        self._open("record")

    def action_journey(self) -> None:
        """Show the way of the assessment at the cursor, from gateway to certificate."""
        if chosen := self.chosen():
            self.post_message(OpenJourney(chosen[0].id))
        else:
            self._say_nothing_chosen()

    @work(exclusive=True, group="form")
    async def _open(self, task: str) -> None:
        chosen = self.chosen()
        if chosen is None:
            self.post_message(
                SayRefused(
                    f"There is nothing to open here; {key_for('home.new')} enters an assessment."
                )
            )
        elif not (chosen[1] or task):
            self.post_message(OpenJourney(chosen[0].id))
        elif not chosen[1]:
            self.post_message(
                SayRefused(f"No sitting is booked yet; press {key_for('home.add')} to book one.")
            )
        elif (sitting := await self._one_of(chosen[1])) is not None:
            self.post_message(OpenSitting(sitting.id, task))

    async def _one_of(self, sittings: Sequence[Sitting]) -> Sitting | None:
        """Return the one sitting, or the one that is chosen; None where none is."""
        if len(sittings) == 1:
            return sittings[0]
        from screens.dialogs import Choose  # only when there is a choice

        words = [sitting_words(sitting) for sitting in sittings[:MOST_SITTINGS]]
        place = await self.app.push_screen_wait(Choose("Which sitting?", words))
        return None if place is None else sittings[place]

    @work(exclusive=True, group="form")
    async def action_new(self) -> None:
        """Enter a new assessment."""
        await self._fill_in(None)

    @work(exclusive=True, group="form")
    async def action_edit(self) -> None:
        """Change the assessment at the cursor."""
        if chosen := self.chosen():
            await self._fill_in(chosen[0])
        else:
            self._say_nothing_chosen()

    @work(exclusive=True, group="form")
    async def action_add(self) -> None:
        """Book a sitting for the assessment at the cursor."""
        if chosen := self.chosen():
            await self._book(chosen[0])
        else:
            self._say_nothing_chosen()

    async def _book(self, assessment: Assessment) -> None:
        from data.standards.errors import StandardError  # only when a form is opened
        from screens.sitting_form import SittingForm

        await self.until_ready()
        try:
            form = SittingForm(self._store, self._library(), self._clock, assessment)
        except StandardError as error:
            self.post_message(SayRefused(str(error)))
            return
        if await self.app.push_screen_wait(form):
            self.show_changed(assessment)

    async def _fill_in(self, assessment: Assessment | None) -> None:
        from data.standards.errors import StandardError  # only when a form is opened
        from screens.form import AssessmentForm

        await self.until_ready()
        try:
            form = AssessmentForm(
                self._store, self._library(), self._clock, assessment, self.assessor()
            )
        except StandardError as error:
            self.post_message(SayRefused(str(error)))
            return
        if saved := await self.app.push_screen_wait(form):
            self.show_changed(saved)

    def _say_nothing_chosen(self) -> None:
        self.post_message(
            SayRefused(f"There is no assessment at the cursor; {key_for('home.new')} enters one.")
        )
