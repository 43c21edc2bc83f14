"""Two programs on one store: the second is refused while the first lives, whatever was cleared up.

The lock file keeps other programs out; where it was removed, SQLite's own lock still does, unless
the program itself has cancelled it by opening and closing the file in another way.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path

from data.store.errors import StoreInUse
from tests.epa_tui.session import Session, launched
from tests.faults.campaign import Campaign, Mutant, Runs, Tally
from tests.faults.mutants import MUTANTS
from tests.faults.opening import OPENS, begun, book, opened, record_of
from tests.faults.processes import kill, running
from tests.faults.scratch import scratch
from tests.faults.trace import Call, calls_in, no_strace, strace, text, traced
from tests.faults.typing_killed import booked_for_now, come_to_the_line


def hold(home: Path, mutant: str, pipe: Connection) -> None:
    """Open a store and its record, say so, and hold them until killed."""
    MUTANTS[mutant]()
    record = record_of(opened(home))
    pipe.send(len(record.state.entries))
    pipe.recv()


def second_refused(home: Path) -> list[str]:
    """Try to write to the store from here; return what is wrong where that works."""
    try:
        with opened(home) as store:
            book(store)
    except StoreInUse:
        return []
    return ["a second program was let in"]


def seconds(mutant: str = "none", *, lock_file: bool = True) -> Runs:
    """Return what opens a store twice, and again once the first program was killed."""

    def run(runs: int) -> Tally:
        tally = Tally()
        with scratch() as place:
            home = begun(place / "home")
            for _ in range(runs):
                with running(hold, home, mutant) as (process, pipe):
                    pipe.recv()
                    if not lock_file:
                        (home / "store.lock").unlink()
                    found = second_refused(home)
                    kill(process)
                if not second_refused(home):
                    found.append("the store stays shut after a kill")
                tally.add(0, found)
        return tally

    return run


def other_openings(calls: Iterable[Call], path: Path) -> list[str]:
    """Return how a file was opened while SQLite had it open already."""
    found: list[str] = []
    held: int | None = None
    for call in calls:
        if call.name == "close" and held == int(call.args[0]):
            held = None
        elif call.name == "openat" and call.result >= 0 and text(call.args[1]) == bytes(path):
            if held is not None:
                found.append(f"{path.name} is opened a second time ({call.args[2]})")
            elif "O_EXCL" not in call.args[2]:
                held = call.result
    return found


def watched_sessions(mutant: str = "none") -> Runs:
    """Return what watches whole sessions for any other opening of the store's file."""

    def run(runs: int) -> Tally:
        tally = Tally()
        for _ in range(runs):
            with scratch() as place:
                home = place / "home"
                child = [sys.executable, "-m", "tests.faults.child"]
                command = [*child, "sitting", mutant, str(home), "20"]
                calls = traced(command, place / "calls", "openat,close")
                tally.add(0, other_openings(calls, home / "store.db"))
        return tally

    return run


def watched_applications(mutant: str = "none") -> Runs:
    """Return what watches the whole application in a terminal in the same way."""

    def run(runs: int) -> Tally:
        tally = Tally()
        for _ in range(runs):
            with scratch() as place:
                home, log = booked_for_now(place / "home"), place / "calls"
                _use_application(home, mutant, log)
                tally.add(0, other_openings(calls_in(log), home / "store.db"))
        return tally

    return run


def _use_application(home: Path, mutant: str, log: Path) -> None:
    """Begin a sitting, take a note, go back to the list and quit."""
    program, under = launched(mutant), strace(log, "openat,close")
    with Session("--home", str(home), program=program, under=under, environment=OPENS) as session:
        come_to_the_line(session)
        session.type("watched\r").wait(lambda text: "watched" in text and "saved" in text)
        session.type("\r").wait("KEYS").type("h").wait("Under way")
        session.type("q").wait("Close while a clock runs?").type("y")
        assert session.ended() == 0


CAMPAIGNS = (
    Campaign("P7", "a second program, then a kill", seconds(), full=100, slice=5),
    Campaign(
        "P7",
        "a second program, lock file removed",
        seconds(lock_file=False),
        full=10,
        slice=1,
        mutants=(Mutant("opens the file itself", seconds("unguarded", lock_file=False), 10, 1),),
    ),
    Campaign(
        "P7",
        "every opening of a session watched",
        watched_sessions(),
        full=3,
        slice=1,
        mutants=(Mutant("opens the file itself", watched_sessions("unguarded"), 1, 1),),
        unable=no_strace,
    ),
    Campaign(
        "P7",
        "every opening of the application watched",
        watched_applications(),
        full=3,
        slice=1,
        mutants=(Mutant("opens the file itself", watched_applications("unguarded"), 1, 1),),
        unable=no_strace,
    ),
)
