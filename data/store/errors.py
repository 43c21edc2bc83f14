"""What can go wrong with the store, in one tree.

    StoreError            something is wrong with the store
    ├── StoreUnwritable   its folder or file cannot be made, or may not be written
    ├── StoreNewer        a newer epa_tui wrote it
    ├── StoreInUse        another program has it open
    ├── StoreDamaged      its bytes are damaged, or are no store
    ├── NotSaved          the disk refused a write (full, or an input/output error)
    ├── RecordConflict    the store already holds something else in this place
    └── NotFound          no such assessment or sitting

Every sentence says what to do, and none carries personal data: they end up in logs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class StoreError(Exception):
    """Something is wrong with the store."""


class StoreUnwritable(StoreError):
    """The folder or the file of the store cannot be made, or may not be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The store {path} cannot be written: {why}. "
            "Make the folder yours and writable, or choose another with --home."
        )


class StoreNewer(StoreError):
    """A newer epa_tui wrote the store."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(
            f"A newer epa_tui wrote this store (its version is {found}, this program knows "
            f"{known}). Nothing was changed. Update epa_tui, then start it again."
        )


class StoreInUse(StoreError):
    """Another program has the store open."""

    def __init__(self, holder: int | None = None) -> None:
        which = f" (process {holder})" if holder else ""
        super().__init__(
            f"The store is open in another epa_tui{which}. Go on there, or close it first."
        )
        self.holder = holder
        """The process that has it open; None where that is not known."""


class StoreDamaged(StoreError):
    """The bytes of the store are damaged, or are no store."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The file {path} is damaged, or is not a store of epa_tui. "
            "Move it elsewhere and keep it, then put the newest backup in its place."
        )


class NotSaved(StoreError):
    """The disk refused a write."""

    def __init__(self, full: bool) -> None:
        what = "The disk is full" if full else "The disk refused (an input or output error)"
        super().__init__(
            f"NOT SAVED. {what}. Leave epa_tui open: it keeps what you typed and tries again. "
            "Free some space, or plug the drive in again."
        )


class RecordConflict(StoreError):
    """The store already holds something else in this place."""

    def __init__(self) -> None:
        super().__init__(
            "The store holds something else in this place of the record. "
            "Nothing was overwritten. Close this sitting and open it again."
        )


class NotFound(StoreError):
    """There is no such assessment or sitting."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The store holds no such {what}. Go back to the list and choose again.")


def typed(error: Exception, path: Path) -> StoreError:
    """Return what an error of the driver means for the user.

    Args:
        error: What the driver raised.
        path: The store's file.
    """
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith("SQLITE_CONSTRAINT"):
        # Of our own constraints only the foreign keys speak of something that is not there.
        return NotFound("sitting") if "FOREIGN KEY" in str(error) else RecordConflict()
    for start, make in _MEANINGS.items():
        if name.startswith(start):
            return make(path)
    return StoreError("The store refused this. Close epa_tui, start it again, and report it.")


_MEANINGS: dict[str, Callable[[Path], StoreError]] = {
    "SQLITE_BUSY": lambda path: StoreInUse(),
    "SQLITE_LOCKED": lambda path: StoreInUse(),
    "SQLITE_FULL": lambda path: NotSaved(full=True),
    "SQLITE_IOERR": lambda path: NotSaved(full=False),
    "SQLITE_READONLY": lambda path: StoreUnwritable(path, "it may only be read"),
    "SQLITE_PERM": lambda path: StoreUnwritable(path, "it may not be opened"),
    "SQLITE_CANTOPEN": lambda path: StoreUnwritable(path, "it cannot be opened"),
    "SQLITE_CORRUPT": StoreDamaged,
    "SQLITE_NOTADB": StoreDamaged,
}
"""What the driver's error names mean, by how they start."""
