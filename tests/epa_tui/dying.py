"""A laptop that dies while it gives or takes a sitting, just before a step that is named."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from data.exchange.handover_contents import entries_of, from_bytes
from data.exchange.handover_file import read_sealed, unseal
from data.record.instant import Instant
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.taking import take
from tests.epa_tui.laptops import MINUTE, SITTING, given
from tests.faults.processes import forking
from tests.screens.acted import shipped
from tests.screens.ticking import NOON

LATER = NOON.later(MINUTE)
ELSEWHERE = Instant(LATER.wall, 7, "boot-two")

Step = tuple[str, str, int]
"""What the system is asked for, in which function, and for which time there."""


def give(home: Path) -> None:
    """Hand the sitting of a store over, into a folder beside it."""
    with Store.open(home) as store:
        record = SittingRecord.open(store, SITTING, shipped().standard)
        given(store, record, shipped(), LATER, home / "stick")
        record.close()


def take_it(home: Path) -> None:
    """Take the file that lies beside a store."""
    (path,) = home.glob("*.handover")
    handed = from_bytes(unseal(read_sealed(path), (home / "passphrase").read_text("utf-8")))
    with Store.open(home) as store:
        take(store, handed, entries_of(handed), ELSEWHERE)


def dies_at(step: Step, work: Callable[[Path], None], home: Path) -> None:
    """Kill `work` in a process of its own, just before it asks the system for something."""
    process = forking().Process(target=_die_at, args=(step, work, home))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    process.close()


def _die_at(step: Step, work: Callable[[Path], None], home: Path) -> None:
    asked, within, left = step

    def watch(frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        if event == "c_call" and getattr(called, "__name__", "") == asked:
            left -= frame.f_code.co_name == within
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    shipped()  # slow to load, the more when watched
    threading.setprofile(watch)
    sys.setprofile(watch)
    work(home)
