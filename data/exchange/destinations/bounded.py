"""Connections that end when patience ends, however the other side dawdles.

The time-outs of the HTTP library are for one read: a server that sends a byte a second would hold a
delivery for hours. Here every step of the network gets what is left of the whole: looking for the
address, connecting, the handshake, each piece written and each piece read.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

KEPT_S = 5.0
"""How long a connection with nothing to do is kept, in seconds."""

_PIECE = 16_384
"""Most bytes that are written at once: what one record of TLS holds."""


class OutOfPatience(httpcore.TimeoutException):
    """The time for the whole is over."""


class Patience:
    """How long something may take altogether.

    Args:
        seconds: The whole.
        clock: Seconds that only go forward.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self.begin()

    def begin(self) -> None:
        """Count from now on."""
        self._until = self._clock() + self.seconds

    def left(self) -> float:
        """Return what is left, in seconds.

        Raises:
            OutOfPatience: Nothing.
        """
        left = self._until - self._clock()
        if left <= 0:
            raise OutOfPatience
        return left


def bounded_pool(
    patience: Patience, trust: ssl.SSLContext, proxy: httpcore.Proxy | None
) -> httpcore.ConnectionPool:
    """Return what keeps one connection and carries one request at a time.

    Args:
        patience: Bounds what it does from `begin` on.
        trust: Which certificates are believed.
        proxy: What stands between us and the destination; None where nothing does.
    """
    return httpcore.ConnectionPool(
        trust,
        proxy,
        max_connections=1,
        keepalive_expiry=KEPT_S,
        network_backend=_Backend(patience),
    )


class _Backend(httpcore.NetworkBackend):
    """Opens connections within what is left of patience."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failed: httpcore.ConnectError | None = None
        for address in _addresses(host, port):
            try:
                stream = self._network.connect_tcp(
                    address, port, self._patience.left(), local_address, socket_options
                )
            except httpcore.ConnectError as error:
                failed = error
            else:
                return _Stream(stream, self._patience)
        raise failed or httpcore.ConnectError


class _Stream(httpcore.NetworkStream):
    """A connection whose every step gets what is left of patience."""

    def __init__(self, stream: httpcore.NetworkStream, patience: Patience) -> None:
        self._stream = stream
        self._patience = patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._patience.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _PIECE):
            self._stream.write(buffer[start : start + _PIECE], self._patience.left())

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._patience.left())
        return _Stream(stream, self._patience)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        self._stream.close()


def _addresses(host: str, port: int) -> list[str]:
    """Return the addresses of a host: each is tried with what is left, not with the whole."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError from error
    return [str(where[0]) for *_, where in found]
