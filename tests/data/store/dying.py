"""Work that is killed at each step it takes on the disk, one process for each step."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from data.store import migrate, statements  # noqa: F401  # loaded once, in the process that forks
from data.store.backup import approve, check
from data.store.key_file import KeyFile
from data.store.recode import recode_all
from data.store.restore import restore
from data.store.store import Store
from tests.data.store.building import NOON
from tests.data.store.canaries import KEY, OTHER_KEY, add_notes

Work = Callable[[Path], None]

_STEPS = frozenset({"open", "os.rename", "os.link", "os.remove", "os.chmod", "os.mkdir"})
"""What Python tells of, before it is done."""


def deaths(work: Work, home: Callable[[], Path]) -> Iterator[tuple[int, Path]]:
    """Kill `work` before its first step on the disk, its second, and so on until it ends.

    Args:
        work: What is killed.
        home: Makes the folder that it works in, anew for each death.

    Yields:
        The number of the step, and the folder as the death left it.
    """
    for step in range(1, 500):
        folder = home()
        if not _died(work, folder, step):
            return
        yield step, folder
    raise AssertionError("it never ended")


def dies_within(work: Work, home: Path, seconds: float) -> bool:
    """Run `work`, kill it after some time; return False where it had ended before."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = _processes().Process(target=_tell, args=(work, home, theirs))
    process.start()
    theirs.close()
    assert ours.recv() == "begin"
    ended = ours.poll(seconds)
    with suppress(ProcessLookupError):  # it had ended by itself
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    ours.close()
    process.close()
    return not ended


def _died(work: Work, home: Path, step: int) -> bool:
    process = _processes().Process(target=_die_before, args=(work, home, step))
    process.start()
    process.join()
    code = process.exitcode
    process.close()
    assert code in (0, -signal.SIGKILL), f"step {step} ended with {code}"
    return bool(code)


def _processes() -> Any:
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.data.store.killing", "tests.data.store.dying"])
    return made


def _tell(work: Work, home: Path, pipe: Connection) -> None:
    pipe.send("begin")
    work(home)
    pipe.send("end")


def _die_before(work: Work, home: Path, step: int) -> None:
    left = step

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in _STEPS and str(home) in str(arguments[0]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    work(home)


def restore_first(home: Path) -> None:
    restore(home, home / "backups" / "000001-hand.db", None, NOON)


def encrypt(home: Path) -> None:
    recode_all(home, None, KEY)


def decrypt(home: Path) -> None:
    recode_all(home, KEY, None)


def copy_for_ever(home: Path) -> None:
    with Store.open(home, KEY) as store:
        while True:
            copy = store.back_up("live")
            check(copy, KEY)
            approve(copy)


def note_for_ever(home: Path) -> None:
    _note(Store.open(home))


def note_for_ever_encrypted(home: Path) -> None:
    _note(Store.open(home, KEY))


def _note(store: Store) -> None:
    while True:
        add_notes(store)


def rewrap(home: Path) -> None:
    """Give the key file another secret."""
    path = home / "store.key"
    found = KeyFile.read(path)
    assert found is not None
    found.with_secret(KEY, OTHER_KEY).write(path)
