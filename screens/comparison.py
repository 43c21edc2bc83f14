"""What assessor and second marker said, descriptor by descriptor, once both are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from data.record.instant import Clock
from data.rules.comparison import Compared, Comparison
from data.rules.journey_view import JourneyView
from data.rules.quality_part import PART
from data.rules.step import Ask, Step
from data.store.journey_record import JourneyRecord
from screens.actions import EVERYWHERE, bindings
from screens.judging_layout import JudgingLayout
from screens.navigation import SayRefused
from screens.quality_actions import COMPARISON
from screens.step_form import StepForm
from screens.widgets.compared_pane import compared_page, compared_rows, summary_line
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page
from screens.widgets.row_list import RowList

_COLUMN = 22
"""Cells that what one of the two said must have, to stand beside the other."""


class ComparisonScreen(JudgingLayout):
    """Shows both markings of the sittings of one assessment, side by side.

    Args:
        record: The assessment.
        found: Its comparisons, one for each sitting that was marked twice; at least one.
        adjudicate: The step that decides what differs.
        clock: Tells the time.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMPARISON)]
    DEFAULT_CSS = """
    ComparisonScreen #descriptors { width: 38; }
    ComparisonScreen.-narrow #descriptors { width: 100%; }
    """

    def __init__(
        self,
        record: JourneyRecord,
        found: Sequence[Comparison],
        adjudicate: Step,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._record, self._found = record, tuple(found)
        self._adjudicate, self._clock = adjudicate, clock

    def compose(self) -> ComposeResult:
        """Lay out who, how far both agree, the list, the text and the keys."""
        first = self._found[0]
        yield Heading("Comparison", f"{first.assessor}  and  {first.marker}")
        yield Static(id="grade")
        with Container(id="judging"):
            yield RowList(name="descriptors")
            yield Page(name="text", least=_COLUMN)
        yield KeyBar((*(action for action in COMPARISON if action.footer), EVERYWHERE[0]))

    def on_mount(self) -> None:
        """Show the first descriptor that differs."""
        self.repaint()
        self.action_next_open()

    @property
    def _at(self) -> tuple[Comparison, Compared] | None:
        """The sitting and the descriptor at the cursor."""
        key = self.query_one("#descriptors", RowList).key
        for found in self._found:
            for row in found.rows:
                if f"{found.attempt.code} {row.descriptor.code}" == key:
                    return found, self._decided(found, row)
        return None

    def _decided(self, found: Comparison, row: Compared) -> Compared:
        """Return a row with what was decided meanwhile."""
        marking = self._record.state.quality.marking_of(found.attempt.sitting_id)
        decided = marking.adjudicated.get(row.descriptor.code) if marking else None
        return replace(row, decided=decided)

    def repaint(self, *, top: bool = True) -> None:
        """Show how both stand.

        Args:
            top: Begin at the top of the text again.
        """
        rows = [row for found in self._found for row in compared_rows(self._now(found))]
        self.query_one("#descriptors", RowList).show(rows)
        self._show_one(top=top)

    def _now(self, found: Comparison) -> Comparison:
        return replace(found, rows=tuple(self._decided(found, row) for row in found.rows))

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._show_one()

    def _show_one(self, *, top: bool = True) -> None:
        at = self._at
        if at is not None:
            self.query_one("#grade", Static).update(summary_line(at[0]))
            self.query_one("#text", Page).show(compared_page(*at), top=top)

    def action_next_open(self) -> None:
        """Go to the next descriptor that differs and nobody has decided."""
        settled, keys = set[str](), list[str]()
        for found in self._found:
            for row in self._now(found).rows:
                key = f"{found.attempt.code} {row.descriptor.code}"
                keys.append(key)
                if row.agrees or row.decided:
                    settled.add(key)
        self.go_to_next(keys, settled)

    @work
    async def action_decide(self) -> None:
        """Decide the descriptor at the cursor, as a third person."""
        at = self._at
        if at is None:
            return
        found, row = at
        if row.agrees:
            told = f"Both said the same of {row.descriptor.code}: there is nothing to decide."
            self.post_message(SayRefused(told))
            return
        step = _about(self._adjudicate, found.attempt.code, row.descriptor.code)
        await self.app.push_screen_wait(StepForm(self._record, PART, step, self._clock))
        self.repaint(top=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


def _about(step: Step, sitting: str, code: str) -> Step:
    """Return the step with the sitting and the descriptor filled in."""
    given = {"sitting": sitting, "code": code}

    def asks(view: JourneyView) -> Sequence[Ask]:
        return [replace(ask, value=given.get(ask.name, ask.value)) for ask in step.asks(view)]

    return replace(step, asks=asks)
