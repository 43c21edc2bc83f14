"""Parcels as the store would hand them over: made-up documents with a device's signature."""

from __future__ import annotations

from functools import cache

from data.exchange.canonical import address
from data.exchange.parcel import Parcel
from data.exchange.signature import sign
from data.record.head import DeviceKey

DEVICE = DeviceKey(bytes(range(32)))


@cache
def parcel(number: int, *, bytes_more: int = 0) -> Parcel:
    """Return a parcel, no two alike.

    Args:
        number: Of the sitting.
        bytes_more: How much longer than the shortest its document is.
    """
    body = b'{"sitting":%d,"text":"%s"}' % (number, b"%d " % number * (1 + bytes_more // 5))
    return Parcel(
        document=f"7d1b5a52-6f0e-4b0e-9d8e-{number:012}",
        sitting=f"sitting-{number}",
        revision=1,
        supersedes=None,
        sha256=address(body),
        body=body,
        signature=sign(body, DEVICE),
    )
