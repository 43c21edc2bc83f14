"""The first run: two questions, answered in full or as if they had never been asked."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from data.store import key_file
from data.store.connection import is_plain
from data.store.errors import StoreUnwritable
from data.store.key_file import KeyFile
from data.store.store import Store
from epa_tui.first_run import first_key
from epa_tui.settings import Settings
from tests.data.store.building import an_assessment
from tests.epa_tui.answering import CLOSE_INPUT, LEAVE, asked, files_of, first_run, leave
from tests.epa_tui.session import PATIENCE_S, Session
from tests.faults.opening import OPENS, PASSPHRASE, book


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "home"


def test_two_questions_and_it_is_encrypted_and_has_a_backup(home: Path) -> None:
    written = first_run(home)
    assert not is_plain(home / "store.db") and (home / "store.db").stat().st_size > 0
    wraps = KeyFile.read(home / key_file.NAME)
    assert wraps is not None and wraps.ways == {"passphrase", "recovery"}
    assert wraps.by_passphrase(PASSPHRASE) == wraps.by_recovery(written)
    assert files_of(home) >= {"backups/000001-start.db", "backups/store.key"}
    assert [path for path in (home, *home.rglob("*")) if path.stat().st_mode & 0o077] == []
    with Session("--home", str(home), environment=OPENS) as again:
        again.wait("Nothing is booked")


@pytest.mark.parametrize("answered", [0, 1, 2])
@pytest.mark.parametrize(("key", "status"), [(LEAVE, 130), (CLOSE_INPUT, 1)])
def test_whoever_leaves_in_a_question_leaves_nothing(
    home: Path, answered: int, key: str, status: int
) -> None:
    with Session("--home", str(home)) as session:
        session.wait("Passphrase:")
        if answered == 1:
            session.type(f"{PASSPHRASE}\r").wait("Once more:")
        elif answered == 2:
            asked(session)
        assert leave(session, key) == status
        assert session.echoes and b"\x1b[?1049l" in session.written
        assert ("Start `epa-tui` in a terminal" in session.text) == (status == 1)
    assert not home.exists()


def test_a_program_that_is_ended_in_a_question_leaves_the_terminal_as_it_was(home: Path) -> None:
    with Session("--home", str(home)) as session:
        asked(session)
        assert not session.echoes
        assert session.signal(signal.SIGTERM) == 128 + signal.SIGTERM
        assert session.echoes and session.written.rstrip().endswith(b"\x1b[?1049l")
    assert not home.exists()


def test_what_is_too_short_or_differs_is_asked_again(home: Path) -> None:
    with Session("--home", str(home), columns=60, lines=20) as session:
        # What is typed before a prompt stands there is thrown away, as with every passphrase.
        session.prompted("Passphrase:").type("short\r").wait("Too short")
        session.prompted("Passphrase:").type(f"{PASSPHRASE}\r")
        session.prompted("Once more:").type("four others, differing\r").wait("The two differ")
        written = asked(session)
        session.type("WRNG\r").wait("That is not the last group")
        session.wait(lambda text: text.count("Type its last group") == 2)
        assert "this computer." in session.text and "  2. Write this recovery" in session.text
        assert all(len(line.rstrip()) < 60 for line in session.text.splitlines())
        session.type(f"{written[-4:].lower()}\r").wait("Nothing is booked")
        assert PASSPHRASE.encode() not in session.written


def test_bytes_that_are_no_text_end_it_with_a_sentence(home: Path) -> None:
    with Session("--home", str(home)) as session:
        session.wait("Passphrase:")
        os.write(session._terminal, b"pass\xe9phrase\r")
        assert session.ended() == 1
        assert "Set the terminal to UTF-8" in session.text
    assert not home.exists() and not (home / "crashes").exists()


def test_the_second_of_two_first_runs_does_not_replace_the_key_of_the_first(home: Path) -> None:
    with Session("--home", str(home)) as late:
        written = asked(late)
        first_run(home)
        before = (home / key_file.NAME).read_bytes()
        late.type(f"{written[-4:]}\r")
        assert late.ended() == 1
        assert "Another epa-tui has made the store" in late.text
    assert (home / key_file.NAME).read_bytes() == before


def test_a_plain_store_of_before_is_encrypted_with_its_backups(home: Path) -> None:
    with Store.open(home) as store:
        book(store)
        copy = store.back_up("hand")
        copy.rename(copy.with_name("000001-hand.db"))
    with Session("--home", str(home)) as session:
        written = asked(session)
        assert "it is encrypted now, once" in session.text
        session.type(f"{written[-4:]}\r").wait("Testa Example").type("q")
        assert session.ended() == 0
    held = b"".join((home / name).read_bytes() for name in files_of(home))
    assert b"Example" not in held and b"1000159800" not in held


def test_killed_while_it_encrypts_it_goes_on_at_the_next_start(home: Path) -> None:
    with Store.open(home) as store:
        store.save_bookings(an_assessment(number) for number in range(4000))
    with Session("--home", str(home)) as session:
        written = asked(session)
        session.type(f"{written[-4:]}\r")
        end = time.monotonic() + PATIENCE_S
        while not list(home.glob(".store.db.*.part")):
            assert time.monotonic() < end
        session.signal(signal.SIGKILL)
    assert is_plain(home / "store.db")
    with Session("--home", str(home), environment=OPENS) as again:
        again.wait("Nothing is booked").type("\t").wait("Example")
        again.type("q")
        assert again.ended() == 0
    assert not is_plain(home / "store.db") and not list(home.glob(".*"))


def test_where_nothing_can_be_written_nobody_is_asked(home: Path) -> None:
    home.write_text("in the way", "utf-8")
    with pytest.raises(StoreUnwritable, match="is no folder"):
        first_key(home / "below", Settings())
