"""Keeps images of the program's memory off the disk. Imported at every start: nothing slow here."""

from __future__ import annotations


def no_core_dumps() -> None:
    """Let no image of the memory be written when the process dies: it holds names and notes."""
    try:
        import resource

        # One byte, not none: Linux hands a dump to a program such as systemd-coredump whatever the
        # limit is, unless it is 1 (`fs/coredump.c`). No file is as small as that.
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (min(1, most) if most >= 0 else 1, most))
    except (ImportError, OSError, ValueError):
        return
