"""What it costs to send: an encrypted outbox into a folder, and keys typed while the pump runs.

Run `python tests/benchmarks/bench_sending.py`: 10,000 results wait in an encrypted store; they are
read, deciphered, signed, delivered, and their receipts kept. The bare loop writes the same bytes,
flushes and renames, in turn with it.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.exchange.destinations.folder import FolderDestination
from data.exchange.sending import Sender
from data.record.instant import system_clock
from data.store.rows import Document
from data.store.store import Store
from tests.benchmarks import programs
from tests.benchmarks.comparing import Comparison, Figures, column, in_turn, table
from tests.benchmarks.safe import encrypted
from tests.benchmarks.stores import build_live
from tests.data.exchange.destinations.parcels import new_parcel
from tests.data.store.building import BOOKED, a_sitting, an_assessment

WAITING = 10_000
"""How many results wait."""
ROUNDS = 10
LENGTH = 20_000
"""Bytes of a result, about those of a sitting of an hour."""


def queue(store: Store, count: int, url: str) -> None:
    """Put results into a store that are to be sent to a destination."""
    waiting = an_assessment(90_000)
    store.save_bookings([waiting], [a_sitting(90_000, method="M1")])
    for number in range(count):
        parcel = new_parcel(number, bytes_more=LENGTH)
        document = Document(
            parcel.document, "sitting-90000", number + 1, None, parcel.sha256, parcel.body, number
        )
        store.append("sitting-90000", (), BOOKED, document=document, destinations=(url,))


def write_and_rename(folder: Path, name: str, body: bytes) -> None:
    """Write a file as a bare loop would."""
    part = folder / f"{name}.part"
    fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(fd, body)
    os.fsync(fd)
    os.close(fd)
    os.rename(part, folder / name)  # noqa: PTH104 - the floor is as bare as it can be


class Loop:
    """The bare loop over the same results.

    Args:
        folder: Where to.
        signed: With a second file for each: the signature.
    """

    def __init__(self, folder: Path, *, signed: bool) -> None:
        folder.mkdir()
        self._folder, self._signed, self._next = folder, signed, 0

    def some(self, count: int) -> Figures:
        """Write the next results; return microseconds for each."""
        parcels = [new_parcel(self._next + n, bytes_more=LENGTH) for n in range(count)]
        self._next += count
        begun = time.perf_counter()
        for parcel in parcels:
            if self._signed:
                write_and_rename(self._folder, f"{parcel.sha256}.jws", parcel.signature.encode())
            write_and_rename(self._folder, f"{parcel.sha256}.json", parcel.body)
        return {"us": (time.perf_counter() - begun) * 1e6 / count}


def send_some(store: Store, sender: Sender, count: int) -> Figures:
    """Send so many of what waits; return microseconds for each, and the memory in MB."""
    sent = [0]
    begun = time.perf_counter()
    sender.send(
        leaving=lambda: sent[-1] >= count, progress=lambda told: sent.append(told.delivered)
    )
    taken = (time.perf_counter() - begun) * 1e6 / sent[-1]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"us": taken, "mb": most}


@contextmanager
def waiting(folder: Path, count: int) -> Iterator[tuple[Store, Sender]]:
    """Give a store in which results wait, and what sends them."""
    there = folder / "there"
    there.mkdir()
    with encrypted(folder / "home") as store:
        queue(store, count, there.as_uri())
        yield (
            store,
            Sender(store, there.as_uri(), lambda: FolderDestination(there), system_clock()),
        )


def measure_sending(folder: Path, rounds: int, count: int = WAITING) -> list[Comparison]:
    """Compare sending what waits with bare loops, in turn.

    Args:
        folder: On the disk that is to be measured.
        rounds: In how many parts it is sent.
        count: How many results wait.
    """
    each = count // rounds
    with waiting(folder, count + 3 * each) as (store, sender):  # batches are sent whole
        taken = in_turn(
            {
                "results": partial(Loop(folder / "bare", signed=False).some, each),
                "both": partial(Loop(folder / "signed", signed=True).some, each),
                "again": partial(Loop(folder / "again", signed=True).some, each),
                "ours": partial(send_some, store, sender, each),
            },
            rounds,
        )
        sender.close()
    times = {name: column(figures, "us") for name, figures in taken.items()}
    most = column(taken["ours"], "mb")
    return [
        Comparison("floor again: write, flush, rename", "us", times["both"], times["again"], None),
        Comparison("sent, beside both files bare", "us", times["both"], times["ours"], 2.0),
        Comparison("sent, beside results alone bare", "us", times["results"], times["ours"], 2.0),
        Comparison("memory after all, beside the first part", "MB", most[:1], most[-1:], 1.1),
    ]


def measure_keys(folder: Path, rounds: int) -> list[Comparison]:
    """Compare keys in the note line while the pump sends with keys while nothing waits."""
    homes = {}
    for name in ("quiet", "sending"):
        homes[name] = folder / name
        build_live(homes[name], system_clock()())
        there = folder / f"{name}-there"
        there.mkdir()
        settings = f'destinations = ["{there.as_uri()}"]\n'
        (homes[name] / "settings.toml").write_text(settings, "utf-8")
        with encrypted(homes[name]) as store:
            queue(store, WAITING // 5 if name == "sending" else 0, there.as_uri())

    def typed(name: str) -> Figures:
        opened = partial(programs.open_live_note, homes[name], folder / "typed")
        return programs.type_letters(opened, 1)

    ways = {"floor": "quiet", "again": "quiet", "ours": "sending"}
    taken = in_turn({way: partial(typed, name) for way, name in ways.items()}, rounds)
    lines = []
    for figure in ("p50", "p99"):
        floor, again, ours = (column(taken[way], figure) for way in ways)
        lines.append(Comparison(f"floor again: key, {figure}", "ms", floor, again, None))
        lines.append(Comparison(f"key while the pump sends, {figure}", "ms", floor, ours, 1.1))
    return lines


def main() -> int:
    """Measure and print; the exit status is 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="default %(default)s")
    parser.add_argument("--results", type=int, default=WAITING, help="default %(default)s")
    parser.add_argument("--only", choices=("folder", "keys"), default="")
    given = parser.parse_args()
    measured: list[Comparison] = []
    with tempfile.TemporaryDirectory() as name:
        if given.only != "keys":
            measured += measure_sending(Path(name), given.rounds, given.results)
        if given.only != "folder":
            measured += measure_keys(Path(name), max(3, given.rounds // 2))
    print(table(measured))
    print(f"load {os.getloadavg()[0]:.1f}")
    return int(any(line.reached == "NO" for line in measured))


if __name__ == "__main__":
    raise SystemExit(main())
