"""What runs in a process of its own, to be starved there."""

from __future__ import annotations

import multiprocessing
import queue
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from data.record.entries import Noted
from data.store import statements  # noqa: F401  # loaded once, in the process that forks
from data.store.rows import Draft
from data.store.store import Store
from data.store.writer import Append, SaveState, Writer
from tests.data.store.building import LIVE, NOON, OPENED, a_record
from tests.faults.processes import forking

SITTING = "sitting-0"


def in_a_process(work: Callable[[Path, Connection], None], home: Path) -> dict[str, Any]:
    """Run `work` in a process of its own; return the one dictionary that it sends."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = forking().Process(target=work, args=(home, theirs))
    process.start()
    theirs.close()
    try:
        told: dict[str, Any] = ours.recv()
    finally:
        ours.close()
        process.join()
        process.close()
    return told


def run_out_of_space(home: Path, pipe: Connection) -> None:
    """Write until the disk takes no more, get room again, and write what had waited."""
    said: queue.Queue[SaveState] = queue.Queue()
    store = Store.open(home)
    writer = Writer(store, said.put)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, most))
    record = a_record([OPENED, *(Noted("x" * 2000) for _ in range(500))])
    submitted = 0
    while writer.state is not SaveState.NOT_SAVED:
        writer.submit(Append(SITTING, (record[submitted],), LIVE))
        submitted += 1
        said.get(timeout=120)
    problem = writer.problem
    for entry in record[submitted : submitted + 3]:
        writer.submit(Append(SITTING, (entry,), LIVE))
        submitted += 1
    writer.submit_draft(SITTING, Draft("typed on the full disk", 4, NOON, NOON))
    writer.flush(0.1)
    acknowledged = len(store.entries(SITTING))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    pipe.send(
        {
            "problem": problem,
            "submitted": submitted,
            "acknowledged": acknowledged,
            "saved at last": writer.close(120),
        }
    )
    store.close()
