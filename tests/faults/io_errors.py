"""Every call that writes to the store fails once, with each error that a disk gives.

Nothing acknowledged may be lost or doubled, and the user must be told, every time.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from tests.faults.campaign import Campaign, Mutant, Runs, Tally
from tests.faults.checking import Heard, losses
from tests.faults.opening import KEPT, begun
from tests.faults.processes import running
from tests.faults.scratch import scratch
from tests.faults.stubborn import Report, open_and_close, write
from tests.faults.trace import no_strace

WRITING = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate")
ERRORS = ("EIO", "ENOSPC")
HARMLESS = {
    "home": "SQLite does not look at what syncing the folder says, once its log is new",
    "store.lock": "it holds the number of the process, for one sentence",
}
"""Of what failing calls the user need not know, and why."""

_PATH = re.compile("<(.*?)>")

Work = Callable[[Path, str, Connection], None]


@dataclass(frozen=True)
class Fault:
    """One call that fails."""

    call: str
    which: int
    """The how many-th of its kind."""
    error: str

    @property
    def option(self) -> str:
        """How strace is told."""
        return f"inject={self.call}:error={self.error}:when={self.which}"


@dataclass(frozen=True)
class Watched:
    """A run that was watched."""

    report: Report
    calls: Counter[str]
    """How often each call was made on the store."""
    failed: str
    """What the call that failed was made on: `store.db`; empty where none failed."""


def no_injection() -> str:
    """Return why calls cannot be made to fail here; empty where they can."""
    scope = Path("/proc/sys/kernel/yama/ptrace_scope")
    if os.geteuid() and scope.exists() and scope.read_text("ascii").strip() != "0":
        return "strace may not be attached to a running process here"
    return no_strace()


def watched(work: Work, home: Path, mutant: str, fault: Fault | None) -> Watched:
    """Run a workload with one call failing, or none."""
    log = home.parent / "calls"
    with running(work, home, mutant) as (_, pipe):
        command = [
            "strace",
            "-y",
            "-p",
            str(pipe.recv()),
            "-o",
            str(log),
            "-e",
            f"trace={','.join(WRITING)}",
        ]
        command += ["-e", fault.option] if fault else []
        for path in (home, *(home / name for name in KEPT)):
            command += ["-P", str(path)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr
            assert "attached" in strace.stderr.readline()
            pipe.send("go")
            report = pipe.recv()
            pipe.close()
    lines = log.read_text().splitlines()
    calls = Counter(line.partition("(")[0] for line in lines)
    hit = [_PATH.findall(line)[0] for line in lines if "(INJECTED)" in line]
    return Watched(report, calls, Path(hit[0]).name if hit else "")


def faults(work: Work, mutant: str, kinds: Sequence[str]) -> list[Fault]:
    """Return every fault that a workload can meet: each of its calls, with each error."""
    with scratch() as place:
        calls = watched(work, _home(work, place), mutant, None).calls
    return [
        Fault(call, which, error)
        for call in kinds
        for which in range(1, calls[call] + 1)
        for error in ERRORS
    ]


def judged(work: Work, mutant: str, fault: Fault) -> tuple[int, list[str]]:
    """Let one call fail; return what was acknowledged, and what is not as promised."""
    with scratch() as place:
        home = _home(work, place)
        run = watched(work, home, mutant, fault)
        found = losses(home, Heard.of(run.report.said))
    found += [f"not understood: {error}" for error in run.report.untyped]
    silent = not (run.report.warned or run.report.untyped)
    if run.failed and silent and run.failed not in HARMLESS:
        found.append(f"the user is not told of {run.failed}")
    return len(run.report.said), [f"{fault.option}: {each}" for each in found]


def _home(work: Work, place: Path) -> Path:
    return begun(place / "home") if work is write else place / "home"


def failing(work: Work, mutant: str = "none", kinds: Sequence[str] = WRITING) -> Runs:
    """Return what makes the calls of a workload fail: all of them, or about so many.

    The first call of each kind is always among them.
    """

    def run(runs: int) -> Tally:
        found, tally = faults(work, mutant, kinds), Tally()
        step = max(1, len(found) // runs)
        for place, fault in enumerate(found):
            if place % step == 0 or fault.which == 1:
                tally.add(*judged(work, mutant, fault))
        tally.remark = f"{tally.runs} of {len(found)} faults"
        return tally

    return run


ALL = 100_000
"""More faults than there are."""

CAMPAIGNS = (
    Campaign(
        "P5",
        "each call fails while a store is made",
        failing(open_and_close),
        full=ALL,
        slice=20,
        mutants=(
            Mutant("hides its trouble", failing(open_and_close, "silent", ("fsync",)), ALL, 12),
        ),
        unable=no_injection,
    ),
    Campaign(
        "P5",
        "each call fails in a sitting",
        failing(write),
        full=ALL,
        slice=20,
        mutants=(
            Mutant("takes a refused draft for kept", failing(write, "careless"), 60, 15),
            Mutant("automatic checkpoints", failing(write, "automatic", ("fsync",)), ALL, 28),
        ),
        unable=no_injection,
    ),
)
