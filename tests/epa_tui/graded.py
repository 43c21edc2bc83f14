"""Sittings of several methods and apprentices in one real store, graded through the guards."""

from __future__ import annotations

from data.exchange.canonical import address, canonical
from data.exchange.document import document_id, withdrawal_document
from data.record.instant import Instant
from data.rules import clock_guards, judging, sealing
from data.rules.sealing import reopen
from data.store.rows import Assessment, Document, Sitting
from data.store.sitting_record import SittingRecord, summary_of
from data.store.store import Store
from epa_tui.results import make_document
from tests.screens.acted import Acted, shipped
from tests.screens.ticking import Ticker


class Graded(Acted):
    """One more sitting in a store that is open already.

    Args:
        store: Where it is booked and kept.
        assessment: Whose it is.
        sitting: Its booking.
        at: When its record begins.
    """

    def __init__(self, store: Store, assessment: Assessment, sitting: Sitting, at: Instant) -> None:
        self.loaded, self.store, self.ticker = shipped(), store, Ticker(at)
        store.save_bookings([assessment], [sitting])
        self.record = SittingRecord.begin(store, sitting, assessment, self.loaded, at)

    def with_result(self) -> Graded:
        """Keep the result document of the seal."""
        record = self.record
        self.record.flush()
        document = make_document(
            self.store, record.state, record.assessment, record.sitting, demonstration=False
        )
        return self._keep(document)

    def withdrawn(self) -> Graded:
        """Take the newest result document back."""
        (*_, newest) = self.store.documents(self.record.sitting.id)
        device, revision = self.store.device(), newest.revision + 1
        raw = withdrawal_document(
            self.record.state,
            self.record.sitting,
            self.ticker.now,
            device=device,
            revision=revision,
            supersedes=newest.id,
            reason="the wrong apprentice",
        )
        name = document_id(newest.sitting_id, revision, device.name)
        body = canonical(raw)
        made = Document(
            name, newest.sitting_id, revision, newest.id, address(body), body, self.ticker.now.wall
        )
        return self._keep(made)

    def not_held(self) -> Graded:
        """End the sitting as a no-show."""
        self.do(clock_guards.end_sitting, "no-show", "waited ten minutes")
        return self

    def reopened_again(self) -> Graded:
        """Break the seal."""
        self.do(reopen, "one judgement was wrong")
        return self

    def sealed_anew(self, *met: str) -> Graded:
        """Seal once more, with some descriptors judged as met after all."""
        for code in met:
            self.do(judging.judge, code, True, "shown in the recording")
        self.do(sealing.seal, "I judged this myself.")
        return self

    def done(self) -> None:
        """Have everything on the disk."""
        assert self.record.flush()
        self.record.close()

    def _keep(self, document: Document) -> Graded:
        summary = summary_of(self.record.state)
        self.store.append(self.record.sitting.id, (), summary, document=document)
        return self
