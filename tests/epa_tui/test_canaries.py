"""A whole sitting by the real program: nothing of it is in the clear in any file that is left."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

from data.store.store import Store
from epa_tui.asking import VARIABLE
from tests.data.store.building import a_sitting, an_assessment
from tests.epa_tui.session import Session
from tests.epa_tui.test_killed import begun
from tests.faults.opening import OPENS, PASSPHRASE, opened, with_passphrase

FAMILY, ULN, NOTE, DRAFT = "Canarybird", "1000159888", "quailsong", "wrenhalf"
CANARIES = (FAMILY, ULN, NOTE, DRAFT, PASSPHRASE)


def booked(home: Path) -> Path:
    with opened(home) as store:
        sitting = a_sitting(method="M2", scheduled_at=int(time.time() * 1000))
        person = an_assessment(family_name=FAMILY, given_names="Testa Example", uln=ULN)
        store.save_bookings([replace(person, option="1")], [sitting])
    return with_passphrase(home)


def found_in(*folders: Path) -> list[tuple[str, str]]:
    """Return the files that hold a canary, and those that are called after one."""
    files = [path for folder in folders for path in folder.rglob("*")]
    named = [(str(path), one) for path in files for one in CANARIES if one in path.name]
    written = [
        (str(path), one)
        for path in files
        if path.is_file()
        for one in CANARIES
        for content in [path.read_bytes()]
        if one.encode() in content or one.encode("utf-16-le") in content
    ]
    return named + written


def test_in_a_plain_store_they_are_found(tmp_path: Path) -> None:
    with Store.open(tmp_path / NOTE) as store:
        store.save_assessment(an_assessment(family_name=FAMILY, uln=ULN))
    assert {one for _, one in found_in(tmp_path)} == {FAMILY, ULN, NOTE}


def test_a_whole_sitting_leaves_nothing_in_the_clear(tmp_path: Path) -> None:
    home, temporary = booked(tmp_path / "home"), tmp_path / "tmp"
    temporary.mkdir()
    environment = {**OPENS, "TMPDIR": str(temporary)}
    with Session("--home", str(home), environment=environment) as session:
        begun(session)
        session.type(f"n{NOTE} #p1\r").wait(f"P1  {NOTE}").wait("saved")
        session.type(DRAFT).wait(DRAFT)
        assert found_in(home, temporary) == [], "while it runs"
        session.type("\r\r").wait("KEYS").type("h").wait("Under way")
        session.type("q").wait("Close while a clock runs?").type("y")
        assert session.ended() == 0
        titles = session.written.split(b"\x1b]")[1:]
        shown = b"".join(title.partition(b"\x07")[0].partition(b"\x1b")[0] for title in titles)
    assert not [one for one in CANARIES if one.encode() in shown]
    assert {path.name for path in (home / "backups").iterdir()} >= {"store.key"}
    assert any(path.name.endswith("-close.db") for path in (home / "backups").iterdir())
    assert found_in(home, temporary) == []
    assert not list(temporary.iterdir())


def test_after_a_kill_nothing_is_in_the_clear_either(tmp_path: Path) -> None:
    home = booked(tmp_path / "home")
    with Session("--home", str(home), environment=OPENS) as session:
        begun(session)
        session.type(f"n{NOTE} #p1\r").wait(f"P1  {NOTE}").wait("saved")
        session.type(DRAFT).wait(DRAFT)
    assert (home / "store.db-wal").stat().st_size > 0
    assert found_in(home) == []
    with Session("--home", str(home), "list", environment=OPENS) as again:
        assert again.ended() == 0
        assert FAMILY in again.text and VARIABLE not in os.environ
