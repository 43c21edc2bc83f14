"""The trace: every descriptor on the left, and what its judgement stands on beside it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen

from data.rules import judging
from data.store.sitting_record import SittingRecord
from screens.actions import TRACE, bindings
from screens.widgets.descriptor_list import trace_rows
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page
from screens.widgets.row_list import RowList
from screens.widgets.sitting_words import who_line
from screens.widgets.trace_page import trace_page


class TraceScreen(Screen[None]):
    """Goes from a descriptor to its notes and their minutes.

    Args:
        record: The sitting.
        during: True where the organisation allows judgements, and so their sight, while live.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TRACE)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-wide")]  # noqa: RUF012 - as Textual types it
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual types it
        (0, "-low"),
        (10, "-high"),
        (36, "-tall"),
    ]
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    TraceScreen Container { layout: horizontal; height: 1fr; }
    TraceScreen RowList { width: 28; border-right: solid $foreground 50%; }
    TraceScreen Page { width: 1fr; height: 1fr; }
    TraceScreen.-narrow Container { layout: vertical; }
    TraceScreen.-narrow RowList { width: 100%; height: 2fr; border: none; }
    TraceScreen.-narrow Page { height: 3fr; border-top: solid $foreground 50%; }
    TraceScreen.-narrow.-low Page { display: none; }
    TraceScreen.-tall Container { margin: 1 0 0 0; }
    """

    def __init__(self, record: SittingRecord, *, during: bool = False) -> None:
        super().__init__()
        self._record = record
        self._judged_too = judging.unlocked(record.state, during=during)

    def compose(self) -> ComposeResult:
        """Lay out the list, the trace and the keys."""
        yield Heading("Trace", who_line(self._record))
        with Container():
            yield RowList(trace_rows(self._record.state, judged_too=self._judged_too))
            yield Page()
        yield KeyBar(TRACE)

    def on_mount(self) -> None:
        """Show the first descriptor."""
        self._show()

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._show()

    def _show(self) -> None:
        state, key = self._record.state, self.query_one(RowList).key
        descriptor = next((d for d in state.criteria if d.code == key), None)
        if descriptor is not None:
            page = trace_page(state, descriptor, judged_too=self._judged_too)
            self.query_one(Page).show(page)

    def action_text_down(self) -> None:
        """Read on."""
        self.query_one(Page).turn(1)

    def action_text_up(self) -> None:
        """Go back."""
        self.query_one(Page).turn(-1)

    def action_close(self) -> None:
        """Go back to the record."""
        self.dismiss(None)
