"""The disk fills up in the middle of a sitting; then room is made, or the program is killed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

from data.record.entries import Noted
from data.store.sitting_record import SittingRecord
from data.store.writer import SaveState
from tests.data.store.building import NOON
from tests.faults.campaign import Campaign, Mutant, Runs, Tally
from tests.faults.checking import Heard, losses, text_of
from tests.faults.mutants import MUTANTS
from tests.faults.opening import begun, opened, record_of
from tests.faults.processes import kill, running
from tests.faults.scratch import scratch

SIZE = "1m"
BLOCK = 4096
BLOCKS_LEFT = 60
"""The most room that is left when the sitting goes on."""

MOST = 300
"""More notes than the disk holds."""

WAITING = 3
"""How many notes are taken while the disk is full."""


def assess_until_full(home: Path, mutant: str, pipe: Connection) -> None:
    """Take notes until the disk is full, some more, and save them all once there is room."""
    MUTANTS[mutant]()
    store = opened(home)
    record = record_of(store)
    waiting = 0
    for _ in range(MOST):
        seq = record.state.last.seq + 1
        record.add(NOON.later(seq * 1000), Noted(text_of(seq)), drop_draft=True)
        if _saved(record):
            pipe.send(f"entry {seq}")
        else:
            waiting += 1
        if waiting == WAITING:
            break
    pipe.send(record.problem if record.saved is SaveState.NOT_SAVED else "")
    pipe.recv()
    if record.flush(120):
        pipe.send(f"entry {record.state.last.seq}")
    record.close()
    store.close()
    pipe.send("closed")


def _saved(record: SittingRecord) -> bool:
    """Wait until all is on the disk; False where the disk refuses it."""
    while not record.flush(0.2):
        if record.saved is SaveState.NOT_SAVED:
            return False
    return True


def no_disk() -> str:
    """Return why no small disk can be made here; empty where one can."""
    if os.geteuid():
        return "only root can mount a small disk"
    return _no_mount()


@cache
def _no_mount() -> str:
    try:
        with small_disk():
            return ""
    except (OSError, subprocess.CalledProcessError):
        return "no small disk can be mounted here"


@contextmanager
def small_disk() -> Iterator[Path]:
    """Mount a disk of a megabyte for as long as a `with` lasts."""
    with scratch() as place:
        command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
        subprocess.run(command, check=True, capture_output=True)
        try:
            yield place
        finally:
            subprocess.run(["umount", str(place)], check=True)


def fill(disk: Path, left: int) -> Path:
    """Write a file that leaves so many bytes free; return it."""
    filler = disk / "filler"
    free = os.statvfs(disk)
    filler.write_bytes(bytes(free.f_bavail * free.f_bsize - left))
    return filler


def fillings(mutant: str = "none") -> Runs:
    """Return what fills the disk at another place of the sitting each time."""

    def run(runs: int) -> Tally:
        tally = Tally()
        for number in range(runs):
            with small_disk() as disk:
                blocks = number * BLOCKS_LEFT // runs
                tally.add(*_filled(disk, mutant, blocks * BLOCK, killed=number % 2 == 0))
        return tally

    return run


def _filled(disk: Path, mutant: str, left: int, *, killed: bool) -> tuple[int, list[str]]:
    home = begun(disk / "home")
    filler, heard, found = fill(disk, left), Heard(), list[str]()
    with running(assess_until_full, home, mutant) as (process, pipe):
        while (line := pipe.recv()).startswith("entry "):
            heard.hear(line)
        if not (line.startswith("NOT SAVED") and "space" in line):
            found.append("the user is not told what to do")
        if killed:
            kill(process)
        else:
            filler.unlink()
            pipe.send("room")
            while (line := pipe.recv()).startswith("entry "):
                heard.hear(line)
    return heard.count, found + losses(home, heard)


CAMPAIGNS = (
    Campaign(
        "P5",
        "full disk, then a kill or room",
        fillings(),
        full=120,
        slice=6,
        mutants=(Mutant("acknowledges before the commit", fillings("early"), 10, 1),),
        unable=no_disk,
    ),
)
