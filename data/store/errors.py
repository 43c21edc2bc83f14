"""What can go wrong with the store, in one tree.

    StoreError            something is wrong with the store
    ├── StoreUnwritable   its folder or file cannot be made, or may not be written
    ├── StoreNewer        a newer epa_tui wrote it
    ├── StoreInUse        another program has it open
    ├── StoreDamaged      its bytes are damaged, or are no store
    ├── StoreLocked       it is encrypted, and nobody said how to open it
    │   ├── WrongKey      the passphrase or the recovery key is another one
    │   ├── KeyDamaged    the file of the key is damaged
    │   └── KeyLost       the file of the key is not there
    ├── NotSaved          the disk refused a write (full, or an input/output error)
    ├── RecordConflict    the store already holds something else in this place
    ├── NotErasable       the rules do not allow an apprentice to be erased yet
    ├── OtherApprenticeKey  an apprentice of another laptop is here under another key
    └── NotFound          no such assessment or sitting
        └── TextErased    there was, and its text was erased

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

    def __init__(self, holder: str = "") -> None:
        which = f" ({holder})" if holder else ""
        super().__init__(
            f"The store is open in another epa_tui{which}. Go on there, or close it first."
        )
        self.holder = holder
        """Process, machine, terminal and begin of the one that has it open, as far as known."""


class StoreDamaged(StoreError):
    """The bytes of the store are damaged, or are no store."""

    def __init__(self, path: Path, what: str = "") -> None:
        told = f" ({what})" if what else ""
        super().__init__(
            f"The file {path} is damaged, or is not a store of epa_tui{told}. Nothing was changed. "
            "`epa-tui doctor` tells what is left; `epa-tui restore` brings back the newest backup "
            "that is in order."
        )
        self.what = what
        """Which part of it, as far as known."""


class StoreLocked(StoreError):
    """The store is encrypted, and nobody said how to open it."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or "The store is encrypted. Start epa-tui in a terminal and give the passphrase, or "
            "put it into the environment variable EPA_TUI_PASSPHRASE."
        )


class WrongKey(StoreLocked):
    """The passphrase or the recovery key is another one."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"That is not the {what} of this store. Nothing is damaged: try again, or use the "
            "recovery key that was written down when the store was made."
        )


class KeyDamaged(StoreLocked):
    """The file of the key is damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The key file {path} is damaged. Put the copy from the folder of backups in its "
            "place; without it nobody can open the store."
        )


class KeyLost(StoreLocked):
    """The file of the key is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The store is encrypted and its key file {path} is missing. Put back that file, or "
            "the copy that lies beside a backup; without it nobody can open the store."
        )


class NotSaved(StoreError):
    """The disk refused a write."""

    def __init__(self, full: bool) -> None:
        what = "The disk is full" if full else "The disk refused (an input or output error)"
        super().__init__(
            f"NOT SAVED. {what}. Leave epa_tui open: it keeps what you typed and tries again. "
            "Free some space, or plug the drive in again."
        )
        self.full = full
        """True where the disk has no room, False where it failed."""


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


class TextErased(NotFound):
    """The text of an assessment was erased; its chain is still there."""

    def __init__(self) -> None:
        StoreError.__init__(
            self,
            "The text of this assessment was erased after its retention period. "
            "Its entries can still be verified: `epa-tui verify`.",
        )


class NotErasable(StoreError):
    """An apprentice may not be erased yet, or not at all."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Nothing was erased: {why}")


class OtherApprenticeKey(StoreError):
    """An apprentice of another laptop is in this store under another key."""

    def __init__(self) -> None:
        super().__init__(
            "This apprentice is in this store already, under another key. Nothing was changed. "
            "Take the file into a folder of its own: `epa-tui --home DIR take FILE`."
        )


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
    if "disk is full" in str(error):
        return NotSaved(full=True)  # copying a store tells it in words alone
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
