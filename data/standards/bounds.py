"""Bounds on a file from anywhere, checked before a parser sees it. Imports nothing heavy.

Parsers recurse, and take time that grows faster than the file: kind, size and nesting are bounded
by a reader that waits for nothing and by a scan that does neither.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

# Strings and comments are skipped whole, closed or not: a bracket inside of them nests nothing. The
# possessive quantifiers (`*+`) keep the scan linear on a file that never closes a string.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:"{3,5})?'
    r"|'''(?:[^']|'{1,2}(?!'))*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+"
    r"|[\[\]{}.,=\n]",
    re.DOTALL,
)


class Unbounded(ValueError):
    """A file that is no plain file, or is larger than any of its kind."""


def read_bounded(path: Path, most: int) -> bytes:
    """Return the bytes of a plain file.

    Args:
        path: The file; a link to one will do.
        most: How many bytes it may have.

    Raises:
        OSError: It cannot be opened or read.
        Unbounded: It is a pipe, a device or a folder, or has more bytes.
    """
    # Opened without waiting, for a named pipe would wait for ever; then what was opened is asked,
    # for the name may belong to something else by now.
    descriptor = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unbounded("is not a file")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(most + 1)
    finally:
        os.close(descriptor)
    if len(content) > most:
        raise Unbounded(f"is larger than {most:,} bytes")
    return content


def nested_deeper(text: str, most: int) -> int | None:
    """Return the line in which brackets or dotted keys go deeper than `most`, from 1; or None.

    Args:
        text: TOML or JSON, well-formed or not.
        most: How deep it may go.
    """
    depth = dots = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign == ".":
            dots += 1
        elif sign in "[{":
            depth, dots = depth + 1, 0
        elif sign in "]}":
            depth, dots = max(depth - 1, 0), 0
        elif sign in ",=\n":
            dots = 0
        if max(depth, dots) > most:
            return text.count("\n", 0, token.start()) + 1
    return None
