"""An object store on loopback that speaks S3: moto's server, and inboxes in it."""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

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

    @property
    def url(self) -> str:
        """Where documents are sent to."""
        return f"s3://{self.bucket}/in/box?endpoint={self.endpoint}&region=us-east-1"

    def written(self) -> Counter[str]:
        """Return how often each object was written."""
        told = self.asked("GET", f"/{self.bucket}?versions")[1]
        return Counter(re.findall(r"<Version>.*?<Key>(.*?)</Key>", told, re.DOTALL))

    def account(self, actions: str) -> str:
        """Make an account that may do some things with this bucket; return its credentials.

        Args:
            actions: Such as `s3:PutObject`.
        """
        named = {"UserName": f"assessor-{uuid.uuid4().hex}"}
        rule = {
            "Effect": "Allow",
            "Action": actions,
            "Resource": f"arn:aws:s3:::{self.bucket}/*",
        }
        policy = json.dumps({"Version": "2012-10-17", "Statement": [rule]})
        self._accounts("CreateUser", named)
        self._accounts("PutUserPolicy", named | {"PolicyName": "one", "PolicyDocument": policy})
        told = self._accounts("CreateAccessKey", named)
        key, secret = (
            re.findall(f"<{name}>(.*?)</{name}>", told)[0]
            for name in ("AccessKeyId", "SecretAccessKey")
        )
        return f"{key}:{secret}"

    def believe_nobody(self) -> None:
        """Let the whole server look at credentials from now on."""
        assert self.asked("POST", "/moto-api/reset-auth", "0")[0] == 200

    def _accounts(self, action: str, words: dict[str, str]) -> str:
        scope = "Credential=made-up/20260101/us-east-1/iam/aws4_request"
        form = urlencode({"Action": action, "Version": "2010-05-08", **words})
        head = {
            "Authorization": f"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        status, told = self.asked("POST", "/", form, head)
        assert status == 200, told
        return told

    def asked(
        self, method: str, path: str, body: str = "", head: Mapping[str, str] = ANYBODY
    ) -> tuple[int, str]:
        """Return the status and the text of an answer."""
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, body.encode(), head)
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
