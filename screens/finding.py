"""The half of the home screen that finds: a search through all assessments, and filters of them.

Reads go on in a thread, page by page; only what is still looked for is shown.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.message import Message

from data.record.instant import Clock
from data.store.errors import StoreError
from data.store.reading import NARROWED
from data.store.rows import AssessmentRow, Page
from data.store.store import Store
from screens.booking_keys import BookingKeys
from screens.due_rows import until
from screens.navigation import SayRefused
from screens.widgets.row_list import RowList
from screens.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from data.standards.library import Library

TODAY, EVERYONE = 0, 1
"""The two views."""
FILTERS = ("", *NARROWED)
"""What one key goes through; the first is everybody."""
_PAGE = 100
"""How many are read when somebody reads on; at first only as many as can be seen, because each key
of a search waits for them."""


class Finding(BookingKeys):
    """Looks assessments up as somebody types.

    Args:
        store: Where assessments are kept.
        clock: Tells the time.
        library: Gives the standards.
    """

    rows = getters.query_one(RowList)
    search = getters.query_one(SearchLine)

    @dataclass
    class Found(Message):
        """A page of assessments was read."""

        text: str
        only: str
        offset: int
        page: Page[AssessmentRow]

    def __init__(self, store: Store, clock: Clock, library: Callable[[], Library]) -> None:
        super().__init__(store, clock, library)
        self._found: list[AssessmentRow] = []
        self._total = 0
        self._asked: tuple[str, str, int] | None = None
        self._view = TODAY
        self._only = ""

    @abstractmethod
    def turn_to(self, view: int) -> None:
        """Show one of the two views."""

    @abstractmethod
    def show_first_page(self) -> None:
        """Show what was found, from the top."""

    @abstractmethod
    def show_next_page(self, rows: tuple[AssessmentRow, ...]) -> None:
        """Show more of what was found."""

    @property
    def found_words(self) -> str:
        """How many there are, beside the names of the views; by what they are filtered."""
        number = f"{self._total} found" if self.search.text else f"{self._total} in all"
        return f"{self._only}: {self._total}" if self._only else number

    def action_filter(self) -> None:
        """Go on to the next filter of all assessments."""
        if self._view == EVERYONE:
            self._only = FILTERS[(FILTERS.index(self._only) + 1) % len(FILTERS)]
        else:
            self._only = FILTERS[1]
        self.turn_to(EVERYONE)
        self.look_for(self.search.text)

    @on(SearchLine.Typed)
    def look(self, event: SearchLine.Typed) -> None:
        """Show only what fits the text."""
        self.look_for(event.text)

    @on(RowList.NearEnd)
    def read_on(self) -> None:
        """Read the next page before the cursor comes to the end."""
        more = self._view == EVERYONE and len(self._found) < self._total
        if more and self._asked is None:
            self.look_for(self.search.text, len(self._found))

    def look_for(self, text: str, offset: int = 0) -> None:
        """Read a page of what fits a text and the filter."""
        self._asked = (text, self._only, offset)
        self._read(text, self._only, offset, self.size.height)

    @work(thread=True, exclusive=True, group="search")
    def _read(self, text: str, only: str, offset: int, first: int) -> None:
        try:
            last = until(self._clock().local().date())
            page = self._store.search(text, offset, _PAGE if offset else first, only, last)
        except StoreError as error:
            self.post_message(SayRefused(str(error)))
            return
        self.post_message(self.Found(text, only, offset, page))

    @on(Found)
    def show_found(self, event: Found) -> None:
        """Show a page, unless something else is looked for by now."""
        if self._asked != (event.text, event.only, event.offset):
            return
        self._asked = None
        self._total = event.page.total
        if event.offset:
            self.show_next_page(event.page.rows)
        else:
            self._found = list(event.page.rows)
            self.show_first_page()
