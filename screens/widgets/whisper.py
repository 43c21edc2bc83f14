"""One line below the strip that says one thing at a time, and is quiet most of the time."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

LABEL = 7
"""Cells of the word before it, so that it stands in the column of the strip."""


@dataclass(frozen=True)
class Words:
    """What is whispered."""

    label: str = ""
    """One word for what it is about."""
    text: str = ""


class Whisper(Widget):
    """Shows one message, cut at the end of the line; the line is there when it is empty, too."""

    DEFAULT_CSS = """
    Whisper { height: 1; padding: 0 1; }
    """

    words: reactive[Words] = reactive(Words())

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole width."""
        return container.width

    def render(self) -> Content:
        """Write the word and the message."""
        if not self.words.text:
            return Content(" ")
        label = (self.words.label.ljust(LABEL), "$text-muted")
        line = Content.assemble(label, (self.words.text, "bold $secondary"))
        return line.truncate(self.size.width, ellipsis=True)
