"""The record of an organisation as the collector and the reports see it, whichever engine keeps it.

Any number of collectors may use one record at once. What is kept is kept in one transaction; doing
it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import url2pathname

from data.hub.errors import WrongAddress
from data.store.hub_rows import Batch, HeadRow, Wish


class Record(Protocol):
    """The record of an organisation."""

    def known(self, addresses: Sequence[str]) -> set[str]:
        """Return those of some addresses whose documents are kept."""
        ...

    def places(self, source: str, names: Sequence[str]) -> dict[str, str]:
        """Return the marks of names, other than addresses, whose documents are kept."""
        ...

    def aside(self, source: str, names: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return the marks, of document and signature, of names that are in quarantine."""
        ...

    def keep(self, source: str, batch: Batch) -> int:
        """Keep a batch whole; return how many of its documents were new.

        Raises:
            RowRefused: The engine refuses a value; nothing of the batch was kept.
        """
        ...

    def look_again(self, source: str, devices: Sequence[str] | None, shape: str) -> None:
        """Have looked at anew what may be taken now: known, kept elsewhere, or of a new shape.

        Args:
            source: The inbox.
            devices: Public keys that are known; None knows every device.
            shape: Ends the mark of what was not in order for the schema that is known now.
        """
        ...

    def quarantined(self, source: str | None = None) -> Mapping[str, int]:
        """Return how many are in quarantine by the kind of the reason, all or of one inbox."""
        ...

    def heads(self, wish: Wish) -> Iterator[HeadRow]:
        """Go through the results that hold: one head, not withdrawn, of each sitting."""
        ...

    def conflicts(self, wish: Wish) -> list[str]:
        """Return the ids of the sittings that have several heads."""
        ...

    def withdrawn(self, wish: Wish) -> int:
        """Return how many sittings have been withdrawn and were not graded anew."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def open_record(url: str, *, make: bool = True) -> Record:
    """Open a record.

    Args:
        url: `postgresql://...` or `sqlite:///path`.
        make: Make its tables where there are none.

    Raises:
        NoRecord: It cannot be opened.
        data.store.errors.StoreError: The file cannot be opened.
        WrongAddress: The address is of no kind that is known.
    """
    kind = urlsplit(url).scheme
    if kind in ("postgresql", "postgres"):
        from data.hub.postgres import PostgresRecord

        return PostgresRecord(url, make=make)
    if kind == "sqlite" and urlsplit(url).path.strip("/"):
        from data.store.hub_file import HubFile

        return HubFile(Path(url2pathname(urlsplit(url).path)), make=make)
    raise WrongAddress(
        "The record has to be postgresql://USER@HOST/DATABASE, sqlite:///PATH, or env:VARIABLE "
        "where the environment holds one of these."
    )
