"""The one way in which the program opens a store: with its key, wherever that comes from.

A real store is encrypted unless the settings say otherwise; the demonstration is plain and says
so. The first run asks two questions at the most.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from data.store import key_file
from data.store.connection import is_plain
from data.store.errors import StoreLocked, WrongKey
from data.store.file_system import refuse_shared_drive
from data.store.instance_lock import NAME as LOCK
from data.store.instance_lock import InstanceLock
from data.store.key_file import KeyFile
from data.store.store import NAME, Store
from epa_tui import asking, secret_store
from epa_tui.demonstration import is_demonstration
from epa_tui.first_run import first_key, recode
from epa_tui.key_copies import drop_key_file, is_encrypted, keep_copy, read_key_file, size_of
from epa_tui.settings import read_settings

if TYPE_CHECKING:
    from epa_tui.early_key import EarlyKey

TRIES = 3
"""How often a passphrase may be typed."""


_KEPT = (
    "The key is kept for them, and asked for at every start. Move these backups away with a copy "
    "of store.key, or delete them; then `epa-tui encryption off` forgets the key."
)


def open_store(home: Path, *, may_make: bool = False) -> Store:
    """Open the store in a folder, asking for what is needed.

    Args:
        home: The folder.
        may_make: Make a store where there is none, and encrypt one that is not; else both are
            left for the application to do.

    Raises:
        StoreLocked: It is encrypted and was not opened; the sentence says what to do.
        StoreError: One of its other kinds.
    """
    refuse_in_use(home)
    return Store.open(home, key_of(home, may_make=may_make))


def refuse_in_use(home: Path) -> None:
    """Say that a store is open elsewhere before anybody has typed a passphrase for nothing.

    Args:
        home: The folder; need not exist.

    Raises:
        StoreInUse: Another epa_tui has the store open.
        StoreUnwritable: The folder is not safe there, or not ours.
    """
    refuse_shared_drive(home)
    if size_of(home / NAME):
        InstanceLock(home / LOCK).release()


def key_of(
    home: Path,
    *,
    may_make: bool = False,
    given: str | None = None,
    early: EarlyKey | None = None,
) -> bytes | None:
    """Return the data key of the store in a folder; None where it is not to be encrypted.

    Args:
        home: The folder.
        may_make: See `open_store`.
        given: What the environment held, where it was taken out of it already.
        early: The keyring's answer, where it was asked before.

    Raises:
        StoreLocked: The key cannot be had; the sentence says what to do.
    """
    given = given or asking.given_passphrase()
    if is_demonstration(home):
        return None
    settings = read_settings(home)
    wraps = read_key_file(home)
    if wraps is None:
        may_make = may_make and settings.encryption != "off" and not is_encrypted(home / NAME)
        return first_key(home, settings) if may_make else None
    key = (early.key if early else None) or unlock(wraps, given)
    keep_copy(home, wraps)
    if is_plain(home / NAME):
        # A change from or to encryption was cut off; it goes on the way the settings point.
        if settings.encryption == "off":
            remove_key(home, wraps, key)
            return None
        recode(home, None, key)
    return key


def unlock(wraps: KeyFile, given: str | None = None) -> bytes:
    """Return the data key: by the keyring, what was given, or asking.

    Args:
        wraps: The key's file.
        given: What the environment held, see `epa_tui.asking.given_passphrase`.

    Raises:
        WrongKey: What was typed opens nothing.
        StoreLocked: Nobody can be asked, or what was given opens nothing.
    """
    key = _by_keyring(wraps)
    if key is not None:
        return key
    return _by_asking(wraps) if given is None else _by_given(wraps, given)


def remove_key(home: Path, wraps: KeyFile, key: bytes) -> list[Path]:
    """Decrypt the store and its backups, and forget the key where nothing needs it any more.

    Returns:
        The backups that are encrypted still; the key is kept for them, and it is said.

    Raises:
        StoreError: A file cannot be written; doing it again goes on from there.
    """
    left = [path for path in recode(home, key, None) if not is_plain(path)]
    if left:
        asking.say(_KEPT)
    else:
        drop_key_file(home)
        secret_store.forget(wraps.store)
    return left


def _by_keyring(wraps: KeyFile) -> bytes | None:
    """Return the data key, where the keyring holds what opens it."""
    if key_file.KEYRING not in wraps.ways:
        return None
    secret = secret_store.fetch(wraps.store)
    if secret is not None:
        with suppress(WrongKey):
            return wraps.by_secret(secret)
    asking.say("The keyring of this system does not hold the key of this store.")
    return None


def _by_given(wraps: KeyFile, given: str) -> bytes:
    try:
        return _by(wraps, given)
    except WrongKey as error:
        raise StoreLocked(
            f"What {asking.VARIABLE} holds does not open this store. Nothing is damaged: correct "
            "it, or take it out of the environment and start epa-tui in a terminal."
        ) from error


def _by_asking(wraps: KeyFile) -> bytes:
    known = key_file.PASSPHRASE in wraps.ways
    prompt = "Passphrase or recovery key:" if known else "Recovery key:"
    for left in range(TRIES - 1, -1, -1):
        try:
            return _by(wraps, asking.ask_secret(prompt))
        except WrongKey as error:
            if not left:
                raise
            asking.say(str(error))
    raise StoreLocked


def _by(wraps: KeyFile, typed: str) -> bytes:
    """Return the data key, by a recovery key or a passphrase, whichever was typed."""
    try:
        return wraps.by_recovery(typed)
    except WrongKey:
        if key_file.PASSPHRASE not in wraps.ways:
            raise
    return wraps.by_passphrase(typed)
