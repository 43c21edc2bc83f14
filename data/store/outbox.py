"""The outbox: what is to be sent where, how often it was tried, and what has arrived.

It is kept here, and not in a library that tries again, because it must outlive the program: a
laptop may be offline for days. Rows are added with the document and never deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from data.store.columns import outbox_row
from data.store.reading import columns
from data.store.rows import (
    DELIVERED,
    DestinationState,
    Document,
    Outcome,
    Sending,
    Waiting,
    Way,
)
from data.store.transactions import Transactions, with_reserve

QUEUED_AT_ONCE = 500
"""How many documents are queued in one transaction: a few milliseconds."""

LONGEST_WAIT_MS = 86_400_000 + 900_000
"""No wait is longer: a day that was asked for, and what chance adds. A try that is due later was
planned by a clock that was wrong: it is due now."""

HELD_TOLD = (
    "The result is held for a suspicion. It leaves when somebody with no interest has released it "
    "(journey of the assessment, Conduct)."
)
"""Why a document does not leave."""

_DUE = "(o.due_at <= ?2 OR o.due_at > ?2 + ?3)"
_OVERTAKES = (
    "EXISTS (SELECT 1 FROM document AS d JOIN document AS p "
    "ON p.sitting_id = d.sitting_id AND p.revision < d.revision "
    "JOIN outbox AS w ON w.document_id = p.id AND w.destination = o.destination "
    "WHERE d.id = o.document_id AND w.state = 'waiting')"
)
_OF_HELD = (
    "SELECT d.id FROM journey AS j CROSS JOIN sitting AS s ON s.assessment_id = j.assessment_id "
    "CROSS JOIN document AS d ON d.sitting_id = s.id WHERE j.held = 1"
)
_TAKING_BACK = (
    f"{_OF_HELD} AND s.stage = 'withdrawn' AND d.revision = "
    "(SELECT max(m.revision) FROM document AS m WHERE m.sitting_id = s.id)"
)
_HELD = (
    f"(o.state = 'waiting' AND o.document_id IN ({_OF_HELD}) "
    f"AND (o.document_id NOT IN ({_TAKING_BACK}) OR {_OVERTAKES}))"
)
"""Whether a document stays because its result is held. What takes a result back leaves, once what
it takes back has left."""

_STATE = f"CASE WHEN {_HELD} THEN 'held' ELSE o.state END"
_TOLD = f"CASE WHEN {_HELD} THEN '{HELD_TOLD}' ELSE o.told END"
_SENDING = (
    "SELECT o.document_id, d.sitting_id, d.revision, s.method, a.family_name, a.given_names, "
    f"o.queued_at, {_STATE}, o.tries, o.due_at, {_TOLD}, o.place, v.at "
    "FROM outbox AS o JOIN document AS d ON d.id = o.document_id "
    "JOIN sitting AS s ON s.id = d.sitting_id JOIN assessment AS a ON a.id = s.assessment_id "
    "LEFT JOIN delivery AS v ON v.document_id = o.document_id AND v.destination = o.destination "
)
_WAYS = (
    f"SELECT d.revision, o.destination, o.state, {_TOLD}, v.at "
    "FROM document AS d JOIN outbox AS o ON o.document_id = d.id "
    "LEFT JOIN delivery AS v ON v.document_id = d.id AND v.destination = o.destination "
    "WHERE d.sitting_id = ?1 UNION ALL "
    "SELECT d.revision, v.destination, 'delivered', '', v.at "
    "FROM document AS d JOIN delivery AS v ON v.document_id = d.id WHERE d.sitting_id = ?1 "
    "AND NOT EXISTS (SELECT 1 FROM outbox AS o "
    "WHERE o.document_id = d.id AND o.destination = v.destination) ORDER BY 1, 2"
)
_READABLE = (
    "EXISTS (SELECT 1 FROM document AS d JOIN sitting AS s ON s.id = d.sitting_id "
    "JOIN apprentice_key AS k ON k.assessment_id = s.assessment_id "
    "WHERE d.id = o.document_id AND k.secret NOTNULL)"
)
"""What was refused because its apprentice was erased asks nobody for anything any more."""

_COUNTS = (
    f"SELECT destination, sum(state = 'waiting' AND NOT {_HELD}), sum{_HELD}, "
    f"sum(state = 'refused' AND {_READABLE}), sum(state = 'delivered'), "
    f"min(CASE WHEN state = 'waiting' AND NOT {_HELD} THEN queued_at END), "
    f"min(CASE WHEN state = 'waiting' AND NOT {_HELD} THEN due_at END) "
    "FROM outbox AS o GROUP BY destination"
)


class Outbox(Transactions):
    """A store that knows what is to be sent."""

    def queue(self, destinations: Iterable[str]) -> None:
        """Queue every document that has arrived nowhere yet, for each destination.

        So is one that has not arrived where nothing is sent any more: that address was replaced by
        another, which may have been mistyped. Documents that are queued already, and those of the
        erased, are left as they are.

        Args:
            destinations: URLs of all that results are sent to, without secrets.
        """
        urls = tuple(destinations)
        for url in urls:
            while self._queue_some(url, urls) == QUEUED_AT_ONCE:
                pass

    def _queue_some(self, url: str, urls: Sequence[str]) -> int:
        marks = ", ".join(f"?{number}" for number in range(3, 3 + len(urls)))
        query = (
            "INSERT INTO outbox SELECT d.id, ?1, d.made_at, 'waiting', 0, 0, '', '' "
            "FROM document AS d JOIN sitting AS s ON s.id = d.sitting_id "
            "JOIN apprentice_key AS k ON k.assessment_id = s.assessment_id "
            "WHERE k.secret NOTNULL "
            "AND (NOT EXISTS (SELECT 1 FROM delivery AS v WHERE v.document_id = d.id) "
            "  OR EXISTS (SELECT 1 FROM outbox AS l WHERE l.document_id = d.id "
            f"    AND l.state <> 'delivered' AND l.destination NOT IN ({marks}))) "
            "AND NOT EXISTS (SELECT 1 FROM outbox AS o "
            "  WHERE o.document_id = d.id AND o.destination = ?1) LIMIT ?2"
        )
        with self._writing() as (connection, _):
            added: int = connection.execute(query, (url, QUEUED_AT_ONCE, *urls)).rowcount
        return added

    def due(self, destination: str, now_ms: int, limit: int) -> tuple[Waiting, ...]:
        """Return what is to be sent to a destination now: what was tried least, then the oldest.

        One that is answered by trouble for everything each time (a filter that dislikes a word in
        it and says 403 or 503) would keep all others waiting, were it always the first. A revision
        waits for those before it: what arrives last is what holds.

        Args:
            destination: Its URL.
            now_ms: UTC milliseconds since 1970.
            limit: How many at the most.
        """
        rows = self._rows(
            "SELECT o.document_id, o.tries FROM outbox AS o "
            f"WHERE o.destination = ?1 AND o.state = 'waiting' AND {_DUE} AND NOT {_OVERTAKES} "
            f"AND NOT {_HELD} "
            "ORDER BY o.tries, o.queued_at, o.document_id LIMIT ?4",
            destination,
            now_ms,
            LONGEST_WAIT_MS,
            limit,
        )
        return tuple(Waiting(*row) for row in rows)

    def document(self, document_id: str) -> Document | None:
        """Return a document with its bytes; None where its apprentice was erased."""
        from data.record.cipher import ApprenticeKey

        for secret, *row in self._rows(
            f"SELECT k.secret, {columns(Document, 'd')} FROM document AS d "
            "JOIN sitting AS s ON s.id = d.sitting_id "
            "JOIN apprentice_key AS k ON k.assessment_id = s.assessment_id "
            "WHERE d.id = ? AND k.secret NOTNULL",
            document_id,
        ):
            kept = Document(*row)
            # The cipher is not kept: ten thousand of them would stay for nothing.
            return replace(kept, body=ApprenticeKey(secret).decipher(kept.body, kept.id))
        return None

    @with_reserve
    def keep_outcomes(
        self, destination: DestinationState, outcomes: Sequence[Outcome], now_ms: int
    ) -> None:
        """Keep what became of some tries, and of their destination, in one transaction.

        What has arrived once stays so, whatever a later try says.

        Args:
            destination: How it is reached from now on; its counts are not looked at.
            outcomes: Of each document that was tried.
            now_ms: UTC milliseconds since 1970.
        """
        one = destination
        state = {"url": one.url, "paused": int(one.paused), "told": one.told}
        with self._writing() as (connection, sql):
            connection.execute(
                sql.keep_destination, {**state, "tries": one.tries, "due_at": one.due_at}
            )
            for outcome in outcomes:
                connection.execute(sql.keep_outcome, outbox_row(one.url, outcome))
                if outcome.state == DELIVERED:
                    arrived = {"document_id": outcome.document_id, "destination": one.url}
                    connection.execute(sql.add_delivery, {**arrived, "at": now_ms})

    def try_now(self, destination: str, *, refused: bool = False) -> None:
        """Have everything that waits for a destination sent at once; a pause is over.

        Args:
            destination: Its URL.
            refused: Also what was refused there: a person decided so.
        """
        states = "('waiting', 'refused')" if refused else "('waiting')"
        with self._writing() as (connection, _):
            connection.execute(
                "UPDATE outbox SET state = 'waiting', due_at = 0 "
                f"WHERE destination = ? AND state IN {states}",
                (destination,),
            )
            connection.execute(
                "UPDATE destination SET paused = 0, told = '', tries = 0, due_at = 0 WHERE url = ?",
                (destination,),
            )

    def destinations(self) -> dict[str, DestinationState]:
        """Return how far each destination is served that anything was ever queued for, by URL."""
        known = {reach.url: reach for reach in self._reaches()}
        for url, waiting, held, refused, delivered, oldest, next_due in self._rows(_COUNTS):
            known[url] = replace(
                known.get(url, DestinationState(url)),
                waiting=waiting,
                held=held,
                refused=refused,
                delivered=delivered,
                oldest=oldest,
                next_due=next_due or 0,
            )
        return known

    def reach(self, destination: str) -> DestinationState:
        """Return how a destination is reached, without its counts."""
        found = [reach for reach in self._reaches() if reach.url == destination]
        return found[0] if found else DestinationState(destination)

    def _reaches(self) -> list[DestinationState]:
        rows = self._rows("SELECT url, paused, told, tries, due_at FROM destination")
        return [DestinationState(row[0], bool(row[1]), *row[2:]) for row in rows]

    def sendings(
        self, destination: str, state: str, offset: int = 0, limit: int = 100
    ) -> tuple[Sending, ...]:
        """Return documents on their way to a destination.

        Args:
            destination: Its URL.
            state: `WAITING`, `HELD` or `REFUSED`, oldest first, or `DELIVERED`, newest first.
            offset: How many to leave out.
            limit: How many at the most.
        """
        order = "DESC" if state == DELIVERED else "ASC"
        rows = self._rows(
            f"{_SENDING} WHERE o.destination = ? AND {_STATE} = ? "
            f"ORDER BY o.queued_at {order}, o.document_id LIMIT ? OFFSET ?",
            destination,
            state,
            limit,
            offset,
        )
        return tuple(Sending(*row) for row in rows)

    def ways(self, sitting_id: str) -> tuple[Way, ...]:
        """Return how far each document of a sitting has come to each destination, oldest first."""
        return tuple(Way(*row) for row in self._rows(_WAYS, sitting_id))

    def waiting_of(self, assessment_id: str) -> int:
        """Return how many results of an assessment wait for a destination, or were refused."""
        found = self._rows(
            "SELECT count(*) FROM outbox AS o JOIN document AS d ON d.id = o.document_id "
            "JOIN sitting AS s ON s.id = d.sitting_id "
            "WHERE s.assessment_id = ? AND o.state <> 'delivered'",
            assessment_id,
        )
        return int(found[0][0]) if found else 0

    def unsent(self, destinations: Sequence[str]) -> int:
        """Return how many documents have not arrived at each of some destinations yet.

        What is held is not counted: nobody has to do anything about it here.
        """
        marks = ", ".join("?" * len(destinations))
        query = (
            "SELECT count(DISTINCT document_id) FROM outbox AS o "
            f"WHERE ((state = 'waiting' AND NOT {_HELD}) OR (state = 'refused' AND {_READABLE})) "
            f"AND destination IN ({marks})"
        )
        found = self._rows(query, *destinations)
        return int(found[0][0]) if found else 0
