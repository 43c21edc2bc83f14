"""A program in a pseudo-terminal, watched from outside: what it shows, when, and what it costs.

Output is only stamped when it arrives; the emulated screen is drawn later, when the program has
gone quiet, so that drawing it takes nothing from the program that is measured. A screen counts as
shown when the last byte that was needed for it arrived.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte

from tests.benchmarks.safe import ENVIRONMENT

QUIET_S = 0.030
"""Seconds of silence after which the screen is drawn."""

_UNSETTLED = {"PYTHONDONTWRITEBYTECODE", "COLUMNS", "LINES", "NO_COLOR", "TMUX", "EPA_TUI_HOME"}
"""Of the environment: left out, because users start without it or it changes what is shown."""

_FOREIGN = re.compile(rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*(?:\$p|u)")
"""Sequences that the emulator would print as letters: questions and keyboard protocols."""

_CUT = re.compile(rb"\x1b(?:\[[<=>?]?[0-9;]*\$?)?\Z")
"""A sequence of which the rest is still to come."""

Seen = Callable[["Watched"], bool]
"""Tells whether the screen shows what is waited for."""


class NotShown(Exception):
    """The program ended, or did not show what was waited for; the text is its last screen."""


@dataclass(frozen=True)
class Cost:
    """What a program used so far."""

    cpu_s: float
    rss_mb: float


class Watched:
    """A running program. Use it as a context: it is ended at the end.

    Args:
        command: Program and arguments; started in the folder `cwd`.
        cwd: Folder to start in.
        columns: Width of the terminal.
        lines: Height of the terminal.
    """

    def __init__(
        self, command: Sequence[str], cwd: Path, *, columns: int = 80, lines: int = 24
    ) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._arrived: list[tuple[float, bytes]] = []
        self._rest = b""
        self._ended = False
        self.started = time.monotonic()
        self._pid, self._terminal = _start(command, cwd, columns, lines)

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def shown(self) -> list[str]:
        """The lines of the screen."""
        return list(self._screen.display)

    @property
    def title(self) -> str:
        """The title of the window."""
        return str(self._screen.title)

    def shows(self, *texts: str) -> bool:
        """Tell whether every one of some texts is on the screen."""
        whole = "\n".join(self.shown)
        return all(text in whole for text in texts)

    def line(self, number: int) -> str:
        """Return one line of the screen."""
        row = self._screen.buffer[number]
        return "".join(row[column].data for column in range(self._screen.columns))

    def line_with(self, text: str) -> int:
        """Return the number of the first line with a text on it.

        Raises:
            NotShown: No line has it.
        """
        for number, line in enumerate(self.shown):
            if text in line:
                return number
        raise NotShown(f"{text!r} is not on the screen\n{self._picture()}")

    def wait(self, seen: Seen, *, timeout_s: float = 20.0) -> float:
        """Wait until the screen shows something.

        Args:
            seen: Tells whether it does.
            timeout_s: How long to wait, in seconds.

        Returns:
            When it was shown, on the monotonic clock, in seconds; now where it was there already.

        Raises:
            NotShown: It never was.
        """
        until = time.monotonic() + timeout_s
        if not self._arrived and seen(self):
            return time.monotonic()
        while True:
            at = self._draw(seen)
            if at is not None:
                return at
            if self._ended or time.monotonic() > until:
                raise NotShown(f"never seen what was waited for\n{self._picture()}")
            self._gather(QUIET_S)

    def press(self, keys: str) -> float:
        """Press keys, as the bytes a terminal sends; return when, in monotonic seconds."""
        at = time.monotonic()
        os.write(self._terminal, keys.encode())
        return at

    def rest(self, seconds: float) -> None:
        """Let the program run, and draw what it wrote."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self._ended:
            self._gather(min(left, QUIET_S))
            self._draw(None)

    def cost(self) -> Cost:
        """Return what the program used so far."""
        # The CPU clock of another process, as clock_getcpuclockid(3) makes its number.
        cpu = time.clock_gettime(~self._pid << 3 | 2)
        status = Path(f"/proc/{self._pid}/status").read_text("ascii", "replace")
        resident = re.search(r"VmRSS:\s+(\d+) kB", status)
        return Cost(cpu, int(resident[1]) / 1024 if resident else 0.0)

    def close(self) -> None:
        """End the program and give the terminal back."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self._is_over(0.0):
                break
            os.kill(self._pid, number)
            if self._is_over(3.0):
                break
        os.close(self._terminal)

    def _is_over(self, timeout_s: float) -> bool:
        """Take leave of the program where it has ended; its last words are read meanwhile."""
        until = time.monotonic() + timeout_s
        while True:
            if self._pid == 0 or os.waitpid(self._pid, os.WNOHANG)[0]:
                self._pid = 0
                return True
            if time.monotonic() >= until:
                return False
            if self._ended:
                # Its terminal is closed, so there is nothing to select on while it ends.
                time.sleep(0.005)
            else:
                self._gather(0.01)

    def _gather(self, quiet_s: float) -> None:
        """Stamp what arrives until nothing has arrived for `quiet_s` seconds."""
        while select.select([self._terminal], [], [], quiet_s)[0]:
            try:
                chunk = os.read(self._terminal, 1 << 16)
            except OSError:
                chunk = b""
            if not chunk:
                self._ended = True
                return
            self._arrived.append((time.monotonic(), chunk))

    def _draw(self, seen: Seen | None) -> float | None:
        """Draw what arrived; stop at the chunk after which `seen` holds, and return its time."""
        for place, (at, chunk) in enumerate(self._arrived):
            self._feed(chunk)
            if seen is not None and seen(self):
                del self._arrived[: place + 1]
                return at
        self._arrived.clear()
        return None

    def _feed(self, chunk: bytes) -> None:
        text = _FOREIGN.sub(b"", self._rest + chunk)
        cut = _CUT.search(text)
        self._rest = cut[0] if cut else b""
        self._stream.feed(text[: cut.start()] if cut else text)

    def _picture(self) -> str:
        return "\n".join(f"  | {line.rstrip()}" for line in self.shown)


def settled_environment() -> dict[str, str]:
    """Return the environment that a measured program is started in."""
    settled = {name: value for name, value in os.environ.items() if name not in _UNSETTLED}
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return settled | terminal | ENVIRONMENT


def _start(command: Sequence[str], cwd: Path, columns: int, lines: int) -> tuple[int, int]:
    """Start a program in a pseudo-terminal; return its process and the terminal."""
    settled = settled_environment()
    pid, terminal = pty.fork()
    if pid == 0:
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.chdir(cwd)
            os.execvpe(command[0], list(command), settled)
        finally:
            os._exit(127)
    return pid, terminal
