"""What commands share that add to a record: one sitting, opened alone, and saved before they end.

They ask the same rules as the screens. What several rules give is kept in one transaction, so that
a command that was refused, or could not save, has changed nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from data.exchange.errors import ExchangeError
from data.record.entries import Body
from data.record.errors import RecordError
from data.record.instant import Clock, Instant, faster, system_clock
from data.record.state import SittingState
from data.rules.refused import Refused
from data.rules.unwatched import between_runs
from data.standards.errors import StandardError
from data.store.errors import StoreError
from data.store.prepared import Prepared
from data.store.rows import Document
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.commands.chosen import NotChosen, chosen, has_store, no_store, read
from epa_tui.commands.refusing import refuse
from epa_tui.demonstration import is_demonstration
from epa_tui.home import resolve
from epa_tui.settings import Settings, read_settings

Rule = Callable[[SittingState, Instant], Sequence[Body]]
"""Asks a rule for the entries to add, or is refused by it."""

_RUNNING = (
    "The clock of this sitting runs. Open it in `epa-tui`, which asks whether the time since then "
    "counts; end the phase or pause it, and come back."
)
_UNSAVED = "It is not certain that this was saved. {} Look with `epa-tui show`."


@dataclass(frozen=True)
class Acting:
    """One sitting that a command may add to."""

    store: Store
    record: SittingRecord
    settings: Settings
    demonstration: bool
    clock: Clock

    @property
    def state(self) -> SittingState:
        """Where the sitting stands."""
        return self.record.state

    def prepare(self, now: Instant, *rules: Rule) -> Prepared:
        """Link what rules give, each asked about the state that the one before leads to.

        Args:
            now: The time.
            rules: In order.

        Raises:
            Refused: By the first that refuses. Nothing was added.
        """
        bodies: list[Body] = []
        prepared = self.record.prepare(now)
        for rule in (self._clocks, *rules):
            if added := rule(prepared.state, now):
                bodies += added
                prepared = self.record.prepare(now, *bodies)
        return prepared

    def _clocks(self, state: SittingState, now: Instant) -> tuple[Body, ...]:
        return between_runs(state, self.record.last_seen, now)

    def keep(
        self,
        prepared: Prepared,
        *,
        document: Document | None = None,
        destinations: tuple[str, ...] = (),
    ) -> None:
        """Add what was prepared; returns when it is durable.

        Args:
            prepared: By `prepare`, and nothing was added since.
            document: A result to keep with it.
            destinations: Where that is to be sent.

        Raises:
            StoreError: The disk refuses.
        """
        self.record.keep(prepared, document=document, destinations=destinations)
        if not self.record.flush():
            raise StoreError(_UNSAVED.format(self.record.problem).replace("  ", " "))

    def do(self, *rules: Rule) -> SittingState:
        """Add what rules give, in one transaction, and return where the sitting stands then."""
        prepared = self.prepare(self.clock(), *rules)
        if prepared.entries:
            self.keep(prepared)
        return self.state


@contextmanager
def acting(args: argparse.Namespace) -> Iterator[Acting]:
    """Open the sitting that a command names, for as long as the command works.

    Args:
        args: `sitting` is its id, or how it begins.

    Raises:
        NotChosen: None is meant, or several, or it has not begun.
        Refused: Its clock runs: only the application may ask about the time since then.
        StoreError: Another epa_tui has the store open, or it cannot be read.
    """
    home = resolve(args)
    if not has_store(home):
        raise NotChosen(no_store(home))
    from epa_tui.unlocking import open_store

    with open_store(home) as store:
        found = read(store, chosen(store, args.sitting))
        if found.state.clock is not None and found.state.clock.running:
            raise Refused(_RUNNING)
        demonstration = is_demonstration(home)
        record = SittingRecord.open(store, found.sitting.id, found.state.standard)
        try:
            yield Acting(
                store, record, read_settings(home), demonstration, clock_of(store, demonstration)
            )
        finally:
            record.close()


def clock_of(store: Store, demonstration: bool) -> Clock:
    """Return the clock of a store; a demonstration's may have been ahead of the world."""
    clock = system_clock()
    return faster(clock, 1, store.latest()) if demonstration else clock


def answered(work: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    """Do the work of a command, and say what is wrong where it cannot be done.

    Returns:
        What the work returns; 1 where the rules, the record or the store do not allow it, 2 where
        no such sitting is there.
    """
    try:
        return work(args)
    except NotChosen as error:
        refuse(args, error)
        return 2
    except (ExchangeError, RecordError, Refused, StandardError, StoreError) as error:
        refuse(args, error)
        return 1


def as_typed(state: SittingState, code: str) -> str:
    """Return the descriptor that is meant by a code, whatever its case: `p4` is P4."""
    wanted = code.strip().casefold()
    return next((d.code for d in state.criteria if d.code.casefold() == wanted), code)
