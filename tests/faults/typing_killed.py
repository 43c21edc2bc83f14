"""The whole application is killed in the middle of a word, in a terminal, at the pace of a typist.

Two characters may be missing: those that the program had not taken or kept yet. A note that was
shown as saved may not.
"""

from __future__ import annotations

import signal
import string
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path
from random import Random

from data.record.entries import Noted
from tests.data.store.building import a_sitting, an_assessment
from tests.epa_tui.session import EPA_TUI, Session, launched
from tests.faults.campaign import Campaign, Mutant, Runs, Tally
from tests.faults.opening import OPENS, SITTING, opened, with_passphrase
from tests.faults.scratch import scratch

PROMISED = 2
"""How many typed characters may be lost."""

PACE_S = (0.065, 0.1)
"""Between two keys: ten to fifteen in a second."""

MOST_PAUSES = 5
"""So often a typist pauses before a key where the program waits for a processor."""

TYPING_S = (0.4, 2.5)
LETTERS_OF_A_NOTE = (14, 24)


@dataclass
class Typed:
    """What went into the terminal, and what it showed as saved."""

    notes: list[str] = field(default_factory=list)
    line: str = ""
    saved: int = 0
    """How many of the notes were shown together with `saved`."""

    @property
    def stream(self) -> str:
        """Every character, whether it became a note or not."""
        return "".join(self.notes) + self.line


def typed_until_killed(home: Path, mutant: str, chance: Random) -> Typed:
    """Begin a sitting, type for a while, and kill the program."""
    program = launched(mutant) if mutant != "none" else EPA_TUI
    with Session("--home", str(home), program=program, environment=OPENS) as session:
        come_to_the_line(session)
        typed = _type(session, chance)
        session.signal(signal.SIGKILL)
    return typed


def come_to_the_line(session: Session) -> None:
    """Begin the booked discussion; the checks are left out with a recorded deviation."""
    session.wait("Testa Example").type("\r").wait("0 of 7 done").type("g").wait("WAITING")
    session.type("s").wait("give a reason").type("a test\r").wait("RUNNING")
    session.type("n").wait("NOTE")


def _type(session: Session, chance: Random) -> Typed:
    typed, end = Typed(), time.monotonic() + chance.uniform(*TYPING_S)
    length = chance.randint(*LETTERS_OF_A_NOTE)
    while time.monotonic() < end:
        if len(typed.line) == length:
            session.type("\r")
            typed.notes.append(typed.line)
            typed.line, length = "", chance.randint(*LETTERS_OF_A_NOTE)
        else:
            letter = chance.choice(string.ascii_lowercase)
            session.type(letter)
            typed.line += letter
        _pause(session, chance)
        if _all_saved(session.text, typed):
            typed.saved = len(typed.notes)
    return typed


def _pause(session: Session, chance: Random) -> None:
    """Pause as between two keys; longer on a machine too busy to let the program take the first."""
    for _ in range(MOST_PAUSES):
        before, pause = _waited_s(session.pid), chance.uniform(*PACE_S)
        session.pace(pause)
        if _waited_s(session.pid) - before < pause / 3:
            return


def _waited_s(process: int) -> float:
    """Return how long the threads of a process have waited for a processor; 0 where none tells."""
    told = Path(f"/proc/{process}/task").glob("*/schedstat")
    with suppress(OSError):  # a thread has ended, or the process
        return sum(int(one.read_text("ascii").split()[1]) for one in told) / 1e9
    return 0.0


def _all_saved(text: str, typed: Typed) -> bool:
    """Tell whether the newest note is on the screen beside the word `saved`."""
    return bool(typed.notes) and typed.notes[-1] in text and " saved" in text


def missing(home: Path, typed: Typed) -> tuple[int, list[str]]:
    """Return how many typed characters are gone, and what is not as promised."""
    with opened(home) as store:
        draft = store.draft(SITTING)
        bodies = [entry.body for entry in store.entries(SITTING)]
    notes = [body.text for body in bodies if isinstance(body, Noted)]
    kept = "".join(notes) + (draft.text if draft else "")
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(typed.stream, kept, strict=False))
    gone = len(typed.stream) - sum(1 for _ in alike)
    found = [f"{gone} typed characters are gone"] if gone > PROMISED else []
    if notes[: typed.saved] != typed.notes[: typed.saved]:
        found.append("a note that was shown as saved is gone")
    return gone, found


def typists(mutant: str = "none") -> Runs:
    """Return what types into the application and kills it, many times over."""

    def run(runs: int) -> Tally:
        tally, gone, saved = Tally(), list[int](), 0
        with scratch() as place:
            for seed in range(runs):
                home = booked_for_now(place / str(seed))
                typed = typed_until_killed(home, mutant, Random(seed))
                lost, found = missing(home, typed)
                tally.add(len(typed.stream), found)
                gone.append(lost)
                saved += typed.saved
        tally.remark = (
            f"characters; {sum(gone)} missing, at most {max(gone)} in a run, which may be "
            f"{PROMISED}; {saved} notes shown as saved"
        )
        return tally

    return run


def booked_for_now(home: Path) -> Path:
    """Make a store with one discussion, booked for this minute."""
    with opened(home) as store:
        sitting = a_sitting(method="M2", scheduled_at=int(time.time() * 1000))
        store.save_bookings([replace(an_assessment(), option="1")], [sitting])
    return with_passphrase(home)


CAMPAIGNS = (
    Campaign(
        "P3",
        "SIGKILL of the application while typing",
        typists(),
        full=100,
        slice=3,
        mutants=(Mutant("drafts kept once a second", typists("debounced"), 20, 3),),
    ),
)
