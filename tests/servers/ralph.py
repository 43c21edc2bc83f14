"""A learning record store on loopback: ralph, with its files in a folder of the test's."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.servers.moto import program
from tests.servers.process import FD, serving

PATIENCE_S = 60
"""How long the store may take to load, in seconds."""

CREDENTIALS = "made-up:made-up-word"

USER = """
import bcrypt, json, sys

name, word = sys.argv[1].split(":")
print(json.dumps([{
    "agent": {"account": {"homePage": "https://epa-tui.invalid/users", "name": name}},
    "scopes": ["all"],
    "hash": bcrypt.hashpw(word.encode(), bcrypt.gensalt(4)).decode(),
    "username": name,
}]))
"""

START = """
import sys

import uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend

FSLRSBackend.default_operation_type = BaseOperationType.APPEND
uvicorn.run("ralph.api:app", fd=int(sys.argv[1]))
"""
"""Of itself the store would write its file once and refuse every later statement."""

CHECK = """
import json, sys
from ralph.models.xapi.base.statements import BaseXapiStatement

for statement in json.load(sys.stdin):
    BaseXapiStatement.model_validate(statement)
    print(statement["id"])
"""
"""Takes statements for what they are, by the store's own model, which allows nothing unknown."""


@dataclass(frozen=True)
class RecordStore:
    """A running store."""

    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"xapi+http://127.0.0.1:{self.port}/xAPI"

    def statements(self) -> list[dict[str, Any]]:
        """Return everything that it holds, in the order in which it came."""
        file = self.folder / "fs_lrs.jsonl"
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        return [json.loads(line) for line in lines]

    def write(self, statement: dict[str, Any]) -> None:
        """Put a statement there behind everybody's back."""
        with (self.folder / "fs_lrs.jsonl").open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(statement)}\n")


@contextmanager
def record_store(folder: Path) -> Iterator[RecordStore]:
    """Run a learning record store; waits until it answers."""
    kept = folder / "kept"
    kept.mkdir(parents=True)
    user = subprocess.run(
        [program("python"), "-c", USER, CREDENTIALS], capture_output=True, check=True
    )
    (folder / "users.json").write_bytes(user.stdout)
    environment = {
        "RALPH_APP_DIR": str(folder),
        "RALPH_AUTH_FILE": str(folder / "users.json"),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(kept),
    }
    command: list[str | Path] = [program("python"), "-c", START, FD]
    with serving(command, folder / "said", environment) as server:
        with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)) as asking:
            asking.request("GET", "/__lbheartbeat__")
            assert asking.getresponse().read()
        yield RecordStore(server.port, kept)


def checked(statements: list[dict[str, Any]]) -> list[str]:
    """Return the ids of statements after the store's own model has looked at each."""
    run = subprocess.run(
        [program("python"), "-c", CHECK],
        input=json.dumps(statements),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout.split()


@pytest.fixture(scope="session")
def shared_record_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    """The learning record store of all tests of a process."""
    with record_store(tmp_path_factory.mktemp("ralph") / "store") as store:
        yield store
