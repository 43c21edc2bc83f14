"""What is asked and said on the plain terminal: within its width, and never what was typed."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.store.errors import StoreLocked
from epa_tui import asking
from tests.epa_tui.session import Session

LONG = (
    "  1. Choose a passphrase that is long, and keep /a/path/of/some/length/that/is/copied whole."
)


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A terminal of 40 columns in the place of the error stream; what comes out of it."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 40, 0, 0))
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        yield ours
    monkeypatch.undo()
    os.close(ours)


def test_lines_break_between_words_and_keep_their_indent(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as shown:
        asking.say(LONG)
        sys.stderr.flush()
        lines = os.read(shown, 4096).decode().splitlines()
    assert lines[0] == "  1. Choose a passphrase that is long,"
    assert all(line.startswith("     ") for line in lines[1:])
    assert "     /a/path/of/some/length/that/is/copied" in lines


def test_in_a_pipe_a_sentence_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    asking.say(LONG)
    assert capsys.readouterr().err == f"{LONG}\n"


def test_a_stream_that_the_shell_closed_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    asking.say("nobody hears it")
    assert not asking.can_ask()


@pytest.mark.parametrize("question", [asking.ask_new_passphrase, lambda: asking.ask_secret("?")])
def test_nobody_to_ask_is_a_sentence(question: object) -> None:
    assert callable(question)
    with pytest.raises(StoreLocked, match="terminal"):
        question()


def test_the_variable_is_read_once_and_an_empty_one_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(asking.VARIABLE, "four invented words here")
    assert asking.given_passphrase() == "four invented words here"
    assert asking.given_passphrase() is None
    monkeypatch.setenv(asking.VARIABLE, "")
    assert asking.given_passphrase() is None and asking.VARIABLE not in os.environ


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_the_first_question_fits_every_width(tmp_path: Path, columns: int) -> None:
    with Session("--home", str(tmp_path / "home"), columns=columns) as session:
        session.wait("Passphrase:")
        written = session.written.decode().replace("\x1b[?1049h\x1b[H\x1b[2J", "")
    assert all(len(line) <= columns for line in written.splitlines())
