"""The files of one export: a folder of its own, there whole or not at all.

The files are written into a folder with a hidden name, which gets its name in one step when all of
them are on the disk. So nobody ever sends half of an export, or a file of an older one beside the
new ones. Names of files hold a number and no personal data; their contents do, so that the folder
and the files are for their owner only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from data.exchange.errors import ReadBackDiffers, UnsafeName
from data.exchange.folder import told
from data.exchange.open_folder import OpenFolder
from data.record.instant import Instant

_NAME = re.compile(r"[a-z]{1,20}-[0-9]{3,6}\.json", re.ASCII)
_UNFINISHED = re.compile(r"\.([0-9]{8}T[0-9]{9}Z)\.part", re.ASCII)
_LONGEST_EXPORT_MS = 3_600_000
"""What is older and has no name yet was left by an export that was killed."""


def write_export(folder: Path, files: Mapping[str, bytes], now: Instant) -> Path:
    """Write the files of an export into a new folder.

    Args:
        folder: Where the new folder is made; itself made where it is missing.
        files: Contents by name, for example `epa-001.json`.
        now: The present, after which the new folder is called.

    Returns:
        The new folder.

    Raises:
        data.exchange.errors.NotWritten: One of its kinds; there is no new folder.
    """
    if not all(_NAME.fullmatch(name) for name in files):
        raise UnsafeName(folder)
    with told(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear_leftovers(folder, now)
        part, made = folder / f".{_called(now)}.part", folder / _called(now)
        part.mkdir(mode=0o700)
        try:
            _fill(part, files)
            part.rename(made)
        except BaseException:
            _remove(part)
            raise
        with OpenFolder.opened(folder) as opened:
            opened.sync()
        return made


def _called(now: Instant) -> str:
    """Return the name of an export: its time, in UTC, to the millisecond."""
    return f"{now.utc:%Y%m%dT%H%M%S}{now.wall % 1000:03d}Z"


def _fill(part: Path, files: Mapping[str, bytes]) -> None:
    with OpenFolder.opened(part) as opened:
        for name, body in files.items():
            with opened.writing(name, body):
                pass
            if opened.read(name, len(body) + 1) != body:
                raise ReadBackDiffers(part / name)
        opened.sync()


def _clear_leftovers(folder: Path, now: Instant) -> None:
    """Remove what exports that were killed have left: there are names in it."""
    oldest = _called(Instant(now.wall - _LONGEST_EXPORT_MS, 0, ""))
    for path in folder.iterdir():
        unfinished = _UNFINISHED.fullmatch(path.name)
        if unfinished and unfinished[1] < oldest and not path.is_symlink():
            _remove(path)


def _remove(part: Path) -> None:
    """Remove a folder that was not finished, as far as that can be done."""
    with suppress(OSError):
        with OpenFolder.opened(part) as opened:
            for name in filter(_NAME.fullmatch, opened.names()):
                opened.remove(name)
        part.rmdir()
