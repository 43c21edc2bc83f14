"""Puts a bundle into a new folder or a ZIP file: whole or not at all, for its owner only."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from secrets import token_hex

from data.exchange.errors import ExchangeError, FolderMissing
from data.exchange.folder import publish_together, told
from data.exchange.open_folder import OpenFolder
from data.exchange.papers.making import FileTaken, keep
from epa_tui.bundle.contents import BundleFile

LARGEST = 256 * 1024 * 1024
"""Most bytes of a bundle: the one of an assessment with long notes has some 2 MB."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a ZIP: the same bundle has the same bytes."""


class BundleTooLarge(ExchangeError):
    """A bundle has more bytes than anybody would take."""

    def __init__(self) -> None:
        super().__init__(
            f"The bundle would have more than {LARGEST // 1024 // 1024} MB and was not written. "
            "Ask whoever wrote such long notes, and keep the store."
        )


def write(path: Path, files: Sequence[BundleFile]) -> None:
    """Write a bundle.

    Args:
        path: A folder that is not there, or is empty, or a file that ends with `.zip`.
        files: What is in it.

    Raises:
        FileTaken: Something is there already.
        NotWritten: The disk refuses; nothing is there.
        BundleTooLarge: It is larger than any bundle.
    """
    if sum(len(one.body) for one in files) > LARGEST:
        raise BundleTooLarge
    if path.suffix.casefold() == ".zip":
        if path.exists():
            raise FileTaken(path)
        keep(path, _zipped(files, path.stem))
    else:
        _in_folder(path, files)


def _zipped(files: Sequence[BundleFile], top: str) -> bytes:
    """Return the bytes of a ZIP with one folder in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in sorted(files, key=lambda one: one.path):
            info = zipfile.ZipInfo(f"{top}/{one.path}", _EPOCH)
            info.external_attr = 0o100600 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, one.body)
    return made.getvalue()


def _in_folder(path: Path, files: Sequence[BundleFile]) -> None:
    if not path.parent.is_dir():
        raise FolderMissing(path.parent)
    part = path.with_name(f".{path.name}.{token_hex(8)}.part")
    try:
        with told(path.parent):
            if path.is_symlink() or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
                raise FileTaken(path)
            _fill(part, files)
            if path.exists():
                path.rmdir()  # empty: some systems move nothing onto a folder
            part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _fill(part: Path, files: Sequence[BundleFile]) -> None:
    part.mkdir(0o700)
    folders: dict[str, list[tuple[str, bytes]]] = {}
    for one in files:
        folder, _, name = one.path.rpartition("/")
        folders.setdefault(folder, []).append((name, one.body))
    for folder, named in folders.items():
        inner = part / folder
        inner.mkdir(0o700, exist_ok=True)
        with OpenFolder.opened(inner) as opened:
            publish_together(opened, named)
