"""The names in folders as a disk keeps them: durable once their folder was synced."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from random import Random

from tests.faults.inode import Inode


@dataclass(frozen=True, slots=True)
class Renaming:
    """A change of names in one step: a file made, moved, linked or removed."""

    after: dict[PurePath, Inode | None]
    """What each name stands for then; None where it stands for nothing."""
    made: Inode | None = None
    """The file that is new with it."""

    def apply(self, names: dict[PurePath, Inode]) -> None:
        """Change names."""
        for name, inode in self.after.items():
            if inode is None:
                names.pop(name, None)
            else:
                names[name] = inode

    def within(self, folder: PurePath) -> bool:
        """Tell whether a folder holds one of the names."""
        return any(name.parent == folder for name in self.after)


class Names:
    """All names of a disk, as programs see them and as they are kept.

    Args:
        by_file: Syncing a new file also keeps the name it was made under, as ext4 and xfs do.
    """

    def __init__(self, *, by_file: bool) -> None:
        self.seen: dict[PurePath, Inode] = {}
        self._by_file = by_file
        self._kept: dict[PurePath, Inode] = {}
        self._waiting: list[Renaming] = []

    def change(self, renaming: Renaming) -> None:
        """Change names at once for programs, and later on the disk."""
        renaming.apply(self.seen)
        self._waiting.append(renaming)

    def sync(self, what: Inode | PurePath) -> None:
        """Keep the names in a folder, or that of a new file with what happened to it before."""
        found = [n for n, each in enumerate(self._waiting) if self._is_kept(each, what)]
        touched = {name for place in found for name in self._waiting[place].after}
        last = found[-1] if found else -1
        still: list[Renaming] = []
        for place, renaming in enumerate(self._waiting):
            if place <= last and touched & renaming.after.keys():
                renaming.apply(self._kept)
            else:
                still.append(renaming)
        self._waiting = still

    def after_cut(self, chance: Random) -> dict[PurePath, Inode]:
        """Return the names that may be there after a power cut now."""
        left = dict(self._kept)
        for renaming in self._waiting:
            if chance.random() < 0.5:
                renaming.apply(left)
        return left

    def _is_kept(self, renaming: Renaming, synced: Inode | PurePath) -> bool:
        if isinstance(synced, Inode):
            return self._by_file and renaming.made is synced
        return renaming.within(synced)
