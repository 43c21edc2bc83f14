"""What the fault tests are made of: a promise, what is done to it, and mutants that must fail.

A campaign that finds nothing proves nothing by itself: each names programs that differ in one
thing and break the promise, and those it must find out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Self


@dataclass
class Tally:
    """What came of some runs."""

    runs: int = 0
    acknowledged: int = 0
    """How many notes, drafts or results were said to be saved."""
    hurt: int = 0
    """How many runs were not as promised."""
    lost: int = 0
    """How many of them were not there, and whatever else was not as promised."""
    problems: list[str] = field(default_factory=list)
    """The first of those, in words."""
    remark: str = ""
    """What the reader of the table must know, such as what was left out."""

    def add(self, acknowledged: int, problems: Sequence[str]) -> None:
        """Count one more run."""
        self.runs += 1
        self.hurt += bool(problems)
        self.acknowledged += acknowledged
        self.lost += len(problems)
        self.problems.extend(problems[: max(0, 5 - len(self.problems))])

    def __iadd__(self, other: Tally) -> Self:
        self.runs += other.runs
        self.acknowledged += other.acknowledged
        self.hurt += other.hurt
        self.lost += other.lost
        self.problems = [*self.problems, *other.problems][:5]
        self.remark = self.remark or other.remark
        return self


Runs = Callable[[int], Tally]
"""Does something about as many times as it is told, and tells what came of it."""


def always() -> str:
    """Give no reason why something cannot be done here."""
    return ""


@dataclass(frozen=True)
class Mutant:
    """A program that breaks the promise, and has to be found out."""

    name: str
    run: Runs
    full: int
    """How many runs in a full soak."""
    slice: int
    """How many in a slice of it, and in the tests."""


@dataclass(frozen=True)
class Campaign:
    """One promise, and what is done to it."""

    promise: str
    done: str
    run: Runs
    full: int
    slice: int
    mutants: tuple[Mutant, ...] = ()
    unable: Callable[[], str] = always
    """Gives the reason why it cannot run on this machine; empty where it can."""
    control: bool = False
    """True for a row that only shows what would be without the mechanism: it is not judged."""
