"""What runs in a process of its own, to be killed or starved there."""

from __future__ import annotations

import multiprocessing
import os
import queue
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from data.record.entries import Noted
from data.store import statements  # noqa: F401  # loaded once, in the process that forks
from data.store.rows import Draft
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from data.store.writer import Append, SaveState, Writer
from tests.data.record.sittings import shipped
from tests.data.store.building import LIVE, NOON, OPENED, a_record

SITTING = "sitting-0"
NEVER = 10_000_000
"""More than any process gets to before it is killed."""


def _processes() -> Any:
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(["tests.data.store.killing"])
    return made


def in_a_process(work: Callable[[Path, Connection], None], home: Path) -> dict[str, Any]:
    """Run `work` in a process of its own; return the one dictionary that it sends."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = _processes().Process(target=work, args=(home, theirs))
    process.start()
    theirs.close()
    try:
        told: dict[str, Any] = ours.recv()
    finally:
        ours.close()
        process.join()
        process.close()
    return told


@dataclass
class Heard:
    """What a process acknowledged before it died."""

    notes: int = 0
    drafts: list[str] = field(default_factory=list)


def kill_after(
    work: Callable[[Path, Connection], None], home: Path, acknowledgements: int
) -> Heard:
    """Run `work`, kill it after some acknowledgements; return all it had acknowledged."""
    heard = Heard()
    with _running(work, home) as (process, pipe):
        for count, (kind, what) in enumerate(_messages(pipe), start=1):
            if kind == "note":
                heard.notes = int(what)
                heard.drafts.clear()
            else:
                heard.drafts.append(what)
            if count == acknowledgements:
                os.kill(process.pid, signal.SIGKILL)
    assert process_died(process)
    return heard


def process_died(process: Any) -> bool:
    """Tell whether it was the signal that ended a process."""
    died: bool = process.exitcode == -signal.SIGKILL
    process.close()
    return died


@contextmanager
def _running(
    work: Callable[[Path, Connection], None], home: Path
) -> Iterator[tuple[Any, Connection]]:
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = _processes().Process(target=work, args=(home, theirs))
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        ours.close()
        process.join()


def _messages(pipe: Connection) -> Iterator[tuple[str, str]]:
    """Yield what still lies in the pipe after the death of the other side, too."""
    while True:
        try:
            yield pipe.recv()
        except (EOFError, ConnectionResetError):
            return


def type_and_save(home: Path, pipe: Connection) -> None:
    """Assess for ever: type notes key by key and save them; acknowledge what is durable."""
    record = _open(home)
    for number in range(record.state.last.seq + 1, NEVER):
        now = NOON.later(number * 1000)
        text = f"note {number}"
        for length in range(1, len(text) + 1):
            record.keep_draft(text[:length], length, now)
            if length % 3 == 0:
                assert record.flush()
                pipe.send(("draft", text[:length]))
        record.add(now, Noted(text), drop_draft=True)
        assert record.flush()
        pipe.send(("note", str(number)))


def acknowledge_too_early(home: Path, pipe: Connection) -> None:
    """Assess for ever as one must not: say that it is saved before it is."""
    record = _open(home)
    for number in range(record.state.last.seq + 1, NEVER):
        record.add(NOON.later(number * 1000), Noted(f"note {number}"), drop_draft=True)
        pipe.send(("note", str(number)))
        assert record.flush()


def _open(home: Path) -> SittingRecord:
    return SittingRecord.open(Store.open(home), SITTING, shipped().standard)


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
        said.get(timeout=20)
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
            "saved at last": writer.close(20),
        }
    )
    store.close()
