"""The program is killed in the middle of a sentence; nothing that was typed is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from data.record.entries import Noted
from data.standards.library import Library
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from tests.data.store.building import a_sitting, an_assessment
from tests.epa_tui.session import EPA_TUI, Session, without_encryption


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store with one sitting, booked for now."""
    with Store.open(tmp_path / "home") as store:
        sitting = a_sitting(method="M2", scheduled_at=int(time.time() * 1000))
        store.save_bookings([replace(an_assessment(), option="1")], [sitting])
    return without_encryption(tmp_path / "home")


def live(home: Path, program: Sequence[str] = EPA_TUI) -> Session:
    """Come to the running discussion; the checks are left out with a recorded deviation."""
    session = Session("--home", str(home), program=program)
    return begun(session)


def begun(session: Session) -> Session:
    """Come from the list to the running discussion."""
    session.wait("Testa Example").type("\r").wait("0 of 7 done").type("g").wait("WAITING")
    session.type("s").wait("give a reason").type("a test\r").wait("RUNNING")
    return session


def kept(home: Path) -> SittingRecord:
    store = Store.open(home)
    return SittingRecord.open(store, "sitting-0", Library().find("ST0792").standard)


def test_the_sentence_and_the_clock_survive_a_kill(home: Path) -> None:
    with live(home) as session:
        session.type("nfirst note #p1\r").wait("P1  first note").wait("saved")
        session.type("then they began to say that").wait("began to say that")
        # The letter is painted a commit before it is safe; that commit takes some milliseconds.
        wal = home / "store.db-wal"
        session.wait(lambda _: b"then they began to say that" in wal.read_bytes())
        assert session.signal(signal.SIGKILL) == -signal.SIGKILL
    with Session("--home", str(home)) as again:
        again.wait("LIVE").type("\r")
        again.wait(lambda text: "RUNNING" in text or "Does this time count" in text)
        if "Does this time count" in again.text:
            again.type("1")
        again.wait("RUNNING").wait("then they began to say that").wait("first note")
        again.type(" it rained\r").wait("it rained")
        again.type("\r").wait("KEYS").type("h").wait("Under way")
        again.type("q").wait("Close while a clock runs?").type("y")
        assert again.ended() == 0
    record = kept(home)
    notes = [e.body.text for e in record.state.entries if isinstance(e.body, Noted)]
    assert notes == ["first note", "then they began to say that it rained"]


def test_a_closed_window_ends_in_order(home: Path) -> None:
    with live(home) as session:
        session.type("nhalf a sen").wait("half a sen")
        assert session.signal(signal.SIGHUP) == 0  # SIGTERM: in test_huge_pastes
    record = kept(home)
    assert record.draft is not None
    assert record.draft.text == "half a sen"


def test_a_terminal_that_is_gone_does_not_keep_the_store(home: Path) -> None:
    with live(home) as session:
        session.type("nhalf a sen").wait("half a sen")
        session.close_window()
    record = kept(home)
    assert record.draft is not None
    assert record.draft.text == "half a sen"


def test_an_invalid_byte_does_not_end_the_program(home: Path) -> None:
    with live(home) as session:
        session.type("ncaf").wait("caf")
        os.write(session._terminal, b"\xe9 \xff")
        session.type(" noir\r").wait("noir").type("more").wait("more")


def test_hostile_text_drives_nothing(home: Path) -> None:
    hostile = "[K1] Ada [/x] [bold]x[/] \u202eevil"
    with live(home) as session:
        session.type("n" + hostile + "\r").wait("[K1] Ada [/x] [bold]x[/]")
        session.type("\x1b[200~paste \x1b]52;c;aGk=\x07 end\nsecond line\x1b[201~")
        session.wait("second line").type("\r").wait("NOTE")
    assert any("[K1] Ada [/x] [bold]x[/]" in note.text for note in kept(home).state.notes.values())
