"""What is sent, what comes back, and what a destination is.

A destination is a small class with one call. It says what became of a document by what it returns
or raises, and remembers nothing: what is tried again, and when, is kept in the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from data.exchange.errors import ExchangeError

LONGEST_ANSWER = 64_000
"""Most bytes of an answer that are read."""

PATIENCE_S = 20.0
"""How long one delivery may take altogether, in seconds, whatever the other side does."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One document as it leaves: the same bytes at every try, however many days later."""

    document: str
    """Id of the document, a UUID: the same for every destination."""
    sitting: str
    revision: int
    supersedes: str | None
    """Id of the revision before; None for the first."""
    sha256: str
    """Of the body, in hexadecimal: the address of the document."""
    body: bytes = field(repr=False)
    signature: str = field(repr=False)
    """Detached JWS of the body (`data.exchange.signature`)."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a document is whole at a destination."""

    sha256: str
    """What the destination holds, as it told us or as it was read back, in hexadecimal."""
    place: str
    """Where it lies there: a URL or a path, of ids only."""
    already_there: bool = False
    """True where the same document was there before."""


class Destination(Protocol):
    """Where documents go.

    `put` may be called again with a document that has arrived, after any failure, any number of
    times: the effect is that of one call. A destination never deletes anything, here or there.
    """

    def put(self, parcel: Parcel) -> Receipt:
        """Deliver a document, or say what kept it.

        Raises:
            NotDelivered: One of its kinds.
        """
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...


@runtime_checkable
class Together(Destination, Protocol):
    """A destination that takes many documents for less than each by itself."""

    def put_all(self, parcels: Sequence[Parcel]) -> list[Receipt]:
        """Deliver documents; return a receipt for each.

        Raises:
            NotDelivered: Some may have arrived: each is to be put by itself then.
        """
        ...


class NotDelivered(ExchangeError):
    """A document did not arrive; the sentence says why and what to do, without personal data.

    NotDelivered
    ├── TryLater           nothing is wrong that time will not mend
    ├── DestinationPaused  the destination as a whole needs a person
    └── DocumentRefused    this document needs a person
    """


class TryLater(NotDelivered):
    """It is to be tried again.

    Args:
        reason: What happened.
        after_s: How long the destination asks us to wait, in seconds; None where it says nothing.
        all_wait: True where nothing else would arrive there now either: it cannot be reached, or
            asks for rest.
    """

    def __init__(
        self, reason: str, *, after_s: float | None = None, all_wait: bool = False
    ) -> None:
        super().__init__(reason)
        self.after_s = after_s
        self.all_wait = all_wait


class DestinationPaused(NotDelivered):
    """The destination is not set up as it has to be: no document goes there until a person acts."""


class DocumentRefused(NotDelivered):
    """The destination does not want this document: a person decides. Others still go there."""
