"""Sends what waits for one destination, what was tried least first, and keeps what became of it.

What is tried again and when is decided here and kept in the store; a destination only says what
happened. A document counts as delivered when its receipt is durable: a kill before that sends it
once more, which changes nothing at its content address.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from data.exchange.parcel import (
    Destination,
    DestinationPaused,
    DocumentRefused,
    Parcel,
    Receipt,
    Together,
    TryLater,
)
from data.exchange.signature import sign
from data.record.errors import RecordError
from data.record.instant import Clock
from data.store.outbox import LONGEST_WAIT_MS
from data.store.rows import (
    DELIVERED,
    REFUSED,
    WAITING,
    DestinationState,
    Document,
    Outcome,
    Waiting,
)
from data.store.store import Store

AT_ONCE = 32
"""How many documents are sent before what became of them is kept, in one transaction."""

KEPT_AFTER_MS = 250
"""After this long what became of the first is kept, however few there are."""

MOST_IN_VAIN = 3
"""After so many documents in vain, one after the other, it is the destination that rests."""

FIRST_WAIT_MS = 2_000
"""The first try is repeated within this time; each further one within twice the time before."""

LONGEST_STEP_MS = 900_000
"""No wait is longer than this (15 minutes), unless the destination asks for more."""

_ERASED = "The apprentice was erased on this machine: nobody can read the result any more."
_UNREADABLE = (
    "The stored result cannot be read any more, so it was not sent. Run `epa-tui verify`, then "
    "restore a backup."
)
_ELSE = (
    "This destination says that it holds something else than what was sent. Nothing is sent there "
    "until you look: ask who runs it, then send again."
)


def wait_ms(tries: int, jitter: float, after_s: float | None = None) -> int:
    """Return how long to wait before the next try, in milliseconds.

    Every laptop waits a different time, so that they do not all come back at once.

    Args:
        tries: How often it was tried in vain, from 1.
        jitter: From 0 to 1, by chance.
        after_s: What the destination asked for, in seconds; it is waited for in full.
    """
    most = min(LONGEST_STEP_MS, FIRST_WAIT_MS * 2 ** min(tries - 1, 20))
    return int((after_s or 0) * 1000 + jitter * most)


@dataclass(frozen=True, slots=True)
class Sent:
    """How far one pass over a destination came."""

    delivered: int = 0
    refused: int = 0
    state: DestinationState | None = None
    """How it is reached now; None where nothing was tried."""


class Sender:
    """Sends to one destination.

    Args:
        store: Ready to be written to.
        url: Of the destination, without secrets.
        connect: Opens the destination; may raise what it raises.
        clock: Tells the time.
        chance: Returns a number from 0 to 1.
    """

    def __init__(
        self,
        store: Store,
        url: str,
        connect: Callable[[], Destination],
        clock: Clock,
        chance: Callable[[], float] = random.random,  # noqa: S311 - it only spreads the tries
    ) -> None:
        self._store, self.url, self._connect = store, url, connect
        self._clock, self._chance = clock, chance
        self._device = store.device()
        self._destination: Destination | None = None
        self._in_vain = 0

    def send(
        self,
        leaving: Callable[[], bool] = lambda: False,
        breathe: Callable[[], object] = lambda: None,
        progress: Callable[[Sent], object] = lambda sent: None,
        together: Callable[[], bool] = lambda: True,
    ) -> Sent:
        """Send everything that is due, until nothing is, or the destination asks for rest.

        Args:
            leaving: Tells, asked before each document, that nobody waits for it any more.
            breathe: Called after each document, so that whoever types goes first.
            progress: Called each time that something was kept.
            together: Tells whether many may be delivered at a time, where the destination can.
        """
        sent, self._in_vain = Sent(), 0
        while not leaving():
            reach, now = self._store.reach(self.url), self._clock().wall
            if reach.paused or now < reach.due_at <= now + LONGEST_WAIT_MS:
                break
            batch = self._store.due(self.url, now, AT_ONCE)
            if not batch:
                break
            tried = self._try_together(batch, reach) if together() else None
            reach, outcomes = tried or self._try_all(batch, reach, leaving, breathe)
            self._store.keep_outcomes(reach, outcomes, self._clock().wall)
            sent = _added(sent, outcomes, reach)
            progress(sent)
        return sent

    def close(self) -> None:
        """Let go of the destination; the next pass connects anew."""
        destination, self._destination = self._destination, None
        if destination is not None:
            destination.close()

    def _try_together(
        self, batch: tuple[Waiting, ...], reach: DestinationState
    ) -> tuple[DestinationState, list[Outcome]] | None:
        """Deliver documents all at a time; None where each is to be tried by itself."""
        try:
            documents = [self._store.document(waiting.document_id) for waiting in batch]
            parcels = [self._parcel(document) for document in documents if document]
            destination = self._connected()
            if len(parcels) < len(batch) or not isinstance(destination, Together):
                return None
            receipts = destination.put_all(parcels)
        except Exception:  # noqa: BLE001 - which of them it is shows when each is tried by itself
            return None
        if [receipt.sha256 for receipt in receipts] != [parcel.sha256 for parcel in parcels]:
            return None
        arrived = zip(batch, receipts, strict=True)
        return _well(reach), [_arrived(waiting, receipt) for waiting, receipt in arrived]

    def _try_all(
        self,
        batch: tuple[Waiting, ...],
        reach: DestinationState,
        leaving: Callable[[], bool],
        breathe: Callable[[], object],
    ) -> tuple[DestinationState, list[Outcome]]:
        """Try documents until the destination asks for rest or what happened is to be kept."""
        begun, outcomes = self._clock(), list[Outcome]()
        for waiting in batch:
            reach, outcome = self._try(waiting, reach)
            outcomes.append(outcome)
            resting = reach.paused or reach.due_at > self._clock().wall
            if resting or leaving() or self._clock().since(begun) > KEPT_AFTER_MS:
                break
            breathe()
        return reach, outcomes

    def _try(self, waiting: Waiting, reach: DestinationState) -> tuple[DestinationState, Outcome]:
        """Try one document; return how the destination is reached, and what became of it."""
        try:
            document = self._store.document(waiting.document_id)
        except RecordError:
            return reach, Outcome(waiting.document_id, REFUSED, _UNREADABLE)
        if document is None:
            return reach, Outcome(waiting.document_id, REFUSED, _ERASED)
        tries = waiting.tries + 1
        again = Outcome(waiting.document_id, WAITING, tries=tries)
        try:
            receipt = self._put(document)
        except TryLater as error:
            return self._later(reach, replace(again, told=str(error)), error)
        except DestinationPaused as error:
            return replace(reach, paused=True, told=str(error)), again
        except DocumentRefused as error:
            self._in_vain = 0
            return reach, replace(again, state=REFUSED, told=str(error))
        except Exception as error:  # noqa: BLE001 - a fault of ours must not keep the rest
            told = f"epa_tui made a mistake ({type(error).__name__}). Please report it."
            return self._later(reach, replace(again, told=told), TryLater(told, all_wait=True))
        self._in_vain = 0
        return _well(reach), _arrived(waiting, receipt)

    def _put(self, document: Document) -> Receipt:
        """Deliver a document; return its receipt."""
        receipt = self._connected().put(self._parcel(document))
        if receipt.sha256 != document.sha256:
            raise DestinationPaused(_ELSE)
        return receipt

    def _connected(self) -> Destination:
        if self._destination is None:
            self._destination = self._connect()
        return self._destination

    def _parcel(self, document: Document) -> Parcel:
        return Parcel(
            document.id,
            document.sitting_id,
            document.revision,
            document.supersedes,
            document.sha256,
            document.body,
            sign(document.body, self._device),
        )

    def _later(
        self, reach: DestinationState, again: Outcome, error: TryLater
    ) -> tuple[DestinationState, Outcome]:
        """Return when it is tried again: the document alone, or everything that goes there."""
        now = self._clock().wall
        if not error.all_wait:
            wait = wait_ms(again.tries, self._chance(), error.after_s)
            again = replace(again, due_at=now + wait)
            self._in_vain += 1
            if self._in_vain < MOST_IN_VAIN:
                return reach, again
        self.close()  # whatever broke may be the connection
        tries = reach.tries + 1
        wait = wait_ms(tries, self._chance(), error.after_s)
        return replace(reach, tries=tries, told=str(error), due_at=now + wait), again


def _well(reach: DestinationState) -> DestinationState:
    """Return a destination that was just reached: no trouble is left."""
    return replace(reach, tries=0, told="", due_at=0)


def _arrived(waiting: Waiting, receipt: Receipt) -> Outcome:
    return Outcome(waiting.document_id, DELIVERED, place=receipt.place, tries=waiting.tries)


def _added(sent: Sent, outcomes: list[Outcome], reach: DestinationState) -> Sent:
    states = [outcome.state for outcome in outcomes]
    return Sent(
        sent.delivered + states.count(DELIVERED), sent.refused + states.count(REFUSED), reach
    )
