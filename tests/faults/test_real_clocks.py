"""The real program on real clocks that disagree: asked, and the elapsed time is right."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.record.entries import ClockJumped, GapJudged
from data.record.state import SittingState
from data.standards.library import Library
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from tests.data.store.building import a_sitting, an_assessment
from tests.epa_tui.session import Session, without_encryption

HOUR = 3_600_000
MINUTE = 60_000

NAMESPACE = ["unshare", "--time", "--boottime", "100000", "--monotonic", "50000"]
"""A time namespace: 100,000 s since the start of the machine, 50,000 s of them asleep."""


COUNTED, LEFT_OUT = "1", "2"


def works(*command: str) -> bool:
    """Tell whether a command is there and may be used here."""
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store with a discussion that runs in a program that was just killed."""
    home = tmp_path / "home"
    with Store.open(home) as store:
        sitting = a_sitting(method="M2", scheduled_at=int(time.time() * 1000))
        store.save_bookings([replace(an_assessment(), option="1")], [sitting])
    without_encryption(home)
    with Session("--home", str(home)) as session:
        session.wait("Testa Example").type("\r").wait("0 of 7 done").type("g").wait("WAITING")
        session.type("s").wait("give a reason").type("a test\r").wait("RUNNING").wait("saved")
        assert session.signal(signal.SIGKILL) == -signal.SIGKILL
    return home


def reopened(home: Path, *wrapper: str, asked: Callable[[str], bool], answer: str) -> None:
    """Open the sitting in a program with other clocks, answer, and close in order."""
    with Session("--home", str(home), under=wrapper) as again:
        again.wait("LIVE").type("\r").wait(asked).type(answer)
        if answer == LEFT_OUT:
            again.wait("Why is it left out?").type("the call was down")
            again.wait("the call was down").type("\r")
        again.wait(lambda text: "Does this" not in text and "Why is it" not in text).wait("KEYS")
        again.type("h").wait("Under way").type("q").wait("Close while a clock runs?").type("y")
        assert again.ended() == 0


def kept(home: Path) -> tuple[SittingState, int]:
    """Return the sitting, and the time used when it was closed, in milliseconds."""
    with Store.open(home) as store:
        record = SittingRecord.open(store, "sitting-0", Library().find("ST0792").standard)
        clock = record.state.clock
        assert clock is not None
        used = clock.elapsed(record.last_seen)
        assert record.close()
    return record.state, used


def jumps(state: SittingState) -> list[ClockJumped]:
    return [entry.body for entry in state.entries if isinstance(entry.body, ClockJumped)]


def gaps(state: SittingState) -> list[GapJudged]:
    return [entry.body for entry in state.entries if isinstance(entry.body, GapJudged)]


def asked_for(pattern: str) -> Callable[[str], bool]:
    """Return what recognises the question, however its lines are broken."""
    question = re.compile(pattern + r".* Does this time count\?")
    return lambda text: bool(question.search(" ".join(text.split())))


@pytest.mark.skipif(
    not works(*NAMESPACE), reason="needs unshare with time namespaces, and the right to use them"
)
@pytest.mark.parametrize(
    ("answer", "most_ms", "least_ms"),
    [(COUNTED, 101_000_000, 98_000_000), (LEFT_OUT, 5 * MINUTE, 0)],
)
def test_a_machine_that_slept_for_a_day(
    home: Path, answer: str, most_ms: int, least_ms: int
) -> None:
    asked = asked_for(r"The program was closed for 27:4\d:\d\d")
    reopened(home, *NAMESPACE, asked=asked, answer=answer)
    state, used = kept(home)
    assert least_ms <= used <= most_ms
    (gap,) = gaps(state)
    assert gap.counts == (answer == COUNTED)
    assert gap.cause == "closed"
    (jump,) = jumps(state)  # its wall clock did not go on with it
    assert -101_000_000 < jump.wall_ms < -99_000_000


@pytest.mark.skipif(not works("faketime", "-f", "+0"), reason="needs faketime (apt: faketime)")
@pytest.mark.parametrize(("offset", "moved"), [("+5d", 120 * HOUR), ("-2h", -2 * HOUR)])
def test_a_wall_clock_that_was_moved_while_the_program_was_closed(
    home: Path, offset: str, moved: int
) -> None:
    wrapper = ("env", "FAKETIME_DONT_FAKE_MONOTONIC=1", "faketime", "-f", offset)
    began = time.monotonic()
    shown = asked_for("The program was closed for 0:")
    reopened(
        home,
        *wrapper,
        asked=lambda text: shown(text) or ("RUNNING" in text and "KEYS" in text),
        answer="1",
    )
    state, used = kept(home)
    assert used <= (time.monotonic() - began + 60) * 1000
    (jump,) = jumps(state)
    assert abs(jump.wall_ms - moved) < 30_000
