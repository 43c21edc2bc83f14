"""The notes that support nothing: each is attached to what it speaks to, or set aside.

The regulator wants all evidence taken into account, so none is silently left out of a grade.
"""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from data.record.instant import Clock
from data.record.state import Note
from data.rules import judging
from data.rules.counts import counted
from data.rules.pointing import ONLY_POINTS, pointing
from data.rules.talk_guards import mark
from data.rules.undoing import undo
from data.rules.vocabulary import Unknown, Vocabulary
from data.store.sitting_record import SittingRecord
from screens.actions import LOOSE, bindings
from screens.dialogs import Ask
from screens.keeping import Make, keep, undone_words
from screens.keys_now import key_for
from screens.widgets.columns import MUTED, fitted
from screens.widgets.descriptor_pane import note_content, whence
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page, Paragraph
from screens.widgets.row_list import Row, RowList
from screens.widgets.sitting_words import who_line
from screens.widgets.times import span


class LooseNotes(Screen[None]):
    """Goes through the notes that support nothing.

    Args:
        record: The sitting.
        clock: Tells the time.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LOOSE)]
    AUTO_FOCUS = "RowList"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-tall")]  # noqa: RUF012 - as Textual types it
    DEFAULT_CSS = """
    LooseNotes #told { padding: 0 1; height: auto; max-height: 2; color: $text-muted; }
    LooseNotes RowList { padding: 0 1; }
    LooseNotes.-tall RowList, LooseNotes.-tall #told { margin: 1 0 0 0; }
    LooseNotes Page { height: auto; max-height: 40%; border-top: solid $foreground 50%; }
    """

    def __init__(self, record: SittingRecord, clock: Clock) -> None:
        super().__init__()
        self._record, self._clock = record, clock
        state = record.state
        self._vocabulary = Vocabulary.of(state.standard, state.opened.method, state.opened.option)

    def compose(self) -> ComposeResult:
        """Lay out the list, the note at the cursor whole, and the keys."""
        yield Heading("Loose notes", who_line(self._record))
        yield Static(id="told")
        done = "Every note supports something or was set aside."
        yield RowList(empty=f"{done} Close with {key_for('loose.close')}.")
        yield Page()
        yield KeyBar(tuple(action for action in LOOSE if action.footer))

    def on_mount(self) -> None:
        """Show them."""
        self.repaint()

    def on_row_list_moved(self) -> None:
        """Show the note at the cursor whole."""
        self._show_note()

    def repaint(self) -> None:
        """Show the notes that are left."""
        notes = judging.unattached(self._record.state)
        self.query_one(RowList).show([Row(str(note.seq), _row(note)) for note in notes])
        left = counted(len(notes), "note supports", "notes support") + " nothing"
        self.query_one("#told", Static).update(Content(f"{left}." if notes else ""))
        self._show_note()

    def _note(self) -> Note | None:
        key = self.query_one(RowList).key
        return self._record.state.notes.get(int(key)) if key else None

    def _show_note(self) -> None:
        note = self._note()
        page: list[Paragraph] = []
        if note is not None:
            told = Content(whence(self._record.state, note)).stylize(MUTED)
            page = [Paragraph(note_content(note)), Paragraph(told)]
            if note.seq in pointing(self._record.state):
                page.append(Paragraph(Content(f"It {ONLY_POINTS}.").stylize("$text-warning")))
        self.query_one(Page).show(page)

    def _keep(self, make: Make) -> bool:
        refused = keep(self, self._record, self._clock, make)
        self.repaint()
        return refused is None

    @work
    async def action_attach(self) -> None:
        """Ask for a code, and attach the note to it."""
        note = self._note()
        if note is None:
            return
        typed = await self.app.push_screen_wait(
            Ask(
                f"Attach note {note.seq} to which code?",
                "A descriptor or a KSB, like P4 or K12; a sign behind it says how well: P4+.",
                check=self._problem,
            )
        )
        if typed is not None:
            code, sign = _split(typed)
            canonical = self._vocabulary.resolve(code)
            self._keep(lambda state, now: mark(state, now, str(canonical), sign, note.seq))

    def _problem(self, typed: str) -> str:
        """Return what is wrong with a typed code; empty where nothing is."""
        code, _ = _split(typed)
        found = self._vocabulary.resolve(code) if code else Unknown("Type a code first.")
        return found.sentence if isinstance(found, Unknown) else ""

    def action_aside(self) -> None:
        """Say that the note supports nothing."""
        note = self._note()
        if note is not None:
            self._keep(lambda state, now: judging.set_aside(state, now, note.seq))

    def action_undo(self) -> None:
        """Take back the last entry."""
        said = undone_words(self._record.state)
        if self._keep(undo):
            self.app.clear_notifications()
            self.notify(said, markup=False, timeout=3)

    def action_close(self) -> None:
        """Go back to the judgements."""
        self.dismiss(None)


def _split(typed: str) -> tuple[str, str]:
    """Return a typed tag as code and sign; `#` before it may stay."""
    code = typed.strip().lstrip("#")
    sign = code[-1:] if code[-1:] in ("+", "-", "?") else ""
    return code.removesuffix(sign) if sign else code, sign


def _row(note: Note) -> Content:
    minute = span(note.clock_ms) if note.phase else "before"
    text = " ".join(note.text.split("\n"))
    return Content.assemble(
        (f"{note.seq:>4}  ", MUTED),
        fitted(f"{minute:>7}", 9),
        Content(f'"{text}"' if note.verbatim else text),
    )
