"""The results that the fault tests export: a name and bytes for each number."""

from __future__ import annotations

from data.exchange.folder import result_name
from data.exchange.parcel import Parcel
from tests.data.exchange.destinations.parcels import parcel


def name_of(number: int) -> str:
    return result_name("made-up", number)


def body_of(number: int) -> bytes:
    """Return bytes of some sectors, no two results alike."""
    return b'{"result":%d,"text":"%s"}' % (number, b"%d " % number * (100 + number * 97 % 900))


def parcel_of(number: int) -> Parcel:
    """Return a document of some sectors with its signature."""
    return parcel(number, bytes_more=1000 + number * 97 % 3000)
