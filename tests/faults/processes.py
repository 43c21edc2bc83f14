"""Processes that are killed, starved or traced: forked from one that has loaded everything."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

PRELOADED = [
    "tests.faults.loaded",
    "tests.data.store.killing",
    "tests.data.exchange.destinations.dying",
    "tests.epa_tui.dying",
]
"""What the process that forks has loaded; one list for all tests, for there is one such process."""


def forking() -> Any:
    """Return where processes come from."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(PRELOADED)
    return made


@contextmanager
def running(work: Callable[..., None], *args: object) -> Iterator[tuple[int, Connection]]:
    """Run `work(*args, pipe)` in a process of its own; it is killed when the block is left.

    Yields:
        Its id and our end of the pipe.
    """
    ours, theirs = multiprocessing.Pipe()
    process = forking().Process(target=work, args=(*args, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield process.pid, ours
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def told(pipe: Connection) -> Iterator[Any]:
    """Yield what a process says until it is dead, and what still lies in the pipe then."""
    while True:
        try:
            yield pipe.recv()
        except (EOFError, ConnectionResetError):
            return


def kill(process: int) -> None:
    """End a process as the power or the system would: without asking."""
    os.kill(process, signal.SIGKILL)
