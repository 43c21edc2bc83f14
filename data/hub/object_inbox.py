"""An inbox in an object store: S3 and what speaks like it, Google's and Azure's.

Credentials and the server's address come from the environment, as its maker's own tools take them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError, NotFoundError, PermissionDeniedError, UnauthenticatedError
from obstore.store import from_url

from data.hub.errors import NoSource
from data.hub.inbox import LISTED_AT_ONCE, Found, Listed, is_document, is_signature

if TYPE_CHECKING:
    from obstore import ObjectMeta

_PATIENCE = timedelta(seconds=30)
_STATUS = re.compile(r"non-2xx status code: (\d{3})")


class ObjectInbox:
    """A bucket or container, and a prefix in it.

    Args:
        url: `s3://bucket/prefix`, `gs://bucket/prefix` or `az://container/prefix`.

    Raises:
        NoSource: The address or the credentials are not understood.
    """

    at_once = 16

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        try:
            self._store = from_url(
                url,
                client_options={
                    "timeout": _PATIENCE,
                    "connect_timeout": timedelta(seconds=10),
                    "allow_http": _plain_http(),
                },
                retry_config={"max_retries": 3, "retry_timeout": _PATIENCE},
            )
        except (BaseError, ValueError, TypeError) as error:
            raise NoSource(_why(error)) from error

    def listing(self) -> Iterator[list[Listed]]:
        """Go through the names, a part at a time as the server gives them."""
        try:
            for some in obstore.list(self._store, chunk_size=LISTED_AT_ONCE):
                yield [
                    Listed(one["path"], _mark(one))
                    for one in some
                    if is_document(one["path"]) or is_signature(one["path"])
                ]
        except (BaseError, OSError) as error:
            raise NoSource(_why(error)) from error

    def read(self, name: str, most: int) -> Found | None:
        """Read an object; of one that is too large only the beginning travels."""
        try:
            got = obstore.get(self._store, name)
            if got.meta["size"] <= most:
                return Found(bytes(got.bytes()), _mark(got.meta))
            begun = obstore.get_range(self._store, name, start=0, length=most + 1)
            return Found(bytes(begun), _mark(got.meta))
        except (NotFoundError, FileNotFoundError):
            return None
        except (BaseError, OSError) as error:
            raise NoSource(_why(error)) from error


def _plain_http() -> bool:
    """Tell whether the environment allows a server without TLS: options given here hide it."""
    return os.environ.get("AWS_ALLOW_HTTP", "").lower() in ("1", "true")


def _mark(meta: ObjectMeta) -> str:
    return meta["e_tag"] or f"{meta['size']}-{meta['last_modified'].isoformat()}"


def _why(error: Exception) -> str:
    """Return what is wrong in words of ours: the library's hold requests and answers."""
    # Of a listing that is refused the library tells no more than the answer's status, in its text.
    status = _STATUS.search(str(error))
    denied = isinstance(error, UnauthenticatedError | PermissionDeniedError | PermissionError)
    if denied or (status and status[1] in ("401", "403")):
        return "the object store refuses these credentials; they need to list and to read"
    if isinstance(error, NotFoundError | FileNotFoundError) or (status and status[1] == "404"):
        return "there is no such bucket"
    return (
        "the object store does not answer, or its address or credentials are missing in the "
        "environment"
    )
