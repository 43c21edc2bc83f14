"""`epa-tui restore`: shows what a backup would lose and gain, and puts it in the store's place.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.store.difference import Difference
    from data.store.key_file import KeyFile
    from data.store.restore import OtherKey

_NOT_ASKED = "With --json nobody is asked: say --yes to do it, or --dry-run to see what it changes."


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `restore` with the main parser."""
    parser = subparsers.add_parser("restore", help=COMMANDS["restore"][1])
    parser.add_argument(
        "backup",
        nargs="?",
        metavar="BACKUP",
        help="number of a backup (`epa-tui backup --list`) or a file; the newest good one without",
    )
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")
    parser.add_argument("--yes", action="store_true", help="do it without asking")
    parser.add_argument("--json", action="store_true", help="as JSON; asks nothing")
    parser.set_defaults(run=run)


@dataclass(frozen=True)
class _Source:
    """A backup, and what opens it."""

    path: Path
    key: bytes | None
    """The key of the store that it is put in the place of."""
    other: OtherKey | None = None
    """The key of the backup, where it is another one."""
    wraps: KeyFile | None = None
    """The key's file that came with it, for a folder that has none."""


def run(args: argparse.Namespace) -> int:
    """Restore a backup.

    Returns:
        The exit status: 0 when it was done or only shown, 1 where something is wrong, 2 where there
        is no such backup or nobody said yes.
    """
    from data.store.errors import StoreError
    from data.store.restore import NoBackup, compare
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve

    home = resolve(args)
    try:
        source = _source(home, args.backup)
        differs = compare(home, source.path, source.key, source.other)
        return _restored(home, source, differs, args)
    except NoBackup as error:
        refuse(args, error)
        return 2
    except StoreError as error:
        refuse(args, error)
        return 1


def _restored(home: Path, source: _Source, differs: Difference, args: argparse.Namespace) -> int:
    from data.record.instant import system_clock
    from data.store.restore import restore
    from epa_tui.commands.confirming import confirmed
    from epa_tui.commands.refusing import refuse

    if not args.json:
        print(f"Backup: {source.path}")
        print("\n".join(differs.lines()))
    if args.dry_run:
        return _told(source, differs, None, args, done=False)
    if args.json and not args.yes:
        refuse(args, _NOT_ASKED)
        return 2
    if not confirmed("Put it in the place of the store?", already=args.yes):
        refuse(args, "Nothing was changed.")
        return 2
    with _key_file_brought(home, source):
        now = system_clock()()
        replaced = restore(home, source.path, source.key, now, source.other)
    return _told(source, differs, replaced, args, done=True)


@contextmanager
def _key_file_brought(home: Path, source: _Source) -> Iterator[None]:
    """Have the key's file there before what only it opens, and away again where that fails."""
    from data.store.key_file import NAME
    from data.store.private_files import private_folder
    from epa_tui.key_copies import drop_key_file

    if source.wraps is not None:
        private_folder(home)
        source.wraps.write(home / NAME)
    try:
        yield
    except BaseException:
        if source.wraps is not None:
            drop_key_file(home)
        raise


def _told(
    source: _Source,
    differs: Difference,
    replaced: Path | None,
    args: argparse.Namespace,
    *,
    done: bool,
) -> int:
    if args.json:
        told = {
            "format": 1,
            "backup": str(source.path),
            "restored": done,
            "replaced": replaced and str(replaced),
            "entries_lost": differs.lost,
            "entries_gained": differs.gained,
            **asdict(differs),
        }
        print(json.dumps(told, indent=2))
    elif done:
        print("Restored. Start `epa-tui` to go on.")
        if source.wraps:
            print("It opens by the passphrase and the recovery key of the copy.")
        if replaced:
            print(f"The store that was replaced is kept as {replaced}.")
    return 0


def _source(home: Path, named: str | None) -> _Source:
    """Find the backup that is meant, and its key."""
    from data.store.backup import backups
    from data.store.restore import NoBackup, newest_backup
    from epa_tui.asking import say
    from epa_tui.unlocking import key_of

    if named is None:
        key = key_of(home)
        newest, passed = newest_backup(home, key)
        for path in passed:
            say(f"{path.name} is passed over: it is damaged, or its key is another one.")
        return _Source(newest, key)
    for one in backups(home):
        if named == str(one.number):
            return _Source(one.path, key_of(home))
    path = Path(named).expanduser().absolute()
    if not path.is_file():
        raise NoBackup(
            f"There is no backup {named!r}. `epa-tui backup --list` shows the numbers of all."
        )
    if path.parent == home / "backups":
        return _Source(path, key_of(home))
    return _from_elsewhere(home, path)


def _from_elsewhere(home: Path, path: Path) -> _Source:
    """Open a copy with the key of this store, or with the key that lies beside the copy."""
    from data.store.connection import is_plain
    from data.store.errors import KeyLost, StoreDamaged
    from data.store.key_file import NAME, KeyFile
    from data.store.restore import OtherKey
    from epa_tui.asking import given_passphrase, say
    from epa_tui.unlocking import key_of, unlock

    beside = None if is_plain(path) else KeyFile.read(path.with_suffix(".key"))
    given = given_passphrase()
    key = key_of(home, given=given)
    ours = KeyFile.read(home / NAME)
    if is_plain(path):
        return _Source(path, key, OtherKey(None) if key else None)
    if ours is not None and (beside is None or beside.store == ours.store):
        return _Source(path, key)
    if beside is None:
        whole_pages = path.stat().st_size % 4096 == 0
        raise KeyLost(path.with_suffix(".key")) if whole_pages else StoreDamaged(path)
    if not given:
        say(f"What opens {path.name}:")
    theirs = unlock(beside, given if ours is None else None)
    if key is not None or _stays_plain(home):
        return _Source(path, key, OtherKey(theirs))
    return _Source(path, theirs, wraps=beside)


def _stays_plain(home: Path) -> bool:
    """Tell whether the store of a folder has no key, and gets none by what is restored."""
    from data.store.connection import is_plain
    from epa_tui.settings import read_settings

    return is_plain(home / "store.db") or read_settings(home).encryption == "off"
