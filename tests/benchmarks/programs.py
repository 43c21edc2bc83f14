"""One run of one program: started, brought to where it is to be measured, and measured.

Floors and ours are driven by the same functions, with the same keys and the same waiting.
"""

from __future__ import annotations

import random
import shutil
import string
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.benchmarks.comparing import Figures, percentile
from tests.benchmarks.stores import FIRST_TODAY
from tests.benchmarks.watched import Watched, settled_environment

ROOT = Path(__file__).resolve().parents[2]
HERE = Path("tests/benchmarks")
KEYS = 150
"""Timed keys of one run."""
MARKS = 30
"""Timed marks of one run."""
IDLE_S = 15.0
"""How long an idle program is watched, in seconds."""
SETTLE_S = 1.0
"""How long a program is left alone before it is measured, in seconds."""
LINE = 36
"""Letters after which the line is emptied: it never has to scroll."""

Open = Callable[[], Watched]
"""Starts a program and brings it to where it is to be measured."""


def python(*arguments: object) -> list[str]:
    """Return the command that starts Python as a user's does."""
    return [sys.executable, *map(str, arguments)]


def run_to_end(*arguments: object) -> Figures:
    """Run a command that shows something and ends; return its time in milliseconds."""
    begun = time.perf_counter()
    subprocess.run(
        python(*arguments),
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
        env=settled_environment(),
    )
    return {"ms": (time.perf_counter() - begun) * 1000}


def start_floor() -> Figures:
    """Start the bare application and wait until all of it is painted."""
    with Watched(python(HERE / "floor.py"), ROOT) as floor:
        return _painted(floor, "Keep", "palette", "Floor")


def start_ours(home: Path) -> Figures:
    """Start epa-tui on a store and wait until today's sittings and its keys are painted."""
    with Watched(python("-m", "epa_tui", "--home", home), ROOT) as ours:
        return _painted(ours, FIRST_TODAY, "Open", "Help")


def start_ready(home: Path) -> Figures:
    """Start epa-tui on a store and wait until the store takes writes."""
    with Watched(python(HERE / "telling.py", home), ROOT) as ours:
        at = ours.wait(lambda seen: seen.title == "ready")
        return {"ms": (at - ours.started) * 1000}


def _painted(program: Watched, *texts: str) -> Figures:
    at = program.wait(lambda seen: seen.shows(*texts))
    return {"ms": (at - program.started) * 1000}


def open_floor() -> Watched:
    """Open the bare application; letters type."""
    floor = Watched(python(HERE / "floor.py"), ROOT)
    floor.wait(lambda seen: seen.shows("Keep", "palette"))
    return floor


def open_floor_table(folder: Path) -> Watched:
    """Open the bare table on a new database."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    floor = Watched(python(HERE / "floor_table.py", folder / "marks.db"), ROOT)
    floor.wait(lambda seen: seen.shows("K0 ", "Middle"))
    return floor


def open_live(built: Path, folder: Path) -> Watched:
    """Open a copy of a sitting under way, and say that the time before counts."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built, folder)
    ours = Watched(python("-m", "epa_tui", "--home", folder), ROOT)
    ours.wait(lambda seen: seen.shows(FIRST_TODAY, "Help"))
    ours.press("\r")
    ours.wait(lambda seen: seen.shows("Does this time count?", "choose"))
    ours.press("1")
    ours.wait(lambda seen: seen.shows("RUNNING", "heard", "saved") and not seen.shows("choose"))
    return ours


def open_live_note(built: Path, folder: Path) -> Watched:
    """Open a sitting under way with letters going to the note line."""
    ours = open_live(built, folder)
    ours.press("n")
    ours.wait(lambda seen: seen.shows("Enter saves"))
    return ours


def open_checklist(built: Path, folder: Path) -> Watched:
    """Open a sitting under way with the cursor on its checklist."""
    ours = open_live(built, folder)
    ours.press("c")
    ours.wait(lambda seen: seen.shows("Checklist   ", "KSBs left"))
    return ours


def type_letters(opened: Open, seed: int) -> Figures:
    """Type letters in an uneven rhythm; return the time from key to screen, in milliseconds."""
    rhythm = random.Random(seed)
    taken: list[float] = []
    with opened() as program:
        program.rest(SETTLE_S)
        cpu = program.cost().cpu_s
        while len(taken) < KEYS:
            typed = _empty_line(program)
            while len(typed) < LINE and len(taken) < KEYS:
                typed += rhythm.choice(string.ascii_lowercase)
                pressed = program.press(typed[-1])
                shown = program.wait(partial(_shows, typed))
                taken.append((shown - pressed) * 1000)
                program.rest(rhythm.uniform(0.03, 0.09))
        cpu = program.cost().cpu_s - cpu
    return _percentiles(taken) | {"cpu": cpu / len(taken) * 1000}


def _empty_line(program: Watched) -> str:
    """Empty the line and begin it with letters that stand nowhere else; return them."""
    program.press("\x15")
    program.rest(0.1)
    program.press("zqzq")
    program.wait(lambda seen: seen.shows("zqzq"))
    program.rest(0.1)
    return "zqzq"


def mark_rows(opened: Open, first: str, keys: Sequence[str]) -> Figures:
    """Mark the row at the cursor again and again; return the time from key to screen.

    Args:
        opened: Starts the program.
        first: What stands on the row at the cursor.
        keys: The keys that mark it, each differently.
    """
    rhythm = random.Random(1)
    taken: list[float] = []
    with opened() as program:
        program.rest(SETTLE_S)
        row = program.line_with(first)
        cpu = program.cost().cpu_s
        for number in range(MARKS):
            before = program.line(row)
            pressed = program.press(keys[number % len(keys)])
            shown = program.wait(partial(_line_differs, row, before))
            taken.append((shown - pressed) * 1000)
            program.rest(rhythm.uniform(0.15, 0.25))
        cpu = program.cost().cpu_s - cpu
    return _percentiles(taken) | {"cpu": cpu / len(taken) * 1000}


def stay_idle(opened: Open) -> Figures:
    """Leave a program alone; return its CPU in seconds per minute and its memory in MB."""
    with opened() as program:
        program.rest(2 * SETTLE_S)
        before, begun = program.cost(), time.monotonic()
        program.rest(IDLE_S)
        after, over = program.cost(), time.monotonic()
    return {"cpu": (after.cpu_s - before.cpu_s) / (over - begun) * 60, "rss": after.rss_mb}


def _percentiles(taken: Sequence[float]) -> dict[str, float]:
    return {"p50": percentile(taken, 50), "p99": percentile(taken, 99)}


def _shows(text: str, seen: Watched) -> bool:
    return seen.shows(text)


def _line_differs(row: int, before: str, seen: Watched) -> bool:
    return seen.line(row) != before
