"""What `epa-tui doctor` looks at: one small function for each thing that keeps records safe.

A check says what it found and, where something is wrong, what to do. Nothing is changed, but that
a copy of the key's file takes the place of a damaged one; what is found carries no personal data.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from data.record.instant import Instant, system_clock
from data.rules.counts import counted
from data.standards.own_holidays import read_own_holidays
from data.store import key_file
from data.store.backup import backups, check, remove_copy
from data.store.ballast import NAME as BALLAST
from data.store.connection import is_plain
from data.store.errors import KeyLost, StoreDamaged, StoreError, StoreInUse, StoreLocked
from data.store.file_system import kind_of_drive, refuse_shared_drive
from data.store.leavings import FOLDER, refuse_lost
from data.store.store import NAME, Store
from data.store.upkeep import check_copy
from epa_tui.demonstration import is_demonstration
from epa_tui.destinations import not_arrived
from epa_tui.key_copies import is_encrypted, read_key_file
from epa_tui.settings import read_settings, settings_with_keys
from epa_tui.unlocking import key_of

LITTLE_SPACE, NO_SPACE = 500_000_000, 50_000_000
"""Bytes of free disk below which it warns, and below which it is wrong."""

OLD_BACKUP_DAYS = 7
DAY_S = 86_400


class Verdict(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found."""

    name: str
    verdict: Verdict
    said: str
    """What was found, and what to do."""


def check_all(home: Path) -> Iterator[Check]:
    """Look at everything, one thing after the other.

    Args:
        home: The folder of the store; need not exist.
    """
    yield _settings(home)
    yield from _holidays(home)
    yield from _places(home)
    yield _disk(home)
    yield from _store(home)
    yield _clock()
    yield _core_dumps()
    yield _terminal()


def _ok(name: str, said: str) -> Check:
    return Check(name, Verdict.OK, said)


def _warn(name: str, said: str) -> Check:
    return Check(name, Verdict.WARN, said)


def _bad(name: str, said: str) -> Check:
    return Check(name, Verdict.BAD, said)


def _settings(home: Path) -> Check:
    problems = settings_with_keys(home).problems
    if problems:
        return _warn("settings", " ".join(problems))
    return _ok("settings", "in order")


def _holidays(home: Path) -> Iterator[Check]:
    """Look at the user's own table of holidays, where there is one."""
    own = read_own_holidays(home)
    if own.problems:
        yield _warn("holidays", " ".join(own.problems))
    elif own.names:
        counts = f"{counted(len(own.added), 'day')} added, {len(own.removed)} removed"
        yield _ok("holidays", f"your own table holds: {counts}")


def _places(home: Path) -> Iterator[Check]:
    try:
        refuse_shared_drive(home)
        yield _ok("drive", kind_of_drive(home.resolve()) or "of a kind that is not told")
    except StoreError as error:
        yield _bad("drive", str(error))
    shown = [path for path in _private(home) if path.lstat().st_mode & 0o077]
    links = [path for path in _private(home) if path.is_symlink()]
    if links:
        yield _bad("permissions", f"{links[0]} is a link: find out who put it there, remove it.")
    elif shown:
        yield _bad("permissions", f"Others can read {shown[0]}. Run: chmod go-rwx {shown[0]}")
    else:
        yield _ok("permissions", "files and folders are yours alone")


def _private(home: Path) -> Iterator[Path]:
    """Go through what only its owner may read."""
    names = (NAME, f"{NAME}-wal", key_file.NAME, BALLAST, "store.lock", "backups", "crashes")
    paths = [home, *(home / name for name in names), *(home / "backups").glob("*")]
    yield from (path for path in paths if path.is_symlink() or path.exists())


def _disk(home: Path) -> Check:
    there = next(path for path in (home, *home.parents) if path.exists())
    free = shutil.disk_usage(there).free
    said = f"{free / 1e9:.1f} GB free"
    if free < NO_SPACE:
        return _bad("disk", f"{said}: free some space before the next sitting.")
    if free < LITTLE_SPACE:
        return _warn("disk", f"{said}: free some space soon.")
    return _ok("disk", said)


def _store(home: Path) -> Iterator[Check]:
    if not (home / NAME).exists():
        try:
            refuse_lost(home / NAME, home / FOLDER)
            yield _ok("store", "there is none yet: start `epa-tui`")
        except StoreDamaged as error:
            yield _bad("store", str(error))
        return
    try:
        key = key_of(home)
    except StoreError as error:
        yield from _closed(home, error)
        return
    if key is None and is_encrypted(home / NAME):
        yield from _closed(home, KeyLost(home / key_file.NAME))
        return
    yield _encryption(home)
    try:
        with Store.open(home, key) as store:
            yield _ok("lock", "nobody else has the store open")
            yield from _opened(store)
    except StoreInUse as error:
        yield _warn("lock", str(error))
    except StoreDamaged as error:
        yield _bad("store", str(error))
        yield from _damage(home, key)
    except StoreError as error:
        yield _bad("store", str(error))
    yield _backups(home, key)


def _closed(home: Path, error: StoreError) -> Iterator[Check]:
    """Say that the store was not opened, and what to do, once."""
    encryption = _encryption(home)
    yield encryption
    if encryption.verdict is Verdict.BAD:
        yield _warn("store", "not looked at, nor were its backups")
    else:
        said = _warn if isinstance(error, StoreLocked) else _bad
        yield said("store", f"not looked at, nor were its backups. {error}")


def _damage(home: Path, key: bytes | None) -> Iterator[Check]:
    from data.store.restore import tell_damage

    for line in tell_damage(home, key):
        yield _bad("damage", line)


def _encryption(home: Path) -> Check:
    if is_demonstration(home):
        return _ok("encryption", "the demonstration is not encrypted; its apprentices are invented")
    if is_plain(home / NAME):
        if read_settings(home).encryption == "off":
            return _warn("encryption", "switched off by the settings: use an encrypted disk")
        return _bad("encryption", "The store is not encrypted. Run `epa-tui encryption on`.")
    try:
        found = read_key_file(home)
    except StoreError as error:
        return _bad("encryption", str(error))
    if found is None:
        return _bad("encryption", str(KeyLost(home / key_file.NAME)))
    ways = found.ways
    if key_file.RECOVERY not in ways:
        return _warn("encryption", "There is no recovery key. Run `epa-tui encryption recovery`.")
    return _ok("encryption", f"on; opens by {', '.join(sorted(ways))}")


def _opened(store: Store) -> Iterator[Check]:
    yield _read_whole(store)
    if store.lost_commits:
        yield _bad(
            "log",
            f"The end of the log cannot be read: {store.lost_commits} saved steps may be missing. "
            "Look at the last sitting, and at the newest backup.",
        )
    late = not_arrived(store, read_settings(store.path.parent))
    yield from (_warn("results", said) for said in late)
    if not late:
        yield _ok("results", "all have left")
    if device := store.known_device():
        yield _ok("device", f"{device.name}; its results are signed by the key {device.public}")
    if store.latest() > time.time() * 1000 + DAY_S * 1000 and not is_demonstration(
        store.path.parent
    ):
        yield _bad("clock", "The store has entries of tomorrow: this computer's clock is wrong.")


def _read_whole(store: Store) -> Check:
    """Read every page and every chain, in a copy that is thrown away."""
    if shutil.disk_usage(store.path.parent).free < 2 * store.size:
        return _warn("store", "opens, but there is no room to read it whole: free some space.")
    copy = store.back_up("doctor")
    try:
        held = check_copy(store, copy)
    finally:
        remove_copy(copy)
    entries = counted(held.entries, "entry", "entries")
    records = counted(len(held.sittings), "record")
    return _ok("store", f"{records}, {entries}: every page and chain is whole")


def _backups(home: Path, key: bytes | None) -> Check:
    # A store that was replaced is kept for its damage, and is no backup to come back to.
    found = [one for one in backups(home) if one.label != "replaced"]
    if not found:
        return _warn("backups", "There is none yet. Run `epa-tui backup`.")
    newest = found[0]
    try:
        check(newest.path, key)
    except StoreError as error:
        return _bad("backups", f"The newest is damaged. Run `epa-tui backup`. ({error})")
    days = (time.time() - newest.made_at) / DAY_S
    said = f"{len(found)}, the newest {_age(days)} old and in order"
    if days > OLD_BACKUP_DAYS:
        return _warn("backups", f"{said}: run `epa-tui backup`.")
    return _ok("backups", said)


def _age(days: float) -> str:
    for length, name in ((1.0, "day"), (1 / 24, "hour")):
        if days >= length:
            return counted(round(days / length), name)
    return counted(round(max(0.0, days) * 1440), "minute")


def _clock(read: Callable[[], Instant] | None = None) -> Check:
    now = (read or system_clock())()
    if not 2025 <= now.utc.year <= 2100:
        return _bad("clock", f"It says {now.utc:%d %b %Y}. Set the clock of this computer.")
    if not hasattr(time, "CLOCK_BOOTTIME"):
        return _warn("clock", "A sleep of this computer is only noticed by its wall clock.")
    return _ok("clock", f"{now.local():%d %b %Y %H:%M %Z}; sleep is noticed")


def _core_dumps() -> Check:
    try:
        import resource
    except ImportError:
        return _ok("core dumps", "not made on this system")
    soft, _ = resource.getrlimit(resource.RLIMIT_CORE)
    return _ok(
        "core dumps", "off while epa-tui runs" if soft in (0, 1) else "switched off at the start"
    )


def _terminal() -> Check:
    if not sys.stdout.isatty():
        return _ok("terminal", "none: this is not run in one")
    columns, lines = shutil.get_terminal_size()
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    said = f"{os.environ.get('TERM', 'unknown')}, {columns}x{lines}"
    if encoding != "utf8":
        return _warn("terminal", f"{said}: set it to UTF-8, else names lose their accents.")
    if columns < 80 or lines < 24:
        return _warn("terminal", f"{said}: the live screen is whole from 80x24 on.")
    return _ok("terminal", said)
