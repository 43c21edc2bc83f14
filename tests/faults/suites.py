"""Promises that tests of the suite show: run with larger numbers, and against mutants.

A run is a test here. Each row names its tests; a mutant that all of them pass would be a promise
that nothing shows.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults.campaign import Campaign, Mutant, Tally
from tests.faults.mutated import VARIABLE

ROOT = Path(__file__).parents[2]
_COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped)")


FULL, SLICE = 2, 1
"""How a soak asks for all of the tests, or for those that a slice has time for."""


@dataclass(frozen=True)
class Tests:
    """Tests of the suite that show a promise."""

    files: tuple[str, ...]
    """As pytest names them."""
    some: str
    """What a slice, and a mutant, has time for: an expression of pytest's `-k`."""

    def run(self, runs: int, mutant: str = "") -> Tally:
        """Run them in a process of their own, against a mutant or ours."""
        few = ["-k", self.some] if self.some and (mutant or runs < FULL) else []
        # Of a mutant it is enough to see it fail once.
        plugin = ["-x", "-p", "tests.faults.mutated"] if mutant else []
        environment = {**os.environ, VARIABLE: mutant}
        if runs >= FULL:
            environment["EPA_TUI_EVERY_CLOCK"] = "yes"
        command = [sys.executable, "-m", "pytest", "-q", "--tb=line", *plugin, *few, *self.files]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        return _tally(done.stdout)


def _tally(output: str) -> Tally:
    """Read how many tests passed and which did not."""
    lines = output.strip().splitlines() or [""]
    counted = {what.rstrip("s"): int(number) for number, what in _COUNT.findall(lines[-1])}
    failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
    wrong = counted.get("failed", 0) + counted.get("error", 0)
    tally = Tally(counted.get("passed", 0) + wrong, hurt=wrong, lost=wrong, problems=failed[:5])
    if not counted:
        tally.lost, tally.problems = 1, [lines[-1]]
    if skipped := counted.get("skipped"):
        tally.remark = f"{skipped} cannot run here"
    return tally


def row(promise: str, done: str, tests: Tests, *mutants: str) -> Campaign:
    """Return the campaign that runs tests, and lets them fail against mutants."""
    against = (Mutant(name, partial(tests.run, mutant=name), SLICE, SLICE) for name in mutants)
    return Campaign(promise, done, tests.run, FULL, SLICE, tuple(against))


def _in(folder: str, *names: str, some: str = "") -> Tests:
    return Tests(tuple(f"tests/{folder}/test_{name}.py" for name in names), some)


_TERMINAL = ("pastes", "huge_pastes", "resizes", "small", "suspended")
_FEW_CLOCKS = "running and not counts and not left and not answer"
"""Sleeps and clocks that were moved, of which nobody is asked."""

CAMPAIGNS = (
    row(
        "P4",
        "pastes, resizes, signals, bad bytes, the shell",
        _in("epa_tui", *_TERMINAL, some="test_pastes"),
        "pastes as Textual takes them",
    ),
    row(
        "P11",
        "canaries looked for in every file",
        _in("data/store", "encryption", "private_files", some="encryption"),
        "nothing is encrypted",
    ),
    row(
        "P12",
        "12 widgets x 8 hostile texts",
        _in("epa_tui", "hostile_widgets", some="Static"),
        "no guard before the terminal",
    ),
    row(
        "P13",
        "attacks on the record",
        _in("data/store", "verifying", "comparing", some="tail or swapped"),
        "signed heads are not compared",
    ),
    row(
        "P14",
        "apprentices erased",
        _in("data/store", "erasing", some="person or twice"),
        "backups are left alone",
        "the key stays",
    ),
    row(
        "P15",
        "the table of clocks",
        _in("faults", "clock_table", "timeline", some=_FEW_CLOCKS),
        "time by the wall clock alone",
        "jumps are not noticed",
    ),
    row(
        "P16",
        "backups and restores, also killed",
        _in("data/store", "backup", "restore", "recode", "thinning", some="holds or changed"),
        "copies are not checked",
    ),
)
