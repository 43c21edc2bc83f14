"""A learning record store on loopback that keeps to what xAPI 1.0.3 lets a store be strict about.

The store that others use in the tests (`ralph`) neither hides what is voided nor refuses a voiding
statement; other stores do, and answer less, and refuse an id that they have even where the
statement is the same.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

VOIDED = "http://adlnet.gov/expapi/verbs/voided"


@dataclass
class Ways:
    """How strict it is."""

    confirms: bool = True
    """Whether the answer lists what was taken."""
    refuses_known: bool = False
    """409 for every id that it has, also where the statement is the same."""
    refuses_unknown_voids: bool = False
    readable: bool = True
    spared: int = 0
    """How many requests that write go well before `fails`."""
    fails: list[int] = field(default_factory=list)
    """Statuses of the next requests that write; they change nothing."""


class StrictStore(ThreadingHTTPServer):
    """The server and what it holds."""

    daemon_threads = True

    def __init__(self, ways: Ways) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ways = ways
        self.held: dict[str, dict[str, Any]] = {}

    @property
    def url(self) -> str:
        return f"xapi+http://127.0.0.1:{self.server_port}/xapi/"

    @property
    def voided(self) -> set[str]:
        return {each["object"]["id"] for each in self.held.values() if each["verb"]["id"] == VOIDED}

    def valid(self) -> set[str]:
        """Return the ids of what counts: neither voided nor voiding."""
        counts = {key for key, each in self.held.items() if each["verb"]["id"] != VOIDED}
        return counts - self.voided

    def take(self, statements: list[dict[str, Any]]) -> int:
        """Return the status for statements, all of which are taken or none."""
        if self.ways.spared:
            self.ways.spared -= 1
        elif self.ways.fails:
            return self.ways.fails.pop(0)
        for each in statements:
            known = self.held.get(each["id"])
            if known is not None and (self.ways.refuses_known or known != each):
                return 409
            lost = each["verb"]["id"] == VOIDED and each["object"]["id"] not in self.held
            if lost and self.ways.refuses_unknown_voids:
                return 400
        self.held |= {each["id"]: each for each in statements}
        return 200 if self.ways.confirms else 204


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: StrictStore

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        statements = said if isinstance(said, list) else [said]
        status = self.server.take(statements)
        self._say(status, [each["id"] for each in statements] if status == 200 else None)

    def do_PUT(self) -> None:
        self.do_POST()

    def do_GET(self) -> None:
        (key,) = parse_qs(urlsplit(self.path).query)["statementId"]
        if not self.server.ways.readable:
            return self._say(403)
        found = self.server.held.get(key)
        if found is None or key in self.server.voided:
            return self._say(404)
        return self._say(200, {**found, "stored": "2026-05-21T00:00:00Z"})

    def _say(self, status: int, said: object = None) -> None:
        if self.headers["X-Experience-API-Version"] != "1.0.3":
            status, said = 400, None
        body = b"" if said is None else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def strict_store(ways: Ways | None = None) -> Iterator[StrictStore]:
    """Run a store for as long as a `with` lasts."""
    server = StrictStore(ways or Ways())
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
