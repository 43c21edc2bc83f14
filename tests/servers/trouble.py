"""What a hostile receiver does with one request: each trouble is a function of an exchange."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from typing import Protocol

Headers = dict[str, str]


class Exchange(Protocol):
    """One request at the receiver."""

    address: str
    """What the address says: the hash, for a document of ours."""

    def apply(self) -> bool:
        """Store what was sent; False where the address was taken."""
        ...

    def say(self, status: int, headers: Headers | None = None, body: bytes = b"") -> None:
        """Answer in full."""
        ...

    def raw(self, piece: bytes) -> None:
        """Send bytes as they are; then nothing else is said."""
        ...

    def trickle(self, text: bytes) -> None:
        """Send a byte now and then, for ever."""
        ...

    def honest(self) -> None:
        """Do what a good receiver does."""
        ...


LYING = "0" * 64
FIRST = b"HTTP/1.1 201 Created\r\n"
BOMB = gzip.compress(b"\0" * 20_000_000)
"""20 MB in 20 kB."""


def _status(status: int, **headers: str) -> Callable[[Exchange], None]:
    told = {name.replace("_", "-"): text for name, text in headers.items()}
    return lambda exchange: exchange.say(status, told)


def _applied(status: int, body: str = "") -> Callable[[Exchange], None]:
    def trouble(exchange: Exchange) -> None:
        exchange.apply()
        told = body.format(sha=exchange.address, lie=LYING).replace("<", "{").replace(">", "}")
        exchange.say(status, {"Content-Type": "application/json"} if body else {}, told.encode())

    return trouble


def _endless(exchange: Exchange) -> None:
    exchange.apply()
    exchange.raw(FIRST + b"Content-Length: 100000000\r\n\r\n")
    exchange.raw(b"x" * 2_000_000)


def _endless_headers(exchange: Exchange) -> None:
    exchange.raw(FIRST + b"X: y\r\n" * 400_000)


def _bomb(exchange: Exchange) -> None:
    exchange.apply()
    exchange.say(201, {"Content-Encoding": "gzip", "Content-Type": "application/json"}, BOMB)


def _apply_then_drop(exchange: Exchange) -> None:
    exchange.apply()
    exchange.raw(b"")


def _trickled_body(exchange: Exchange) -> None:
    exchange.apply()
    exchange.raw(FIRST + b"Content-Length: 100000\r\n\r\n")
    exchange.trickle(b"x")


def _away(exchange: Exchange) -> None:
    exchange.say(307, {"Location": f"https://localhost:1/{exchange.address}.json"})


def _here(status: int, times: str) -> Callable[[Exchange], None]:
    return lambda exchange: exchange.say(
        status, {"Location": f"/{times}/{exchange.address}.json#part"}
    )


TROUBLES: dict[str, Callable[[Exchange], None]] = {
    "drop before": lambda exchange: exchange.raw(b""),
    "apply then drop": _apply_then_drop,
    "409 race": _status(409),
    "409 same": _applied(409, '<"sha256": "{sha}">'),
    "409 other": _applied(409, '<"sha256": "{lie}">'),
    "412": _applied(412),
    "412 other": _applied(412, '<"sha256": "{lie}">'),
    "408": _status(408),
    "425": _status(425),
    "429": _status(429, Retry_After="7"),
    "500": _status(500),
    "503": _status(503),
    "400": _status(400),
    "401": _status(401),
    "201 silent": _applied(201),
    "201 unkept": _status(201),
    "lie": _applied(201, '<"sha256": "{lie}">'),
    "redirect away": _away,
    "redirect here": _here(308, "inbox"),
    "redirect as get": _here(303, "inbox"),
    "no http": lambda exchange: exchange.raw(b"\0\1\2 made up\r\n\r\n"),
    "trickle headers": lambda exchange: exchange.trickle(FIRST + b"X-Slow: "),
    "trickle body": _trickled_body,
    "endless body": _endless,
    "endless headers": _endless_headers,
    "gzip bomb": _bomb,
}

PASSING = (
    "drop before", "apply then drop", "409 race", "409 same", "412", "408", "425", "429", "500",
    "503", "201 silent", "no http", "endless body", "endless headers", "gzip bomb", "redirect here",
)  # fmt: skip
"""What time mends, and what takes no time itself: for campaigns."""


class Script:
    """What happens at each request: what stands in a list first, then by chance.

    Args:
        then: Names of troubles, "" for none.
        seed: Of the chance.
        share: Of requests that get into trouble, from 0 to 1.
    """

    def __init__(self, *then: str, seed: int = 0, share: float = 0.0) -> None:
        self._then = list(then)
        self._chance = random.Random(seed)
        self._share = share

    def next(self) -> str:
        """Return the trouble of the next request, "" for none."""
        if self._then:
            return self._then.pop(0)
        if self._chance.random() < self._share:
            return self._chance.choice(PASSING)
        return ""
