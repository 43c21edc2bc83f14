"""A sender of many documents, in a process of its own."""

from __future__ import annotations

from multiprocessing.connection import Connection

from data.exchange.destinations.objects import ObjectDestination
from tests.data.exchange.destinations.parcels import parcel

CREDENTIALS = "made-up:made-up"


def deliver_all(url: str, count: int, pipe: Connection) -> None:
    """Send documents to an object store and acknowledge each."""
    destination = ObjectDestination(url, CREDENTIALS)
    for number in range(count):
        destination.put(parcel(number))
        pipe.send(number)
