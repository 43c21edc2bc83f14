"""Runs a program under strace and reads what it asked of the system, call by call."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

MODELLED = (
    "openat,write,pwrite64,fsync,fdatasync,ftruncate,lseek,fcntl,close,"
    "unlink,unlinkat,rename,renameat,linkat,mkdir"
)
"""The calls that the model of a disk knows."""

REFUSED = (
    "writev,pwritev,pwritev2,sendfile,splice,copy_file_range,fallocate,truncate,mmap,msync,"
    "io_uring_setup,sync_file_range,sync,syncfs,dup,dup2,dup3,"
    "open,creat,link,renameat2,symlink,symlinkat"
)
"""The calls that would write past the model; some are harmless on a file that is not ours."""

_WHOLE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+|0x[0-9a-f]+|\?)(.*)")
_BEGUN = re.compile(r"(\d+) +(\w+)\((.*?),? *<unfinished \.\.\.>")
_RESUMED = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>,? *(.*)\) += (-?\d+|0x[0-9a-f]+|\?)(.*)")


@dataclass(frozen=True, slots=True)
class Call:
    """A call that has returned."""

    name: str
    args: tuple[str, ...]
    result: int
    """Below zero where it failed."""
    rest: str
    """What strace wrote behind the result: the error, and whether it was injected."""


def text(argument: str) -> bytes:
    """Return the bytes of an argument that strace wrote in hexadecimal."""
    return bytes.fromhex(argument.strip('"').replace("\\x", ""))


@cache
def no_strace() -> str:
    """Return why nothing can be traced here; empty where it can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True)
    return "" if tried.returncode == 0 else "strace is not permitted here"


def traced(command: Sequence[str], log: Path, calls: str = f"{MODELLED},{REFUSED}") -> list[Call]:
    """Run a program from the root of the repository; return its calls in the order they ended.

    Args:
        command: The program and its arguments; it must succeed.
        log: Where strace writes.
        calls: Which calls to watch.
    """
    run = subprocess.run([*strace(log, calls), *command], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return calls_in(log)


def strace(log: Path, calls: str) -> list[str]:
    """Return the command in front of a program whose calls are to be written to a file."""
    options = ["-f", "-qq", "-xx", "-s", "9999999", "--seccomp-bpf", "-o", str(log)]
    return ["strace", *options, "-e", f"trace={calls}"]


def calls_in(log: Path) -> list[Call]:
    """Return the calls that strace wrote, in the order they ended."""
    with log.open(encoding="ascii") as lines:
        return list(read_trace(lines))


def read_trace(lines: Iterator[str]) -> Iterator[Call]:
    """Yield the calls of a trace; one that never returned is left out."""
    begun: dict[str, str] = {}
    for line in lines:
        if whole := _WHOLE.match(line):
            _, name, args, result, rest = whole.groups()
        elif resumed := _RESUMED.match(line):
            thread, name, args, result, rest = resumed.groups()
            args = ", ".join(part for part in (begun.pop(thread), args) if part)
        else:
            if unfinished := _BEGUN.match(line):
                begun[unfinished[1]] = unfinished[3]
            continue
        yield Call(name, tuple(args.split(", ")), _number(result), rest)


def _number(result: str) -> int:
    return -1 if result == "?" else int(result, 0)
