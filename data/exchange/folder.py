"""A folder as destination: a result is there whole, or not at all.

Whatever stops the program (a kill, a power cut, a full disk), nobody who reads the folder ever
finds half a result; the steps are those measured under plug-pulls (temporary file, fsync, link,
fsync of the folder, read back).
"""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from data.exchange.canonical import address
from data.exchange.errors import (
    DifferentResult,
    FolderFull,
    FolderMissing,
    FolderUnwritable,
    NotAFile,
    ReadBackDiffers,
    UnsafeName,
)
from data.exchange.open_folder import OpenFolder
from data.exchange.signature import SUFFIX

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}-r[1-9][0-9]{0,8}\.json")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK, errno.EINVAL}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a folder now holds."""

    path: Path
    sha256: str
    """Of the bytes as they were read back, in hexadecimal."""
    already_there: bool
    """True where the same bytes were there before."""


def result_name(sitting: str, revision: int) -> str:
    """Return the file name of a result: ids only, never a person's name."""
    return f"{sitting}-r{revision}.json"


def write_result(folder: Path, name: str, body: bytes, signature: str = "") -> Receipt:
    """Write a result into a folder, whole or not at all, and never over another one.

    Writing the same bytes again is a success, so that it can be repeated after any failure.

    Args:
        folder: An existing folder; a synchronised one works.
        name: What `result_name` gave.
        body: Canonical bytes.
        signature: What is written beside it, as `.jws`; nothing where it is empty.

    Raises:
        NotWritten: One of its kinds; the folder holds what it held before.
    """
    if not _NAME.fullmatch(name):
        raise UnsafeName(folder)
    files = [(name, body)]
    if signature:
        files.insert(0, (Path(name).with_suffix(SUFFIX).name, signature.encode()))
    with told(folder), OpenFolder.opened(folder) as opened:
        clear_leftovers(opened, "|".join(re.escape(each) for each, _ in files))
        written = publish(opened, files)
        return Receipt(folder / name, address(body), already_there=name not in written)


def publish(opened: OpenFolder, files: Sequence[tuple[str, bytes]]) -> set[str]:
    """Put files into a folder, one after the other, each whole or not at all.

    When it returns, all of them are on the disk, under their names, as they were read back.

    Args:
        opened: The folder.
        files: Name and bytes of each, in the order in which they are to appear.

    Returns:
        The names of those that were not there before.

    Raises:
        NotWritten: Something else has the name, or the disk gives back other bytes.
        OSError: What the system said; see `told`.
    """
    missing = [each for each in files if not _found(opened, *each)]
    for name, body in missing:
        _publish(opened, name, body)
    opened.sync()
    for name, body in files:
        if opened.read(name, len(body) + 1) != body:
            raise ReadBackDiffers(opened.path / name)
    return {name for name, _ in missing}


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn what the system says into a sentence that says what to do.

    Args:
        folder: Whose name stands in the sentence.

    Raises:
        NotWritten: In the place of an `OSError`, which is its cause.
    """
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FolderMissing(folder) from error
    except OSError as error:
        if error.errno in _FULL:
            raise FolderFull(folder) from error
        raise FolderUnwritable(folder, os.strerror(error.errno or 0)) from error


def clear_leftovers(opened: OpenFolder, names: str) -> None:
    """Remove what was being written when a program was killed; not what one is writing just now.

    Args:
        opened: The folder.
        names: Regular expression of the files that were being written; of others nothing goes.
    """
    leftover = re.compile(rf"\.(?:{names})\.[0-9a-f]{{16}}\.part")
    for found in filter(leftover.fullmatch, opened.names()):
        with suppress(OSError):
            if not opened.in_use(found):
                opened.remove(found)


def _found(opened: OpenFolder, name: str, body: bytes) -> bool:
    """Tell whether the result is there already.

    An empty file counts as nothing: it is all that an export that was killed can leave where the
    file system knows no links (see `_reserve_and_replace`).
    """
    try:
        content = opened.read(name, len(body) + 1)
    except FileNotFoundError:
        return False
    if content is None:
        raise NotAFile(opened.path / name)
    if content not in (b"", body):
        raise DifferentResult(opened.path / name)
    return content == body


def _publish(opened: OpenFolder, name: str, body: bytes) -> None:
    part = f".{name}.{secrets.token_hex(8)}.part"
    try:
        with opened.writing(part, body):
            _name_it(opened, part, name, body)
    finally:
        with suppress(FileNotFoundError):
            opened.remove(part)


def _name_it(opened: OpenFolder, part: str, name: str, body: bytes) -> None:
    """Give the written file its name, if nobody else has taken it in the meantime."""
    try:
        opened.link(part, name)
    except FileExistsError:
        if not _found(opened, name, body):
            opened.replace(part, name)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _reserve_and_replace(opened, part, name, body)


def _reserve_and_replace(opened: OpenFolder, part: str, name: str, body: bytes) -> None:
    """Give the file its name where there are no links (FAT, some network drives).

    The name is reserved with an empty file that only one can create; the move onto it is whole.
    """
    try:
        opened.reserve(name)
    except FileExistsError:
        if _found(opened, name, body):
            return
    opened.replace(part, name)
