"""What is traced: `python -m tests.faults.child WORK MUTANT FOLDER COUNT`.

Each acknowledgement is one write to a descriptor that nothing else uses, so that a trace shows it
among the writes to the disk.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from data.exchange.destinations.folder import FolderDestination
from data.exchange.folder import write_result
from data.store import transactions
from tests.faults.mutants import MUTANTS
from tests.faults.opening import book, opened, record_of
from tests.faults.results import body_of, name_of, parcel_of
from tests.faults.workloads import take_notes

ACKNOWLEDGED = 200
"""The descriptor that takes the acknowledgements."""

BETWEEN_CHECKPOINTS = 15


def say(line: str) -> None:
    """Acknowledge."""
    os.write(ACKNOWLEDGED, line.encode())


def sitting(home: Path, count: int) -> None:
    """Book, begin and take notes, twice over: the second time on a store that was closed."""
    for _ in range(2):
        with opened(home) as store:
            book(store)
            say("booked")
            record = record_of(store)
            take_notes(record, count // 2, say)
            record.close()


def results(folder: Path, count: int) -> None:
    """Export results, each twice."""
    for number in range(1, count + 1):
        for _ in range(2):
            write_result(folder, name_of(number), body_of(number))
            say(f"result {number}")


def results_without_links(folder: Path, count: int) -> None:
    """Export where files cannot have two names, as on FAT."""

    def no_links(*names: object, **options: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    os.link = no_links
    results(folder, count)


def delivery(folder: Path, count: int) -> None:
    """Deliver documents with their signatures, each twice."""
    destination = FolderDestination(folder)
    for number in range(1, count + 1):
        for _ in range(2):
            destination.put(parcel_of(number))
            say(f"result {number}")


WORK: dict[str, Callable[[Path, int], None]] = {
    "sitting": sitting,
    "results": results,
    "results without links": results_without_links,
    "delivery": delivery,
}


def main(work: str, mutant: str, folder: str, count: str) -> None:
    """Do a workload on a folder as one of the mutants."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), ACKNOWLEDGED)
    transactions.COMMITS_BETWEEN_CHECKPOINTS = BETWEEN_CHECKPOINTS
    MUTANTS[mutant]()
    WORK[work](Path(folder), int(count))


if __name__ == "__main__":
    main(*sys.argv[1:])
