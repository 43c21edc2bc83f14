"""The environment of the servers that tests speak with: `python -m tests.servers.environment`.

The servers (an object store, a learning record store) want other versions of packages than we do,
so they live in an environment of their own, `.servers` at the project's root. It is made when the
first test asks for it; where it cannot be made, those tests are left out with a sentence.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

LONGEST_S = 500
"""How long one step of the making may take, in seconds."""


class NotMade(Exception):
    """The environment cannot be made; the sentence says why."""


@dataclass(frozen=True)
class Environment:
    """A folder with servers in it."""

    place: Path
    wanted: tuple[str, ...]
    """What pip is asked for."""
    constraints: Path
    """The version of every package."""

    def program(self, name: str) -> Path:
        """Return the path of a program, after making the environment where it is missing.

        Raises:
            NotMade: It cannot be made.
        """
        self.make()
        return self.place / "bin" / name

    def make(self) -> bool:
        """Make the environment, unless it is there; of several that ask at once, one makes it.

        Returns:
            True if it was made just now.

        Raises:
            NotMade: It cannot be made.
        """
        self.place.mkdir(exist_ok=True)
        with _alone(self.place):
            if self._ready():
                return False
            self._mark.unlink(missing_ok=True)
            _done("venv", "--clear", "--without-pip", str(self.place))
            _done("pip", *self._install())
            self._mark.write_text(self._digest(), "utf-8")
            return True

    def _install(self) -> tuple[str, ...]:
        there = ("--python", str(self.place / "bin" / "python"))
        quiet = ("--quiet", "--disable-pip-version-check", "--retries", "1")
        return (*there, "install", *quiet, "-c", str(self.constraints), *self.wanted)

    @property
    def _mark(self) -> Path:
        return self.place / "ready"

    def _ready(self) -> bool:
        return self._mark.is_file() and self._mark.read_text("utf-8") == self._digest()

    def _digest(self) -> str:
        told = f"{sys.version}\n{self.wanted}\n".encode() + self.constraints.read_bytes()
        return sha256(told).hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a folder's lock: `--clear` would take a lock file away, but leaves the folder itself."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


def _done(*module: str) -> None:
    command = [sys.executable, "-m", *module]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=LONGEST_S)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired, OSError) as error:
        said = str(getattr(error, "stderr", None) or error).strip().splitlines()
        raise NotMade(
            "The environment of the servers cannot be made here "
            f"(`python -m tests.servers.environment` does it where there is a network): {said[-1]}"
        ) from error


SERVERS = Environment(
    Path(__file__).resolve().parents[2] / ".servers",
    ("moto[server,s3]", "ralph-malph[lrs]"),
    Path(__file__).with_name("constraints.txt"),
)


if __name__ == "__main__":
    try:
        SERVERS.make()
    except NotMade as stopped:
        sys.exit(str(stopped))
