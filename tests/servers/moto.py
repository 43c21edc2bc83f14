"""An object store on loopback that speaks S3: moto's server, and inboxes in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.servers.environment import SERVERS, NotMade
from tests.servers.process import FD, Server, serving

PATIENCE_S = 60
"""How long one answer may take, in seconds; the first waits until the server has loaded."""

ANYBODY = {"Authorization": "AWS made-up:made-up"}
"""Who asks: the server believes everybody until it is told to look."""


@dataclass(frozen=True)
class Inbox:
    """A bucket that keeps every version of an object."""

    server: Server
    bucket: str

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    def asked(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        """Return the status and the text of an answer."""
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, body.encode(), ANYBODY)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@contextmanager
def object_store(said: Path) -> Iterator[Server]:
    """Run an object store of one's own, for a test that ends it or that needs its accounts."""
    environment = {"WERKZEUG_RUN_MAIN": "true", "WERKZEUG_SERVER_FD": FD}
    with serving([program("moto_server"), "-H", "127.0.0.1"], said, environment) as server:
        yield server


def new_inbox(server: Server) -> Inbox:
    """Make a bucket; waits for the server."""
    inbox = Inbox(server, f"inbox-{uuid.uuid4().hex}")
    versions = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
    for path, body in ((f"/{inbox.bucket}", ""), (f"/{inbox.bucket}?versioning", versions)):
        status, told = inbox.asked("PUT", path, body)
        assert status == 200, told
    return inbox


def program(name: str) -> Path:
    """Return a server's program; leaves the test out where it cannot be had."""
    try:
        return SERVERS.program(name)
    except NotMade as stopped:
        pytest.skip(f"Left out: what is tested against {name}. {stopped}")


@pytest.fixture(scope="session")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The object store of all tests of a process."""
    with object_store(tmp_path_factory.mktemp("moto") / "said") as server:
        yield server


@pytest.fixture
def inbox(shared_store: Server) -> Inbox:
    """A bucket of one's own."""
    return new_inbox(shared_store)
