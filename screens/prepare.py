"""The screen before a sitting: the start gate, and what is written down beforehand.

Every answer is an entry. Nothing is locked here: the rules decide at the start of the first phase;
this screen says what will be missing then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from data.record.instant import Clock
from data.rules import gate, prepare_guards
from data.rules.step import Fact
from data.rules.undoing import undo
from data.standards.bank import NO_BANK, Bank
from data.standards.loader import LoadedStandard
from data.store.sitting_record import SittingRecord
from screens.actions import PREPARE, bindings
from screens.handing import HandingKey
from screens.keeping import undone_words
from screens.navigation import GoHome, OpenSitting, SayRefused
from screens.prepare_facts import facts_of, facts_written
from screens.prepare_parts import CHECKS, PORTFOLIO, QUESTIONS, REPORT, how_far, keys_of, parts_of
from screens.prepare_period import gateway_line, is_late
from screens.prepare_reach import BROAD, reach_rows
from screens.prepare_rows import (
    READING,
    check_rows,
    missing_line,
    portfolio_rows,
    report_rows,
    stays,
)
from screens.proposals import Proposals
from screens.question_rows import NEW, question_rows
from screens.questioning import Questioning
from screens.routines import Routines
from screens.scripts import Scripts
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.part_line import PartLine
from screens.widgets.row_list import Row, RowList
from screens.widgets.sitting_words import who_line
from screens.wording import adjustment_written


class PrepareScreen(Questioning, Routines, HandingKey):
    """A sitting before it begins.

    Args:
        record: The sitting.
        clock: Tells the time.
        loaded: The standard that it was opened under.
        free: Returns the free bytes of the store's disk; None where that cannot be known.
        bank: The user's questions for this method and option.
        scripts: The user's words; the built-in ones where left out.
        known: What the assessment's own record says that matters at the start.
    """

    DEFAULT_CSS = """
    PrepareScreen { overflow: hidden; }
    PrepareScreen #facts { height: auto; padding: 0 1; margin: 1 0 0 0; }
    PrepareScreen RowList { margin: 1 1 0 1; }
    PrepareScreen #missing { dock: bottom; height: auto; margin: 0 0 1 0; padding: 0 1; }
    PrepareScreen #lists { height: 1fr; }
    PrepareScreen #reach { display: none; margin: 1 1 0 0; padding: 0 0 0 1; }
    PrepareScreen #reach { border-left: solid $foreground 50%; }
    PrepareScreen.-broad #reach { display: block; }
    PrepareScreen.-small #facts { display: none; }
    PrepareScreen.-small RowList { margin: 0 1; }
    PrepareScreen.-small PartLine { height: 1; padding: 0 1; }
    PrepareScreen.-small #missing { max-height: 1; }
    PrepareScreen.-short #missing { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PREPARE)]
    AUTO_FOCUS = "RowList"

    rows = getters.query_one(RowList)

    def __init__(
        self,
        record: SittingRecord,
        clock: Clock,
        loaded: LoadedStandard,
        free: Callable[[], int] | None = None,
        *,
        bank: Bank = NO_BANK,
        scripts: Scripts | None = None,
        known: Sequence[Fact] = (),
    ) -> None:
        super().__init__(record, clock, scripts)
        self._loaded, self._free, self._bank, self._known = loaded, free, bank, tuple(known)
        self._planning = Proposals()
        self._parts = parts_of(record.state)
        self._at = 0
        self._places: dict[str, str] = {}
        self._shown_facts = Content("")

    def compose(self) -> ComposeResult:
        """Lay out heading, facts, parts, list, what is missing, and keys."""
        yield Heading("Prepare", self._about())
        yield Static(id="facts")
        yield PartLine(self._parts)
        with Horizontal(id="lists"):
            yield RowList(wrap=True)
            yield RowList(name="reach", cursor=False)
        yield Static(id="missing")
        yield KeyBar(())

    def on_mount(self) -> None:
        """Begin at the first check that is not passed."""
        self._paint()
        left = gate.missing(self.state)
        if left:
            self.rows.move_to(left[0].name)
        self.set_interval(1, self._paint_facts)
        if self._bank.told:
            said = f"{self._bank.told[0]} The part Questions tells all."
            self.notify(said, severity="warning", markup=False, timeout=8)

    def on_resize(self) -> None:
        """Break the rows anew for another width."""
        self.set_class(self.size.height < 18, "-small")
        self.set_class(self.size.height < 10, "-short")
        self.set_class(self._broad, "-broad")
        self._paint()

    def _about(self) -> str:
        adjusted = adjustment_written(self.state.opened.extra_per_mille, "")
        return f"{who_line(self._record)}  {adjusted}".rstrip()

    # --- What is shown -------------------------------------------------------------------------

    @property
    def part(self) -> str:
        """Name of the part in sight."""
        return self._parts[self._at]

    def _paint(self) -> None:
        """Write everything as it stands now."""
        self.rows.show(self._rows_of(self.part))
        self.query_one(PartLine).show(self._at, how_far(self.part, self.state))
        self.query_one(KeyBar).show(keys_of(self.part))
        if self._broad:
            self.query_one("#reach", RowList).show(reach_rows(self.state, self._width - 2))
        self._paint_facts()
        late = is_late(self._record, self._clock())
        told = missing_line(self.state, self.size.width - 2, late=late)
        self.query_one("#missing", Static).update(told)

    def _paint_facts(self) -> None:
        """Write the facts about this machine, where one of them changed."""
        facts = self._facts()
        if facts != self._shown_facts:
            self._shown_facts = facts
            self.query_one("#facts", Static).update(facts)

    @property
    def _broad(self) -> bool:
        """True where what reaches the descriptors has room beside the part in sight."""
        return self.size.width >= BROAD

    @property
    def _width(self) -> int:
        """Cells of a line of the list."""
        return max(12, (self.size.width // 2 if self._broad else self.size.width) - 3)

    def _rows_of(self, part: str) -> list[Row]:
        width = self._width
        if part == QUESTIONS:
            self._planning.of(self.state)
            return question_rows(self.state, width, self._planning.plan, self._bank)
        if part == CHECKS:
            gateway = gateway_line(self._record, self._clock())
            return check_rows(self.state, width, gateway, self._known)
        make = {REPORT: report_rows, PORTFOLIO: portfolio_rows}
        return make[part](self.state, width)

    def _facts(self) -> Content:
        """Write the pre-flight and the times; advice where something is not good."""
        facts = facts_of(self._record, self._free, self.app.size, self._clock())
        return facts_written(facts, self.state, self.size.width - 2)

    def action_next_part(self) -> None:
        """Show the next part, with the cursor where it was."""
        self.show_part(self._parts[(self._at + 1) % len(self._parts)])

    def show_part(self, part: str) -> None:
        """Show a part, with the cursor where it was."""
        if self.rows.key:
            self._places[self.part] = self.rows.key
        self._at = self._parts.index(part)
        self.rows.show(self._rows_of(self.part), keep=False)
        self.rows.move_to(self._places.get(self.part, ""))
        self._paint()

    # --- What is done --------------------------------------------------------------------------

    @work(exclusive=True, group="answer")
    async def action_answer(self) -> None:
        """Answer or change the line at the cursor."""
        key = self.rows.key
        if key is None or key.startswith(READING):
            return
        if self.part == CHECKS:
            done = await self.answer_yes(key)
            self._after_check(key, done)
        elif self.part == REPORT:
            self._mark_report(key, self.state.report.get(key) is not True)
        elif self.part == PORTFOLIO:
            if await self.edit_piece(int(key)):
                self.rows.action_move(1)
        else:
            await self.edit_question(key)
        self._paint()

    @work(exclusive=True, group="answer")
    async def action_no(self) -> None:
        """Answer the line at the cursor with no, or take a question off."""
        key = self.rows.key
        if key is None or key.startswith(READING):
            return
        if self.part == CHECKS:
            self._after_check(key, await self.answer_no(key))
        elif self.part == REPORT:
            self._mark_report(key, False)
        elif self.part == QUESTIONS and key.isdecimal():
            number = int(key)
            self.keep(lambda state, now: prepare_guards.plan_question(state, now, "", (), number))
        elif self.part == PORTFOLIO:
            self.post_message(SayRefused(stays()))
        self._paint()

    def _after_check(self, name: str, done: bool) -> None:
        """Go on to the next check that was not answered."""
        order = [check.name for check in gate.CHECKS]
        unanswered = [name for name in order if name not in self.state.checks]
        later = [each for each in unanswered if order.index(each) > order.index(name)]
        if done and unanswered:
            self.rows.move_to((later or unanswered)[0])

    def routine_done(self, name: str, done: bool) -> None:
        """Go on after a check that was answered elsewhere, and show how it stands."""
        if done:
            self._after_check(name, done)
        self._paint()

    def _mark_report(self, code: str, evidenced: bool) -> None:
        marked = self.keep(
            lambda state, now: prepare_guards.mark_report(state, now, code, evidenced)
        )
        if marked:
            self.rows.action_move(1)

    def action_bank(self) -> None:
        """Plan every fitting question of the bank, and show the plan."""
        self.show_part(QUESTIONS)
        self.take_bank()
        self._paint()

    @work(exclusive=True, group="answer")
    async def action_question(self) -> None:
        """Plan a question about the evidence at the cursor; elsewhere one of the assessor's own."""
        key, state = self.rows.key or "", self.state
        if self.part == PORTFOLIO:
            piece = state.portfolio.get(int(key))
            title = f"A question about evidence {key}{f': {piece.title}' if piece else ''}"
            await self.ask_about(f"portfolio {key}", title, piece.ksbs if piece else ())
        elif self.part == REPORT and key in {descriptor.code for descriptor in state.criteria}:
            title = f"A question about what the report says of {key}"
            await self.ask_about(f"report {key}", title, (key,))
        else:
            await self.edit_question(NEW)
        self._paint()

    def action_undo(self) -> None:
        """Take back the last entry, and say which."""
        words = undone_words(self.state)
        if self.keep(lambda state, now: undo(state, now)):
            self.app.clear_notifications()
            self.notify(words, markup=False, timeout=3)
            self._paint()

    def action_go_live(self) -> None:
        """Open the live screen; the rules decide there whether the phase may begin."""
        self.post_message(OpenSitting(self._record.sitting.id, "live"))

    def action_home(self) -> None:
        """Go back to the list; everything is saved."""
        self.post_message(GoHome())
