"""The preamble, large and calm, to be read out; `y` alone says that it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.widgets.columns import MUTED
from screens.widgets.heading import Heading


class Preamble(ModalScreen[bool]):
    """Shows paragraphs to be read out.

    Args:
        paragraphs: The words of the standard.
        about: Whom they are read to.
    """

    DEFAULT_CSS = """
    Preamble { background: $background; align: center top; }
    Preamble VerticalScroll { max-width: 84; padding: 1 3; scrollbar-size-vertical: 1; }
    Preamble VerticalScroll Static { margin: 0 1 1 0; }
    Preamble #keys { dock: bottom; height: 1; background: $panel; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Read out", tooltip="It was read out.", id="preamble.read"),
        Binding("n,q,escape", "dismiss(False)", "Back", tooltip="Not yet.", id="preamble.back"),
    ]
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, paragraphs: Sequence[str], about: str) -> None:
        super().__init__()
        self._paragraphs, self._about = tuple(paragraphs), about

    def compose(self) -> ComposeResult:
        """Lay out the paragraphs, with the keys outside of what scrolls."""
        yield Heading("To be read out", self._about)
        with VerticalScroll():
            for paragraph in self._paragraphs or ("The standard has no words for this.",):
                yield Static(Content(paragraph))
        keys = (("y", " it was read out   "), ("n", " not yet   "), ("Up Down", " scroll"))
        parts = [Content.assemble((key, "bold"), (does, MUTED)) for key, does in keys]
        yield Static(Content("").join(parts), id="keys")
