"""What a delivery into a folder costs, beside a bare loop that writes, flushes and renames.

Run `python tests/benchmarks/bench_folder.py`: 10,000 documents, each with its signature. The loop
writes the same bytes into as many files, but flushes no folder, takes over a name that is taken,
and reads nothing back. They fill their folders in turn: what slows the disk hits them alike.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.exchange.destinations.folder import FolderDestination
from data.exchange.parcel import Parcel
from tests.benchmarks.comparing import Comparison, Figures, column, in_turn, table
from tests.data.exchange.destinations.parcels import new_parcel

WAITING = 10_000
"""How many documents are delivered altogether."""
ROUNDS = 10
LENGTH = 20_000
"""Bytes of a document, about those of a sitting of an hour."""

Deliver = Callable[[Parcel], object]


class Outbox:
    """Documents that nobody has sent yet, made when they are asked for."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._made = 0

    def some(self) -> list[Parcel]:
        """Return the next of them."""
        first, self._made = self._made, self._made + self._count
        return [new_parcel(number, bytes_more=LENGTH) for number in range(first, self._made)]


def write_and_rename(folder: Path, parcel: Parcel) -> None:
    """Write a document and its signature as a bare loop would."""
    signature = parcel.signature.encode()
    for name, body in ((f"{parcel.sha256}.jws", signature), (f"{parcel.sha256}.json", parcel.body)):
        part = folder / f"{name}.part"
        fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(fd, body)
        os.fsync(fd)
        os.close(fd)
        os.rename(part, folder / name)  # noqa: PTH104 - the floor is as bare as it can be


def deliver(outbox: Outbox, way: Deliver) -> Figures:
    """Deliver some documents; return microseconds for each, and the most memory so far in MB."""
    waiting = outbox.some()
    begin = time.perf_counter()
    for parcel in waiting:
        way(parcel)
    taken = time.perf_counter() - begin
    most_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"us": taken * 1e6 / len(waiting), "mb": most_kb / 1024}


def measure_folders(folder: Path, rounds: int, count: int = WAITING) -> list[Comparison]:
    """Compare deliveries into a folder that fills with a bare loop's.

    Args:
        folder: Where to write, on the disk that is to be measured.
        rounds: In how many parts the documents come.
        count: How many documents come altogether.
    """
    places = [folder / name for name in ("floor", "again", "ours")]
    for place in places:
        place.mkdir()
    destination = FolderDestination(places[2])
    ways: dict[str, Deliver] = {
        "floor": partial(write_and_rename, places[0]),
        "again": partial(write_and_rename, places[1]),
        "ours": destination.put,
    }
    each = count // rounds
    taken = in_turn(
        {name: partial(deliver, Outbox(each), way) for name, way in ways.items()}, rounds
    )
    destination.close()
    times = {name: column(figures, "us") for name, figures in taken.items()}
    most = column(taken["ours"], "mb")
    return [
        Comparison("floor again: write, flush, rename", "us", times["floor"], times["again"], None),
        Comparison("document and signature, delivered", "us", times["floor"], times["ours"], 2.0),
        Comparison("memory after all, beside the first part", "MB", most[:1], most[-1:], 1.1),
    ]


def main() -> int:
    """Measure and print; the exit status is 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="default %(default)s")
    parser.add_argument("--documents", type=int, default=WAITING, help="default %(default)s")
    parser.add_argument("--folder", type=Path, help="on which disk (default: a temporary folder)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        measured = measure_folders(Path(name), given.rounds, given.documents)
    print(table(measured))
    return int(any(line.reached == "NO" for line in measured))


if __name__ == "__main__":
    raise SystemExit(main())
