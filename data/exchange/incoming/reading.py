"""Reads a file of bookings, whatever program wrote it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from data.exchange.incoming.decoding import decoded
from data.exchange.incoming.errors import FileNotRead, FileTooLarge
from data.exchange.incoming.objects import read_objects
from data.exchange.incoming.rows import Incoming
from data.exchange.incoming.table import read_table
from data.standards.bounds import Unbounded, read_bounded

MAX_BYTES = 32_000_000
"""Size of the largest file that is read: 20,000 long rows in two bytes a character."""


def read_file(path: Path) -> Incoming:
    """Read a file of bookings.

    Args:
        path: A file of any kind.

    Raises:
        UnreadableBookings: It cannot be read; says what to do.
    """
    try:
        content = read_bounded(path, MAX_BYTES)
    except Unbounded as error:
        raise (FileTooLarge(MAX_BYTES) if path.is_file() else FileNotRead(str(error))) from error
    except OSError as error:
        raise FileNotRead(error.strerror or "the disk refused") from error
    return read_bookings(content)


def read_bookings(content: bytes) -> Incoming:
    """Read bookings from the bytes of a file: JSON where it begins with a bracket, else a table.

    Args:
        content: At the most `MAX_BYTES`.

    Raises:
        UnreadableBookings: One of its kinds.
    """
    text, notice = decoded(content)
    read = read_objects(text) if text.lstrip()[:1] in ("{", "[") else read_table(text)
    return replace(read, notices=(*filter(None, [notice]), *read.notices))
