"""A PostgreSQL server of one's own: made in a temporary folder, on loopback, ended with the tests.

The programs are Debian's, or whatever `PATH` has. The server refuses to be run by root, so it is
run by another user where the tests are.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

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

    def database(self, encoding: str = "UTF8") -> str:
        """Make an empty database and return its address."""
        self._made += 1
        name = f"hub_{self._made}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(
                f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' "
                "TEMPLATE template0".encode()
            )
        return self.url(name)

    def url(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://tests@127.0.0.1:{self._port}/{database}"


@contextlib.contextmanager
def running(bin_folder: Path) -> Iterator[Postgres]:
    """Start a server with a cluster of its own, and end it.

    Args:
        bin_folder: Where its programs are.
    """
    folder = Path(tempfile.mkdtemp(prefix="epa-postgres-"))
    try:
        user = _unprivileged(folder)
        _run(bin_folder / "initdb", folder, user)
        port = _free_port()
        server = subprocess.Popen(
            [bin_folder / "postgres", "-D", folder / "data", "-p", str(port), *_options()],
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            user=user,
            cwd=folder,
        )
        try:
            _await(server, port)
            yield Postgres(port)
        finally:
            server.send_signal(signal.SIGINT)  # fast: it ends its sessions
            server.wait(60)
    finally:
        shutil.rmtree(folder)


def _options() -> list[str]:
    given = {"listen_addresses": "127.0.0.1", **_SETTINGS}
    return [word for name, value in given.items() for word in ("-c", f"{name}={value}")]


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
    words = ["-D", str(folder / "data"), "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C"]
    done = subprocess.run([initdb, *words], capture_output=True, user=user, cwd=folder, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    """Return when the server takes connections."""
    while server.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(f"postgresql://tests@127.0.0.1:{port}/postgres").close()
            return
    raise RuntimeError(f"PostgreSQL ended with {server.returncode}")
