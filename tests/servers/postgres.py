"""A PostgreSQL server of one's own: made in a temporary folder, on loopback, ended with the tests.

The programs are Debian's, or whatever `PATH` has. The server refuses to be run by root, so it is
run by another user where the tests are.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

MISSING = (
    "left out: PostgreSQL is not on this machine; `apt-get install postgresql` (or initdb "
    "and postgres on PATH) lets these tests run"
)
"""Why tests are skipped, and how they are not."""

_SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "unix_socket_directories": "",
    "log_min_messages": "fatal",
}


_KEEPER = """
import os, signal, subprocess, sys, threading

server = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, user=sys.argv[1] or None)

def end_with_it():
    server.wait()
    os._exit(1)

threading.Thread(target=end_with_it, daemon=True).start()
sys.stdin.read()
server.send_signal(signal.SIGQUIT)
server.wait()
"""
"""Ends the server when nobody holds its input any more, for its files are thrown away then; and
ends with it where it does not start."""

_PORTS = 5
"""So many ports are tried: another process may take one between its choice and the start."""


def programs() -> Path | None:
    """Return the folder of the server's programs; None where there is none."""
    named = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    found = [Path(named)] if named else debian[-1:]
    return found[0].parent if found else None


def _version(path: Path) -> int:
    name = path.parents[1].name
    return int(name) if name.isdigit() else 0


class Postgres:
    """A running server.

    Args:
        port: On 127.0.0.1.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._made = 0

    def schema(self) -> str:
        """Make an empty schema, quicker than a database, and return the address of it."""
        self._made += 1
        name = f"hub_{self._made}"
        self._told(f"CREATE SCHEMA {name}")
        return f"{self.url('postgres')}?options=-csearch_path%3D{name}"

    def database(self, encoding: str) -> str:
        """Make an empty database and return its address."""
        self._made += 1
        name = f"hub_{self._made}"
        self._told(f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0")
        return self.url(name)

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://tests@127.0.0.1:{self._port}/{database}"

    def _told(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextlib.contextmanager
def running(bin_folder: Path) -> Iterator[Postgres]:
    """Start a server with a cluster of its own, and end it, also where the tests are killed.

    Args:
        bin_folder: Where its programs are.
    """
    folder = Path(tempfile.mkdtemp(prefix="epa-postgres-"))
    try:
        user = _unprivileged(folder)
        _run(bin_folder / "initdb", folder, user)
        keeper, port = _started(bin_folder / "postgres", folder, user)
        try:
            yield Postgres(port)
        finally:
            keeper.communicate()
    finally:
        shutil.rmtree(folder)


def _started(program: Path, folder: Path, user: str | None) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server; return who ends it, and the port on which it takes connections."""
    for _ in range(_PORTS):
        port = _free_port()
        keeper = subprocess.Popen(
            [sys.executable, "-c", _KEEPER, user or "", str(program), *_options(folder, port)],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            start_new_session=True,
        )
        if _is_up(keeper, folder, port):
            return keeper, port
        keeper.communicate()
    raise RuntimeError("PostgreSQL does not start")


def _options(folder: Path, port: int) -> list[str]:
    given = {"listen_addresses": "127.0.0.1", "port": str(port), **_SETTINGS}
    settings = [word for name, value in given.items() for word in ("-c", f"{name}={value}")]
    return ["-D", str(folder / "data"), *settings]


def _unprivileged(folder: Path) -> str | None:
    """Give a folder to a user that is not root, where we are; return who runs the server."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            os.chown(folder, pwd.getpwnam(name).pw_uid, -1)
            return name
    raise RuntimeError("there is no user to run PostgreSQL")


def _run(initdb: Path, folder: Path, user: str | None) -> None:
    words = ["-D", str(folder / "data"), "-U", "tests", "-A", "trust", "-E", "UTF8"]
    words += ["--locale=C", "--no-sync"]
    done = subprocess.run([initdb, *words], capture_output=True, user=user, cwd=folder, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _is_up(keeper: subprocess.Popen[bytes], folder: Path, port: int) -> bool:
    """Wait until this server, not that of another process, takes connections; False if it ends."""
    address = f"postgresql://tests@127.0.0.1:{port}/postgres?connect_timeout=5"
    while keeper.poll() is None:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(address) as asked:
            if asked.execute("SHOW data_directory").fetchone() == (str(folder / "data"),):
                return True
    return False


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server of all tests of a process; the tests are left out where there is none."""
    found = programs()
    if found is None:
        pytest.skip(MISSING)
    with running(found) as server:
        yield server
