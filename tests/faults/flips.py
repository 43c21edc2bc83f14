"""One bit of a closed store is flipped; somebody has to notice.

The log is there too where the program was killed: it then holds the newest notes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from data.record.chain import verify
from data.record.errors import RecordError
from data.store.backup import check
from data.store.errors import StoreError
from data.store.recode import recode_all
from tests.faults.campaign import Campaign, Runs, Tally
from tests.faults.checking import Heard, losses
from tests.faults.kills import kill_after
from tests.faults.opening import KEY, SITTING, opened, sound
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


def store_notices(home: Path) -> bool:
    """Open the store and copy it as the program does at its start: is anything wrong with it?"""
    try:
        with opened(home) as store:
            store.make_ready()
            check(store.back_up("start"), KEY)
            return store.lost_commits > 0
    except (StoreError, RecordError):
        return True


def sqlite_notices(home: Path) -> bool:
    """Open a plain store and ask SQLite alone."""
    try:
        with opened(home, None) as store:
            verify(store.lines(SITTING))
            return not sound(store)
    except (StoreError, RecordError):
        return True


def flips(
    notices: Check, *, killed: bool, plain: bool = False, names: tuple[str, ...] = FLIPPED
) -> Runs:
    """Return what flips bits and counts those that nobody notices.

    Args:
        notices: Who has to notice.
        killed: Whether the store was left by a kill, with its log beside it.
        plain: Whether it is not encrypted.
        names: The files in which bits are flipped.
    """

    def run(runs: int) -> Tally:
        chance, tally, idle = Random(20260522), Tally(), 0
        with scratch() as place:
            template, heard = _left(place / "template", killed, plain)
            assert not notices(_copied(template, place / "whole")), "it notices what is not there"
            for number in range(runs):
                copy = _copied(template, place / str(number))
                which = flip(copy, chance, names)
                noticed = notices(copy)
                # A log keeps what was carried over long ago: nothing reads that any more.
                harmless = killed and not noticed and not losses(copy, heard)
                idle += harmless
                tally.add(1, [] if noticed or harmless else [f"nobody noticed {which}"])
                shutil.rmtree(copy)
        tally.remark = f"{idle} hit what nothing reads any more" if killed else ""
        return tally

    return run


def _left(home: Path, killed: bool, plain: bool) -> tuple[Path, Heard]:
    """Make a store with some notes in it that was killed, and closed again where wanted."""
    heard = kill_after(home, "none", 80, Heard())
    if not killed:
        opened(home).close()
    if plain:
        recode_all(home, KEY, None)
    return home, heard


def _copied(home: Path, to: Path) -> Path:
    return Path(shutil.copytree(home, to))


CAMPAIGNS = (
    Campaign(
        "P6",
        "a bit flipped in a closed store",
        flips(store_notices, killed=False),
        full=200,
        slice=20,
    ),
    Campaign(
        "P6",
        "a bit flipped in the log after a kill",
        flips(store_notices, killed=True, names=("store.db-wal",)),
        full=200,
        slice=20,
    ),
    Campaign(
        "P6",
        "a bit flipped in a plain store (control)",
        flips(sqlite_notices, killed=False, plain=True),
        full=200,
        slice=20,
        control=True,
    ),
)
