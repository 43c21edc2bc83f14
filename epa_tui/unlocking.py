"""The one way in which the program opens a store: with its key, wherever that comes from.

A real store is encrypted unless the settings say otherwise; the demonstration is plain and says
so. The first run asks two questions at the most.
"""

from __future__ import annotations

from pathlib import Path

from data.store import key_file
from data.store.connection import is_plain
from data.store.errors import KeyDamaged, StoreLocked, WrongKey
from data.store.key_file import KeyFile, new_data_key
from data.store.store import NAME, Store
from epa_tui import asking, secret_store
from epa_tui.demonstration import is_demonstration
from epa_tui.settings import Settings, read_settings

TRIES = 3
"""How often a passphrase may be typed."""


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
    return Store.open(home, key_of(home, may_make=may_make))


def key_of(home: Path, *, may_make: bool = False) -> bytes | None:
    """Return the data key of the store in a folder; None where it is not to be encrypted.

    Args:
        home: The folder.
        may_make: See `open_store`.

    Raises:
        StoreLocked: The key cannot be had; the sentence says what to do.
    """
    if is_demonstration(home):
        return None
    settings = read_settings(home)
    wraps = _key_file(home)
    if wraps is None:
        return _first_key(home, settings) if may_make and settings.encryption != "off" else None
    key = unlock(wraps)
    if is_plain(home / NAME):
        # A change from or to encryption was cut off; it goes on the way the settings point.
        if settings.encryption == "off":
            remove_key(home, wraps, key)
            return None
        _recode(home, None, key)
    return key


def unlock(wraps: KeyFile) -> bytes:
    """Return the data key: by the keyring, the environment, or asking.

    Raises:
        WrongKey: What was typed opens nothing.
        StoreLocked: Nobody can be asked.
    """
    if key_file.KEYRING in wraps.ways:
        secret = secret_store.fetch(wraps.store)
        if secret is not None:
            return wraps.by_secret(secret)
    given = asking.given_passphrase()
    return _by(wraps, given) if given is not None else _by_asking(wraps)


def remove_key(home: Path, wraps: KeyFile, key: bytes) -> None:
    """Decrypt the store and its backups, and forget the key.

    Raises:
        StoreError: A file cannot be written; doing it again goes on from there.
    """
    _recode(home, key, None)
    for path in (home / key_file.NAME, home / "backups" / key_file.NAME):
        path.unlink(missing_ok=True)
    secret_store.forget(wraps.store)


def _key_file(home: Path) -> KeyFile | None:
    """Return the key's file; where it is damaged or gone, its copy, which takes its place."""
    path, copy = home / key_file.NAME, home / "backups" / key_file.NAME
    try:
        found = KeyFile.read(path)
    except KeyDamaged:
        found = KeyFile.read(copy)
        if found is None:
            raise
        asking.say(f"The key file {path} was damaged. Its copy took its place.")
        found.write(path)
        return found
    if found is None and (home / NAME).exists() and not is_plain(home / NAME):
        found = KeyFile.read(copy)
        if found is not None:
            asking.say(f"The key file {path} was missing. Its copy took its place.")
            found.write(path)
    return found


def _first_key(home: Path, settings: Settings) -> bytes:
    """Make the key of a store: nothing is written before every question was answered."""
    from data.store.recovery_key import new_recovery_key

    key, recovery = new_data_key(), new_recovery_key()
    wraps = KeyFile.new()
    existing = (home / NAME).exists()
    with asking.page():
        asking.say("\n  epa-tui keeps what you write encrypted on this computer.")
        if existing:
            asking.say("  The store was made before encryption: it is encrypted now, once.")
        asking.say()
        wraps = _first_wrap(wraps, key, settings)
        asking.show_recovery_key(recovery)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    wraps.with_recovery(key, recovery).write(home / key_file.NAME)
    if existing:
        _recode(home, None, key)
    return key


def _recode(home: Path, old: bytes | None, new: bytes | None) -> None:
    from data.store.recode import recode_all  # seldom needed, slow to load

    for path in recode_all(home, old, new):
        asking.say(f"The backup {path.name} cannot be read and was left as it is.")


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


def _by_asking(wraps: KeyFile) -> bytes:
    passphrase = key_file.PASSPHRASE in wraps.ways
    if not passphrase:
        asking.say("The keyring of this system does not hold the key of this store.")
    prompt = "Passphrase or recovery key:" if passphrase else "Recovery key:"
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
