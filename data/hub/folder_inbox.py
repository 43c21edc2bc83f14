"""An inbox that is a folder, with folders in it: a drive that is shared or synchronised."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from data.hub.errors import NoSource
from data.hub.inbox import LISTED_AT_ONCE, Found, Listed, is_document, is_signature

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for ever
    | getattr(os, "O_NOFOLLOW", 0)  # a link may point at anything of ours
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)

_GONE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EMLINK, errno.ENXIO)
"""It is there no longer, or is a link or a socket now."""


class FolderInbox:
    """A folder.

    Args:
        url: `file:///folder`.

    Raises:
        NoSource: There is no such folder.
    """

    at_once = 1

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._folder = Path(url2pathname(urlsplit(url).path))
        if not self._folder.is_dir():
            raise NoSource(f"there is no folder {self._folder}")

    def listing(self) -> Iterator[list[Listed]]:
        """Go through the names; hidden files and links are passed over."""
        try:
            walked = self._walk(self._folder, "")
            while some := list(islice(walked, LISTED_AT_ONCE)):
                yield some
        except OSError as error:
            raise NoSource(error.strerror or "its folder refuses") from error

    def _walk(self, folder: Path, below: str) -> Iterator[Listed]:
        folders = []
        with os.scandir(folder) as entries:
            for entry in entries:
                name = below + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                elif (is_document(name) or is_signature(name)) and entry.is_file(
                    follow_symlinks=False
                ):
                    yield Listed(name, _mark(entry.stat(follow_symlinks=False)))
        for name in folders:
            if not name.startswith("."):
                yield from self._walk(folder / name, f"{below}{name}/")

    def read(self, name: str, most: int) -> Found | None:
        """Read a file without following a link or waiting for anybody."""
        try:
            descriptor = os.open(self._folder / name, _FLAGS)
        except OSError as error:
            return None if error.errno in _GONE else _refused(error)
        try:
            held = os.fstat(descriptor)
            if not stat.S_ISREG(held.st_mode):
                return None
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                return Found(file.read(most + 1), _mark(held))
        except OSError as error:
            return _refused(error)
        finally:
            os.close(descriptor)


def _mark(held: os.stat_result) -> str:
    return f"{held.st_ino}-{held.st_size}-{held.st_mtime_ns}"


def _refused(error: OSError) -> Found:
    return Found(b"", "", error.strerror or "the disk refuses")
