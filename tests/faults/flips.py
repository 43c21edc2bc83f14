"""One bit of a closed store is flipped; somebody has to notice.

The log is there too where the program was killed: it then holds the newest notes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from data.record.chain import verify
from tests.faults.campaign import Campaign, Runs, Tally
from tests.faults.checking import Heard
from tests.faults.kills import kill_after
from tests.faults.opening import SITTING, opened, sound
from tests.faults.scratch import scratch

Check = Callable[[Path], bool]
"""Opens and reads a store; tells whether it noticed any damage."""

FLIPPED = ("store.db", "store.db-wal")


def flip(home: Path, chance: Random, names: tuple[str, ...] = FLIPPED) -> str:
    """Flip one bit, anywhere in the files of a closed store; return which."""
    files = [home / name for name in names if (home / name).exists()]
    sizes = [path.stat().st_size for path in files]
    (path,) = chance.choices(files, sizes)
    content = bytearray(path.read_bytes())
    place, bit = chance.randrange(len(content)), chance.randrange(8)
    content[place] ^= 1 << bit
    path.write_bytes(content)
    return f"bit {bit} of byte {place} in {path.name}"


def opening_notices(home: Path) -> bool:
    """Open and read everything as the program does at its start, and ask SQLite, too."""
    try:
        with opened(home) as store:
            verify(store.entries(SITTING))
            store.sitting(SITTING), store.assessment("assessment-0"), store.draft(SITTING)
            return not sound(store)
    except Exception:  # noqa: BLE001 - whatever it is, it was noticed
        return True


def flips(check: Check, *, killed: bool, names: tuple[str, ...] = FLIPPED) -> Runs:
    """Return what flips bits and counts those that nobody notices.

    Args:
        check: Who has to notice.
        killed: Whether the store was left by a kill, with its log beside it.
        names: The files in which bits are flipped.
    """

    def run(runs: int) -> Tally:
        chance, tally = Random(20260522), Tally()
        with scratch() as place:
            template = _left(place / "template", killed)
            assert not check(_copied(template, place / "whole")), "it notices what is not there"
            for number in range(runs):
                copy = _copied(template, place / str(number))
                which = flip(copy, chance, names)
                tally.add(1, [] if check(copy) else [f"nobody noticed {which}"])
                shutil.rmtree(copy)
        return tally

    return run


def _left(home: Path, killed: bool) -> Path:
    """Make a store with some notes in it that was killed, and closed again where wanted."""
    kill_after(home, "none", 80, Heard())
    if not killed:
        opened(home).close()
    return home


def _copied(home: Path, to: Path) -> Path:
    return Path(shutil.copytree(home, to))


CAMPAIGNS = (
    Campaign(
        "P6",
        "a bit flipped in a closed store",
        flips(opening_notices, killed=False),
        full=200,
        slice=20,
        control=True,
    ),
    Campaign(
        "P6",
        "a bit flipped in the log after a kill",
        flips(opening_notices, killed=True, names=("store.db-wal",)),
        full=200,
        slice=20,
        control=True,
    ),
)
