"""From a URL to the destination that it names; each kind is imported only where it is used."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from data.exchange.parcel import Destination


def open_destination(url: str, secret: str | None, *, may_make: bool = False) -> Destination:
    """Return the destination of a URL; nothing is connected before something is put there.

    Args:
        url: One that `data.exchange.destinations.urls.problem` finds nothing wrong with.
        secret: What the destination asks for: a token, or `user:password`; None where nothing.
        may_make: Make the folder of a `file:` URL where it is missing.

    Raises:
        DestinationPaused: What it needs is not installed.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        from data.exchange.destinations.folder import FolderDestination

        return FolderDestination(Path(os.fsdecode(unquote_to_bytes(parts.path))), may_make=may_make)
    if parts.scheme == "https":
        from data.exchange.destinations.https import HttpsDestination

        return HttpsDestination(url, secret)
    if parts.scheme.startswith("xapi+"):
        from data.exchange.destinations.xapi import XapiDestination

        return XapiDestination(url, secret)
    from data.exchange.destinations.objects import ObjectDestination

    return ObjectDestination(url, secret)
