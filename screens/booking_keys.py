"""The keys of the home screen that open a form: new, change, book a sitting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from data.record.instant import Clock
from data.store.rows import Assessment
from data.store.store import Store
from screens.navigation import SayRefused

if TYPE_CHECKING:
    from data.standards.library import Library  # brings the models; not before the first paint


class BookingKeys(Screen[None]):
    """Opens forms, once the store is ready.

    Args:
        store: Where assessments are kept.
        clock: Tells the time.
        library: Gives the standards.
    """

    def __init__(self, store: Store, clock: Clock, library: Callable[[], Library]) -> None:
        super().__init__()
        self._store, self._clock, self._library = store, clock, library
        self._ready = asyncio.Event()

    def chosen(self) -> tuple[Assessment, str | None] | None:
        """Return the assessment at the cursor, and the sitting to open; None without a row."""
        raise NotImplementedError

    def assessor(self) -> str:
        """Return whose name stands in a new assessment."""
        raise NotImplementedError

    def show_changed(self, assessment: Assessment) -> None:
        """Read again, with the cursor on what was changed."""
        raise NotImplementedError

    async def until_ready(self) -> None:
        """Wait for the store, which takes a moment after the start."""
        if not self._store.ready:
            await self._ready.wait()

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
        self.post_message(SayRefused("There is no assessment at the cursor; n enters one."))
