"""The frame of the live screen: what is on it, and how it is repainted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen

from data.record.instant import Clock, Instant
from data.record.state import SittingState
from data.rules.last_note import last_tags
from data.rules.vocabulary import Vocabulary
from data.standards.bank import NO_BANK, Bank
from data.store.sitting_record import SittingRecord
from data.store.writer import SaveState
from screens.actions import DIGITS, LIVE, bindings
from screens.live_facts import hidden_facts, strip_facts, top_facts
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
from screens.talk_rows import TalkRows
from screens.unkept import is_judging
from screens.widgets.checklist import Checklist
from screens.widgets.clock_facts import clock_facts
from screens.widgets.coverage_strip import CoverageStrip
from screens.widgets.key_bar import KeyBar
from screens.widgets.note_line import BEGUN, NoteLine
from screens.widgets.phase_panel import SLIM, TINY, PhasePanel
from screens.widgets.recording_words import lamp_counter
from screens.widgets.row_list import RowList
from screens.widgets.stocktake import Stocktake
from screens.widgets.top_line import Lamp, TopLine
from screens.widgets.whisper import Whisper


class LiveFrame(Screen[None]):
    """What an assessor sees of a sitting while it is run.

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
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual types it
        (0, "-slim"),
        (SLIM, "-narrow"),
        (60, "-normal"),
        (96, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual types it
        (0, "-tiny"),
        (TINY, "-low"),
        (16, "-high"),
    ]
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
        bar, checklist = self.query_one(KeyBar), self.query_one(Checklist)
        state, now, hidden = self.state, self._clock(), self.hidden
        if self.query_one(NoteLine).line.has_focus:
            bar.show(writing_keys(state, now, hidden=hidden), "NOTE", last=True)
        elif checklist.filtering:
            bar.show(filtering_keys(state, now), "FILTER", last=True)
        elif checklist.rows.has_focus:
            bar.show(checklist_keys(), "KEYS")
        elif self.has_class("-stocktake"):
            bar.show(glancing_keys(), "KEYS")
        else:
            bar.show(acting_keys(state, now, hidden=hidden), "KEYS")

    @on(SaveChanged)
    def _save_changed(self, event: SaveChanged) -> None:
        event.stop()
        self.show_lamp()

    def _focus_changed(self, here: bool) -> None:
        self.query_one(TopLine).keys_here = here
        self.set_class(not here, "-elsewhere")
