"""The help: every key of the screen, from the one registry of actions."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen

from screens.action import action_id
from screens.actions import BY_ID, GROUPS, Action
from screens.key_names import shown
from screens.widgets.row_list import Row, RowList

NOTE_LINE = (
    ("? How did you budget the shoot #p4", "main question, aimed at P4"),
    ("?? and who signed it off", "follow-up; so is a line that begins with +"),
    ("?7", "the seventh planned question, word for word"),
    ("compared three quotes #k8 #p6+", "note; K8 and P6 heard, P6 sufficient"),
    ("#p6-   #p6?   #d2+", "counter-evidence; unclear; evidence for a distinction"),
    ("and a fourth one #=", "note with the same tags as the one before, signs included"),
    ('"we overspent" @7', "their words; portfolio evidence 7 (@r12: report, page 12)"),
    ("! their line dropped", "incident"),
)
"""What the note line understands, and what it means."""


INDENT = 13
"""Cells of the column with the keys; what they do stands behind it, and goes on below itself."""


class HelpScreen(ModalScreen[None]):
    """Shows the keys that act on a screen; the clock stays in sight where there is room.

    Args:
        under: The screen that the help is about.
    """

    CSS = """
    HelpScreen { align: center bottom; background: transparent; }
    HelpScreen RowList {
        width: 100%; height: 1fr; margin-top: 5;
        background: $panel; border-top: solid $accent; border-title-color: $foreground;
        border-title-style: bold; padding: 0 2;
    }
    HelpScreen.-low RowList { margin-top: 1; padding: 0 1; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - as Textual types it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "question_mark,f1,escape,q",
            "dismiss(None)",
            "Close",
            tooltip="Close the help.",
            id="help.close",
        ),
    ]

    def __init__(self, under: Screen[Any]) -> None:
        super().__init__()
        self._keys = _bound(under)

    def compose(self) -> ComposeResult:
        """Show the groups of keys, then the language of the note line."""
        yield RowList(self._rows(), wrap=True, cursor=False, name="help")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        rows = self.query_one(RowList)
        rows.border_title = "Keys: ? closes"
        rows.focus()

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        groups = {BY_ID[name].group for name in self._keys}
        for group, title in GROUPS.items():
            if group in groups:
                rows.append(Row(f"heading-{group}", Content(f"\n{title}"), heading=True))
                rows += [
                    Row(name, _written(BY_ID[name], keys), indent=INDENT)
                    for name, keys in self._keys.items()
                    if BY_ID[name].group == group
                ]
        if "live" in groups:
            rows.append(Row("heading-line", Content("\nThe note line"), heading=True))
            rows += [
                Row(f"line-{place}", _example(typed, meaning))
                for place, (typed, meaning) in enumerate(NOTE_LINE)
            ]
        return rows


def _bound(screen: Screen[Any]) -> dict[str, list[str]]:
    """Return the keys of each action that acts on a screen, in the order of the registry."""
    found: dict[str, list[str]] = {}
    for active in screen.active_bindings.values():
        found.setdefault(action_id(active.binding), []).append(active.binding.key)
    return {name: found[name] for name in BY_ID if name in found}


def _written(action: Action, keys: list[str]) -> Content:
    listed = "  ".join(shown(key) for key in keys)
    named = f"{listed:<{INDENT}}" if len(listed) < INDENT else f"{listed}  "
    return Content.assemble(
        (named, "bold $accent"), (f"{action.title}  ", "bold"), (action.tooltip, "$text-muted")
    )


def _example(typed: str, meaning: str) -> Content:
    return Content.assemble((f"{typed:<36}", "bold"), (meaning, "$text-muted"))
