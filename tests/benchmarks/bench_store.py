"""What a saved note and the lists cost, beside the least that they could cost.

Run `python tests/benchmarks/bench_store.py`; with `--json` for a program. All kinds are measured
in turn within one run, so that whatever else the machine does hits them alike.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.record.chain import link
from data.record.entries import Body, Entry, Mark, Noted, Opened
from data.record.instant import Instant
from data.store.connection import connect
from data.store.rows import Assessment, Draft, Sitting, Summary
from data.store.store import Store
from data.store.upkeep import keep_backup
from tests.benchmarks.safe import KEY, encrypted

Task = Callable[[], object]

NOON = Instant(1_779_000_000_000, 50_000, "boot-one")
HOUR = 3_600_000
LIVE = Summary("live", None, None)
TEXT = "compared three quotes for the camera hire, picked the one in the middle, said why"


def book(store: Store, count: int) -> None:
    """Put so many assessments with two sittings each into a store; an hour apart."""
    store.save_bookings(
        (
            Assessment(
                f"assessment-{n}", f"Example{n:05}", "Testa", f"{1_000_000_000 + n}",
                f"Fictional Films {n % 50}", f"Imaginary College {n % 20}", "ST0792", "1.1", "1",
                0, "", "", None, None, "Pat Pretend",
            )
            for n in range(count)
        ),
        (
            Sitting(
                f"sitting-{n}-{method}", f"assessment-{n}", method, "first", 1,
                NOON.wall + n * HOUR, "", "",
            )
            for n in range(count)
            for method in ("M1", "M2")
        ),
    )  # fmt: skip


class SavedNotes:
    """A sitting to which one note after the other is appended."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name
        self._cipher = store.cipher_of(name)
        self._last: Entry | None = None
        self._add(Opened("ST0792", "1.1", "0" * 64, "M1"))

    def note(self) -> None:
        """Append a note."""
        self._add(Noted(TEXT, (Mark("K8", ""), Mark("P6", "+"))))

    def note_of_a_draft(self) -> None:
        """Append a note, and empty the note line that it was typed on."""
        self._add(Noted(TEXT, (Mark("P6", "+"),)), Draft("", 0, None, NOON))

    def draft(self) -> None:
        """Keep the note line, as at every key."""
        self._store.keep_draft(self._name, Draft(TEXT, len(TEXT), NOON, NOON))

    def _add(self, body: Body, draft: Draft | None = None) -> None:
        seq = self._last.seq if self._last else 0
        self._last = link(body, NOON.later(seq), f"{self._name}-{seq}", self._last, self._cipher)
        self._store.append(self._name, [self._last], LIVE, draft=draft)


@contextmanager
def bare_insert(folder: Path) -> Iterator[Task]:
    """Give one insert and commit under the same driver, key and pragmas: a text, an index."""
    connection = connect(folder / "bare.db", KEY)
    connection.execute(
        "CREATE TABLE note (id INTEGER PRIMARY KEY, of_sitting INTEGER NOT NULL, "
        "body TEXT NOT NULL) STRICT"
    )
    connection.execute("CREATE INDEX by_sitting ON note (of_sitting)")

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO note (of_sitting, body) VALUES (?, ?)", (1, TEXT))
        connection.execute("COMMIT")

    yield insert
    connection.close()


def in_turn(tasks: dict[str, Task], rounds: int) -> dict[str, list[float]]:
    """Run all tasks one after the other, again and again; return milliseconds of each."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            begin = time.perf_counter()
            task()
            taken[name].append((time.perf_counter() - begin) * 1000)
    return taken


def measure_saves(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Measure saved notes beside a bare insert and commit."""
    with bare_insert(folder) as bare, encrypted(folder / "saves") as store:
        book(store, 1000)
        plain = SavedNotes(store, "sitting-1-M1")
        typed = SavedNotes(store, "sitting-2-M1")
        tasks: dict[str, Task] = {
            "bare insert + commit": bare,
            "saved note": plain.note,
            "saved note, line emptied": typed.note_of_a_draft,
            "draft of one key": typed.draft,
        }
        return in_turn(tasks, rounds)


def measure_saves_beside(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Measure saved notes while another thread searches 10,000 assessments, or copies them all."""
    with encrypted(folder / "beside") as store:
        book(store, 10_000)
        notes = SavedNotes(store, "sitting-1-M1")
        searched = _beside(
            partial(store.search, "testa"), "saved note during a search", notes, rounds
        )
        copied = _beside(partial(_copy, store), "saved note during a backup", notes, rounds)
    return searched | copied


def _beside(work: Task, name: str, notes: SavedNotes, rounds: int) -> dict[str, list[float]]:
    """Save notes while another thread does some work without a break."""
    over = threading.Event()

    def go_on() -> None:
        while not over.is_set():
            work()

    working = threading.Thread(target=go_on)
    working.start()
    taken = in_turn({name: notes.note}, rounds)
    over.set()
    working.join()
    return taken


def _copy(store: Store) -> None:
    """Copy the store and check the copy, as every ten minutes."""
    keep_backup(store, "live", time.time())


def measure_lists(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Measure the agenda of a day and the search, with more and more assessments."""
    stores = {count: encrypted(folder / f"lists-{count}") for count in (10, 1_000, 10_000)}
    tasks: dict[str, Task] = {}
    for count, store in stores.items():
        book(store, count)
        until = NOON.wall + 5 * HOUR
        tasks[f"agenda of a day, {count} assessments"] = partial(store.agenda, NOON.wall, until)
        tasks[f"search 'films 7', {count} assessments"] = partial(store.search, "films 7")
        tasks[f"search 'testa', {count} assessments"] = partial(store.search, "testa")
        tasks[f"first page of all, {count} assessments"] = partial(store.search, "")
    try:
        return in_turn(tasks, rounds)
    finally:
        for store in stores.values():
            store.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=1000, help="saves of each kind")
    parser.add_argument("--folder", type=Path, help="where to write (default: a temporary folder)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=wanted.folder) as name:
        taken = measure_saves(Path(name), wanted.rounds)
        taken |= measure_saves_beside(Path(name), max(20, wanted.rounds // 10))
        taken |= measure_lists(Path(name), max(20, wanted.rounds // 10))
    figures = [_figures(name, times, taken) for name, times in taken.items()]
    if wanted.json:
        print(json.dumps(figures, indent=2))
        return
    print(f"{'':42} {'best ms':>8} {'median':>8} {'p95':>8} {'max':>8} {'ratio':>6}")
    for row in figures:
        numbers = " ".join(f"{row[name]:8.3f}" for name in ("best", "median", "p95", "max"))
        print(f"{row['what']:42} {numbers} {row['ratio']:6.2f}")


def _figures(name: str, times: list[float], taken: dict[str, list[float]]) -> dict[str, Any]:
    """Return one line: the ratio is to the bare insert, or to the same list of ten."""
    what, _, many = name.partition(", ")
    base = f"{what}, 10 assessments" if many.endswith("assessments") else "bare insert + commit"
    middle = statistics.median(times)
    return {
        "what": name,
        "best": min(times),
        "median": middle,
        "p95": sorted(times)[int(len(times) * 0.95)],
        "max": max(times),
        "ratio": middle / statistics.median(taken[base]),
    }


if __name__ == "__main__":
    main()
