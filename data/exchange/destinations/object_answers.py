"""What an object store's answer means for a document.

The library tells the status and the answer only as text. That text may hold addresses, and those
secrets: no word of it goes into a sentence.
"""

from __future__ import annotations

import re

from data.exchange.parcel import DestinationPaused, DocumentRefused, NotDelivered, TryLater

_STATUS = re.compile(r"non-2xx status code: (\d{3})\b")
_CODE = re.compile(r"<Code>(\w{1,80})</Code>")

_NOWHERE = "redirect without LOCATION"
"""What the library says of a redirect that leads nowhere: S3 answers so from a wrong region."""

_UNKNOWN_THERE = 501
"""The store does not know what it was asked for: to make an object and write over none."""

_REFUSED = {400, 411, 413, 414, 422}
_PAUSED_CODES = {
    "AuthorizationHeaderMalformed",
    "ExpiredToken",
    "IllegalLocationConstraintException",
    "InvalidBucketName",
    "InvalidToken",
    "TokenRefreshRequired",
}
"""Answered as 400, and yet nothing is wrong with the document."""

_KEPT_BACK = "Look at its address and its credentials, then send again."


def there_already(said: str) -> bool:
    """Tell whether an object is there, after the library said that it exists.

    The library says so of a 409 too, which S3 answers while two writers are at it (the object may
    then not be there) and Azure where it is there.

    Args:
        said: The text of the library's error.
    """
    return _status(said) == 412 or (_status(said) == 409 and "BlobAlreadyExists" in said)


def meaning(said: str) -> NotDelivered:
    """Return what became of a document that was not taken.

    Args:
        said: The text of the library's error.
    """
    status, code = _status(said), _code(said)
    if status is None:
        return TryLater("The object store cannot be reached.", all_wait=True)
    if code == "RequestTimeTooSkewed":
        return DestinationPaused(
            "The object store refuses because the clock of this machine is wrong. Set it, then "
            "send again."
        )
    if status == 429 or (status >= 500 and status != _UNKNOWN_THERE):
        return TryLater(f"The object store asks for patience ({status}).", all_wait=True)
    if status in (408, 409, 425) or code == "RequestTimeout":
        return TryLater(f"The object store was busy with this document ({status}).")
    if status in _REFUSED and code not in _PAUSED_CODES:
        return DocumentRefused(
            f"The object store does not want this document ({status}). Ask those who run it why, "
            "then send again."
        )
    return DestinationPaused(_paused(status))


def _paused(status: int) -> str:
    if status == 404:
        return f"The object store has no such bucket. {_KEPT_BACK}"
    if status in (401, 403):
        return f"The object store refuses the credentials ({status}). {_KEPT_BACK}"
    if 300 <= status < 400:
        return f"The object store is elsewhere ({status}). Look at its endpoint and its region."
    return f"The object store is not set up for documents ({status}). {_KEPT_BACK}"


def _status(said: str) -> int | None:
    if found := _STATUS.search(said):
        return int(found[1])
    return 301 if _NOWHERE in said else None


def _code(said: str) -> str:
    found = _CODE.search(said)
    return found[1] if found else ""
