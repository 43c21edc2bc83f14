"""`epa-tui encryption`: how the store's key is kept, and every way to change that.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.store.key_file import KeyFile

_ACTIONS = {
    "status": "say how the store is kept",
    "passphrase": "set or change the passphrase",
    "recovery": "make a new recovery key in the place of the former",
    "keyring": "let the keyring of this system open the store",
    "on": "encrypt the store and its backups",
    "off": 'decrypt them; the settings must say encryption = "off"',
}


_ELSEWHERE = "A former one opens nothing here any more; copies carried elsewhere it still opens."


class _Refused(Exception):
    """It cannot be done; the text says what to do first."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `encryption` with the main parser."""
    parser = subparsers.add_parser("encryption", help=COMMANDS["encryption"][1])
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action")
    for name, sentence in _ACTIONS.items():
        action = actions.add_parser(name, help=sentence)
        if name == "status":
            action.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run, json=False)


def run(args: argparse.Namespace) -> int:
    """Do what the action says; without one, say how the store is kept.

    Returns:
        The exit status: 0, 1 where it could not be done, 2 where there is no store or the settings
        do not allow it.
    """
    from data.store.errors import StoreError
    from epa_tui.commands.chosen import has_store, no_store
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve

    home = resolve(args)
    if not has_store(home):
        refuse(args, no_store(home))
        return 2
    try:
        if args.action in (None, "status"):
            print(_status(home, as_json=args.json))
        else:
            _CHANGES[args.action](home)
    except _Refused as error:
        refuse(args, error)
        return 2
    except StoreError as error:
        refuse(args, error)
        return 1
    return 0


def _status(home: Path, *, as_json: bool) -> str:
    from data.store.connection import is_plain
    from data.store.errors import KeyLost
    from data.store.key_file import NAME
    from epa_tui.key_copies import read_key_file

    encrypted = not is_plain(home / "store.db")
    found = read_key_file(home) if encrypted else None
    if encrypted and found is None:
        raise KeyLost(home / NAME)
    ways = sorted(found.ways) if found else []
    if as_json:
        return json.dumps({"format": 1, "encrypted": encrypted, "ways": ways}, indent=2)
    return f"The store is encrypted. It opens by: {', '.join(ways)}." if ways else _plain(home)


def _plain(home: Path) -> str:
    """Say that a store is not encrypted, and what to do."""
    from epa_tui.demonstration import is_demonstration
    from epa_tui.settings import read_settings

    if is_demonstration(home):
        return "The demonstration is not encrypted: its apprentices are invented."
    if read_settings(home).encryption == "off":
        return "The store is NOT encrypted: the settings say so. Keep it on an encrypted disk."
    return "The store is NOT encrypted. `epa-tui encryption on` encrypts it."


def _opened(home: Path) -> tuple[KeyFile, bytes]:
    """Return the key's file and the data key, after saying what has not left yet."""
    from data.store.connection import is_plain
    from data.store.store import Store
    from epa_tui.asking import given_passphrase
    from epa_tui.key_copies import read_key_file
    from epa_tui.unlocking import refuse_in_use, unlock

    refuse_in_use(home)
    found = read_key_file(home)
    if found is None:
        raise _Refused(_status(home, as_json=False))
    key = unlock(found, given_passphrase())
    with Store.open(home, None if is_plain(home / "store.db") else key) as store:
        waiting = len(store.undelivered())
    if waiting:
        told = "1 result has" if waiting == 1 else f"{waiting} results have"
        print(f"{told} not left yet. Run `epa-tui export` before you can lose a key.")
    return found, key


def _passphrase(home: Path) -> None:
    from data.store.key_file import KEYRING, NAME, PASSPHRASE
    from epa_tui import secret_store
    from epa_tui.asking import ask_new_passphrase, say
    from epa_tui.settings import read_settings

    found, key = _opened(home)
    say("A new passphrase for this store:")
    made = found.with_passphrase(key, ask_new_passphrase())
    alone = read_settings(home).encryption == "passphrase"
    (made.without(KEYRING) if alone else made).write(home / NAME)
    if alone:
        secret_store.forget(found.store)
    print("The passphrase is changed." if PASSPHRASE in found.ways else "The passphrase is set.")
    if KEYRING in found.ways and not alone:
        print("The keyring opens the store as before: nobody is asked for it.")
    print(_ELSEWHERE)


def _recovery(home: Path) -> None:
    from data.store.key_file import NAME
    from data.store.recovery_key import new_recovery_key
    from epa_tui.asking import page, show_recovery_key

    found, key = _opened(home)
    written = new_recovery_key()
    with page():
        show_recovery_key(written)
    found.with_recovery(key, written).write(home / NAME)
    print("The recovery key is changed.")
    print(_ELSEWHERE)


def _keyring(home: Path) -> None:
    from data.store.key_file import KEYRING, NAME
    from epa_tui import secret_store

    found, key = _opened(home)
    if KEYRING in found.ways and secret_store.fetch(found.store):
        raise _Refused("The keyring opens the store already.")
    secret = secret_store.keep_new(found.store) if secret_store.has_safe() else None
    if secret is None:
        raise _Refused(
            "This system has no keyring that is open and encrypts. Nothing was changed: the store "
            "opens as before."
        )
    found.with_secret(key, secret).write(home / NAME)
    print("From now on the keyring opens the store.")


def _on(home: Path) -> None:
    from data.store.backup import backups
    from data.store.connection import is_plain
    from epa_tui.demonstration import is_demonstration
    from epa_tui.settings import read_settings
    from epa_tui.unlocking import key_of, refuse_in_use

    refuse_in_use(home)
    if is_demonstration(home):
        raise _Refused("This is the demonstration: it holds invented apprentices, and stays plain.")
    if read_settings(home).encryption == "off":
        raise _Refused('The settings say encryption = "off". Take that line out first.')
    if not is_plain(home / "store.db"):
        raise _Refused("The store is encrypted already.")
    key_of(home, may_make=True)
    plain = [one.path for one in backups(home) if is_plain(one.path)]
    if not plain:
        print("The store and its backups are encrypted.")
        return
    print("The store is encrypted. These backups are NOT; delete them when they are not needed:")
    print("\n".join(str(path) for path in plain))


def _off(home: Path) -> None:
    from epa_tui.settings import read_settings
    from epa_tui.unlocking import remove_key

    if read_settings(home).encryption != "off":
        raise _Refused(
            'A store is decrypted only where its organisation says so: put encryption = "off" into '
            f"{home / 'settings.toml'} first."
        )
    found, key = _opened(home)
    left = remove_key(home, found, key)
    if not left:
        print("The store and its backups are NOT encrypted any more.")
        return
    print("The store is NOT encrypted any more. These backups still are, and the key is kept:")
    print("\n".join(str(path) for path in left))


_CHANGES: dict[str, Callable[[Path], None]] = {
    "passphrase": _passphrase,
    "recovery": _recovery,
    "keyring": _keyring,
    "on": _on,
    "off": _off,
}
