"""What a second marker's screen shows: how far it is, the list, one descriptor, what was said.

It paints and keeps nothing; `second_marking` stands on it and does what the keys say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from data.standards.model import Descriptor
from screens.actions import EVERYWHERE, Action, bindings
from screens.judging_layout import JudgingLayout
from screens.keys_now import key_for
from screens.marking_desk import Desk
from screens.quality_actions import SECOND
from screens.widgets.code_runs import runs
from screens.widgets.columns import MUTED
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page
from screens.widgets.row_list import RowList
from screens.widgets.search_line import SearchLine
from screens.widgets.second_pane import judged_rows, said_rows, second_page


class SecondView(JudgingLayout):
    """Shows one second marking; what the keys do is added by the screen in `second_marking`.

    Args:
        desk: What is marked, and where it is kept.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SECOND)]
    DEFAULT_CSS = """
    SecondView #beside { width: 1fr; height: 1fr; }
    SecondView #beside Page { height: auto; max-height: 50%; }
    SecondView #notes { height: 1fr; border-top: solid $foreground 50%; }
    SecondView SearchLine { padding: 0 1; display: none; }
    SecondView.-searching SearchLine { display: block; }
    SecondView #notes:focus { border-top: solid $accent; }
    SecondView.-narrow #descriptors { height: 1fr; min-height: 3; }
    SecondView.-narrow #beside { height: 2fr; border-top: solid $foreground 50%; }
    SecondView.-narrow #beside Page { border-top: none; }
    SecondView.-low #notes, SecondView.-high #notes { display: none; border-top: none; }
    SecondView.-low #beside Page, SecondView.-high #beside Page { max-height: 100%; }
    SecondView.-low.-noted #notes, SecondView.-high.-noted #notes { display: block; }
    SecondView.-low.-noted #beside Page, SecondView.-high.-noted #beside Page {
        display: none;
    }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._who = desk, desk.who
        self._unkept: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out who marks, how far it is, the list, the text, the notes and the keys."""
        yield Heading("Second marking", self._who)
        yield Static(id="grade")
        with Container(id="judging"):
            yield RowList(name="descriptors")
            with Vertical(id="beside"):
                yield Page(name="text")
                yield SearchLine("Words of a note or a question")
                yield RowList(wrap=True, empty="Nothing like this was said.", name="notes")
        yield KeyBar(_keys(noted=False))

    @property
    def _at(self) -> Descriptor | None:
        """The descriptor at the cursor."""
        key = self.query_one("#descriptors", RowList).key
        return next((one for one in self._desk.paper.criteria if one.code == key), None)

    def repaint(self, *, top: bool = True) -> None:
        """Show how far the marking is.

        Args:
            top: Begin at the top of the descriptor's text again.
        """
        said = self._desk.said
        self.query_one("#descriptors", RowList).show(judged_rows(self._desk.paper, said))
        self.query_one("#grade", Static).update(self._progress())
        self._show_one(top=top)

    def _progress(self) -> Content:
        """Return how much is judged; never what it comes to."""
        codes = [one.code for one in self._desk.paper.criteria]
        said = self._desk.said
        left = [code for code in codes if code not in said or said[code].met is None]
        if not left:
            return Content(f"All {len(codes)} judged. {key_for('second.finish')} finishes.")
        words = f"{len(codes) - len(left)} of {len(codes)} judged; left: "
        return Content.assemble(words, (" ".join(runs(tuple(left))), MUTED))

    @on(SearchLine.Typed)
    def _search(self) -> None:
        self._show_said()

    @on(SearchLine.Left)
    def _leave_search(self) -> None:
        """Go to the notes; what is looked for stays while there are words in the line."""
        self.set_class(bool(self.query_one(SearchLine).text), "-searching")
        self.to_notes()

    def to_notes(self) -> None:
        """Go to the notes.

        Where there is little room they stand in the place of the text while they are looked at, so
        they can be focused once they are shown.
        """
        self._noted(True)
        self.call_after_refresh(self.query_one("#notes", RowList).focus)

    @on(RowList.Moved, "#descriptors")
    def _moved(self) -> None:
        self._show_one()

    def _show_one(self, *, top: bool = True) -> None:
        one = self._at
        if one is None:
            return
        said = self._desk.said.get(one.code)
        page = second_page(self._desk.paper, one, said, self._unkept.get(one.code, ""))
        self.query_one("#text", Page).show(page, top=top)
        self._show_said()

    def _show_said(self) -> None:
        """Show what was asked and noted, as far as it is looked for."""
        said = self._desk.said.get(self._at.code) if self._at else None
        cited = said.notes if said else ()
        words = self.query_one(SearchLine).text
        self.query_one("#notes", RowList).show(said_rows(self._desk.paper, cited, words))

    def _noted(self, noted: bool) -> None:
        """Show that the notes are looked at, or the descriptors again."""
        self.set_class(noted, "-noted")
        self.query_one(KeyBar).show(_keys(noted=noted))

    def _to_list(self) -> None:
        """Go back to the list of descriptors."""
        self._noted(False)
        self.query_one("#descriptors", RowList).focus()


def _keys(*, noted: bool) -> tuple[Action, ...]:
    """Return the keys for the bottom line; in the notes, Enter cites."""
    shown = [action for action in SECOND if action.footer]
    if noted:
        cite = {"second.cite": "Cite"}
        shown = [replace(one, title=cite.get(one.id, one.title)) for one in shown]
    return (*shown, EVERYWHERE[0])
