"""The process behind the tab: the application on a store whose key comes through a pipe.

Started by `process`, which tells what to open on the command line. The key is never on it, nor in
the environment, nor on the disk.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

_MOST_BYTES = 64


@dataclass(frozen=True, slots=True)
class Opening:
    """What the child is to open."""

    home: str
    """Folder of the store."""
    demonstration: bool = False
    """Whether it is a throw-away store."""
    speed: int = 1
    """How much faster the clock runs than the world."""

    def written(self) -> str:
        """Return it for a command line."""
        return json.dumps(asdict(self))


def read_key(pipe: int) -> bytes | None:
    """Return the key that waits in a pipe, and close it; None where there is none.

    Args:
        pipe: Descriptor of the end that is read; the other end is closed already.
    """
    key = os.read(pipe, _MOST_BYTES)
    os.close(pipe)
    return key or None


def main() -> None:
    """Open the store that the command line names, and run until the application is closed."""
    from data.store.errors import StoreError
    from data.store.store import Store
    from epa_tui.asking import say
    from epa_tui.core_dumps import no_core_dumps
    from epa_tui.opening import run_on

    os.umask(0o077)
    no_core_dumps()
    opening, key = Opening(**json.loads(sys.argv[1])), read_key(int(sys.argv[2]))
    os.dup2(int(sys.argv[3]), sys.stderr.fileno())
    os.close(int(sys.argv[3]))
    try:
        store = Store.open(Path(opening.home), key)
    except StoreError as error:
        say(str(error))
        sys.exit(1)
    sys.exit(run_on(store, demonstration=opening.demonstration, speed=opening.speed))
