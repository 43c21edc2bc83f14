"""Documents over https, each to the address that is its hash, create-only.

`PUT {url}/{sha256}.json` with `If-None-Match: *`: the receiver needs no memory of who sent what,
and however often a document is sent, it is there once. What it may answer stands in `answers`.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from data.exchange.destinations.answers import after_reading_back, decide
from data.exchange.destinations.connection import Connection
from data.exchange.parcel import PATIENCE_S, DestinationPaused, Parcel, Receipt


class HttpsDestination:
    """A receiver of documents over https, asked by one thread at a time.

    A proxy is taken from the environment or the system's settings, a password from a netrc file
    never (`data.exchange.destinations.connection`).

    Args:
        url: `https://host/path`; documents go below it. No other scheme, not even on this machine.
        token: Bearer token; None where the receiver wants none.
        trust: PEM file with authorities to believe beside those of the system.
        patience_s: How long one delivery may take altogether, in seconds.
        now: What time it is, for a `Retry-After` without a `Date`.

    Raises:
        DestinationPaused: The address, the token or the file cannot be used.
    """

    def __init__(
        self,
        url: str,
        token: str | None,
        *,
        trust: Path | None = None,
        patience_s: float = PATIENCE_S,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        if not url.lower().startswith("https://"):
            raise DestinationPaused(
                "Results leave over https only. Give the address as https://host/path."
            )
        self._url = url.rstrip("/")
        self._now = now
        self._connection = Connection(
            url,
            authorization=None if token is None else f"Bearer {token}",
            trust=trust,
            patience_s=patience_s,
        )

    def put(self, parcel: Parcel) -> Receipt:
        """Deliver a document; read it back where the answer does not tell what is stored.

        Raises:
            TryLater: No answer, or one that says so.
            DestinationPaused: The receiver is not set up as it has to be.
            DocumentRefused: The receiver does not want this document.
        """
        self._connection.begin()
        place = f"{self._url}/{parcel.sha256}.json"
        answer = self._connection.send("PUT", place, _headers(parcel), parcel.body)
        outcome = decide(answer, parcel, place, self._now())
        if outcome is None:
            back = self._connection.send("GET", place, longest=len(parcel.body) + 1)
            outcome = after_reading_back(answer, back, parcel, place, self._now())
        if isinstance(outcome, Receipt):
            return outcome
        raise outcome

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


def _headers(parcel: Parcel) -> dict[str, str]:
    digest = base64.b64encode(bytes.fromhex(parcel.sha256)).decode()
    return {
        "Content-Type": "application/cloudevents+json",
        "Content-Digest": f"sha-256=:{digest}:",
        "If-None-Match": "*",
        "Idempotency-Key": f'"{parcel.sha256}"',
        "X-JWS-Signature": parcel.signature,
    }
