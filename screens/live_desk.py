"""The frame of the live screen: what is on it, how it is repainted, and how an entry is made.

The keys are in `live_clock`, `live_talk` and `live`; this module holds what they share.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen

from data.record.entries import Body
from data.record.instant import Clock, Instant
from data.record.state import SittingState
from data.rules.last_note import last_tags
from data.rules.refused import Refused
from data.rules.vocabulary import Vocabulary
from data.standards.bank import NO_BANK, Bank
from data.store.sitting_record import SittingRecord
from data.store.writer import SaveState
from screens.actions import DIGITS, LIVE, bindings
from screens.dialogs import Ask, Check, some_text
from screens.live_facts import TalkRows, hidden_facts, strip_facts, top_facts
from screens.live_keys import (
    acting_keys,
    checklist_keys,
    filtering_keys,
    glancing_keys,
    writing_keys,
)
from screens.live_looks import CSS
from screens.navigation import SayRefused
from screens.proposals import Proposals
from screens.save_watch import SaveWatch
from screens.scripts import Scripts
from screens.unkept import is_judging
from screens.widgets.checklist import Checklist
from screens.widgets.coverage_strip import CoverageStrip
from screens.widgets.key_bar import KeyBar
from screens.widgets.note_line import BEGUN, NoteLine
from screens.widgets.phase_panel import SLIM, TINY, PhasePanel, clock_facts
from screens.widgets.recording_words import lamp_counter
from screens.widgets.row_list import RowList
from screens.widgets.stocktake import Stocktake
from screens.widgets.top_line import Lamp, TopLine
from screens.widgets.whisper import Whisper

Answer = TypeVar("Answer")
"""What a dialog gives."""

Guarded = Callable[..., tuple[Body, ...]]
"""A guard: takes the state, the instant and more, gives the entries or raises `Refused`."""


class LiveDesk(Screen[None]):
    """What the keys of the live screen work on.

    Args:
        record: The sitting.
        clock: Tells the time.
        watch: What the record tells about saving.
        speed: How much faster the clock runs than the world, for demonstrations.
        bank: The user's questions and stems for this method and option.
        bell: Ring at a signal, too; the video call hears it.
        scripts: The user's words; the built-in ones where left out.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LIVE + DIGITS)]
    AUTO_FOCUS = "#talk"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-slim"),
        (SLIM, "-narrow"),
        (60, "-normal"),
        (96, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (TINY, "-low"), (16, "-high")]  # noqa: RUF012
    CSS = CSS

    @dataclass
    class SaveChanged(Message):
        """The writer saved everything, or could not."""

    def __init__(
        self,
        record: SittingRecord,
        clock: Clock,
        watch: SaveWatch,
        *,
        speed: int = 1,
        bank: Bank = NO_BANK,
        bell: bool = False,
        scripts: Scripts | None = None,
    ) -> None:
        super().__init__()
        self._record, self._clock, self._speed = record, clock, speed
        self._saving, self._bank, self._bell = watch, bank, bell
        self._rows, self._planning = TalkRows(), Proposals()
        self._scripts = scripts or Scripts()
        opened = record.state.opened
        self._vocabulary = Vocabulary.of(record.state.standard, opened.method, opened.option)
        of = record.assessment
        self._apprentice = f"{of.given_names} {of.family_name}".strip()

    @property
    def hidden(self) -> bool:
        """True while names, notes and counts are hidden."""
        return self.has_class("-blank")

    @property
    def state(self) -> SittingState:
        """The sitting as it stands."""
        return self._record.state

    def compose(self) -> ComposeResult:
        """Lay out the screen from the most to the least important."""
        yield TopLine()
        with Vertical(id="facts"):
            yield PhasePanel()
            yield CoverageStrip()
            yield Whisper()
        yield Stocktake()
        with Horizontal(id="middle"):
            yield RowList(wrap=True, cursor=False, name="talk", empty="  Nothing was noted yet.")
            yield Checklist()
        yield NoteLine(
            self._vocabulary, lambda: self.state.standings.keys(), lambda: last_tags(self.state)
        )
        yield KeyBar(())

    def on_mount(self) -> None:
        """Begin, once: Textual calls the `on_mount` of each class that the screen is made of."""
        self.begin()

    def begin(self) -> None:
        """Show the sitting, and bring back what was being typed."""
        self._saving.tell = lambda: self.post_message(self.SaveChanged())
        self.watch(self.app, "app_focus", self._focus_changed, init=False)
        self.repaint()
        draft = self._record.line
        text = draft.text if draft is not None else ""
        if text.strip() not in ("", *BEGUN) and not is_judging(text):
            self.query_one(NoteLine).open(text)

    def do(
        self, guard: Guarded, *arguments: object, from_line: bool = False, **named: object
    ) -> bool:
        """Make the entries that a guard allows; tell the assessor why where it refuses.

        Where the plan may be departed from for a reason, the reason is asked for, and the entries
        are made with the deviation beside them.

        Args:
            guard: Decides about the entries.
            arguments: What it needs besides the state and the instant.
            from_line: What stands on the note line becomes an entry: the line is empty afterwards.
            named: What it needs besides, by name.

        Returns:
            True when the entries were made.
        """
        now = self._clock()
        try:
            bodies = guard(self.state, now, *arguments, **named)
        except Refused as refused:
            if refused.deviation:
                self._ask_deviation(refused, guard, arguments, {**named, "from_line": from_line})
            elif from_line:
                self.refuse_line(refused.sentence)
            else:
                self.post_message(SayRefused(refused.sentence))
            return False
        if bodies:
            self._record.add(now, *bodies, drop_draft=from_line)
        if from_line:
            self.query_one(NoteLine).clear()
        self.repaint()
        return True

    def allows(self, guard: Guarded, *arguments: object) -> bool:
        """Tell whether a guard would allow this now; tell the assessor why where it does not."""
        try:
            guard(self.state, self._clock(), *arguments)
        except Refused as refused:
            self.post_message(SayRefused(refused.sentence))
            return False
        return True

    def refuse_line(self, sentence: str) -> None:
        """Say why what stands on the note line was not taken, right above it."""
        if not self.query_one(NoteLine).refuse(sentence):
            self.post_message(SayRefused(sentence))

    async def ask_line(
        self, title: str, body: str = "", *, key: str = "", check: Check = some_text
    ) -> str | None:
        """Ask for a line of text; what was typed and left the last time stands in it again.

        Args:
            title: The question.
            body: What to know for the answer.
            key: What is asked for, where the title is not always the same.
            check: Returns what is wrong with an answer, or an empty string.

        Returns:
            The text; None where it was left.
        """
        waiting = self._saving.unanswered
        return await self.ask(Ask(title, body, check=check, waiting=waiting, key=key))

    async def ask(self, dialog: Screen[Answer]) -> Answer:
        """Ask the assessor something, with nothing that was said before in front of it."""
        self.app.clear_notifications()
        return await self.app.push_screen_wait(dialog)

    def act(self) -> None:
        """Let single letters act."""
        talk, checklist = self.query_one("#talk", RowList), self.query_one(Checklist)
        self.set_focus(checklist.rows if self.has_class("-checklist") else talk)

    @work
    async def _ask_deviation(
        self,
        refused: Refused,
        guard: Guarded,
        arguments: tuple[object, ...],
        named: dict[str, object],
    ) -> None:
        """Ask why the plan is departed from, and make the entries with the deviation."""
        body = "Type the reason to go on: it is recorded as a deviation."
        reason = await self.ask_line(refused.sentence, body, key=refused.rule)
        if reason:
            # The same call again, with the reason: a dictionary cannot tell its types.
            self.do(guard, *arguments, **{**named, "deviation": reason})  # type: ignore[arg-type]

    def repaint(self) -> None:
        """Show the sitting as it stands now."""
        now = self._clock()
        self.show_clock(now)
        talk = self.query_one("#talk", RowList)
        if talk.update_rows(self._rows.of(self.state)):
            self.call_after_refresh(talk.show_end)
        self.query_one(Checklist).show(self.state)
        self.show_lamp()

    def show_clock(self, now: Instant) -> None:
        """Show clock, counts and pace at an instant."""
        self.query_one(PhasePanel).facts = clock_facts(self.state, now, hidden=self.hidden)
        proposed = self._planning.of(self.state)
        self.query_one(CoverageStrip).facts = strip_facts(self.state, now, proposed)
        self.show_keys()

    def show_lamp(self) -> None:
        """Show whether everything is saved."""
        line, record = self.query_one(TopLine), self._record
        line.facts = hidden_facts() if self.hidden else top_facts(self.state, self._apprentice)
        # Expect a word from the writer before asking it: it may be done in between.
        self._saving.expecting = True
        saved = record.saved
        self._saving.expecting = saved is not SaveState.SAVED
        failed = saved is SaveState.NOT_SAVED
        if failed and not line.lamp.failed:
            self.post_message(SayRefused(record.problem))
        elif line.lamp.failed and not failed:
            self.app.clear_notifications()
            self.notify("Everything is saved again.", timeout=4)
        counter, off = lamp_counter(self.state.recording)
        problem = record.problem if failed else ""
        unsent = self._saving.unsent
        line.lamp = Lamp(saved.value, failed, problem, record.trouble, counter, unsent, off)

    def show_keys(self) -> None:
        """Show the keys that matter now, and whether letters type or act."""
        bar, checklist, now = self.query_one(KeyBar), self.query_one(Checklist), self._clock()
        if self.query_one(NoteLine).line.has_focus:
            bar.show(writing_keys(self.state, now), "NOTE", last=True)
        elif checklist.filtering:
            bar.show(filtering_keys(self.state, now), "FILTER", last=True)
        elif checklist.rows.has_focus:
            bar.show(checklist_keys(), "KEYS")
        elif self.has_class("-stocktake"):
            bar.show(glancing_keys(), "KEYS")
        else:
            bar.show(acting_keys(self.state, now), "KEYS")

    @on(SaveChanged)
    def _save_changed(self, event: SaveChanged) -> None:
        event.stop()
        self.show_lamp()

    def _focus_changed(self, here: bool) -> None:
        self.query_one(TopLine).keys_here = here
        self.set_class(not here, "-elsewhere")
