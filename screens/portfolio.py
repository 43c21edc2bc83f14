"""The portfolio: its pieces, what each claims, and what no piece claims.

What is listed here is there when the sitting that it underpins is prepared. It prompts questions
and is never evidence by itself; the foot of the screen says so.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static

from data.exchange.portfolio_part import PART, closed, piece_step
from data.record.instant import Clock
from data.rules.refused import Refused
from data.rules.step import Step
from data.store.errors import StoreError
from data.store.journey_record import JourneyRecord
from screens.actions import EVERYWHERE, bindings
from screens.dialogs import Confirm
from screens.journey_actions import PORTFOLIO
from screens.navigation import SayRefused
from screens.portfolio_rows import detail, foot, piece_rows
from screens.step_form import StepForm
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.row_list import RowList
from screens.wording import full_name


def _step(verb: str) -> Step:
    return next(step for step in PART.steps if step.verb == verb)


class PortfolioScreen(Screen[None]):
    """Shows the pieces of one assessment's portfolio, and lets them be listed.

    Args:
        record: The assessment.
        clock: Tells the time.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PORTFOLIO)]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual types it
        (0, "-low"),
        (20, "-usual"),
        (30, "-high"),
    ]
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    PortfolioScreen { overflow: hidden; }
    PortfolioScreen RowList { height: 1fr; margin: 0 1; }
    PortfolioScreen #detail, PortfolioScreen #foot { height: auto; padding: 0 1; }
    PortfolioScreen #detail { border-top: solid $foreground 50%; max-height: 4; }
    PortfolioScreen.-low #detail { display: none; }
    PortfolioScreen.-high RowList { margin: 1 1 0 1; }
    """

    def __init__(self, record: JourneyRecord, clock: Clock) -> None:
        super().__init__()
        self._record, self._clock = record, clock

    def compose(self) -> ComposeResult:
        """Lay out heading, pieces, the piece at the cursor, gaps and keys."""
        assessment = self._record.assessment
        option = f"   option {assessment.option}" if assessment.option else ""
        yield Heading("Portfolio", f"{full_name(assessment)}{option}")
        yield RowList()
        yield Static(id="detail", markup=False)
        yield Static(id="foot", markup=False)
        yield KeyBar((*(action for action in PORTFOLIO if action.footer), EVERYWHERE[0]))

    def on_screen_resume(self) -> None:
        """Show the pieces, with what was done in a form meanwhile."""
        self.repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Set the columns anew."""
        self.call_after_refresh(self.repaint)

    def repaint(self) -> None:
        """Write everything anew."""
        view, rows = self._record.view(self._clock()), self.query_one(RowList)
        rows.show(piece_rows(view, max(20, (rows.size.width or self.size.width - 2) - 1)))
        low = self.size.height < 20
        self.query_one("#foot", Static).update(foot(view, self.size.width - 2, short=low))
        self._show_detail()

    @on(RowList.Moved)
    def _show_detail(self) -> None:
        view, width = self._record.view(self._clock()), self.size.width - 2
        self.query_one("#detail", Static).update(detail(view, self._number, width))

    @property
    def _number(self) -> int:
        return int(self.query_one(RowList).key or 1)

    def action_piece(self) -> None:
        """Show the form of the piece at the cursor."""
        self._ask(piece_step(self._record.view(self._clock()), self._number))

    def action_import(self) -> None:
        """Ask for a table of pieces."""
        self._ask(_step("import"))

    def _ask(self, step: Step) -> None:
        if reason := closed(self._record.view(self._clock())):
            self.post_message(SayRefused(reason))
            return
        self.app.push_screen(StepForm(self._record, PART, step, self._clock))

    @work(exclusive=True, group="step")
    async def action_remove(self) -> None:
        """Take the piece at the cursor off the list, after a yes."""
        number = self._number
        if number not in self._record.state.portfolio.pieces:
            self.post_message(SayRefused(f"Piece {number} is not listed."))
            return
        body = "The record keeps what it was."
        if not await self.app.push_screen_wait(Confirm(f"Remove piece {number}?", body)):
            return
        try:
            self._record.do(_step("remove"), {"number": number}, self._clock())
        except (Refused, StoreError) as error:
            self.post_message(SayRefused(str(error)))
        self.repaint()

    def action_close(self) -> None:
        """Go back to the journey."""
        self.dismiss(None)
