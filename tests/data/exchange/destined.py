"""A destination in memory whose answers are told beforehand: what another organisation may do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from data.exchange.canonical import address
from data.exchange.parcel import Parcel, Receipt
from data.record.instant import Instant

Answer = Exception | str | None
"""What is raised; or the hash that is told; or None for a delivery in order."""


@dataclass
class Told:
    """Answers in turn, and in order when there is none left."""

    answers: Iterable[Answer] = ()
    arrived: list[str] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)
    signatures: dict[str, str] = field(default_factory=dict)
    tried: list[str] = field(default_factory=list)
    connected: int = 0
    closed: int = 0

    def __post_init__(self) -> None:
        self._answers: Iterator[Answer] = iter(self.answers)

    def connect(self) -> Told:
        self.connected += 1
        return self

    def put(self, parcel: Parcel) -> Receipt:
        self.tried.append(parcel.document)
        answer = next(self._answers, None)
        if isinstance(answer, Exception):
            raise answer
        if answer is None:
            self.arrived.append(parcel.document)
            self.bodies[parcel.document] = parcel.body
            self.signatures[parcel.document] = parcel.signature
        return Receipt(answer or address(parcel.body), f"memory:{parcel.document}")

    def close(self) -> None:
        self.closed += 1


class Hands:
    """A clock that stands still until it is moved."""

    def __init__(self, now: Instant) -> None:
        self.now = now

    def __call__(self) -> Instant:
        return self.now

    def pass_ms(self, length: int) -> None:
        self.now = self.now.later(length)
