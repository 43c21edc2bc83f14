"""The first run: makes the key of a store, and asks two questions at the most.

Nothing is written before both were answered, and nothing half made is left where they were not.
"""

from __future__ import annotations

import os
from pathlib import Path

from data.store import key_file
from data.store.errors import StoreLocked, StoreUnwritable
from data.store.file_system import refuse_shared_drive
from data.store.instance_lock import NAME as LOCK
from data.store.instance_lock import InstanceLock
from data.store.key_file import KeyFile, new_data_key
from data.store.leavings import FOLDER, refuse_lost
from data.store.private_files import home_folder
from data.store.store import NAME
from epa_tui import asking, secret_store
from epa_tui.key_copies import drop_key_file, is_encrypted, size_of
from epa_tui.settings import Settings

_UNANSWERED = (
    "Nothing was made or changed: the store is to be encrypted, and that asks two questions. "
    "Start `epa-tui` in a terminal and answer them."
)


def first_key(home: Path, settings: Settings) -> bytes:
    """Make the key of a store, and encrypt a store that is there already.

    Args:
        home: The folder; need not exist.
        settings: What the user has chosen.

    Raises:
        StoreLocked: Nobody answered, or another epa_tui was quicker.
        StoreError: The folder cannot be used; nothing is left in it.
    """
    _refuse_unwritable(home)
    existing = size_of(home / NAME) > 0
    key, wraps = new_data_key(), KeyFile.new()
    try:
        _write_first(home, _asked(wraps, key, settings, existing))
    except BaseException:
        secret_store.forget(wraps.store)
        raise
    if existing:
        recode(home, None, key)
    return key


def _asked(wraps: KeyFile, key: bytes, settings: Settings, existing: bool) -> KeyFile:
    """Ask what a new key needs, and return its file, which is not written yet."""
    from data.store.recovery_key import new_recovery_key

    recovery = new_recovery_key()
    try:
        with asking.page():
            for problem in settings.problems:
                asking.say(f"\n  {problem}")
            asking.say("\n  epa-tui keeps what you write encrypted on this computer.")
            if existing:
                asking.say("  The store was made before encryption: it is encrypted now, once.")
            asking.say()
            wraps = _first_wrap(wraps, key, settings)
            asking.show_recovery_key(recovery)
    except asking.NotText:
        raise
    except StoreLocked as error:
        raise StoreLocked(_UNANSWERED) from error
    return wraps.with_recovery(key, recovery)


def _write_first(home: Path, wraps: KeyFile) -> None:
    """Write the file of a new key, unless another epa_tui made one while this one was asking."""
    home_folder(home, (NAME, LOCK))
    lock = InstanceLock(home / LOCK)
    try:
        if (home / key_file.NAME).exists() or is_encrypted(home / NAME):
            raise StoreLocked("Another epa-tui has made the store meanwhile. Start this one again.")
        try:
            wraps.write(home / key_file.NAME)
        except BaseException:
            drop_key_file(home)
            raise
    finally:
        lock.release()


def _refuse_unwritable(home: Path) -> None:
    """Refuse a folder that nothing can be written to, before anybody answers for nothing."""
    refuse_shared_drive(home)
    refuse_lost(home / NAME, home / FOLDER)
    there = next(path for path in (home, *home.absolute().parents) if path.exists())
    if not there.is_dir():
        raise StoreUnwritable(home, f"{there} is no folder")
    if not os.access(there, os.W_OK | os.X_OK):
        raise StoreUnwritable(home, f"{there} may not be written to")


def _first_wrap(wraps: KeyFile, key: bytes, settings: Settings) -> KeyFile:
    """Wrap the key by the keyring where there is one, else by a passphrase that is asked for."""
    if settings.encryption == "keyring" and secret_store.has_safe():
        secret = secret_store.keep_new(wraps.store)
        if secret is not None:
            asking.say("  1. The key lies in the keyring of this system: nothing to type here.\n")
            return wraps.with_secret(key, secret)
    asking.say("  1. Choose a passphrase. You type it each time that epa-tui starts.\n")
    wraps = wraps.with_passphrase(key, asking.ask_new_passphrase())
    asking.say()
    return wraps


def recode(home: Path, old: bytes | None, new: bytes | None) -> list[Path]:
    """Bring a store and its backups from one key to another, see `data.store.recode`.

    Returns:
        The backups that were left as they are; it is said already.
    """
    from data.store.recode import recode_all  # seldom needed, slow to load

    left = recode_all(home, old, new)
    for path in left:
        asking.say(f"The backup {path.name} cannot be read and was left as it is.")
    return left
