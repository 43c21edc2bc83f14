"""The sender is killed at any instant while a receiver is hostile: each result arrives once.

The receiver is a process of its own that drops requests before and after it has applied them,
answers what servers answer, and counts every effect. Half of the results are re-marks, sealed
while the first ones are under way.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from data.exchange.destinations.https import HttpsDestination
from data.exchange.parcel import Destination, NotDelivered, Parcel, Receipt
from data.exchange.sending import LONGEST_STEP_MS, Sender
from data.record.instant import Instant
from data.store.rows import Document
from data.store.store import Store
from tests.data.store.building import BOOKED, NOON, a_sitting, an_assessment
from tests.faults.campaign import Campaign, Mutant, Runs, Tally
from tests.faults.opening import opened
from tests.faults.processes import kill, running, told
from tests.faults.scratch import scratch

A_KILL = 8
"""Results for each kill; half of them are re-marks."""

TROUBLE = 0.45
"""Share of requests that the receiver makes trouble with."""

LONGEST_LIFE = 12
"""A sender is killed when it has sent so many, at the latest: before it has kept the last ones."""

OPENING_S = 0.2
"""Within this time a sender opens its store."""


@dataclass(frozen=True)
class Place:
    """A receiver that is up."""

    url: str
    authority: Path
    stored: Path


@contextmanager
def receiving(folder: Path, *, naive: bool) -> Iterator[Place]:
    """Run a hostile receiver in a process of its own.

    Args:
        folder: Takes what arrives.
        naive: It knows no content address, and takes every request for a new effect.
    """
    command = [sys.executable, "-m", "tests.servers.https_server", "--folder", str(folder)]
    command += ["--seed", "1", "--trouble", str(TROUBLE), *(["--naive"] if naive else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None and server.stdin is not None
        said = json.loads(server.stdout.readline())
        yield Place(said["url"], Path(said["authority"]), folder / "stored")
        server.stdin.close()


class _Early:
    """A destination that says that something has arrived before it has."""

    def __init__(self, url: str, trust: Path) -> None:
        self._real = HttpsDestination(url, None, trust=trust)

    def put(self, parcel: Parcel) -> Receipt:
        try:
            return self._real.put(parcel)
        except NotDelivered:
            return Receipt(parcel.sha256, "somewhere")

    def close(self) -> None:
        self._real.close()


def send(home: Path, url: str, trust: Path, life: int, early: bool, pipe: Connection) -> None:
    """Send until nothing waits, through hours that pass at once; tell of each result sent."""
    now = NOON.later(life * 1000 * LONGEST_STEP_MS)

    def connect() -> Destination:
        return _Early(url, trust) if early else HttpsDestination(url, None, trust=trust)

    def clock() -> Instant:
        return now

    with opened(home) as store:
        sender = Sender(store, url, connect, clock)
        while store.unsent([url]):
            sender.send(breathe=lambda: pipe.send(1))
            now = now.later(LONGEST_STEP_MS)
        sender.close()


def a_result(number: int, revision: int) -> Document:
    """Return a made-up result of a sitting; the second revision supersedes the first."""
    name = f"result-{number}-{revision}"
    former = f"result-{number}-1" if revision == 2 else None
    told = {"id": name, "revision": revision, "supersedes": former, "text": "made up " * 50}
    body = json.dumps(told).encode()
    digest = hashlib.sha256(body).hexdigest()
    made_at = NOON.wall + number * 10 + revision
    return Document(name, f"sitting-{number}", revision, former, digest, body, made_at)


def seal(store: Store, numbers: range, revision: int, url: str) -> list[Document]:
    """Keep results that are to be sent."""
    made = [a_result(number, revision) for number in numbers]
    for one in made:
        store.append(one.sitting_id, (), BOOKED, document=one, destinations=(url,))
    return made


def kills(*, naive: bool = False, early: bool = False) -> Runs:
    """Return what kills a sender, many times over."""

    def run(runs: int) -> Tally:
        with scratch() as place, receiving(place / "there", naive=naive) as there:
            return _killed(place / "home", there, runs, early=early)

    return run


def _killed(home: Path, there: Place, runs: int, *, early: bool) -> Tally:
    chance, tally = Random(20261125), Tally()
    half = runs * A_KILL // 2
    with opened(home) as store:
        numbers = range(half)
        store.save_bookings(map(an_assessment, numbers), map(a_sitting, numbers))
        sealed = seal(store, numbers, 1, there.url)
    for life in range(runs):
        puts = max(0, chance.randint(-3, LONGEST_LIFE))
        tally.add(_one_life(home, there, life, puts, early), [])
        with opened(home) as store:
            share = range(life * half // runs, (life + 1) * half // runs)
            sealed += seal(store, share, 2, there.url)
    _one_life(home, there, runs, None, early)
    problems = list(wrong(home, there, sealed))
    tally.lost, tally.hurt, tally.problems = len(problems), min(1, len(problems)), problems[:5]
    tally.remark = f"{len(sealed)} results, {half} of them re-marks"
    return tally


def _one_life(home: Path, there: Place, life: int, puts: int | None, early: bool) -> int:
    """Let a sender live for some results, or until it is done; return how many it has sent."""
    sent = 0
    with running(send, home, there.url, there.authority, life, early) as (process, pipe):
        if puts == 0:
            pipe.poll(OPENING_S * (life % 5) / 5)
            kill(process)
        for number in told(pipe):
            sent += number
            if sent == puts:
                kill(process)
    return sent


def wrong(home: Path, there: Place, sealed: list[Document]) -> Iterator[str]:
    """Tell what is missing at the receiver, is there twice, or is not what was sealed."""
    log = (there.stored / "effects.log").read_text("utf-8").split()
    effects = Counter(line.removesuffix(".json") for line in log)
    for one in sealed:
        place = there.stored / f"{one.sha256}.json"
        if not place.exists():
            yield f"{one.id} is missing"
        elif place.read_bytes() != one.body:
            yield f"{one.id} was altered"
        if effects[one.sha256] > 1:
            yield f"{one.id} had {effects[one.sha256]} effects"
    if foreign := effects.keys() - {one.sha256 for one in sealed}:
        yield f"{len(foreign)} documents were never sealed"
    with opened(home) as store:
        if unsent := store.unsent([there.url]):
            yield f"{unsent} are not known to have arrived"
    yield from _wrong_heads(there, sealed)


def _wrong_heads(there: Place, sealed: list[Document]) -> Iterator[str]:
    """Tell of sittings whose newest result is not what the receiver would take for it."""
    found = [json.loads(path.read_bytes()) for path in there.stored.glob("[!.]*.json")]
    superseded = {one["supersedes"] for one in found}
    heads = {one["id"] for one in found if one["id"] not in superseded}
    newest = {one.sitting_id: one.id for one in sealed}
    if lost := set(newest.values()) ^ heads:
        yield f"{len(lost)} sittings have another head"


CAMPAIGNS = (
    Campaign(
        "P8",
        "SIGKILL of the sender, hostile receiver",
        kills(),
        full=76,
        slice=10,
        mutants=(
            Mutant("no content address", kills(naive=True), 20, 6),
            Mutant("delivered before it arrived", kills(early=True), 20, 6),
        ),
    ),
)
