"""Several collectors at once, and collectors that are killed: nothing lost, nothing twice.

`EPA_TUI_HUB_KILLS` says how many are killed (default 4).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.data.hub.looking import addresses, reasons, rows
from tests.data.hub.making import fill, put

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("EPA_TUI_HUB_KILLS", "4"))


def collector(folder: Path, record: str, *more: str) -> subprocess.Popen[bytes]:
    words = ["collect", "--from", folder.as_uri(), "--into", record, "--once", *more]
    return subprocess.Popen(
        [sys.executable, "-m", "epa_tui", *words],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def test_four_collectors_at_once_take_each_document_once(folder: Path, record: str) -> None:
    there = fill(folder, 150)
    put(folder, b"{}")

    running = [collector(folder, record, "--processes", "1") for _ in range(4)]
    ended = [one.communicate(timeout=300) for one in running]

    assert [(one.returncode, err) for one, (_, err) in zip(running, ended, strict=True)] == [
        (1, b"")
    ] * 4
    assert addresses(record) == sorted(there)
    assert list(reasons(record).values()) == ["not in order"]


def test_collectors_that_are_killed_lose_nothing(folder: Path, record: str) -> None:
    """Each is killed after another number of documents; the inbox grows meanwhile."""
    chance = random.Random(4)
    there: list[str] = []
    for number in range(KILLS if record.startswith("postgresql:") else KILLS // 2):
        new = (60, 150)[number % 2]  # of so many, two processes have a part each
        there += fill(folder, new, begin=len(there))
        running = collector(folder, record, "--processes", str(1 + number % 2))
        enough = len(there) - chance.randrange(new)
        while running.poll() is None and _kept(record) < enough:
            # Asked without end, the record's own server would work more than the collectors.
            with suppress(subprocess.TimeoutExpired):
                running.wait(0.005)
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=300)  # as long as a process of it lives, its output is open
        assert set(addresses(record)) <= set(there)

    last = collector(folder, record)
    assert (last.communicate(timeout=300)[1], last.returncode) == (b"", 0)
    assert addresses(record) == sorted(there)
    assert rows(record, "SELECT count(*) FROM quarantine") == [(0,)]


def _kept(record: str) -> int:
    try:
        return int(rows(record, "SELECT count(*) FROM document")[0][0])
    except Exception:  # noqa: BLE001 - its tables are not made yet
        return 0
