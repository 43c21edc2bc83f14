"""The store's process is killed at any instant; what it had acknowledged must be there."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from data.store import transactions
from tests.faults.campaign import Campaign, Mutant, Runs, Tally
from tests.faults.checking import Heard, losses
from tests.faults.mutants import MUTANTS
from tests.faults.opening import book, opened, record_of
from tests.faults.processes import kill, running, told
from tests.faults.scratch import scratch
from tests.faults.workloads import take_notes

BETWEEN_CHECKPOINTS = 15
KILLS_OF_A_STORE = 25
"""After so many kills the next begins with a new store: a long record takes long to read."""

OPENING_S = 0.2
"""Within this time a process opens a store, or makes a new one."""

NEVER = 10_000_000
"""More notes than any process gets to before it is killed."""


def assess(home: Path, mutant: str, pipe: Connection) -> None:
    """Assess for ever; acknowledge what is durable."""
    transactions.COMMITS_BETWEEN_CHECKPOINTS = BETWEEN_CHECKPOINTS
    MUTANTS[mutant]()
    store = opened(home)
    book(store)
    pipe.send("booked")
    take_notes(record_of(store), NEVER, pipe.send)


def kill_after(
    home: Path, mutant: str, acknowledgements: int, before: Heard, opening_s: float = 0.0
) -> Heard:
    """Kill a process that assesses after some acknowledgements; return all it had given.

    Args:
        home: The store.
        mutant: Of `tests.faults.mutants.MUTANTS`.
        acknowledgements: How many are awaited.
        before: What earlier processes had acknowledged of this store.
        opening_s: How long it may take to open, where no acknowledgement is awaited.
    """
    heard = Heard(booked=before.booked, entries=before.entries)
    with running(assess, home, mutant) as (process, pipe):
        if not acknowledgements:
            pipe.poll(opening_s)
            kill(process)
        for line in told(pipe):
            heard.hear(line)
            if heard.count == acknowledgements:
                kill(process)
    return heard


def kills(mutant: str = "none") -> Runs:
    """Return what kills a program that assesses, many times over."""

    def run(runs: int) -> Tally:
        chance, tally = Random(20260520), Tally()
        while tally.runs < runs:
            with scratch() as place:
                heard = Heard()
                for _ in range(min(KILLS_OF_A_STORE, runs - tally.runs)):
                    awaited = max(0, chance.randint(-3, 30))
                    moment = chance.uniform(0, OPENING_S)
                    heard = kill_after(place / "home", mutant, awaited, heard, moment)
                    tally.add(heard.count, losses(place / "home", heard))
        return tally

    return run


CAMPAIGNS = (
    Campaign(
        "P1",
        "SIGKILL in a sitting",
        kills(),
        full=2000,
        slice=60,
        mutants=(Mutant("acknowledges before the commit", kills("early"), 200, 30),),
    ),
)
