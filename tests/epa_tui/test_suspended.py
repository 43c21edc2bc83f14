"""To the shell and back: nothing typed is lost, the clock is right, the screen drawn anew.

`EPA_TUI_STOPS=100` goes there more often.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from tests.epa_tui.session import Session
from tests.epa_tui.test_killed import begun, home, kept, live

__all__ = ["home"]

BASH = shutil.which("bash") or ""
STOPS = int(os.environ.get("EPA_TUI_STOPS", "2"))
CTRL_Z = "\x1a"

with_a_shell = pytest.mark.skipif(not BASH, reason="needs bash, a shell with job control")


def in_a_shell(home: Path) -> Session:
    """Start the program from a shell with job control."""
    session = Session("--norc", "--noprofile", "-i", program=(BASH,))
    return session.type(f"PS1=shell:; {sys.executable} -m epa_tui --home {home}\r")


@with_a_shell
def test_what_was_typed_is_in_the_store_before_the_program_stops(home: Path) -> None:
    with begun(in_a_shell(home)) as session:
        session.type("n").wait("NOTE").type(f"half a sen{CTRL_Z}").wait("Stopped")
        session.type("kill -9 %1; fg\r").wait("Killed")
    draft = kept(home).draft
    assert draft is not None
    assert draft.text == "half a sen"


@with_a_shell
def test_the_screen_the_text_and_the_clock_are_there_again(home: Path) -> None:
    with begun(in_a_shell(home)) as session:
        session.type("nhalf a sen").wait("half a sen")
        words = [f" {number}" for number in range(STOPS)]
        for more in words:
            session.type(CTRL_Z).wait("Stopped").type("clear; echo in the $((1 + 1))nd world\r")
            session.wait(lambda text: "2nd world" in text and "Testa" not in text).type("fg\r")
            session.wait("half a sen").wait("RUNNING").wait("Testa Example").wait("deviation")
            session.type(more).wait(more)
        assert "2nd world" not in session.text
        session.type("\r").wait(lambda text: "> half" not in text)
        session.type("\r").wait("KEYS").type("h").wait("Under way")
        session.type("q").wait("Close while a clock runs?").type("y").wait("shell:")
        session.type("echo ended $?\r").wait("ended 0")
    record = kept(home)
    assert [note.text for note in record.state.notes.values()] == ["half a sen" + "".join(words)]
    assert record.state.clock is not None
    assert record.state.clock.running


@with_a_shell
def test_what_does_not_change_is_drawn_anew_too(home: Path) -> None:
    """Textual alone draws only what changes, where a message lies over the screen."""
    with in_a_shell(home) as session:
        session.wait("Testa Example").type("/").wait("name, ULN").type("Testa").wait("1 found")
        session.pour(f"\x1b[200~{'x' * 300_000}\x1b[201~").wait("longer than 256 KB")
        session.type(CTRL_Z).wait("Stopped").type("clear\r")
        session.wait(lambda text: "Assessments" not in text).type("fg\r")
        session.wait("Assessments").wait("/ Testa")


def test_without_a_shell_nothing_stops(home: Path) -> None:
    """Nobody could let it go on again."""
    with live(home) as session:
        session.type("nhalf a sen").wait("half a sen").type(CTRL_Z).wait("no shell to go to")
        session.type("tence").wait("half a sentence")


def test_a_stop_from_outside_costs_nothing(home: Path) -> None:
    """Textual's driver begins another thread at each `SIGCONT`, and those keep the process."""
    with live(home) as session:
        session.type("nhalf").wait("half")
        for number in (signal.SIGSTOP, signal.SIGTSTP):
            os.kill(session.pid, number)
            os.waitpid(session.pid, os.WUNTRACED)
            os.kill(session.pid, signal.SIGCONT)
            session.type(" a sentence").wait("a sentence")
        for letters in ("a", "ba", "cba", "dcba", "edcba", "fedcba", "gfedcba", "hgfedcba"):
            os.kill(session.pid, signal.SIGCONT)
            session.type(f"\x1b[H{letters[0]}\x1b[F").wait(f"> {letters}half a sentence")
        assert session.signal(signal.SIGTERM) == 0
    draft = kept(home).draft
    assert draft is not None
    assert draft.text == "hgfedcbahalf a sentence a sentence"
