"""Results in a learning record store, as statements (xAPI 1.0.3).

All statements of a document go in one request, which a store takes whole or not at all. What its
answer does not confirm is read back and compared. Then what the former revision said is voided: a
store takes a statement for voided wherever it holds the voiding one, in whatever order they come,
so voiding what never arrived is done all the same; a store that refuses just that is believed when
it holds nothing to void.

A withdrawal tells no descriptors. What it has to void is told by the statement on the method that
the store holds of the former revision. Where that has not arrived, the withdrawal waits for it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.exchange.destinations import statements as making
from data.exchange.destinations.answers import failure
from data.exchange.destinations.connection import Connection
from data.exchange.destinations.same import same_statement
from data.exchange.destinations.told import Answer, is_encoded
from data.exchange.parcel import (
    PATIENCE_S,
    DestinationPaused,
    DocumentRefused,
    Parcel,
    Receipt,
    TryLater,
)

Json = dict[str, Any]

_NOT_WANTED = frozenset({400, 404, 409, 422})
"""How a store says that it has nothing to void."""


class XapiDestination:
    """A learning record store, asked by one thread at a time.

    Args:
        url: `xapi+https://host/path` or `https://host/path`, to which `/statements` is added. For a
            store on this machine also `xapi+http://127.0.0.1/path` (127.0.0.0/8 and ::1 only, by
            address): nothing leaves the machine then. No other plain http.
        credentials: `user:password` for Basic, anything else is a bearer token; None for neither.
        trust: PEM file with authorities to believe beside those of the system.
        patience_s: How long one delivery may take altogether, in seconds.
        now: What time it is, for a `Retry-After` without a `Date`.

    Raises:
        DestinationPaused: The address, the credentials or the file cannot be used.
    """

    def __init__(
        self,
        url: str,
        credentials: str | None,
        *,
        trust: Path | None = None,
        patience_s: float = PATIENCE_S,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        address = url.removeprefix("xapi+")
        if not (address.startswith("https://") or url.startswith("xapi+http://")):
            raise DestinationPaused(
                "Results leave over https only. Give the address as xapi+https://host/path."
            )
        self._url = f"{address.rstrip('/')}/statements"
        self._now = now
        self._connection = Connection(
            address, authorization=_authorization(credentials), trust=trust, patience_s=patience_s
        )

    def put(self, parcel: Parcel) -> Receipt:
        """Deliver the statements of a document, and void those of the revision before it.

        The hash of the receipt is the document's: every statement made from it was accepted, or was
        read back and is the same. The store holds no document to read a hash of.

        Raises:
            TryLater: No answer, or one that says so; or a withdrawal came before its result.
            DestinationPaused: The store is not set up as it has to be.
            DocumentRefused: The store refuses a statement, or holds another one of the same id.
        """
        self._connection.begin()
        document = json.loads(parcel.body)
        made = making.statements(document, parcel.sha256)
        if made:
            self._deliver(made, parcel)
        if document["data"]["supersedes"] is not None:
            self._void(document, parcel)
        return Receipt(parcel.sha256, self._url)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _deliver(self, made: list[Json], parcel: Parcel) -> None:
        """Send statements, and see to each that is not confirmed."""
        answer = self._ask("POST", self._url, made)
        if answer.status != 409 and not 200 <= answer.status < 300:
            raise failure(answer, parcel.body, self._now())
        confirmed = _ids(answer)
        for statement in made:
            if statement["id"] not in confirmed:
                self._see_to(statement, parcel, again=answer.status == 409)

    def _see_to(self, statement: Json, parcel: Parcel, *, again: bool) -> None:
        """Compare a statement with what the store holds; send it alone where it holds none."""
        there = self._stored(statement["id"], parcel)
        if there is None and again:
            answer = self._ask("PUT", f"{self._url}?statementId={statement['id']}", statement)
            if 200 <= answer.status < 300:
                return
            if answer.status != 409:
                raise failure(answer, parcel.body, self._now())
            there = self._stored(statement["id"], parcel)
        if there is None:
            raise TryLater("The store has taken a statement, but does not show it yet.")
        if not same_statement(statement, there):
            raise DocumentRefused(
                "The store holds another statement with an id of this result. "
                "Ask its operator how it came there."
            )

    def _void(self, document: Json, parcel: Parcel) -> None:
        parts = self._to_void(document, parcel)
        if not parts:
            return
        made = making.voiding(document, parcel.sha256, parts)
        answer = self._ask("POST", self._url, made)
        confirmed = _ids(answer)
        for statement in made:
            if statement["id"] not in confirmed:
                self._void_one(statement, answer, parcel)

    def _void_one(self, statement: Json, answer: Answer, parcel: Parcel) -> None:
        """See to one voiding statement that the store did not confirm among the others."""
        if answer.status not in _NOT_WANTED and not 200 <= answer.status < 300:
            raise failure(answer, parcel.body, self._now())
        try:
            self._see_to(statement, parcel, again=answer.status in _NOT_WANTED)
        except (DocumentRefused, DestinationPaused):
            if self._stored(statement["object"]["id"], parcel) is not None:
                raise

    def _to_void(self, document: Json, parcel: Parcel) -> list[str]:
        """Return what the former revision speaks of; nothing where that has been done."""
        if not making.is_withdrawal(document):
            return making.parts_of(document)
        former = making.statement_id(document["data"]["supersedes"], making.METHOD)
        (last,) = making.voiding(document, parcel.sha256, [making.METHOD])
        if self._stored(last["id"], parcel) is not None:
            return []
        there = self._stored(former, parcel)
        if there is None:
            raise TryLater(
                "The store does not hold the result that this withdrawal takes back. It is tried "
                "again by itself; where that result went elsewhere, nothing is to be done here."
            )
        return making.parts_told(there)

    def _stored(self, statement: str, parcel: Parcel) -> Json | None:
        """Return a statement by its id as the store holds it; None where it holds none."""
        answer = self._ask("GET", f"{self._url}?statementId={statement}")
        if answer.status == 404:
            return None
        if answer.status in {401, 403}:
            raise DestinationPaused(
                f"The store does not let us read ({answer.status}). "
                "Ask for permission to write and to read statements."
            )
        if answer.status != 200:
            raise failure(answer, parcel.body, self._now())
        found = _json(answer)
        many = found.get("statements") if isinstance(found, dict) else None
        for each in many if isinstance(many, list) else [found]:
            if isinstance(each, dict) and each.get("id") == statement:
                return each
        if many == []:
            return None
        raise DestinationPaused(
            "What answers at this address is no learning record store. Check the address."
        )

    def _ask(self, method: str, url: str, said: object = None) -> Answer:
        headers = {"X-Experience-API-Version": "1.0.3"}
        if said is None:
            return self._connection.send(method, url, headers)
        body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        return self._connection.send(
            method, url, {**headers, "Content-Type": "application/json"}, body
        )


def _authorization(credentials: str | None) -> str | None:
    if credentials is None:
        return None
    if ":" not in credentials:
        return f"Bearer {credentials}"
    return f"Basic {base64.b64encode(credentials.encode()).decode()}"


def _ids(answer: Answer) -> set[str]:
    """Return the ids that a store says it has taken."""
    found = _json(answer) if answer.status == 200 else None
    return {each for each in found if isinstance(each, str)} if isinstance(found, list) else set()


def _json(answer: Answer) -> object:
    if not answer.whole or is_encoded(answer):
        return None
    try:
        found: object = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    return found
