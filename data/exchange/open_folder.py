"""An open folder, and the few things an export does in it.

Every name is looked up in the folder that was opened, never along a path again, and no link is
ever followed: what somebody plants in a shared folder cannot lead a write elsewhere. Where the
system has no such look-up (Windows), the path is used.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: there, an open file cannot be removed in the first place
    fcntl = None  # type: ignore[assignment]  # the types know the module of this system only

_BY_FOLDER = os.open in os.supports_dir_fd
_LINK_ITSELF = os.link in os.supports_follow_symlinks
# A pipe planted under the name would hang a plain open for ever: O_NONBLOCK does not wait for it.
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """An open folder."""

    path: Path
    fd: int | None
    """The open folder; None where the system looks names up by path only."""

    @classmethod
    def of(cls, path: Path) -> OpenFolder:
        """Open a folder; whoever does closes it again.

        Raises:
            OSError: There is no such folder, or it cannot be read.
        """
        if not _BY_FOLDER:
            os.listdir(path)  # noqa: PTH208 - to fail like the other way, where it is missing
            return cls(path, None)
        return cls(path, os.open(path, os.O_RDONLY | os.O_DIRECTORY))

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator[OpenFolder]:
        """Open a folder for as long as a `with` lasts.

        Raises:
            OSError: There is no such folder, or it cannot be read.
        """
        made = cls.of(path)
        try:
            yield made
        finally:
            made.close()

    def close(self) -> None:
        """Let go of the folder; a drive that it is on can then be taken out."""
        if self.fd is not None:
            os.close(self.fd)

    def still_there(self) -> bool:
        """Tell whether the path leads to the folder that was opened, and not to another one."""
        if self.fd is None:
            return self.path.is_dir()
        try:
            return os.path.samestat(os.fstat(self.fd), self.path.stat())
        except OSError:
            return False

    def _name(self, name: str) -> str | Path:
        return self.path / name if self.fd is None else name

    def names(self) -> Iterator[str]:
        """Yield the names in the folder, one by one: there may be very many."""
        with os.scandir(self.path if self.fd is None else self.fd) as found:
            for each in found:
                yield each.name

    def read(self, name: str, most: int) -> bytes | None:
        """Return the first `most` bytes of a plain file.

        Returns:
            The bytes, or None where a link, a folder, a pipe or a device has the name.

        Raises:
            OSError: There is nothing of that name, or it cannot be read.
        """
        try:
            fd = os.open(self._name(name), _READ | _BINARY, dir_fd=self.fd)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENXIO):
                return None
            raise
        try:
            return _content(fd, most) if stat.S_ISREG(os.fstat(fd).st_mode) else None
        finally:
            os.close(fd)

    @contextmanager
    def writing(self, name: str, body: bytes) -> Iterator[None]:
        """Create a file that only its owner may read; it is on the disk when the block begins.

        It stays open, and locked, during the block: see `in_use`.

        Raises:
            OSError: The name is taken, or the disk refuses.
        """
        fd = os.open(self._name(name), _CREATE | _BINARY, 0o600, dir_fd=self.fd)
        try:
            if fcntl:
                with suppress(OSError):  # some network drives know no locks
                    fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left = memoryview(body)
            while left:
                left = left[os.write(fd, left) :]
            _to_disk(fd)
            yield
        finally:
            os.close(fd)

    def in_use(self, name: str) -> bool:
        """Tell whether a program is writing the file: a kill frees its lock."""
        if not fcntl or stat.S_ISLNK(os.lstat(self._name(name), dir_fd=self.fd).st_mode):
            return False
        fd = os.open(self._name(name), _READ, dir_fd=self.fd)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(fd)
        return False

    def reserve(self, name: str) -> None:
        """Create an empty file; `FileExistsError` where the name is taken."""
        os.close(os.open(self._name(name), _CREATE, 0o600, dir_fd=self.fd))

    def link(self, name: str, second: str) -> None:
        """Give a file a second name; `FileExistsError` where that is taken."""
        old, new = self._name(name), self._name(second)
        if _LINK_ITSELF:
            os.link(old, new, src_dir_fd=self.fd, dst_dir_fd=self.fd, follow_symlinks=False)
        else:
            os.link(old, new)

    def replace(self, name: str, new: str) -> None:
        """Move a file to another name in one step, over what has that name."""
        os.replace(self._name(name), self._name(new), src_dir_fd=self.fd, dst_dir_fd=self.fd)

    def remove(self, name: str) -> None:
        """Remove a name."""
        os.unlink(self._name(name), dir_fd=self.fd)

    def sync(self) -> None:
        """Wait until the names in the folder are on the disk.

        Raises:
            OSError: The disk fails.
        """
        if self.fd is None:
            return
        try:
            _to_disk(self.fd)
        except OSError as error:
            # Some network drives know no sync of a folder; a disk that fails says something else.
            if error.errno not in (errno.EINVAL, errno.EOPNOTSUPP, errno.EBADF):
                raise


def _content(fd: int, most: int) -> bytes:
    """Return what an open file holds, at most `most` bytes of it."""
    content = bytearray()
    while len(content) < most and (more := os.read(fd, most - len(content))):
        content += more
    return bytes(content)


def _to_disk(fd: int) -> None:
    """Wait until the disk, and not only its cache, has what was written."""
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if fcntl and full is not None:
        with suppress(OSError):
            fcntl.fcntl(fd, full)
            return
    os.fsync(fd)
