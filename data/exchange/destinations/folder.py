"""A folder as destination: documents lie in it under their addresses, their signatures beside them.

The folder stays open from one document to the next, so that a name is looked up where the last one
was and nobody lists it twice; `close` lets go of it (a drive can then be taken out).
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.exchange.canonical import address
from data.exchange.errors import (
    DifferentResult,
    FolderFull,
    FolderMissing,
    NotAFile,
    NotWritten,
)
from data.exchange.folder import clear_leftovers, publish, told
from data.exchange.open_folder import OpenFolder
from data.exchange.parcel import (
    DestinationPaused,
    DocumentRefused,
    NotDelivered,
    Parcel,
    Receipt,
    TryLater,
)
from data.exchange.signature import SUFFIX

_ADDRESS = re.compile(r"[0-9a-f]{64}")
_AWAY = {
    errno.ESTALE,
    errno.ENODEV,
    errno.ENXIO,
    errno.ENOTCONN,
    errno.EHOSTDOWN,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.ENETUNREACH,
    errno.ETIMEDOUT,
}
"""What the system says of a drive or a network share that is not there just now."""


class FolderDestination:
    """A folder, for one thread at a time.

    A folder that is missing is not made: it may be on a drive that is not connected, and what was
    written in its place would be found by nobody.

    Args:
        folder: Where it is; a synchronised one works.
        may_make: True where a missing folder may be made, in a folder that is there.
    """

    def __init__(self, folder: Path, *, may_make: bool = False) -> None:
        self._folder = folder
        self._may_make = may_make
        self._opened: OpenFolder | None = None

    def put(self, parcel: Parcel) -> Receipt:
        """Write a document and its signature, each whole or not at all.

        The signature is named first: whoever finds a document finds its signature too, even after
        a kill. (After a power cut that the document's receipt had not preceded, on a disk that
        keeps names in another order, it may be there only after the next try.)

        Raises:
            NotDelivered: One of its kinds.
        """
        _check(parcel)
        name = f"{parcel.sha256}.json"
        files = [(f"{parcel.sha256}{SUFFIX}", parcel.signature.encode()), (name, parcel.body)]
        with self._delivering(), told(self._folder):
            opened = self._open()
            written = publish(opened, files)
            if not opened.still_there():
                raise FolderMissing(self._folder)
        return Receipt(parcel.sha256, str(self._folder / name), already_there=name not in written)

    def close(self) -> None:
        """Let go of the folder; the next `put` opens it again."""
        if self._opened:
            self._opened.close()
        self._opened = None

    def _open(self) -> OpenFolder:
        """Return the folder that the path leads to now: a drive may have been changed."""
        if self._opened and self._opened.still_there():
            return self._opened
        self.close()
        if self._may_make:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        self._opened = OpenFolder.of(self._folder)
        clear_leftovers(self._opened, rf"{_ADDRESS.pattern}\.(?:json|{SUFFIX[1:]})")
        return self._opened

    @contextmanager
    def _delivering(self) -> Iterator[None]:
        """Tell what became of a document from what became of its files."""
        try:
            yield
        except NotWritten as stopped:
            gone = self._opened is not None and not self._opened.still_there()
            self.close()
            missing = FolderMissing(self._folder)
            raise _meaning(missing if gone else stopped) from stopped


def _check(parcel: Parcel) -> None:
    """Refuse bytes that are not those of their address: no name but a true one is written."""
    if not _ADDRESS.fullmatch(parcel.sha256) or address(parcel.body) != parcel.sha256:
        raise DocumentRefused(
            "The stored document is not the one that its address names, so it was not sent. "
            "Check the store with `epa-tui doctor`."
        )


def _meaning(stopped: NotWritten) -> NotDelivered:
    cause = stopped.__cause__
    away = isinstance(cause, OSError) and cause.errno in _AWAY
    if away or isinstance(stopped, FolderMissing | FolderFull):
        return TryLater(str(stopped), all_wait=True)
    if isinstance(stopped, DifferentResult):
        return DocumentRefused(
            f"{stopped.path} holds other bytes than were sent there; it was left untouched. "
            "Find out who changed it, move it aside, then send again."
        )
    return (DocumentRefused if isinstance(stopped, NotAFile) else DestinationPaused)(str(stopped))
