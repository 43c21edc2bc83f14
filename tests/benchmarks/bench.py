"""Measure epa_tui beside bare applications and bare inserts: `python tests/benchmarks/bench.py`.

Prints one line for each promise: what, the floor's figure, ours, the ratio, the goal, and whether
it is reached. Lines that begin with `floor` set the floor beside itself: the noise of the run.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.record.instant import system_clock
from tests.benchmarks import programs
from tests.benchmarks.bench_folder import measure_folders
from tests.benchmarks.bench_store import measure_saves
from tests.benchmarks.comparing import Comparison, Figures, column, in_turn, table
from tests.benchmarks.stores import build_live, build_years

ROUNDS = 5
MOST_NOTES, MOST_PLANNED = 500, 60
"""Notes and planned questions of the longest sitting that is measured."""
SAVES = 100
"""Saved notes in a round."""


def starting(folder: Path, rounds: int) -> list[Comparison]:
    """Compare the way to the first paint, and to a store that takes writes."""
    homes = {count: folder / f"years-{count}" for count in (10, 1_000, 10_000)}
    for count, home in homes.items():
        build_years(home, count)
    taken = in_turn(
        {
            "floor": programs.start_floor,
            "again": programs.start_floor,
            "ready": partial(programs.start_ready, homes[1_000]),
            **{str(count): partial(programs.start_ours, home) for count, home in homes.items()},
        },
        rounds,
    )
    line = partial(_line, taken, "ms", "ms")
    return [
        line("floor again: first paint", "floor", "again", None),
        line("first paint with today's sittings, 1,000 kept", "floor", "1000", 1.3),
        line("store and ORM ready, 1,000 kept", "floor", "ready", 2.3),
        line("first paint, 10,000 kept beside 10", "10", "10000", 1.1),
    ]


def typing(folder: Path, rounds: int) -> list[Comparison]:
    """Compare a letter in the note line of a long sitting with one in a bare input."""
    built = _live(folder)
    ours = partial(programs.open_live_note, built, folder / "typed")
    taken = in_turn(
        {
            "floor": partial(programs.type_letters, programs.open_floor, 1),
            "again": partial(programs.type_letters, programs.open_floor, 1),
            "ours": partial(programs.type_letters, ours, 1),
        },
        rounds,
    )
    return [
        _line(taken, "p50", "ms", "floor again: key to screen, p50", "floor", "again", None),
        _line(taken, "p50", "ms", "key to screen, 300 notes, p50", "floor", "ours", 1.2),
        _line(taken, "p99", "ms", "floor again: key to screen, p99", "floor", "again", None),
        _line(taken, "p99", "ms", "key to screen, 300 notes, p99", "floor", "ours", 1.2),
        _line(taken, "cpu", "ms CPU", "CPU of a key, 300 notes", "floor", "ours", 1.25),
    ]


def marking(folder: Path, rounds: int) -> list[Comparison]:
    """Compare a mark on the checklist with a bare table's, each with its commit."""
    ours = partial(programs.open_checklist, _live(folder), folder / "marked")
    floor = partial(programs.open_floor_table, folder / "table")
    bare = partial(programs.mark_rows, floor, "K0 ", "pmd")
    taken = in_turn(
        {
            "floor": bare,
            "again": bare,
            "ours": partial(programs.mark_rows, ours, ". P1 ", "+-z"),
        },
        rounds,
    )
    return [
        _line(taken, "p50", "ms", "floor again: mark to screen, p50", "floor", "again", None),
        _line(taken, "p50", "ms", "mark on the checklist, p50", "floor", "ours", 1.3),
    ]


def idling(folder: Path, rounds: int) -> list[Comparison]:
    """Compare what it costs to let the clock run while nobody types."""
    ours = partial(programs.open_live_note, _live(folder), folder / "idle")
    taken = in_turn(
        {
            "floor": partial(programs.stay_idle, programs.open_floor),
            "again": partial(programs.stay_idle, programs.open_floor),
            "ours": partial(programs.stay_idle, ours),
        },
        max(3, rounds // 2),
    )
    return [
        _line(taken, "cpu", "s/min", "floor again: idle CPU", "floor", "again", None),
        _line(taken, "cpu", "s/min", "idle CPU, clock running", "floor", "ours", 1.2),
        _line(taken, "rss", "MB", "memory, 300 notes", "floor", "ours", 2.2),
    ]


def glancing(folder: Path, rounds: int) -> list[Comparison]:
    """Compare the whole instrument with the bare application: pace, horizon, doors and signals.

    The sitting has more notes than anybody takes, and a long plan.
    """
    built = folder / "glancing"
    build_live(built, system_clock()(), notes=MOST_NOTES, planned=MOST_PLANNED)
    ours = partial(programs.open_live_note, built, folder / "glanced")
    shapes: dict[str, programs.Open] = {
        "floor": programs.open_floor,
        "again": programs.open_floor,
        "ours": ours,
    }
    typed = in_turn(
        {name: partial(programs.type_letters, opened, 2) for name, opened in shapes.items()},
        rounds,
    )
    idle = in_turn(
        {name: partial(programs.stay_idle, opened) for name, opened in shapes.items()},
        max(3, rounds // 2),
    )
    return [
        _line(typed, "p50", "ms", "floor again: key to screen, p50", "floor", "again", None),
        _line(typed, "p50", "ms", "key to screen, 500 notes, 60 planned", "floor", "ours", 1.2),
        _line(idle, "cpu", "s/min", "floor again: idle CPU", "floor", "again", None),
        _line(idle, "cpu", "s/min", "idle CPU, 500 notes, 60 planned", "floor", "ours", 1.3),
    ]


def saving(folder: Path, rounds: int) -> list[Comparison]:
    """Compare a saved note with a bare insert and commit."""
    taken = measure_saves(folder, rounds * SAVES)
    bare, saved = taken["bare insert + commit"], taken["saved note, line emptied"]
    return [Comparison("saved note, line emptied", "ms", bare, saved, 2.0)]


def delivering(folder: Path, rounds: int) -> list[Comparison]:
    """Compare deliveries into a folder with a bare loop that writes, flushes and renames."""
    return measure_folders(folder, rounds * 2)


def helping(folder: Path, rounds: int) -> list[Comparison]:
    """Compare `epa-tui --help` with Python alone."""
    bare = partial(programs.run_to_end, "-c", "pass")
    ours = partial(programs.run_to_end, "-m", "epa_tui", "--help")
    taken = in_turn({"floor": bare, "again": bare, "ours": ours}, rounds * 3)
    return [
        _line(taken, "ms", "ms", "floor again: python -c pass", "floor", "again", None),
        _line(taken, "ms", "ms", "epa-tui --help", "floor", "ours", 3.0),
    ]


def _live(folder: Path) -> Path:
    """Return a store with a sitting under way, built when it is needed."""
    built = folder / "live"
    if not built.exists():
        build_live(built, system_clock()())
    return built


def _line(
    taken: dict[str, list[Figures]],
    figure: str,
    unit: str,
    what: str,
    floor: str,
    ours: str,
    goal: float | None,
) -> Comparison:
    bare, mine = column(taken[floor], figure), column(taken[ours], figure)
    return Comparison(what, unit, bare, mine, goal)


BENCHES: dict[str, Callable[[Path, int], list[Comparison]]] = {
    "helping": helping,
    "starting": starting,
    "typing": typing,
    "marking": marking,
    "idling": idling,
    "glancing": glancing,
    "saving": saving,
    "delivering": delivering,
}
"""What can be measured, by name."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit status is 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help="default %(default)s: some 15 minutes"
    )
    parser.add_argument("--only", nargs="+", choices=BENCHES, default=list(BENCHES))
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args(arguments)
    comparisons: list[Comparison] = []
    with tempfile.TemporaryDirectory(prefix="epa-bench-") as name:
        for bench in given.only:
            print(f"measuring: {bench}", file=sys.stderr)
            measured = BENCHES[bench](Path(name), given.rounds)
            print(table(measured), file=sys.stderr)
            comparisons += measured
    load = os.getloadavg()[0]
    if given.json:
        plain = [comparison.plain() for comparison in comparisons]
        print(json.dumps({"load": load, "cpus": os.cpu_count(), "lines": plain}, indent=2))
    else:
        print(table(comparisons))
        print(f"{given.rounds} rounds; load {load:.1f} on {os.cpu_count()} processors")
    return int(any(comparison.reached == "NO" for comparison in comparisons))


if __name__ == "__main__":
    raise SystemExit(main())
