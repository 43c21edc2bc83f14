"""Power cuts: a real program's calls are replayed on a disk that forgets what was not synced.

A kill cannot show a missing sync, because the system still has what was written. So the program
runs once under strace, and the folder is rebuilt as thousands of power cuts might have left it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path, PurePath
from random import Random
from typing import TypeAlias

from data.exchange.canonical import address
from tests.faults.campaign import Campaign, Mutant, Runs, Tally
from tests.faults.checking import Heard, losses
from tests.faults.child import ACKNOWLEDGED
from tests.faults.disk import Disk
from tests.faults.inode import Inode
from tests.faults.results import body_of, name_of, parcel_of
from tests.faults.scratch import scratch
from tests.faults.trace import Call, no_strace, text, traced

Judge = Callable[[Path, Sequence[str]], list[str]]
"""Looks at what is left, knowing what was acknowledged; returns what is not as promised."""

Unsynced: TypeAlias = type[Inode] | type[PurePath]
"""Files, or folders."""

VARIANTS = 4
"""How many disks are rebuilt for each instant of a cut."""

NOTES, RESULTS = 60, 40


def judge_sitting(left: Path, said: Sequence[str]) -> list[str]:
    """Open the store that is left."""
    return losses(left / "home", Heard.of(said))


def judge_results(left: Path, said: Sequence[str], nothing: bytes | None = None) -> list[str]:
    """Look at the results that are left: each whole or absent, and none absent that was said.

    Args:
        left: What a cut left.
        said: What was acknowledged.
        nothing: What a file holds that counts as absent; None where no such file may be.
    """
    told = {int(line.split()[1]) for line in said}
    found: list[str] = []
    for number in range(1, RESULTS + 1):
        path = left / "out" / name_of(number)
        there = path.exists() and path.read_bytes() != nothing
        if there and address(path.read_bytes()) != address(body_of(number)):
            found.append(f"result {number} is not whole")
        if number in told and not there:
            found.append(f"result {number} is gone")
    return found


def judge_delivery(left: Path, said: Sequence[str]) -> list[str]:
    """Look at documents and signatures: each whole or absent, and both there once it was said."""
    told = {int(line.split()[1]) for line in said}
    found: list[str] = []
    for number in range(1, RESULTS + 1):
        sent = parcel_of(number)
        for ending, whole in (("json", sent.body), ("jws", sent.signature.encode())):
            path = left / "out" / f"{sent.sha256}.{ending}"
            if path.exists() and path.read_bytes() != whole:
                found.append(f"the {ending} of document {number} is not whole")
            if number in told and not path.exists():
                found.append(f"the {ending} of document {number} is gone")
    return found


@cache
def calls_of(work: str, mutant: str, count: int) -> tuple[Path, tuple[Call, ...]]:
    """Trace the program once; return the folder that it worked in, and its calls."""
    with scratch() as root:
        folder = root / ("home" if work == "sitting" else "out")
        if work != "sitting":
            folder.mkdir()
        arguments = [work, mutant, str(folder), str(count)]
        command = [sys.executable, "-m", "tests.faults.child", *arguments]
        return root, tuple(traced(command, root / "calls"))


def replays(calls: Sequence[Call], root: Path, judge: Judge, runs: int, by_file: bool) -> Tally:
    """Cut the power at `runs` chosen instants of a trace and judge what is left each time."""
    chance, tally = Random(20260520 + by_file), Tally()
    disk, said = Disk(root, by_file=by_file), list[str]()
    effects = _effects(calls, root)
    instants = sorted(chance.choices(effects, k=-(-runs // VARIANTS)))
    for place, call in enumerate(calls):
        while instants and instants[0] == place:
            instants.pop(0)
            for _ in range(min(VARIANTS, runs - tally.runs)):
                with scratch() as left:
                    disk.cut(left, chance)
                    tally.add(len(said), judge(left, said))
        if call.name == "write" and call.args[0] == str(ACKNOWLEDGED):
            said.append(text(call.args[1]).decode())
        else:
            disk.take(call)
    return tally


def _effects(calls: Sequence[Call], root: Path) -> list[int]:
    """Return the calls after which something was written, renamed, synced or acknowledged."""
    disk = Disk(root, by_file=True)
    return [
        place + 1
        for place, call in enumerate(calls[:-1])
        if disk.take(call) or (call.name == "write" and call.args[0] == str(ACKNOWLEDGED))
    ]


def cuts(work: str, mutant: str = "none", unsynced: Unsynced | None = None) -> Runs:
    """Return what cuts the power under a workload.

    Args:
        work: Of `tests.faults.child.WORK`.
        mutant: Of `tests.faults.mutants.MUTANTS`.
        unsynced: The kind of thing whose syncs are left out of the trace: a program that does not
            make these calls would have made all the others.
    """
    judge, count = _JUDGED[work]

    def run(runs: int) -> Tally:
        root, calls = calls_of(work, mutant, count)
        kept = calls if unsynced is None else without_syncs(calls, root, unsynced)
        tally = Tally()
        for by_file, share in ((True, runs // 2), (False, runs - runs // 2)):
            tally += replays(kept, root, judge, share, by_file)
        return tally

    return run


def without_syncs(calls: Sequence[Call], root: Path, unsynced: Unsynced) -> list[Call]:
    """Return a trace without the syncs of files, or of folders."""
    disk, kept = Disk(root, by_file=True), list[Call]()
    for call in calls:
        gone = call.name in ("fsync", "fdatasync") and isinstance(disk.opened(call), unsynced)
        if not gone:
            kept.append(call)
        disk.take(call)
    return kept


_JUDGED: dict[str, tuple[Judge, int]] = {
    "sitting": (judge_sitting, NOTES),
    "results": (judge_results, RESULTS),
    # Without links the name is reserved first: an empty file is not half a result.
    "results without links": (partial(judge_results, nothing=b""), RESULTS),
    "delivery": (judge_delivery, RESULTS),
}

CAMPAIGNS = (
    Campaign(
        "P2",
        "power cut in a sitting, replayed",
        cuts("sitting"),
        full=3000,
        slice=400,
        mutants=(
            Mutant("synchronous NORMAL", cuts("sitting", "NORMAL"), 400, 100),
            Mutant("synchronous OFF", cuts("sitting", "OFF"), 400, 100),
            Mutant("folder is not synced", cuts("sitting", unsynced=PurePath), 400, 100),
            Mutant("acknowledges before the commit", cuts("sitting", "early"), 400, 100),
        ),
        unable=no_strace,
    ),
    Campaign(
        "P10",
        "power cut in an export, replayed",
        cuts("results"),
        full=3000,
        slice=400,
        mutants=(
            Mutant("file is not synced", cuts("results", unsynced=Inode), 400, 100),
            Mutant("folder is not synced", cuts("results", unsynced=PurePath), 400, 100),
        ),
        unable=no_strace,
    ),
    Campaign(
        "P10",
        "power cut in an export without links",
        cuts("results without links"),
        full=3000,
        slice=200,
        mutants=(
            Mutant("file is not synced", cuts("results without links", unsynced=Inode), 400, 100),
            Mutant(
                "folder is not synced", cuts("results without links", unsynced=PurePath), 400, 100
            ),
        ),
        unable=no_strace,
    ),
    Campaign(
        "P10",
        "power cut in a delivery, replayed",
        cuts("delivery"),
        full=3000,
        slice=200,
        mutants=(
            Mutant("file is not synced", cuts("delivery", unsynced=Inode), 400, 100),
            Mutant("folder is not synced", cuts("delivery", unsynced=PurePath), 400, 100),
        ),
        unable=no_strace,
    ),
)
