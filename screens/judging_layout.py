"""How descriptors are judged side by side with what was said: the layout of two screens.

The list on the left, what bears on one descriptor on the right; one above the other where there is
little room. `judge_view` fills it for the assessor, `second_marking` for whoever marks again.
"""

from __future__ import annotations

from collections.abc import Container as Codes
from collections.abc import Sequence

from textual.screen import Screen

from screens.widgets.page import Page
from screens.widgets.row_list import RowList


class JudgingLayout(Screen[None]):
    """A screen with `#grade`, and in `#judging` the list `#descriptors` and what is beside it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (64, "-wide")]  # noqa: RUF012 - as Textual types it
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual types it
        (0, "-low"),
        (10, "-high"),
        (16, "-middle"),
        (36, "-tall"),
    ]
    AUTO_FOCUS = "#descriptors"
    DEFAULT_CSS = """
    JudgingLayout #grade {
        height: auto; max-height: 3; padding: 0 1; background: $surface;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    JudgingLayout #judging { layout: horizontal; height: 1fr; }
    JudgingLayout #descriptors { width: 28; border-right: solid $foreground 50%; }
    JudgingLayout Page { width: 1fr; height: 1fr; }
    JudgingLayout.-narrow #judging { layout: vertical; }
    JudgingLayout.-narrow #descriptors { width: 100%; height: 2fr; border: none; }
    JudgingLayout.-narrow Page { height: 3fr; border-top: solid $foreground 50%; }
    JudgingLayout.-narrow.-low Page { display: none; }
    JudgingLayout.-low #grade { max-height: 1; }
    JudgingLayout.-tall #judging { margin: 1 0 0 0; }
    """

    def go_to_next(self, codes: Sequence[str], decided: Codes[str]) -> bool:
        """Move to the next descriptor that is undecided; return False where there is none.

        Args:
            codes: Of all descriptors, in the order of the list.
            decided: Those that are judged.
        """
        rows = self.query_one("#descriptors", RowList)
        start = codes.index(rows.key) + 1 if rows.key in codes else 0
        for code in (*codes[start:], *codes[:start]):
            if code not in decided:
                rows.move_to(code)
                return True
        return False

    def action_text_down(self) -> None:
        """Read on."""
        self.query_one("#text", Page).turn(1)

    def action_text_up(self) -> None:
        """Go back in the text."""
        self.query_one("#text", Page).turn(-1)
