"""Holes between Textual and the terminal, closed in one place.

Each has the upstream reference and a test that tells when it can go.
"""

from __future__ import annotations

import codecs
import functools
import os
import re
import time
from collections.abc import Callable, Iterator

from rich.segment import Segment
from textual import constants, events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.color import Color
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.message import Message

from screens.widgets.text_input import LONGEST_PASTE

SILENCE_S = 1.0
"""A paste whose end was lost counts as ended after so many seconds without another character."""

BURST = 1000
"""Characters. Nobody types as many before the program has read the first: they were pasted."""

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

    WriterThread.run = run  # type: ignore[method-assign]  # Textual has no hook there


class CalmParser(XTermParser):
    """Take pastes out of what the terminal sends, before Textual looks at each character of them.

    Textual's own parser is slow with a paste (5 MB: three seconds frozen), sends what follows an
    escape character in it as keys, waits for ever for the end of one whose end was lost, and makes
    a key of each character that is pasted without the marks (Textual 8.2.8, `_xterm_parser.py`; no
    upstream issue was found).

    Args:
        debug: Keep a log of keys, as Textual's parser does.
        now: Tells the time, in seconds from any moment.
    """

    def __init__(self, debug: bool = False, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(debug)
        self._now, self._heard = now, now()
        self._marked = self._burst = False
        self._pasted: list[str] = []
        self._length = 0
        self._held = ""
        """The last characters read, where they may be the beginning of a mark."""

    def feed(self, data: str) -> Iterator[Message]:
        """Return what the terminal's characters mean; a paste is one message.

        Args:
            data: What was read; empty when there is no more.
        """
        if not data:
            yield from self._release()
            yield from super().feed("")
            return
        self._heard = self._now()
        rest, self._held = self._held + data, ""
        while rest:
            mark = BRACKETED_PASTE_END if self._marked else BRACKETED_PASTE_START
            text, found, rest = rest.partition(mark)
            if not found:
                held = _begun(text, mark)
                text, self._held = text[: len(text) - held], text[len(text) - held :]
            yield from self._take(text)
            if found:
                yield from self._end_paste()
                self._marked = mark == BRACKETED_PASTE_START

    def tick(self) -> Iterator[Message]:
        """Return what is decided by silence: a key Escape, and the end of a paste."""
        patience = SILENCE_S if self._marked else constants.ESCAPE_DELAY
        waiting = self._marked or self._burst or self._held
        if waiting and self._now() - self._heard >= patience:
            yield from self._release()
        yield from super().tick()

    def _release(self) -> Iterator[Message]:
        """Give what was held back: no mark follows."""
        held, self._held = self._held, ""
        if self._marked:
            self._collect(held)
            held = ""
        yield from self._end_paste()
        if held:
            yield from super().feed(held)
            yield from self._settled()

    def _take(self, text: str) -> Iterator[Message]:
        """Take text without a mark: pasted between marks, pasted without them, or typed."""
        if self._marked:
            self._collect(text)
            return
        for run in _RUNS.findall(text):
            if run[0] not in _CONTROLS and (self._burst or len(run) >= BURST):
                self._burst = True
                self._collect(run)
                continue
            if self._burst:
                yield from self._end_paste()
            yield from super().feed(run)

    def _collect(self, text: str) -> None:
        """Keep what is pasted; of what is longer than any paste may be, only that it is."""
        room = LONGEST_PASTE + 1 - self._length
        if room > 0 and text:
            self._pasted.append(text[:room])
            self._length += len(self._pasted[-1])

    def _end_paste(self) -> Iterator[Message]:
        text = "".join(self._pasted)
        self._marked = self._burst = False
        self._pasted, self._length = [], 0
        yield from self._settled()
        if text:
            yield events.Paste(text)

    def _settled(self) -> Iterator[Message]:
        """Return the keys that came before, also those that wait to be part of a sequence."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from super().tick()


_CONTROLS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
_RUNS = re.compile("[^\x00-\x1f\x7f-\x9f]+|[\x00-\x1f\x7f-\x9f]+")


def _begun(text: str, mark: str) -> int:
    """Return how many characters at the end of a text may be the beginning of a mark."""
    longest = min(len(text), len(mark) - 1)
    return next((n for n in range(longest, 0, -1) if text.endswith(mark[:n])), 0)


def survive_pastes() -> None:
    """Let the driver read the terminal through `CalmParser`."""
    # The driver asks this name of its module for a parser each time it starts.
    vars(linux_driver)["XTermParser"] = CalmParser


def survive_a_stray_continue() -> None:
    """Let only a stop of its own make the driver start again.

    Textual's driver starts a second thread that reads keys when it is told to go on without having
    been stopped by its own key, as after `kill -STOP`: the two tear sequences apart, and one of
    them keeps the process for ever (Textual 8.2.8, `drivers/linux_driver.py`; no upstream issue was
    found).
    """
    go_on = LinuxDriver._sigcont_application
    if go_on.__module__ == __name__:
        return

    def careful(self: LinuxDriver, *_: object) -> None:
        if self._must_signal_resume:
            go_on(self)
        else:
            self._loop.call_soon_threadsafe(self._app.refresh)

    LinuxDriver._sigcont_application = careful  # type: ignore[method-assign]  # nor here


def has_a_shell() -> bool:
    """Tell whether a shell with job control runs this program, and can bring it back.

    Such a shell leads the session and gives each job a group of its own; what a window or a
    container starts directly leads both.
    """
    return os.getsid(0) != os.getpgrp()


def title_sequence(text: str) -> str:
    """Return what sets the title of the terminal's window; control characters are left out."""
    return f"\x1b]0;{_RAW.sub('', text)}\x07"
