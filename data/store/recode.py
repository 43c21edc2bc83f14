"""Makes an encrypted store of a plain one, or a plain one of an encrypted; backups included.

The new file is made beside the old one, checked, and put in its place by one rename. What a drive
keeps of the bytes that were overwritten is beyond us: an encrypted disk is the answer to that.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from data.store.backup import backups, check, remove_copy
from data.store.connection import Connection, connect_copy, driver_errors, is_plain
from data.store.errors import StoreError
from data.store.private_files import private_file, sync_file, sync_folder
from data.store.restore import held
from data.store.store import NAME


def recode_all(home: Path, old: bytes | None, new: bytes | None) -> list[Path]:
    """Bring the store and its backups from one key to another; None stands for no encryption.

    Doing it again goes on where a killed program stopped: files that have the new form already are
    left alone.

    Args:
        home: The folder of the store, which nobody has open.
        old: The data key that they have.
        new: The data key that they shall have.

    Returns:
        The backups that could not be read or written, which are as they were: whoever keeps them
        has to destroy them, or to keep the former key.

    Raises:
        StoreInUse: Somebody has the store open.
        StoreError: The store cannot be read or written; it is as it was.
    """
    left = []
    with held(home):
        for path in (backup.path for backup in backups(home)):
            try:
                _recode_once(path, old, new)
            except StoreError:
                left.append(path)
        _recode_once(home / NAME, old, new)
    return left


def _recode_once(path: Path, old: bytes | None, new: bytes | None) -> None:
    if path.exists() and is_plain(path) == (old is None):
        recode(path, old, new)


def recode(path: Path, old: bytes | None, new: bytes | None) -> None:
    """Bring one file, which nobody has open, from one key to another; None is no encryption.

    Args:
        path: A store, or a copy of one.
        old: The data key that it has.
        new: The data key that it shall have.

    Raises:
        StoreError: It cannot be read or written; it is as it was.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    private_file(part)
    source = connect_copy(path, old, writable=True)
    try:
        with driver_errors(path):
            source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            _export(source, part, new)
            # The log must be gone before the file that it belongs to is.
            source.execute("PRAGMA journal_mode=DELETE").fetchall()
    except BaseException:
        remove_copy(part)
        raise
    finally:
        source.close()
    try:
        check(part, new)
        before = path.stat()
        os.utime(part, ns=(before.st_atime_ns, before.st_mtime_ns))  # a backup keeps its age
        sync_file(part)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"{path.name} cannot be replaced ({error.strerror}).") from error
    finally:
        remove_copy(part)


def _export(source: Connection, part: Path, key: bytes | None) -> None:
    written = f"x'{key.hex()}'" if key is not None else ""
    source.execute("ATTACH DATABASE ? AS recoded KEY ?", (str(part), written))
    source.execute("PRAGMA recoded.synchronous=OFF")
    source.execute("SELECT sqlcipher_export('recoded')").fetchall()
    source.execute("DETACH DATABASE recoded")
