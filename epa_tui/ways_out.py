"""How the result of an open sitting leaves: with its seal, by hand, or taken back."""

from __future__ import annotations

from collections.abc import Callable

from data.record.instant import Clock
from data.record.state import SittingState
from data.rules.grading import Overall, method_grade
from data.store.errors import StoreError
from data.store.rows import Document
from data.store.store import Store
from epa_tui.destinations import named, results_folder
from epa_tui.open_sitting import OpenSitting
from epa_tui.results import keep_delivery, make_document, overall_of, refuse_held, write_document
from epa_tui.settings import Settings
from epa_tui.withdrawing import withdraw, withdrawn_words
from screens.sealing import WayOut
from screens.widgets.grade_words import grounds


class WaysOut:
    """Makes results, and sends them on their way.

    Args:
        store: Keeps the results.
        clock: Tells the time.
        settings: Name the destinations, and the folder of results.
        demonstration: True for a throw-away store; every result says so.
    """

    def __init__(
        self, store: Store, clock: Clock, settings: Settings, *, demonstration: bool
    ) -> None:
        self._store, self._clock, self._settings = store, clock, settings
        self._demonstration = demonstration
        self._home = store.path.parent
        self._destinations = tuple(one.url for one in named(settings, self._home))
        self.on_result: Callable[[], object] = lambda: None
        """Called in a thread when a result was kept that is to be sent."""

    def with_seal(self, opened: OpenSitting) -> WayOut:
        """Return how the result of a sitting leaves when it is sealed."""

        def told(document: Document) -> str:
            both = self.overall(opened)
            grade = f"{both.grade or 'open'}, {grounds(both)}"
            self.on_result()
            held = self._store.journey(opened.record.assessment.id)
            stays = " The result is held." if held and held.held else ""
            return f"Sealed, revision {document.revision}. Overall (provisional): {grade}.{stays}"

        return WayOut(lambda state: self._document(opened, state), self._destinations, told)

    def overall(self, opened: OpenSitting) -> Overall:
        """Return the provisional overall grade, as far as it is decided."""
        record = opened.record
        grade = method_grade(record.state).grade if record.state.graded else None
        return overall_of(self._store, opened.loaded.standard, record.sitting, grade)

    def export(self, opened: OpenSitting) -> str:
        """Write the result into the results folder, and say where."""
        if not opened.record.flush():
            raise StoreError("Not everything is saved yet. Wait for `saved`, then export again.")
        state = opened.record.state
        taken_back = state.withdrawn is not None
        refuse_held(self._store, opened.record.assessment.id, taken_back=taken_back)
        document = self._document(opened, state)
        folder = results_folder(self._settings, self._home)
        receipt = write_document(document, folder, self._store.device())
        keep_delivery(self._store, document, receipt, self._clock())
        was = "was there already" if receipt.already_there else "written"
        return f"{receipt.path.name} {was} in {receipt.path.parent}"

    def withdraw(self, opened: OpenSitting, reason: str) -> str:
        """Take the result of a sitting back, and say what comes next."""
        revision = withdraw(
            self._store,
            opened.record,
            self._clock(),
            reason,
            demonstration=self._demonstration,
            destinations=self._destinations,
        )
        self.on_result()
        return withdrawn_words(revision)

    def _document(self, opened: OpenSitting, state: SittingState) -> Document:
        record = opened.record
        return make_document(
            self._store,
            state,
            record.assessment,
            record.sitting,
            demonstration=self._demonstration,
        )
