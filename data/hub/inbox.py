"""Where documents lie before they are collected: a folder, or an object store.

An inbox is listed and read, never written to. Whoever writes to it may have done so with any
name, any bytes and at any time; a name counts only where it is the address of its bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from data.exchange.signature import SUFFIX as SIGNATURE
from data.hub.errors import WrongAddress

DOCUMENT = ".json"
"""What the name of a document ends with."""

LISTED_AT_ONCE = 1000
"""Names in one part of a listing."""

_LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """A name in an inbox."""

    name: str
    """Below the inbox, with `/` between folders."""
    mark: str
    """Changes when what lies there changes."""


@dataclass(frozen=True, slots=True)
class Found:
    """What lay under a name when it was read."""

    content: bytes = field(repr=False)
    """As far as it was to be read."""
    mark: str
    refused: str = ""
    """Why nothing could be read; the mark is empty then, so that it is tried again."""


class Inbox(Protocol):
    """Where documents lie."""

    url: str
    """Its address, without secrets."""

    at_once: int
    """How many documents are best read at the same time."""

    def listing(self) -> Iterator[list[Listed]]:
        """Go through the names that are there, in any order, some at a time.

        Raises:
            NoSource: It cannot be listed.
        """
        ...

    def read(self, name: str, most: int) -> Found | None:
        """Read what lies under a name; None where nothing does, or no plain file.

        Args:
            name: As it was listed.
            most: Bytes of which no more than one more is read.

        Raises:
            NoSource: It cannot be read now.
        """
        ...


def is_document(name: str) -> bool:
    """Tell whether a name may be that of a document: one that every record can keep."""
    last = name.rpartition("/")[2]
    return name.endswith(DOCUMENT) and not last.startswith(".") and _plain(name)


def is_signature(name: str) -> bool:
    """Tell whether a name may be that of a signature."""
    return name.endswith(SIGNATURE) and _plain(name)


def stem(name: str) -> str:
    """Return the last part of a name, without its ending."""
    return name.rpartition("/")[2].rpartition(".")[0]


def beside(name: str, ending: str) -> str:
    """Return a name with another ending."""
    return name.rpartition(".")[0] + ending


def open_inbox(url: str) -> Inbox:
    """Open an inbox.

    Args:
        url: `file:///folder`, or `s3://`, `gs://` or `az://` with bucket and prefix.

    Raises:
        NoSource: There is none.
        WrongAddress: The address is of no kind that is known.
    """
    parts = urlsplit(url)
    kind = parts.scheme
    if "@" in parts.netloc or parts.query:
        raise WrongAddress(
            "The inbox's address holds more than a place: take keys and settings out of it and put "
            "them into the environment, as the object store's maker says."
        )
    if kind == "file":
        from data.hub.folder_inbox import FolderInbox

        return FolderInbox(url)
    if kind in ("s3", "gs", "az"):
        from data.hub.object_inbox import ObjectInbox

        return ObjectInbox(url)
    raise WrongAddress(
        "The inbox has to be file:///FOLDER, s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or "
        "az://CONTAINER/PREFIX."
    )


def _plain(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and name.isprintable()
