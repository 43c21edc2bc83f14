"""A proxy on loopback that lets TLS through (CONNECT), or wants a password first."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Proxy(ThreadingHTTPServer):
    """Leads every request to one port of this machine, whatever host it names."""

    daemon_threads = True

    def __init__(self, port: int, status: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.port = port
        self.status = status
        self.asked: list[tuple[str, str | None]] = []
        """Host and port that were asked for, and the password that came along."""

    @property
    def url(self) -> str:
        return f"http://made-up:word@127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Proxy

    def do_CONNECT(self) -> None:
        self.server.asked.append((self.path, self.headers["Proxy-Authorization"]))
        self.send_response(self.server.status)
        self.end_headers()
        self.close_connection = True
        if self.server.status == 200:
            with socket.create_connection(("127.0.0.1", self.server.port)) as onward:
                back = threading.Thread(target=_carry, args=(onward, self.connection))
                back.start()
                _carry(self.connection, onward)
                back.join()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _carry(here: socket.socket, there: socket.socket) -> None:
    with suppress(OSError):
        while piece := here.recv(65_536):
            there.sendall(piece)
    with suppress(OSError):
        there.shutdown(socket.SHUT_WR)


@contextmanager
def proxy(port: int, status: int = 200) -> Iterator[Proxy]:
    """Run a proxy to a port for as long as a `with` lasts."""
    server = Proxy(port, status)
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
