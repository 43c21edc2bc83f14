"""A server that a test starts: on a port of the system's choosing, and never left running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

FD = "{fd}"
"""Stands in a command or its environment for the number of the listening socket."""

KEEPER = """
import os, signal, subprocess, sys

held = int(sys.argv[1])
subprocess.Popen(sys.argv[2:], pass_fds=[held], stdin=subprocess.DEVNULL)
os.close(held)
sys.stdin.read()
os.killpg(0, signal.SIGKILL)
"""
"""Starts the server in its own group of processes and ends the group when nobody holds its input
any more: also when the tests were killed."""


@dataclass(frozen=True)
class Server:
    """A server on loopback. Who connects before it is up waits: its socket listens already."""

    port: int
    said: Path
    """File with what it said."""
    keeper: subprocess.Popen[bytes]

    def end(self) -> None:
        """Kill the server and all that it started; any number of times."""
        with suppress(ProcessLookupError):
            os.killpg(self.keeper.pid, signal.SIGKILL)
        self.keeper.communicate()


@contextmanager
def serving(
    command: Sequence[str | Path], said: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run a server for as long as a `with` lasts.

    Args:
        command: The program and its arguments; it takes over a socket that listens (`FD`), so
            that no other process can take its port away.
        said: File that takes what it says.
        environment: What it is told beside the environment of this process.
    """
    with said.open("wb") as log, socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        fd = str(listening.fileno())
        told = {name: text.replace(FD, fd) for name, text in (environment or {}).items()}
        keeper = subprocess.Popen(
            [sys.executable, "-c", KEEPER, fd, *(str(word).replace(FD, fd) for word in command)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env={**os.environ, **told},
            pass_fds=[listening.fileno()],
            start_new_session=True,
        )
        server = Server(listening.getsockname()[1], said, keeper)
    try:
        yield server
    finally:
        server.end()
