"""A receiver of documents over https on loopback, honest or hostile.

In a test: `with receiver(folder, script) as server`. As its own process, for campaigns that kill
the sender: `python -m tests.servers.https_server --folder DIR --seed N --trouble 0.5`; it says its
address as a line of JSON and ends with its input. What arrived is on the disk: documents by their
address, and a line in `effects.log` for each effect.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import ssl
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.servers.authority import Certificates, made
from tests.servers.trouble import TROUBLES, Headers, Script

LONGEST = 5_000_000
PAUSE_S = 0.02
"""Between two bytes that trickle."""


class Store:
    """What arrived: create-only, or as somebody would write it who knows no content address.

    Args:
        folder: Takes the documents and the log.
        naive: Take every request for a new effect.
    """

    def __init__(self, folder: Path, *, naive: bool = False) -> None:
        self._folder = folder
        self._naive = naive
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)

    def apply(self, name: str, body: bytes) -> bool:
        """Store a document; False where its address is taken."""
        with self._lock:
            place = self._folder / name
            if place.exists() and not self._naive:
                return False
            half = self._folder / f".{name}"
            half.write_bytes(body)
            half.replace(place)
            with (self._folder / "effects.log").open("a", encoding="utf-8") as log:
                log.write(f"{name}\n")
            return True

    def read(self, name: str) -> bytes | None:
        place = self._folder / name
        return place.read_bytes() if place.is_file() else None

    def documents(self) -> dict[str, bytes]:
        """Return what is there by its address."""
        return {place.stem: place.read_bytes() for place in self._folder.glob("[!.]*.json")}

    def effects(self) -> Counter[str]:
        """Return how often something changed at each address."""
        log = self._folder / "effects.log"
        lines = log.read_text("utf-8").split() if log.exists() else []
        return Counter(line.removesuffix(".json") for line in lines)


class Receiver(ThreadingHTTPServer):
    """The server.

    Args:
        certificates: Its own, and that of its authority.
        store: Keeps what arrives.
        script: What goes wrong.
        token: Wanted of everybody; None for nothing.
        readable: Whether documents may be read back.
        tells: Whether an honest answer tells the hash.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(
        self,
        certificates: Certificates,
        store: Store,
        script: Script,
        *,
        token: str | None = None,
        readable: bool = True,
        tells: bool = True,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificates.server)
        self.context = context
        self.authority = certificates.authority
        self.store = store
        self.script = script
        self.token = token
        self.readable = readable
        self.tells = tells
        self.stopped = threading.Event()
        self.requests: list[tuple[str, str, Headers]] = []
        """Method, path and headers of everything that was asked."""
        self.connections = 0

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.server_port}/inbox"

    def get_request(self) -> tuple[ssl.SSLSocket, tuple[str, int]]:
        connection, address = super().get_request()
        self.connections += 1
        return self.context.wrap_socket(
            connection, server_side=True, do_handshake_on_connect=False
        ), address

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that break off are what the tests are about."""


class _Handler(BaseHTTPRequestHandler):
    """One connection; an `Exchange` for the troubles."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Receiver

    def do_PUT(self) -> None:
        body = self.rfile.read(min(int(self.headers["Content-Length"]), LONGEST))
        if len(body) < int(self.headers["Content-Length"]):
            self.close_connection = True
            return
        self.body = body
        self._note()
        trouble = TROUBLES.get(self.server.script.next(), type(self).honest)
        trouble(self)

    def do_GET(self) -> None:
        self._note()
        found = self.server.store.read(f"{self.address}.json") if self.server.readable else None
        status = 200 if found is not None else 404 if self.server.readable else 403
        self.say(status, {}, found or b"")

    def _note(self) -> None:
        self.address = Path(self.path).stem
        sent = {name.lower(): text for name, text in self.headers.items()}
        self.server.requests.append((self.command, self.path, sent))

    def honest(self) -> None:
        if self.server.token and self.headers["Authorization"] != f"Bearer {self.server.token}":
            return self.say(401)
        if sha256(self.body).hexdigest() != self.address:
            return self.say(422)
        digest = base64.b64encode(bytes.fromhex(self.address)).decode()
        told = {"Repr-Digest": f"sha-256=:{digest}:"} if self.server.tells else {}
        return self.say(201 if self.apply() else 412, told)

    def apply(self) -> bool:
        return self.server.store.apply(f"{self.address}.json", self.body)

    def say(self, status: int, headers: Headers | None = None, body: bytes = b"") -> None:
        self.send_response(status)
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def raw(self, piece: bytes) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.wfile.write(piece)
            self.wfile.flush()

    def trickle(self, text: bytes) -> None:
        self.raw(text)
        with suppress(OSError):
            while not self.server.stopped.wait(PAUSE_S):
                self.wfile.write(b"x")
                self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def receiver(
    folder: Path,
    script: Script | None = None,
    *,
    certificates: Certificates | None = None,
    naive: bool = False,
    token: str | None = None,
    readable: bool = True,
    tells: bool = True,
) -> Iterator[Receiver]:
    """Run a receiver in a thread for as long as a `with` lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    server = Receiver(
        certificates or made(folder),
        Store(folder / "stored", naive=naive),
        script or Script(),
        token=token,
        readable=readable,
        tells=tells,
    )
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()


def main() -> None:
    """Run as a process of its own until the input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--trouble", type=float, default=0.0)
    parser.add_argument("--naive", action="store_true")
    told = parser.parse_args()
    script = Script(seed=told.seed, share=told.trouble)
    with receiver(told.folder, script, naive=told.naive) as server:
        said = {"url": server.url, "port": server.server_port, "authority": str(server.authority)}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
        os._exit(0)  # not even a connection that trickles keeps it


if __name__ == "__main__":
    main()
