"""Holes between Textual and the terminal, closed in one place.

Each has the upstream reference and a test that tells when it can go.
"""

from __future__ import annotations

import codecs
import functools
import re

from rich.segment import Segment
from textual.color import Color
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.filter import LineFilter

_RAW = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Guard(LineFilter):
    """Keep control characters and direction marks in a text from reaching the terminal.

    Textual writes the text of any widget raw; an escape sequence in a name would be obeyed.
    Text is cleaned on its way in, so this is the second door.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Take the characters out of every segment that is text."""
        if all(segment.control or segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment
            if segment.control
            else Segment(_RAW.sub("", segment.text), segment.style, segment.control)
            for segment in segments
        ]


def survive_bad_bytes() -> None:
    """Let an invalid byte show as U+FFFD instead of ending the program.

    Textual's input thread dies of one byte that is not UTF-8, typed or pasted
    (Textualize/textual #6456, open).
    """
    tolerant = functools.partial(codecs.getincrementaldecoder("utf-8"), errors="replace")
    # The driver asks this name of its module for a decoder each time it starts.
    vars(linux_driver)["getincrementaldecoder"] = lambda encoding: tolerant


def survive_a_closed_window() -> None:
    """Let the program end in order when its terminal is gone.

    Textual's writing thread dies of the first write to a closed terminal, and whoever writes next
    waits for room in its queue for ever: the process stays, and with it the lock on the store
    (Textual 8.2.8, `drivers/_writer_thread.py`; no upstream issue was found).
    """
    write_on = WriterThread.run

    def run(self: WriterThread) -> None:
        try:
            write_on(self)
        except OSError:
            while self._queue.get() is not None:
                pass

    WriterThread.run = run  # type: ignore[method-assign]  # to replace it is what we want


def title_sequence(text: str) -> str:
    """Return what sets the title of the terminal's window; control characters are left out."""
    return f"\x1b]0;{_RAW.sub('', text)}\x07"
