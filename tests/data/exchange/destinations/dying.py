"""A sender that kills itself at a call to the system, in a process of its own."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from data.exchange.destinations.folder import FolderDestination
from tests.data.exchange.destinations.parcels import parcel

CALLS = ("open", "write", "fsync", "link", "unlink", "read", "close", "scandir")


def deliver(folder: Path, last: int, pipe: Connection) -> None:
    """Deliver the first parcel, and die at the `last`-th call to the system.

    Tells the place of the document where it came so far.
    """
    left = last

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def dying(*args: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **named)

        return dying

    true = {name: getattr(os, name) for name in CALLS}
    for name, call in true.items():
        setattr(os, name, counted(call))
    place = FolderDestination(folder).put(parcel(1)).place
    for name, call in true.items():
        setattr(os, name, call)
    pipe.send(place)
