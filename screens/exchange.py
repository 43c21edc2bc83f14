"""The exchange: what has left, what waits and since when, what was refused and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from data.exchange.destinations.urls import Named
from data.record.instant import Clock
from data.store.errors import StoreError
from data.store.rows import DELIVERED, HELD, REFUSED, WAITING, DestinationState
from data.store.store import Store
from screens.actions import EVERYWHERE, EXCHANGE, bindings
from screens.exchange_rows import (
    NOWHERE,
    SHOWN,
    Served,
    about_destination,
    about_document,
    key_of,
    rows,
    summary,
)
from screens.keys_now import key_for
from screens.navigation import GoHome, SayRefused
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page
from screens.widgets.row_list import RowList

READING_S = 1.0
"""How often times that pass are written anew, in seconds."""


class ExchangeScreen(Screen[None]):
    """Shows every destination and what is on its way there.

    Args:
        store: Knows what was sent.
        clock: Tells the time.
        destinations: Where results go.
        send_now: Sends what waits for a URL, or also what was refused; called in a thread.
        busy: Tells whether something is on its way to a URL just now.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EXCHANGE)]
    AUTO_FOCUS = "RowList"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - as Textual types it
    DEFAULT_CSS = """
    ExchangeScreen RowList { height: 1fr; margin: 1 1 0 1; }
    ExchangeScreen Page { height: 6; border-top: solid $foreground 50%; }
    ExchangeScreen #nowhere { display: none; height: 1fr; max-width: 96; margin: 1 2; }
    ExchangeScreen.-nowhere RowList, ExchangeScreen.-nowhere Page { display: none; }
    ExchangeScreen.-nowhere #nowhere { display: block; }
    ExchangeScreen.-low RowList { margin: 0 1; }
    ExchangeScreen.-low Page { height: 4; }
    """

    class Read(Message):
        """What was sent was read."""

        def __init__(self, served: tuple[Served, ...]) -> None:
            super().__init__()
            self.served = served

    def __init__(
        self,
        store: Store,
        clock: Clock,
        destinations: Sequence[Named],
        *,
        send_now: Callable[[str, bool], None],
        busy: Callable[[str], bool],
    ) -> None:
        super().__init__()
        self._store, self._clock, self._named = store, clock, tuple(destinations)
        self._send_now, self._busy = send_now, busy
        self._served: tuple[Served, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the list, the text about the line at the cursor and the keys."""
        yield Heading("Exchange")
        yield RowList()
        yield Page()
        yield Static(Content(NOWHERE), id="nowhere")
        # Where results go nowhere, nothing can be sent.
        keys = [
            action
            for action in EXCHANGE
            if action.footer and (self._named or action.name == "home")
        ]
        yield KeyBar((*keys, EVERYWHERE[0]))

    def on_mount(self) -> None:
        """Read, and let times pass."""
        self.set_class(not self._named, "-nowhere")
        self.read_again()
        self.set_interval(READING_S, self._paint)

    def on_resize(self, event: events.Resize) -> None:
        """Set the columns anew."""
        self._paint()

    @work(thread=True, exclusive=True, group="exchange", exit_on_error=False)
    def read_again(self) -> None:
        """Read what was sent; the application calls this when something has changed."""
        try:
            known = self._store.destinations()
            served = tuple(self._read(one, known) for one in self._named)
        except StoreError as error:
            self.post_message(SayRefused(str(error)))
            return
        self.post_message(self.Read(served))

    def _read(self, named: Named, known: dict[str, DestinationState]) -> Served:
        state = known.get(named.url, DestinationState(named.url))
        listed = [
            sending
            for kind in (REFUSED, WAITING, HELD, DELIVERED)
            for sending in self._store.sendings(named.url, kind, limit=SHOWN)
        ]
        return Served(named, state, tuple(listed), self._busy(named.url))

    @on(Read)
    def _show(self, event: Read) -> None:
        event.stop()
        self._served = event.served
        self._paint()

    def _paint(self) -> None:
        now = self._clock()
        read = self._served or not self._named
        self.query_one(Heading).show("Exchange", summary(self._served, now) if read else "")
        self.query_one(RowList).show(rows(self._served, now, max(20, self.size.width - 3)))
        self._about(top=False)

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._about(top=True)

    def _about(self, *, top: bool) -> None:
        """Say what there is to know of the line at the cursor."""
        one, now = self._at, self._clock()
        if one is None:
            return
        key = self.query_one(RowList).key
        there = [sending for sending in one.listed if key_of(one, sending) == key]
        told = about_document(one, there[0], now) if there else about_destination(one, now)
        self.query_one(Page).show(told, top=top)

    def action_send(self) -> None:
        """Send what waits for the destination at the cursor, whatever kept it."""
        self._send(refused=False)

    def action_again(self) -> None:
        """Send once more what was refused there."""
        if (one := self._at) and not one.state.refused:
            self.post_message(
                SayRefused(
                    f"Nothing was refused there. {key_for('exchange.send')} sends what waits."
                )
            )
            return
        self._send(refused=True)

    def _send(self, *, refused: bool) -> None:
        one = self._at
        if one is None:
            return
        if not one.state.waiting and not refused:
            self.post_message(SayRefused("Nothing waits for this destination."))
            return
        self._ask(one.named.url, refused)

    @work(thread=True, group="send", exit_on_error=False)
    def _ask(self, url: str, refused: bool) -> None:
        try:
            self._send_now(url, refused)
        except StoreError as error:
            self.post_message(SayRefused(str(error)))

    @property
    def _at(self) -> Served | None:
        """The destination at the cursor, or that of the document there."""
        key = self.query_one(RowList).key or ""
        return next((one for one in self._served if key.split(" ")[0] == one.named.url), None)

    def action_text_down(self) -> None:
        """Read on."""
        self.query_one(Page).turn(1)

    def action_text_up(self) -> None:
        """Go back."""
        self.query_one(Page).turn(-1)

    def action_home(self) -> None:
        """Show the list of sittings."""
        self.post_message(GoHome())
