"""A server on loopback that gives one answer to whatever is asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answering:
    """What is answered, and what was asked."""

    status: int = 200
    body: bytes = b""
    head: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"s3://bucket/in?endpoint=http://127.0.0.1:{self.port}&region=us-east-1"


@contextmanager
def answering(answer: Answering) -> Iterator[Answering]:
    """Answer for as long as a `with` lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer.asked.append(self.path)
            self.send_response(answer.status)
            for name, value in {**answer.head, "Content-Length": str(len(answer.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        answer.port = server.server_port
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        try:
            yield answer
        finally:
            server.shutdown()
            serving.join()
