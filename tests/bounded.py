"""Runs a part of the program in a process that may use only so much time and memory.

A hostile file that got through would take the machine with it: here the kernel ends the process,
and the test says at which file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

_RUNNER = """
import json, resource, sys, time
from pathlib import Path

seconds, megabytes, *cases = json.loads(sys.stdin.read())
statm = Path("/proc/self/statm")
if statm.exists():
    most = int(statm.read_text().split()[0]) * resource.getpagesize() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
for case in cases:
    # The limit is in whole seconds of everything that the process has used so far.
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, hard))
    print(json.dumps([case, check(case)]), flush=True)
"""


def run_bounded(
    program: str, cases: Sequence[str], *, seconds: int = 4, megabytes: int = 256
) -> dict[str, str]:
    """Return what a check says of each case; a case that went out of bounds is not in it.

    Args:
        program: Python that defines `check(case: str) -> str`.
        cases: What it is called with, one after the other.
        seconds: Processor time for each case; up to one second more is let through.
        megabytes: Memory for all of them, beyond what importing took.
    """
    run = subprocess.run(
        [sys.executable, "-c", program + _RUNNER],
        input=json.dumps([seconds, megabytes, *cases]),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    told = dict(json.loads(line) for line in run.stdout.splitlines())
    if len(told) < len(cases):
        reached = cases[len(told)]
        ended = f"ended ({run.returncode}) {run.stderr.strip()[-300:]}"
        told |= {reached: ended}
    return told
