"""A model of a disk that forgets what was not synced, fed with the calls of a real program.

Below one folder, which is empty at the beginning; a folder is there when anything in it is. What
is modelled is what our programs do: where one writes in another way, nothing is judged.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from random import Random

from tests.faults.inode import Change, Inode
from tests.faults.names import Names, Renaming
from tests.faults.trace import REFUSED, Call, text

_HERE = "AT_FDCWD"

EVERYWHERE = {"io_uring_setup", "sync", "syncfs"}
"""Calls that may write or sync anything."""


class CannotJudge(Exception):
    """The program wrote in a way that the model does not know."""


class Disk:
    """Everything below one folder.

    Args:
        root: The folder, as the program calls it.
        by_file: Syncing a new file also keeps the name it was made under, as ext4 and xfs do.
    """

    def __init__(self, root: Path, *, by_file: bool) -> None:
        self._root = root
        self._names = Names(by_file=by_file)
        self._open: dict[int, Inode | PurePath] = {}
        """Open files, and open folders by their path."""
        self._places: dict[int, int] = {}
        """Where the next plain write of an open file goes to."""

    def take(self, call: Call) -> bool:
        """Let a call have its effect; return False where it has none on this disk.

        Raises:
            CannotJudge: It writes in a way that is not modelled.
        """
        if call.name in REFUSED.split(","):
            self._refuse(call)
            return False
        if call.result < 0:
            return False
        return bool(getattr(self, f"_{call.name}")(call))

    def opened(self, call: Call) -> Inode | PurePath | None:
        """Return what the descriptor in a call stands for; None where it is not on this disk."""
        return self._open.get(int(call.args[0]))

    def cut(self, into: Path, chance: Random) -> None:
        """Write what a power cut now may leave into an empty folder."""
        for name, inode in self._names.after_cut(chance).items():
            path = into / name.relative_to(self._root)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(inode.after_cut(chance))

    def _refuse(self, call: Call) -> None:
        """Refuse a call that the model does not know, where it touches this disk."""
        said = " ".join(call.args)
        plain = call.name == "mmap" and not ("MAP_SHARED" in said and "PROT_WRITE" in said)
        fds = {int(arg) for arg in call.args if arg.isdecimal()}
        names = (os.fsdecode(text(arg)) for arg in call.args if arg.startswith('"'))
        ours = fds & self._open.keys() or any(name.startswith(str(self._root)) for name in names)
        if (ours and not plain) or call.name in EVERYWHERE:
            raise CannotJudge(f"the program calls {call.name}, which the model does not know")

    def _path(self, folder: str, name: str) -> PurePath | None:
        """Return the path that a call means; None where it is not on this disk."""
        base = None if folder == _HERE else self._open.get(int(folder))
        path = PurePath(os.fsdecode(text(name)))
        path = base / path if isinstance(base, PurePath) else path
        return path if path.is_relative_to(self._root) else None

    def _openat(self, call: Call) -> bool:
        folder, name, flags = call.args[:3]
        self._open.pop(call.result, None)
        path = self._path(folder, name)
        if path is None:
            return False
        if "O_APPEND" in flags:
            raise CannotJudge(f"{path} is opened for appending")
        inode = self._names.seen.get(path)
        if inode is None and "O_CREAT" not in flags:
            self._open[call.result] = path  # a folder, since files are all made by the program
            return False
        self._places[call.result] = 0
        self._open[call.result] = inode or self._make(path)
        if inode and "O_TRUNC" in flags:
            inode.waiting.append(0)
        return inode is None or "O_TRUNC" in flags

    def _make(self, path: PurePath) -> Inode:
        made = Inode()
        self._names.change(Renaming({path: made}, made))
        return made

    def _change(self, fd: str, change: Change) -> bool:
        inode = self._open.get(int(fd))
        if isinstance(inode, Inode):
            inode.waiting.append(change)
        return isinstance(inode, Inode)

    def _write(self, call: Call) -> bool:
        fd = int(call.args[0])
        place = self._places.get(fd, 0)
        self._places[fd] = place + call.result
        return self._change(call.args[0], (place, text(call.args[1])[: call.result]))

    def _pwrite64(self, call: Call) -> bool:
        fd, written, _, place = call.args
        return self._change(fd, (int(place), text(written)[: call.result]))

    def _ftruncate(self, call: Call) -> bool:
        return self._change(call.args[0], int(call.args[1]))

    def _lseek(self, call: Call) -> bool:
        self._places[int(call.args[0])] = call.result
        return False

    def _fcntl(self, call: Call) -> bool:
        copied = self._open.get(int(call.args[0]))
        if call.args[1].startswith("F_DUPFD") and copied is not None:
            if isinstance(copied, Inode):
                raise CannotJudge("an open file is copied: both would write at one place")
            self._open[call.result] = copied
        return False

    def _close(self, call: Call) -> bool:
        self._open.pop(int(call.args[0]), None)
        return False

    def _fsync(self, call: Call) -> bool:
        synced = self._open.get(int(call.args[0]))
        if synced is None:
            return False
        if isinstance(synced, Inode):
            synced.sync()
        self._names.sync(synced)
        return True

    _fdatasync = _fsync

    def _unlinkat(self, call: Call) -> bool:
        return self._move(self._path(*call.args[:2]), None)

    def _unlink(self, call: Call) -> bool:
        return self._move(self._path(_HERE, call.args[0]), None)

    def _renameat(self, call: Call) -> bool:
        return self._move(self._path(*call.args[:2]), self._path(*call.args[2:4]))

    def _rename(self, call: Call) -> bool:
        return self._move(self._path(_HERE, call.args[0]), self._path(_HERE, call.args[1]))

    def _linkat(self, call: Call) -> bool:
        old, new = self._path(*call.args[:2]), self._path(*call.args[2:4])
        if old is not None and new is not None:
            self._names.change(Renaming({new: self._names.seen[old]}))
        return new is not None

    def _mkdir(self, call: Call) -> bool:
        return False

    def _move(self, old: PurePath | None, new: PurePath | None) -> bool:
        """Take a name from a file, and give it another where there is one."""
        if old is not None and old in self._names.seen:
            after: dict[PurePath, Inode | None] = {old: None}
            if new is not None:
                after[new] = self._names.seen[old]
            self._names.change(Renaming(after))
        return old is not None
