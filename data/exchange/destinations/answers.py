"""What an answer means: from status, headers and what was read, to what became of a document.

No network and no clock in here. Three statuses speak of the document itself (2xx, 409 and 412) and
need the hash of what lies at the address; the others speak for themselves:

| answer | what it means |
|---|---|
| 2xx with our hash | delivered |
| 412 or 409 with our hash | it was there before: success |
| 412 or 409 with another hash | something else lies there: refused |
| 2xx with another hash | what is stored is not what was sent: paused, never delivered |
| any of these without a hash | read back; the hash of what comes decides as above |
| 412 that cannot be read back | it was there before: the address is the hash |
| 412 of which the address says that nothing is there (404, 410) | paused, never delivered |
| 409 that cannot be read back, 202 that is not there yet | again later |
| any other 2xx that cannot be read back | paused |
| 408, 425, 5xx | again later |
| 429, 503 | again later, and nothing else before |
| 1xx, 3xx, 401, 403, 404, 405, 407, beyond 599 | paused |
| 400, 413, 422, every other 4xx | refused |

That a 412 without a hash is success needs a receiver that keeps to `If-None-Match` and lets nobody
else write: only we know the hash before the document is there. Where a hash is told, it counts.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from data.exchange.destinations.reasons import title
from data.exchange.destinations.told import Answer, hashes, is_encoded, wait_s
from data.exchange.parcel import (
    DestinationPaused,
    DocumentRefused,
    NotDelivered,
    Parcel,
    Receipt,
    TryLater,
)

_SUCCESS = range(200, 300)
_CONFLICTS = frozenset({409, 412})
_LATER = frozenset({408, 425, 429, *range(500, 600)})
_REST = frozenset({429, 503})
_NOT_READABLE = frozenset({501, 505})
_NOTHING_THERE = frozenset({404, 410})

_SETTINGS = {
    401: "does not accept the token (401). Run `epa-tui destinations secret` with a valid one.",
    403: "does not allow this token to deliver (403). Ask for permission to write there.",
    404: "has no such address (404). Check the address.",
    405: "takes no documents at this address (405). Check the address.",
    407: "is behind a proxy that wants a password (407). Put it into HTTPS_PROXY.",
}


def decide(
    answer: Answer, parcel: Parcel, place: str, now: datetime
) -> Receipt | NotDelivered | None:
    """Return what an answer to a create-only put means; None where it has to be read back.

    Args:
        answer: What came.
        parcel: What was sent.
        place: Where to, for the receipt.
        now: When the answer came, with a time zone.
    """
    if not speaks_of_document(answer.status):
        return failure(answer, parcel.body, now)
    told = hashes(answer)
    if not told:
        return None
    if told == {parcel.sha256}:
        return Receipt(parcel.sha256, place, already_there=answer.status in _CONFLICTS)
    return _another(answer)


def after_reading_back(
    answer: Answer, back: Answer, parcel: Parcel, place: str, now: datetime
) -> Receipt | NotDelivered:
    """Return what an answer without a hash means once its address was read.

    Args:
        answer: What came for the document.
        back: What came when its address was read, one byte more than the document at most.
        parcel: What was sent.
        place: Where to, for the receipt.
        now: When the answer came, with a time zone.
    """
    if back.status != 200 or is_encoded(back):
        if back.status in _LATER - _NOT_READABLE:
            return failure(back, parcel.body, now)
        return _not_readable(answer, back, parcel, place)
    if not back.whole and len(back.body) <= len(parcel.body):
        return TryLater("The document was taken, but reading it back broke off.")
    if sha256(back.body).hexdigest() != parcel.sha256:
        return _another(answer)
    return Receipt(parcel.sha256, place, already_there=answer.status in _CONFLICTS)


def speaks_of_document(status: int) -> bool:
    """Tell whether an answer is about what lies at the address."""
    return status in _SUCCESS or status in _CONFLICTS


def failure(answer: Answer, body: bytes, now: datetime) -> NotDelivered:
    """Return what an answer means that is neither success nor conflict.

    Args:
        answer: What came.
        body: What was sent: nothing of it goes into the sentence.
        now: When the answer came, with a time zone.
    """
    status = answer.status
    if status in _LATER:
        return TryLater(
            f"The destination cannot take it now ({status}). It is tried again by itself.",
            after_s=wait_s(answer, now),
            all_wait=status in _REST,
        )
    if status in _SETTINGS:
        return DestinationPaused(f"The destination {_SETTINGS[status]}")
    if 400 <= status < 500:
        said = title(answer, body)
        return DocumentRefused(
            f"The destination refuses this document ({status}{said and f': {said}'}). "
            "Ask its operator what is missing, then send it again."
        )
    if 300 <= status < 400:
        return DestinationPaused(
            f"The destination has moved or sends us elsewhere ({status}). "
            "Ask its operator for the present address and give that."
        )
    return DestinationPaused(
        f"The destination gives an answer that means nothing here ({status}). Check the address."
    )


def _another(answer: Answer) -> NotDelivered:
    """Return what it means that another hash lies at the address."""
    if answer.status in _CONFLICTS:
        return DocumentRefused(
            f"Another document lies at the address of this one ({answer.status}). "
            "Ask the operator of the destination how it came there."
        )
    return DestinationPaused(
        f"The destination says that it took the document ({answer.status}), but what it holds is "
        "not what was sent. Ask its operator to store the bytes as they are."
    )


def _not_readable(
    answer: Answer, back: Answer, parcel: Parcel, place: str
) -> Receipt | NotDelivered:
    if answer.status == 412 and back.status in _NOTHING_THERE:
        return DestinationPaused(
            f"The destination says that it holds the document already (412), and that nothing is "
            f"at its address ({back.status}). Ask its operator whether it arrives."
        )
    if answer.status == 412:
        return Receipt(parcel.sha256, place, already_there=True)
    if answer.status == 409:
        return TryLater("Somebody else was writing there (409). It is tried again by itself.")
    if answer.status == 202 and back.status == 404:
        return TryLater("The document was taken in, but is not there yet (202).")
    return DestinationPaused(
        f"The destination says that it took the document ({answer.status}), but neither tells its "
        "hash nor lets it be read. It has to answer with Repr-Digest, with the hash as ETag or as "
        "sha256 in JSON, or to allow GET."
    )
