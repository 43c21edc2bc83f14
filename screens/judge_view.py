"""What the judging screen shows: the list, the text of one descriptor, the derived grade.

It paints and knows nothing of keys; `judge` stands on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from data.record.instant import Clock
from data.rules import judging
from data.rules.feedback_words import doubts
from data.rules.grading import Overall
from data.standards.model import Descriptor
from data.store.sitting_record import SittingRecord
from screens.actions import EVERYWHERE, JUDGE, Action, bindings
from screens.judging_layout import JudgingLayout
from screens.keeping import Make, keep
from screens.unkept import Unkept
from screens.widgets.columns import MUTED
from screens.widgets.descriptor_list import descriptor_rows
from screens.widgets.descriptor_pane import descriptor_page
from screens.widgets.grade_words import due_line, grade_line, overall_line, overall_of
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page
from screens.widgets.row_list import RowList
from screens.widgets.sitting_words import locked_because, who_line

_SHUT = ("judge.record", "judge.home")
"""What can be done while nothing can be judged."""


class JudgeView(JudgingLayout):
    """Shows one sitting's judgements; what the keys do is added by the screen in `judge`.

    Args:
        record: The sitting.
        clock: Tells the time.
        during: True where the organisation allows judgements during the sitting.
        overall: Returns the provisional overall grade, as the store has the other methods.
        due: Returns by when the result has to be out, or since when it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(JUDGE)]
    DEFAULT_CSS = """
    JudgeView #shut { padding: 0 1; height: 1fr; display: none; }
    JudgeView.-middle #shut, JudgeView.-tall #shut { padding: 1 2; }
    JudgeView.-shut #shut { display: block; }
    JudgeView.-shut #judging, JudgeView.-shut #grade { display: none; }
    """

    def __init__(
        self,
        record: SittingRecord,
        clock: Clock,
        *,
        during: bool = False,
        overall: Callable[[], Overall] | None = None,
        due: Callable[[], str] | None = None,
    ) -> None:
        super().__init__()
        self._record, self._clock, self._during = record, clock, during
        self._overall = overall or (lambda: overall_of(record.state))
        self._due = due or (lambda: due_line(record.state))
        self._unkept = Unkept(record)

    def compose(self) -> ComposeResult:
        """Lay out who, the grade, the list, the text and the keys."""
        yield Heading("Judge", who_line(self._record))
        yield Static(id="grade")
        yield Static(id="shut")
        with Container(id="judging"):
            yield RowList(name="descriptors")
            yield Page(name="text")
        yield KeyBar(())

    def on_screen_resume(self) -> None:
        """Show the sitting, with what was done elsewhere meanwhile."""
        self.repaint(top=False)

    @property
    def _open(self) -> bool:
        return judging.unlocked(self._record.state, during=self._during)

    @property
    def _at(self) -> Descriptor | None:
        """The descriptor at the cursor."""
        key = self.query_one("#descriptors", RowList).key
        return next((d for d in self._record.state.criteria if d.code == key), None)

    def repaint(self, *, top: bool = True) -> None:
        """Show where the judgements stand.

        Args:
            top: Begin at the top of the descriptor's text again.
        """
        state = self._record.state
        self.set_class(not self._open, "-shut")
        self.query_one(KeyBar).show(_keys(self._open and not state.sealed))
        if not self._open:
            self.query_one("#shut", Static).update(Content(locked_because(state, self._clock())))
            return
        self.query_one("#descriptors", RowList).show(descriptor_rows(state))
        self.query_one("#grade", Static).update(self._grade())
        self._show_text(top=top)

    def _grade(self) -> Content:
        state = self._record.state
        line = grade_line(state)
        if not state.sealed:
            return line
        due = Content(self._due()).stylize(MUTED)
        return Content("\n").join([line, overall_line(state, self._overall()), due])

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._show_text()

    def _show_text(self, *, top: bool = True) -> None:
        descriptor = self._at
        if descriptor is not None:
            unkept = self._unkept.of(descriptor.code)
            page = descriptor_page(self._record.state, descriptor, unkept)
            self.query_one("#text", Page).show(page, top=top)

    def say_doubts(self, code: str) -> None:
        """Say where words and judgement contradict each other; it is no refusal.

        Args:
            code: The descriptor; empty for the whole.
        """
        state = self._record.state
        judged = [one for one in state.criteria if one.code == code]
        only = [one for one in judged if judging.pointing_to(state, one)]
        bare = [judging.unsupported(state, one) for one in only]
        for sentence in filter(None, (*doubts(state, code), *bare)):
            self.notify(sentence, markup=False, severity="warning", timeout=10)

    def _keep(self, make: Make) -> bool:
        """Keep what a rule gives; return False where it was refused, which is then said."""
        refused = keep(self, self._record, self._clock, make)
        self.repaint(top=False)
        return refused is None


def _keys(writable: bool) -> tuple[Action, ...]:
    """Return the keys for the bottom line."""
    shown = [action for action in JUDGE if (action.footer if writable else action.id in _SHUT)]
    return (*shown, EVERYWHERE[0])
