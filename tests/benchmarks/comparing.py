"""What is compared with what: figures of interleaved rounds, and the table they are printed in.

A ratio is the median of the ratios of each round, so that what slows the machine for a while slows
both sides of it alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Figures = Mapping[str, float]
"""What one run of one program gave, by name."""

Run = Callable[[], Figures]
"""Runs one program once."""

NOISY = 0.05
"""How far the floor may be from itself before a run is too noisy to judge."""


@dataclass(frozen=True)
class Comparison:
    """One line of the table: a figure of ours beside the same figure of a floor."""

    what: str
    unit: str
    floor: Sequence[float]
    ours: Sequence[float]
    goal: float | None = None
    """The ratio that may not be exceeded; None for a line that only shows the noise."""

    @property
    def ratio(self) -> float:
        """The median of the ratios of each round."""
        return median(mine / bare for mine, bare in zip(self.ours, self.floor, strict=True))

    @property
    def reached(self) -> str:
        """Whether the goal is reached; for a floor beside itself, whether the run is quiet."""
        if self.goal is None:
            return "quiet" if abs(self.ratio - 1) <= NOISY else "NOISY"
        return "yes" if self.ratio <= self.goal else "NO"

    def row(self) -> tuple[str, ...]:
        """Return the line, cell by cell."""
        goal = "" if self.goal is None else f"{self.goal:.2f}"
        floor, ours = _spread(self.floor), _spread(self.ours)
        return (self.what, self.unit, floor, ours, f"{self.ratio:.2f}", goal, self.reached)

    def plain(self) -> dict[str, Any]:
        """Return the line for a program."""
        return {
            "what": self.what,
            "unit": self.unit,
            "floor": list(self.floor),
            "ours": list(self.ours),
            "ratio": self.ratio,
            "goal": self.goal,
            "reached": self.reached,
        }


def in_turn(runs: Mapping[str, Run], rounds: int) -> dict[str, list[Figures]]:
    """Run all programs one after the other, again and again, after one round that does not count.

    Args:
        runs: The programs by name.
        rounds: How often each is run.

    Returns:
        The figures of each program, in the order of the rounds.
    """
    for run in runs.values():
        run()
    taken: dict[str, list[Figures]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            taken[name].append(run())
    return taken


def column(taken: Sequence[Figures], figure: str) -> list[float]:
    """Return one figure of every round."""
    return [figures[figure] for figures in taken]


def percentile(values: Sequence[float], share: int) -> float:
    """Return the smallest value that at least `share` of a hundred are not above."""
    return sorted(values)[max(0, -(-len(values) * share // 100) - 1)]


HEAD = ("what", "unit", "floor median (min-max)", "ours median (min-max)", "ratio", "goal", "ok")
"""The heading of the table."""


def table(comparisons: Sequence[Comparison]) -> str:
    """Return all lines, one below the other."""
    rows = [HEAD, *(comparison.row() for comparison in comparisons)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _spread(values: Sequence[float]) -> str:
    return f"{_short(median(values))} ({_short(min(values))}-{_short(max(values))})"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
