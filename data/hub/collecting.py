"""A pass of the collector: what lies in the inbox and is not in the record yet is taken.

The inbox is listed a part at a time, and what the record has by name is not read again; memory does
not grow with either. Several processes check at once, for that is what takes the time.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from data.hub.checking import ADDRESS, shape
from data.hub.errors import NoRecord
from data.hub.inbox import DOCUMENT, Listed, beside, is_document, open_inbox, stem
from data.hub.record import Record, open_record
from data.hub.working import AT_ONCE, Tally, Work, begin, work

Told = Callable[["Passed"], None]
"""Is told how far a pass is."""


@dataclass(slots=True)
class Passed:
    """What a pass has done so far."""

    listed: int = 0
    """Documents that lie in the inbox."""
    tally: Tally = field(default_factory=Tally)
    """What became of those that were read."""
    quarantine: dict[str, int] = field(default_factory=dict)
    """All of this inbox that are in quarantine after the pass, by the kind of the reason."""
    ended: bool = False


class Collector:
    """Takes the documents of one inbox into one record, pass by pass.

    Args:
        source: Address of the inbox.
        record: Address of the record.
        devices: Public keys that are known; None takes every device.
        processes: How many check at once; 1 checks in this one.

    Raises:
        data.hub.errors.HubError: One of the two cannot be opened.
        data.store.errors.StoreError: The file of the record cannot be opened.
    """

    def __init__(
        self, source: str, record: str, devices: frozenset[str] | None = None, processes: int = 1
    ) -> None:
        self._given = (source, record, devices)
        self._devices, self._processes = devices, processes
        self._inbox = open_inbox(source)
        self._record = open_record(record)
        self._work = Work(self._inbox, self._record, devices)
        self._pool: ProcessPoolExecutor | None = None

    def one_pass(self, told: Told = lambda passed: None) -> Passed:
        """Take what lies in the inbox now; what arrives meanwhile may be left for the next pass.

        Args:
            told: Is called after each part.

        Raises:
            data.hub.errors.HubError: The inbox or the record cannot be used now.
            data.store.errors.StoreError: The file of the record cannot be used now.
        """
        passed = Passed()
        whose = None if self._devices is None else sorted(self._devices)
        self._record.look_again(self._inbox.url, whose, shape())
        for tally in self._done(_tasks(self._wanted(passed))):
            passed.tally += tally
            told(passed)
        passed.quarantine = dict(self._record.quarantined(self._inbox.url))
        passed.ended = True
        told(passed)
        return passed

    def close(self) -> None:
        """Let go of the record, and end the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._record.close()

    def _wanted(self, passed: Passed) -> Iterator[str]:
        """Go through the names of what has to be read."""
        for some in self._inbox.listing():
            passed.listed += sum(is_document(one.name) for one in some)
            yield from wanted(self._record, self._inbox.url, some)

    def _done(self, tasks: Iterator[list[str]]) -> Iterator[Tally]:
        """Do the tasks, in several processes where there is more than one; some wait at a time."""
        first, second = next(tasks, None), next(tasks, None)
        if first is None:
            return
        if second is None or self._processes == 1:
            yield from map(self._work.take, _again(first, second, tasks))
            return
        under_way: deque[Future[Tally]] = deque()
        try:
            for task in _again(first, second, tasks):
                under_way.append(self._started().submit(work, task))
                if len(under_way) > 2 * self._processes:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BrokenProcessPool as error:
            self._pool = None
            raise NoRecord("a process that checks was ended, perhaps for want of memory") from error

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._processes, multiprocessing.get_context("spawn"), begin, self._given
            )
        return self._pool


def wanted(record: Record, source: str, listed: Sequence[Listed]) -> list[str]:
    """Return the names of the documents that have to be read, of a part of a listing.

    Left out is what is kept, and what was set aside and is still the same; a signature that is new
    or another has its document looked at again.

    Args:
        record: What is kept.
        source: Address of the inbox.
        listed: Documents and signatures.
    """
    documents = {one.name: one.mark for one in listed if is_document(one.name)}
    signatures = {
        beside(one.name, DOCUMENT): one.mark for one in listed if one.name not in documents
    }
    aside = record.aside(source, [*{**documents, **signatures}])
    known = record.known([stem(name) for name in documents if _is_address(name)])
    places = record.places(source, [name for name in documents if not _is_address(name)])
    found = [name for name, mark in signatures.items() if name in aside and aside[name][1] != mark]
    for name, mark in documents.items():
        if name in aside:
            new = aside[name][0] not in (mark, mark + shape())
        else:
            new = stem(name) not in known and places.get(name) != mark
        if new:
            found.append(name)
    return list(dict.fromkeys(found))


def _is_address(name: str) -> bool:
    return ADDRESS.fullmatch(stem(name)) is not None


def _tasks(names: Iterable[str]) -> Iterator[list[str]]:
    """Put names together, as many as are kept in one transaction."""
    task: list[str] = []
    for name in names:
        task.append(name)
        if len(task) == AT_ONCE:
            yield task
            task = []
    if task:
        yield task


def _again(
    first: list[str], second: list[str] | None, rest: Iterator[list[str]]
) -> Iterator[list[str]]:
    yield first
    if second is not None:
        yield second
    yield from rest
