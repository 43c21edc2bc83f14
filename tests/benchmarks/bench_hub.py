"""Measure the collector beside a bare COPY: `python -m tests.benchmarks.bench_hub`.

Both write the same bytes into a PostgreSQL server of their own, with fsync, the same compression
and a commit after each hundred documents. Ours also lists, reads, hashes, parses, holds against the
schema and checks two signatures of each document; the start of its processes is in its time.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import psycopg

from data.hub.collecting import Collector
from data.hub.working import AT_ONCE
from tests.benchmarks.comparing import Comparison, Figures, column, in_turn, table
from tests.data.hub.making import fill
from tests.servers.postgres import MISSING, Postgres, programs, running

ROUNDS = 5
DOCUMENTS = 5000
LEAST = 1000
"""Documents in a second that the collector takes on two processors."""

MOST_TIMES = 8.0
"""How many times as long as a bare COPY it may take."""

_BARE = "CREATE TABLE bare (sha256 text, body text COMPRESSION lz4)"


def copy(server: Postgres, folder: Path) -> Figures:
    """Copy the bytes of all documents into a table without a key."""
    names = [path.stem for path in folder.glob("*.json")]
    with psycopg.connect(server.schema(), autocommit=True) as connection:
        connection.execute(_BARE.encode())
        begun = time.perf_counter()
        for place in range(0, len(names), AT_ONCE):
            with connection.cursor() as cursor, cursor.copy("COPY bare FROM STDIN") as rows:
                for name in names[place : place + AT_ONCE]:
                    rows.write_row((name, (folder / f"{name}.json").read_text("utf-8")))
        return {"s": time.perf_counter() - begun}


def collect(server: Postgres, folder: Path, processes: int) -> Figures:
    """Take all documents, then look once more, with nothing new there."""
    begun = time.perf_counter()
    collector = Collector(folder.as_uri(), server.schema(), None, processes)
    try:
        passed = collector.one_pass()
        taken = time.perf_counter()
        again = collector.one_pass()
        ended = time.perf_counter()
    finally:
        collector.close()
    assert passed.tally.taken == passed.listed and again.tally.taken == 0
    return {"s": taken - begun, "again": ended - taken}


def measure(documents: int, rounds: int, processes: int, bin_folder: Path) -> list[Comparison]:
    """Return the comparisons."""
    with tempfile.TemporaryDirectory(prefix="epa-hub-") as name, running(bin_folder) as server:
        folder = Path(name)
        fill(folder, documents)
        bare: Callable[[], Figures] = partial(copy, server, folder)
        taken = in_turn(
            {"floor": bare, "again": bare, "ours": partial(collect, server, folder, processes)},
            rounds,
        )
    floor, ours = column(taken["floor"], "s"), column(taken["ours"], "s")
    idle = column(taken["ours"], "again")
    return [
        Comparison("floor again: bare COPY", "s", floor, column(taken["again"], "s")),
        Comparison(f"{documents} documents taken", "s", floor, ours, MOST_TIMES),
        Comparison("a pass with nothing new", "s", floor, idle, 1.0),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit status is 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args(arguments)
    found = programs()
    if found is None:
        print(MISSING, file=sys.stderr)
        return 2
    load = os.getloadavg()[0]
    lines = measure(given.documents, given.rounds, given.processes, found)
    rates = [given.documents / seconds for seconds in lines[1].ours]
    if given.json:
        plain = [line.plain() for line in lines]
        print(json.dumps({"load": load, "cpus": os.cpu_count(), "lines": plain, "rates": rates}))
    else:
        print(table(lines))
        told = ", ".join(f"{rate:.0f}" for rate in rates)
        print(f"documents in a second, round by round: {told} (at least {LEAST})")
        print(f"{given.rounds} rounds; load before {load:.1f} on {os.cpu_count()} processors")
    missed = any(line.reached == "NO" for line in lines) or max(rates) < LEAST
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
