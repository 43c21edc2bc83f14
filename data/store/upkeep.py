"""What keeps a store restorable: copies that were checked, thinned, and free of whom was erased.

Called in threads of the application and by the command line; what goes wrong is an error with a
sentence, never silence.
"""

from __future__ import annotations

import itertools
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from data.store import backup
from data.store.contents import Contents
from data.store.errors import StoreDamaged, StoreError
from data.store.private_files import private_file, sync_file
from data.store.store import Store
from data.store.thinning import superfluous

_BREATH_S = 0.002
"""Pause after some sittings of a check, in seconds: whoever types goes first."""

_SITTINGS_A_BREATH = 20
"""How many sittings are checked between two pauses: some milliseconds of work."""

_ROOM = 3
"""The disk must have this many times the store's size free for a copy to be made."""


class NoRoom(StoreError):
    """There is no room for a backup."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"No backup was made: the disk of {folder} is nearly full. Free some space. "
            "What you write is saved meanwhile."
        )


class CutShort(StoreError):
    """The program is leaving: the copy that it was making is not waited for."""

    def __init__(self) -> None:
        super().__init__("This backup was cut short. The next start makes one.")


def keep_backup(
    store: Store, label: str, now_s: float, leaving: Callable[[], bool] = lambda: False
) -> Path:
    """Copy the store, check the copy, and let go of those that are one too many.

    Args:
        store: Ready to be read; may be written to meanwhile.
        label: Why it is made; see `data.store.backup.Backup`.
        now_s: Seconds since 1970.
        leaving: Tells, asked between two sittings, that nobody waits for it any more.

    Returns:
        The backup.

    Raises:
        CutShort: It was told that nobody waits.
        StoreDamaged: A page or an entry of the store is damaged; says which.
        NoRoom: The disk is nearly full.
        StoreError: The copy could not be made.
    """
    home = store.path.parent
    _erase_where_needed(store, home)  # on a full disk, too
    _refuse_without_room(store, home)
    backup.clear_unchecked(home)
    copy = store.back_up(label)
    check_copy(store, copy, leaving)
    kept = backup.approve(copy)
    for one in superfluous(backup.backups(home), now_s):
        with suppress(OSError):
            backup.remove_copy(one.path)
    return kept


def copy_to(store: Store, folder: Path, name: str) -> Path:
    """Copy the store to another place, with the wrapped key that opens it again there.

    Args:
        store: Ready to be read.
        folder: Where to; made where it is missing.
        name: Of the file, without its ending; no personal data.

    Returns:
        The copy, which was checked.

    Raises:
        StoreDamaged: A page or an entry of the store is damaged.
        StoreError: It cannot be written there.
    """
    _refuse_without_room(store, store.path.parent)
    made = store.back_up("hand")
    check_copy(store, made)
    approved = backup.approve(made)
    target = folder / f"{name}.db"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy(approved, target)
        backup.check(target, store.key)
        wraps = store.path.with_name("store.key")
        if store.key is not None and wraps.exists():
            _copy(wraps, target.with_suffix(".key"))
    except OSError as error:
        raise StoreError(
            f"No copy was written to {folder} ({error.strerror}). Name another folder with --to. "
            f"The backup {approved.name} beside the store was made."
        ) from error
    return target


def _refuse_without_room(store: Store, home: Path) -> None:
    if shutil.disk_usage(home).free < _ROOM * store.size + store.ballast.size:
        raise NoRoom(home)


def check_copy(store: Store, copy: Path, leaving: Callable[[], bool] = lambda: False) -> Contents:
    """Read every page and every chain of a copy that was just made, and remove it where one is bad.

    Args:
        store: What was copied.
        copy: Not approved yet.
        leaving: See `keep_backup`.

    Raises:
        StoreDamaged: Speaks of the store: what is wrong with the copy is wrong with it.
    """
    try:
        return backup.check(copy, store.key, _breath(leaving))
    except StoreDamaged as error:
        backup.remove_copy(copy)
        entry = error.what.startswith("sitting ")  # else SQLite's own words, of many lines
        what = error.what if entry else "a page of it was changed"
        raise StoreDamaged(store.path, what) from error
    except BaseException:
        backup.remove_copy(copy)
        raise


def _breath(leaving: Callable[[], bool]) -> Callable[[], None]:
    """Return what is done after each sitting of a check."""
    passed = itertools.count(1)

    def breathe() -> None:
        if leaving():
            raise CutShort
        if next(passed) % _SITTINGS_A_BREATH == 0:
            # In the thread of the copy: it lets the interpreter go to whoever is typing.
            time.sleep(_BREATH_S)

    return breathe


def _copy(source: Path, target: Path) -> None:
    if not private_file(target):
        raise FileExistsError(17, f"{target.name} is there already")
    try:
        shutil.copyfile(source, target)
        sync_file(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _erase_where_needed(store: Store, home: Path) -> None:
    """Destroy the keys of the erased in copies that came here since."""
    from data.store.erasing import erase_in_copies

    if erased := store.erased():
        erase_in_copies(home, store.key, list(erased))
