"""Pastes of megabytes in a real terminal: the program lives, and what stood there stays.

`EPA_TUI_PASTE_MB=20` makes them larger.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.epa_tui.session import Session
from tests.epa_tui.test_killed import home, kept, live

MEGABYTES = int(os.environ.get("EPA_TUI_PASTE_MB", "5"))
BEGIN, END, LINE_START = "\x1b[200~", "\x1b[201~", "\x01"

__all__ = ["home"]


def paste(megabytes: int) -> str:
    return BEGIN + "word " * (megabytes * 200_000) + END


def test_a_note_line_lives_through_a_huge_paste_and_a_dialog_refuses_it_too(home: Path) -> None:
    with live(home) as session:
        session.type("nstood here").wait("stood here")
        session.pour(paste(MEGABYTES)).wait("longer than 256 KB")
        session.type(f"{LINE_START}first, ").wait("first, stood here")
        session.type("\r").wait("NOTE").type("\r").wait("KEYS").wait("● saved")
        session.type("v").wait(lambda text: "counter" in text and "256 KB" not in text)
        session.type("02:1").wait("02:1").pour(paste(1)).wait("longer than 256 KB")
        session.type("3").wait("02:13")
    assert [note.text for note in kept(home).state.notes.values()] == ["first, stood here"]


def test_a_paste_where_nothing_is_typed_is_told_and_a_search_refuses_it_too(home: Path) -> None:
    with Session("--home", str(home)) as session:
        session.wait("Testa Example").type(f"{BEGIN}q{END}").wait("Nothing to paste into here")
        session.type("/").wait("name, ULN").type("Testa")
        session.pour(paste(1)).wait("longer than 256 KB").wait("/ Testa")


def test_a_form_refuses_it_too(home: Path) -> None:
    with Session("--home", str(home)) as session:
        session.wait("Testa Example").type("n").wait("Family name").type("stood here")
        session.pour(paste(1)).wait("longer than 256 KB").wait("stood here")


def test_200_kb_without_marks_are_one_note(home: Path) -> None:
    with live(home) as session:
        session.type("nstood here ").wait("stood here")
        session.pour("word " * 40_000).type(f"{LINE_START}first, ").wait("first, stood here")
        session.type("\r").wait(lambda text: "> first" not in text).wait("saved")
    (note,) = kept(home).state.notes.values()
    assert note.text.startswith("first, stood here word")
    assert note.text.count("word") == 40_000


def test_an_end_that_was_lost_costs_nothing(home: Path) -> None:
    with live(home) as session:
        session.type("nstood here ").wait("stood here")
        session.type(f"{BEGIN}half a paste").wait("here half a paste")
        session.type(" and on").wait("half a paste and on")
        # What was typed last is painted before it is kept.
        assert session.signal(signal.SIGTERM) == 0
    assert (draft := kept(home).draft) is not None
    assert draft.text == "stood here half a paste and on"
