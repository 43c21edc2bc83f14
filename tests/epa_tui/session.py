"""The real program in a real pseudo-terminal: typed at, watched, and killed."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Self

import pyte

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120.0
"""It costs nothing where all is well; a busy machine takes many times as long as an idle one."""


EPA_TUI = (sys.executable, "-m", "epa_tui")


def without_encryption(home: Path) -> Path:
    """Let the organisation of a store say that it is not to be encrypted: nobody is asked then."""
    (home / "settings.toml").write_text('encryption = "off"\n', "utf-8")
    return home


def launched(mutant: str) -> tuple[str, ...]:
    """Return the program as one of the mutants."""
    return (sys.executable, "-m", "tests.faults.launched", mutant)


class Session:
    """`python -m epa_tui ARGUMENTS`, or another program, in a terminal of its own.

    Args:
        arguments: Its command line.
        program: The program, and what stands before the arguments.
        columns: Of the terminal.
        lines: Of the terminal.
        under: A program that runs it, such as strace, with its arguments.
        environment: What it finds in its environment beside ours.
    """

    def __init__(
        self,
        *arguments: str,
        program: Sequence[str] = EPA_TUI,
        columns: int = 80,
        lines: int = 24,
        under: Sequence[str] = (),
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            os.environ.update(environment, TERM="xterm-256color")
            command = [*under, *program, *arguments]
            os.execvp(command[0], command)
        self.resize(columns, lines)
        self.written = b""
        """Everything that was written to the terminal."""
        self._answered = 0
        self.status: int | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if not self._closed:
            self.signal(signal.SIGKILL)
            os.close(self._terminal)

    def close_window(self) -> int:
        """Close the terminal under the program, and return its exit status."""
        os.close(self._terminal)
        self._closed = True
        end = time.monotonic() + PATIENCE_S
        while self.status is None and time.monotonic() < end:
            select.select([], [], [], 0.05)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.status = os.waitstatus_to_exitcode(status)
        assert self.status is not None, "the program did not end with its terminal"
        return self.status

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._screen.display)

    def type(self, text: str) -> Self:
        self._answered = len(self.written)
        os.write(self._terminal, text.encode())
        return self

    def prompted(self, prompt: str) -> Self:
        """Read until the program has asked since something was last typed.

        The same question may stand above from before, and what is typed too early is thrown away.
        """
        return self.wait(lambda _: prompt.encode() in self.written[self._answered :])

    def pour(self, text: str) -> Self:
        """Type more than the terminal takes at once, and read what is drawn meanwhile."""
        left = memoryview(text.encode())
        os.set_blocking(self._terminal, False)
        end = time.monotonic() + PATIENCE_S
        while left:
            assert time.monotonic() < end, f"{len(left)} bytes were never read"
            self._read(0)
            if select.select([], [self._terminal], [], 0.1)[1]:
                with suppress(BlockingIOError):
                    left = left[os.write(self._terminal, left[:4096]) :]
        os.set_blocking(self._terminal, True)
        return self

    def resize(self, columns: int, lines: int) -> Self:
        """Make the window another size; what is read is still drawn on one of the first size."""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, size)
        return self

    def wait(self, wanted: str | Callable[[str], bool]) -> Self:
        """Read until the screen shows what is wanted."""
        shown = wanted if callable(wanted) else lambda text: wanted in text
        end = time.monotonic() + PATIENCE_S
        while not shown(self.text):
            if time.monotonic() > end or not self._read(0.2):
                raise AssertionError(f"never showed {wanted!r}:\n{self.text}")
        return self

    def pace(self, seconds: float) -> Self:
        """Read what the program shows until some time has passed, as between two keys."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self._read(left):
            pass
        return self

    def look_away(self) -> Self:
        """Let what was written by now pass by, without waiting for more."""
        self._read(0, seen=False)
        return self

    def _read(self, patience_s: float, *, seen: bool = True) -> bool:
        """Take what was written; False where the program has ended."""
        ready, _, _ = select.select([self._terminal], [], [], patience_s)
        if not ready:
            return True
        try:
            written = os.read(self._terminal, 65536)
        except OSError:
            return False
        if not seen:
            return bool(written)
        self.written += written
        # The emulator does not know the private sequences of newer keyboards.
        self._stream.feed(written.replace(b"\x1b[>1u", b"").replace(b"\x1b[<u", b""))
        return bool(written)

    def _read_the_rest(self) -> None:
        """Take what a program wrote between what was read of it last and its end."""
        while select.select([self._terminal], [], [], 0)[0] and self._read(0):
            pass

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed."""
        return bool(termios.tcgetattr(self._terminal)[3] & termios.ECHO)

    def signal(self, number: int) -> int:
        """Send a signal, wait for the end, and return the exit status."""
        if self.status is None:
            os.kill(self.pid, number)
            self.status = self.ended()
        return self.status

    def ended(self) -> int:
        """Wait for the end and return the exit status; negative for a signal."""
        if self.status is None:
            end = time.monotonic() + PATIENCE_S
            while self._read(0.2):
                assert time.monotonic() < end, f"the program did not end:\n{self.text}"
                done, status = os.waitpid(self.pid, os.WNOHANG)
                if done:
                    self.status = os.waitstatus_to_exitcode(status)
                    self._read_the_rest()
                    return self.status
            _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
        return self.status
