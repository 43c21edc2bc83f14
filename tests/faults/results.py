"""The results that the fault tests export: a name and bytes for each number."""

from __future__ import annotations

from data.exchange.folder import result_name


def name_of(number: int) -> str:
    return result_name("made-up", number)


def body_of(number: int) -> bytes:
    """Return bytes of some sectors, no two results alike."""
    return b'{"result":%d,"text":"%s"}' % (number, b"%d " % number * (100 + number * 97 % 900))
