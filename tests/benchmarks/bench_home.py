"""Whether home gets slower with the years: `python -m tests.benchmarks.bench_home`.

The same keys on a store of 10 assessments and on one of 10,000, in one run and in turn: the first
paint, a key of a search, and the key that goes on to the next filter.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.comparing import Comparison, Figures, column, in_turn, percentile, table
from tests.benchmarks.programs import ROOT, SETTLE_S, python, start_ours
from tests.benchmarks.stores import FIRST_TODAY, build_years
from tests.benchmarks.watched import Watched

FEW, MANY = 10, 10_000
PASSES = 6
"""How often the keys are gone through in one run."""
IDLE_CPU_S = 0.03
"""Processor time that an idle program takes in a second, at most."""
PAUSE_S = 0.12
"""Time between two keys, in seconds: whatever the last one started is over."""

GOALS = {"filter": 1.6}
"""Ten assessments do not fill the screen: with many, sixteen lines are painted in place of ten."""

Keys = Callable[[Watched], Iterator[float]]
"""Presses keys, and gives the time from each to the screen, in milliseconds."""


def _timed(ours: Watched, key: str, *texts: str) -> float:
    pressed = ours.press(key)
    shown = ours.wait(lambda seen: seen.shows(*texts))
    ours.rest(PAUSE_S)
    return (shown - pressed) * 1000


def narrow(ours: Watched) -> Iterator[float]:
    """Type what leaves one of ten, and take it back."""
    ours.press("/")
    ours.rest(PAUSE_S)
    _timed(ours, "testa example0000", "10 found")
    for number in range(PASSES):
        yield _timed(ours, str(number), " 1 found")
        yield _timed(ours, "\x7f", "10 found")


def wide(total: int, ours: Watched) -> Iterator[float]:
    """Type what leaves everybody or nobody: the list is as long as it can be, then empty."""
    ours.press("/")
    ours.rest(PAUSE_S)
    _timed(ours, "exampl", f"{total} found")
    for _ in range(PASSES):
        yield _timed(ours, "q", "Nobody is found")
        yield _timed(ours, "\x7f", f"{total} found", "Example00001")


def filters(ours: Watched) -> Iterator[float]:
    """Go through the filters."""
    for _ in range(PASSES):
        yield _timed(ours, "f", "open: ")
        yield _timed(ours, "f", "to judge: ")
        yield _timed(ours, "f", "due: ")
        yield _timed(ours, "f", " in all")


def _let_idle(ours: Watched) -> None:
    """Wait until the start is over, with the copy of the store that it makes and checks."""
    busy = True
    while busy:
        before = ours.cost().cpu_s
        ours.rest(SETTLE_S)
        busy = ours.cost().cpu_s - before > IDLE_CPU_S


def pressing(home: Path, keys: Keys) -> Figures:
    """Open home on a store and press keys; return their times."""
    with Watched(python("-m", "epa_tui", "--home", home), ROOT) as ours:
        ours.wait(lambda seen: seen.shows(FIRST_TODAY, "Help"))
        _let_idle(ours)
        taken = list(keys(ours))
    return {"p50": percentile(taken, 50)}


def measure(folder: Path, rounds: int) -> list[Comparison]:
    """Compare home with few assessments and with many."""
    homes = {count: folder / f"years-{count}" for count in (FEW, MANY)}
    for count, home in homes.items():
        if not home.exists():
            build_years(home, count)
    painted = _taken(homes, rounds * 6, lambda _: start_ours)
    lines = [_line("first paint", "ms", "ms", 1.1, painted)]
    presses: dict[str, Callable[[int], Keys]] = {
        "narrow search": lambda _: narrow,
        "wide search": lambda count: partial(wide, count),
        "filter": lambda _: filters,
    }
    for what, keys in presses.items():
        taken = _taken(homes, rounds, _run(keys))
        lines.append(_line(f"{what} key to screen", "p50", "ms", GOALS.get(what, 1.3), taken))
    return lines


def _run(keys: Callable[[int], Keys]) -> Callable[[int], Callable[[Path], Figures]]:
    """Return what presses the keys of a store with so many assessments."""
    return lambda count: partial(pressing, keys=keys(count))


def _taken(
    homes: dict[int, Path], rounds: int, run: Callable[[int], Callable[[Path], Figures]]
) -> dict[str, list[Figures]]:
    return in_turn({str(n): partial(run(n), home) for n, home in homes.items()}, rounds)


def _line(
    what: str, figure: str, unit: str, goal: float, taken: dict[str, list[Figures]]
) -> Comparison:
    few, many = (column(taken[str(count)], figure) for count in (FEW, MANY))
    return Comparison(f"{what}, {MANY:,} beside {FEW}", unit, few, many, goal)


def main() -> int:
    """Measure and print; the exit status is 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="default %(default)s")
    parser.add_argument("--stores", type=Path, help="keep the stores in this folder")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="epa-bench-") as name:
        lines = measure(given.stores or Path(name), given.rounds)
    print(table(lines))
    return int(any(line.reached == "NO" for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
