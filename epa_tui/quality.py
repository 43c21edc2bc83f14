"""What quality assurance reads of a store: sealed sittings, what may be shown of one, both sides.

Between the rules, which look at one sitting, and the commands and screens, which name it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.exchange.marking_file import marking_file, paper
from data.exchange.marking_model import MarkingFile
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules import comparison
from data.rules.comparison import Comparison
from data.rules.sealed_facts import SealedFacts, assessors, sealed_facts
from data.rules.second_marking import demand_attempt
from data.store.errors import TextErased
from data.store.journey_record import JourneyRecord
from data.store.rows import Sitting
from data.store.store import Store
from epa_tui.commands.chosen import read
from epa_tui.journeys import library_of

_AT_ONCE = 500

_ONCE_SEALED = frozenset({"sealed", "withdrawn", "judging", "handed over"})
"""Stages in which a sitting may have been sealed before."""


class Sheets:
    """Reads the sealed sittings of a store.

    Args:
        store: Open.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._library = library_of(store)

    def state(self, sitting: Sitting) -> SittingState:
        """Return where a sitting stands, its record checked.

        Raises:
            StoreError: It cannot be read.
            RecordError: Its record was changed.
            StandardError: The standard that it was begun under is missing.
        """
        return read(self._store, sitting, self._library).state

    def of(self, record: JourneyRecord, wanted: str, now: Instant) -> Sheet:
        """Return a sealed sitting of an assessment, for a second marker and for comparing.

        Args:
            record: The assessment.
            wanted: Name or id of the sitting.
            now: The time.

        Raises:
            Refused: There is none, or it is not sealed.
        """
        attempt = demand_attempt(record.view(now), wanted)
        state = self.state(self._store.sitting(attempt.sitting_id))
        return Sheet(attempt.sitting_id, state, record)

    def all(self) -> tuple[list[SealedFacts], int]:
        """Return the facts of every sitting that was ever sealed, and how many nobody can read.

        Raises:
            StoreError: One cannot be read.
            RecordError: A record was changed.
            StandardError: The standard of one is missing.
        """
        found, unreadable = list[SealedFacts](), 0
        for sitting in self._once_sealed():
            try:
                facts = sealed_facts(self.state(sitting), sitting.id, sitting.assessment_id)
            except TextErased:
                unreadable += 1
                continue
            found += [facts] if facts else []
        return found, unreadable

    def _once_sealed(self) -> Iterator[Sitting]:
        start, total = 0, 1
        while start < total:
            page = self._store.search("", start, _AT_ONCE)
            start, total = start + _AT_ONCE, page.total
            for row in page.rows:
                yield from (one for one in row.sittings if one.stage in _ONCE_SEALED)


@dataclass(frozen=True)
class Sheet:
    """A sealed sitting, and the record of its assessment."""

    sitting: str
    state: SittingState
    record: JourneyRecord

    @property
    def assessors(self) -> tuple[str, ...]:
        """Everybody who held it."""
        return assessors(self.state)

    def file(self, *, with_names: bool = False) -> MarkingFile:
        """Return what a second marker may see of it.

        Args:
            with_names: Leave the apprentice's name in.
        """
        booked = self.record.assessment
        names = (booked.given_names, booked.family_name)
        return marking_file(self.state, self.sitting, names, booked.assessor, with_names=with_names)

    def paper(self) -> SittingState:
        """Return the same as a sitting that nobody has judged: made from the file alone."""
        return paper(self.file(), self.state.standard)

    def compare(self, now: Instant) -> Comparison:
        """Lay both markings side by side; that it was done is recorded the first time.

        Raises:
            Refused: One of the two is not done, or the sitting's record changed.
            StoreError: The disk refused.
        """
        view = self.record.view(now)
        found = comparison.compare(view, self.sitting, self.state, self.assessors[-1])
        if bodies := comparison.compared(view, found):
            self.record.add(now, *bodies)
        return found
