"""The KSB checklist: every descriptor of the sitting with its KSBs, and how each stands.

Rows are drawn from the state; a tick is posted, not made: the screen makes it an entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from data.record.state import SittingState
from data.rules import coverage
from data.rules.counts import counted
from data.rules.coverage import Heard
from screens.actions import CHECKLIST, bindings
from screens.dialogs import Read
from screens.keys_now import key_for
from screens.widgets.row_list import Row, RowList
from screens.widgets.text_input import TextInput

STYLES = {
    Heard.NOT_HEARD: "$text-muted",
    Heard.HEARD: "bold $foreground",
    Heard.SUFFICIENT: "bold $text-success",
    Heard.UNCLEAR: "bold $text-warning",
    Heard.COUNTER: "bold $text-error",
}
"""Colours of the states; the glyph tells each of them too."""


class Checklist(Vertical):
    """A heading that counts what is left, the rows, and a filter."""

    DEFAULT_CSS = """
    Checklist .heading { height: 1; padding: 0 1; background: $panel; text-style: bold; }
    Checklist RowList { padding: 0 1; }
    Checklist Input { display: none; border: none; height: 1; padding: 0 1; background: $boost; }
    Checklist.-filtering Input { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(CHECKLIST)]

    @dataclass
    class Ticked(Message):
        """A code shall be marked."""

        code: str
        sign: str

    @dataclass
    class Unticked(Message):
        """The tick of a code shall be taken back."""

        code: str

    @dataclass
    class Closed(Message):
        """The checklist shall be closed."""

    def __init__(self) -> None:
        super().__init__()
        self._list: coverage.Checklist | None = None
        self._made: dict[str, tuple[object, Row]] = {}
        self._filter = ""
        self._ticked: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Put the heading above the rows and the filter below."""
        yield Static("", classes="heading", markup=False)
        change, clear = key_for("checklist.filter"), key_for("checklist.close")
        nothing = f"  Nothing matches. {change} changes the words, {clear} clears them."
        yield RowList(name="checklist-rows", empty=nothing)
        yield TextInput(
            placeholder="code or words", compact=True, select_on_focus=False, max_length=200
        )

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def show(self, state: SittingState) -> None:
        """Show how everything stands; only rows that changed are repainted."""
        if not self.display:
            self._list = None
            return
        before, self._list = self._list, coverage.checklist(state)
        self._ticked = frozenset(
            code
            for code, tellings in state.tellings.items()
            if any(telling.note is None for telling in tellings)
        )
        self._head()
        changed = self._changed(before, self._list)
        if changed is None:
            self.rows.update_rows(self._rows(self._list))
            return
        for key, row in changed:
            self.rows.replace(key, row.content)

    def enter(self, state: SittingState) -> None:
        """Show the checklist and take the keys."""
        self.display = True
        self._list = None
        self.show(state)
        self.screen.set_focus(self.rows)

    def _changed(
        self, before: coverage.Checklist | None, after: coverage.Checklist
    ) -> list[tuple[str, Row]] | None:
        """Return the rows to repaint; None where all have to be made anew."""
        if before is None:
            return None
        shown = {row.key for row in self.rows.rows}
        made = [row for row in self._rows(after) if row.key in shown]
        old = {row.key: row for row in self.rows.rows}
        return [(row.key, row) for row in made if old[row.key].content is not row.content]

    def _rows(self, checklist: coverage.Checklist) -> list[Row]:
        """Return the rows that the filter leaves."""
        rows: list[Row] = []
        for row in checklist.rows:
            if not coverage.matches(row, self._filter):
                continue
            rows.append(self._descriptor_row(row))
            rows.extend(self._ksb_row(row, ksb) for ksb in row.ksbs)
        return rows

    def _descriptor_row(self, row: coverage.Row) -> Row:
        state = (row.heard, row.from_report, row.left)
        key = row.descriptor.code
        made = self._made.get(key)
        if made is None or made[0] != state:
            made = (state, Row(key, self._descriptor_written(row)))
            self._made[key] = made
        return made[1]

    def _descriptor_written(self, row: coverage.Row) -> Content:
        descriptor = row.descriptor
        glyph = "r" if row.from_report and row.heard is Heard.NOT_HEARD else row.heard.glyph
        mark = "statement  " if descriptor.statement else ""
        count = f"  {row.left} KSB left" if row.left else ""
        return Content.assemble(
            (f"{glyph} ", STYLES[row.heard]),
            (f"{descriptor.code:<4}", "bold $accent"),
            (mark, "$text-warning"),
            (" ".join(descriptor.text.split()), STYLES[row.heard]),
            (count, "$text-muted"),
        )

    def _ksb_row(self, row: coverage.Row, ksb: coverage.KsbRow) -> Row:
        key = f"{row.descriptor.code}/{ksb.ksb.code}"
        made = self._made.get(key)
        if made is None or made[0] != ksb.heard:
            written = Content.assemble(
                "    ",
                (f"{ksb.heard.glyph} ", STYLES[ksb.heard]),
                (f"{ksb.ksb.code:<5}", "$secondary"),
                (ksb.ksb.text, "$text-muted"),
            )
            made = (ksb.heard, Row(key, written))
            self._made[key] = made
        return made[1]

    def _head(self) -> None:
        """Count what is left."""
        if self._list is None:
            return
        descriptors = counted(self._list.descriptors_left, "descriptor")
        left = f"{descriptors} and {counted(self._list.ksbs_left, 'KSB')} left"
        clears = f"{key_for('checklist.close')} clears it"
        words = f'   of "{self._filter}", {clears}' if self._filter else ""
        self.query_one(".heading", Static).update(Content(f"Checklist   {left}{words}"))

    def _code(self) -> str | None:
        """Return the code at the cursor."""
        key = self.rows.key
        return key.rpartition("/")[2] if key else None

    def _tick(self, sign: str) -> None:
        code = self._code()
        if code is not None:
            self.post_message(self.Ticked(code, sign))

    def action_tick(self) -> None:
        """Tick the code at the cursor, or take its tick back."""
        code = self._code()
        if code is not None and code in self._ticked:
            self.post_message(self.Unticked(code))
        else:
            self._tick("")

    def action_sufficient(self) -> None:
        """Mark the code at the cursor as sufficient."""
        self._tick("+")

    def action_counter(self) -> None:
        """Mark counter-evidence for the code at the cursor."""
        self._tick("-")

    def action_unclear(self) -> None:
        """Mark the code at the cursor as unclear."""
        self._tick("?")

    def action_whole(self) -> None:
        """Show the text at the cursor whole."""
        key = self.rows.key
        if key is None or self._list is None:
            return
        code, _, ksb_code = key.partition("/")
        row = next(row for row in self._list.rows if row.descriptor.code == code)
        if ksb_code:
            ksb = next(each.ksb for each in row.ksbs if each.ksb.code == ksb_code)
            self.app.push_screen(Read(f"{ksb.code}  {ksb.kind}", ksb.text))
        else:
            mark = "  statement; descriptor text not available" if row.descriptor.statement else ""
            self.app.push_screen(Read(f"{code}  {row.descriptor.grade}{mark}", row.descriptor.text))

    def action_filter(self) -> None:
        """Open the filter."""
        self.add_class("-filtering")
        self.screen.set_focus(self.query_one(Input))

    def action_close(self) -> None:
        """Clear the filter and go back to the rows, or close the checklist."""
        if self._filter or self.filtering:
            self.query_one(Input).value = ""
            self._show_rows()
        else:
            self.post_message(self.Closed())

    @property
    def filtering(self) -> bool:
        """True while letters go into the filter."""
        return self.query_one(Input).has_focus

    def _show_rows(self) -> None:
        """Go back to the rows; the filter stays in sight while it has words."""
        self.screen.set_focus(self.rows)
        self.set_class(bool(self.query_one(Input).value.strip()), "-filtering")

    @on(Input.Changed)
    def filter_rows(self, event: Input.Changed) -> None:
        """Show what the filter leaves."""
        event.stop()
        self._filter = event.value.strip()
        if self._list is not None:
            rows = self._rows(self._list)
            self.rows.show(rows, keep=any(row.key == self.rows.key for row in rows))
            self._head()

    @on(Input.Submitted)
    def leave_filter(self, event: Input.Submitted) -> None:
        """Go back to the rows; the filter stays."""
        event.stop()
        self._show_rows()
