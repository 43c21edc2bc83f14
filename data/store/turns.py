"""Who may use the one connection: one at a time, and a save goes before every read.

A plain lock is not fair: a long read that lets go of it between two parts takes it again before
a waiting save has woken up.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Lets one thread through at a time. Not to be entered twice by one thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition(threading.Lock())
        self._taken = False
        self._saves_waiting = 0

    @property
    def save_waits(self) -> bool:
        """True while a save waits for its turn."""
        return self._saves_waiting > 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold the connection for a short read, once no save waits."""
        with self._changed:
            while self._taken or self._saves_waiting:
                self._changed.wait()
            self._taken = True
        try:
            yield
        finally:
            self._let_go()

    def give_way(self) -> None:
        """Let a save that waits go first, in the middle of a long read that holds the turn."""
        if self._saves_waiting:
            self._let_go()
            with self._changed:
                while self._taken or self._saves_waiting:
                    self._changed.wait()
                self._taken = True

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Hold the connection for a write, before every read that waits."""
        with self._changed:
            self._saves_waiting += 1
            try:
                while self._taken:
                    self._changed.wait()
                self._taken = True
            finally:
                self._saves_waiting -= 1
        try:
            yield
        finally:
            self._let_go()

    def _let_go(self) -> None:
        with self._changed:
            self._taken = False
            self._changed.notify_all()
