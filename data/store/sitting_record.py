"""The record of one sitting, as the screens hold it: where it stands, and a way to add to it.

What is added shows at once; the writer makes it durable behind it, and says when that is so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Self
from uuid import uuid4

from data.record.chain import link, verify
from data.record.cipher import Cipher
from data.record.entries import Body, Entry
from data.record.fold import fold, then
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.adjourning import left_words
from data.rules.grading import method_grade
from data.rules.stage import stage_of
from data.standards.loader import LoadedStandard
from data.standards.model import Standard
from data.store.errors import NotFound, RecordConflict
from data.store.prepared import Prepared, opened_by
from data.store.rows import Assessment, Document, Draft, Sitting, Summary
from data.store.store import Store
from data.store.writer import Append, SaveState, Writer


def _nobody(state: SaveState) -> None:
    """Tell nobody."""


def summary_of(state: SittingState) -> Summary:
    """Return what lists show of a sitting: the grade only where a seal and its result hold."""
    grade = method_grade(state).grade if state.graded else None
    return Summary(stage_of(state).value, grade, state.outcome or left_words(state))


class SittingRecord:
    """A sitting that is under way. Made by `begin` or `open`.

    Args:
        store: Where it is kept.
        sitting: The sitting, as it was when this was opened.
        assessment: Whose it is.
        state: Where it stands.
        draft: What stood on the note line when the program last lived; None where nothing did.
        on_change: Called by another thread when the state of saving changes.
    """

    def __init__(
        self,
        store: Store,
        sitting: Sitting,
        assessment: Assessment,
        state: SittingState,
        draft: Draft | None,
        on_change: Callable[[SaveState], None],
    ) -> None:
        self._store = store
        self._cipher: Cipher = store.cipher(assessment.id)
        self.sitting = sitting
        self.assessment = assessment
        self.state = state
        self.draft = draft
        """As found at opening; what is typed afterwards is not put here."""
        self._line = draft
        self._writer = Writer(store, on_change)

    @classmethod
    def open(
        cls,
        store: Store,
        sitting_id: str,
        standard: Standard,
        on_change: Callable[[SaveState], None] = _nobody,
    ) -> Self:
        """Open the record of a sitting that has begun.

        Args:
            store: Where it is kept.
            sitting_id: The sitting.
            standard: The standard whose digest the sitting keeps.
            on_change: Called by another thread when the state of saving changes.

        Raises:
            NotFound: There is no such sitting, or it has not begun.
            data.record.errors.RecordError: The record was tampered with, or cannot be read.
        """
        sitting = store.sitting(sitting_id)
        verify(store.lines(sitting_id))
        entries = store.entries(sitting_id)
        if not entries:
            raise NotFound("record: this sitting has not begun")
        assessment = store.assessment(sitting.assessment_id)
        state = fold(standard, entries)
        return cls(store, sitting, assessment, state, store.draft(sitting_id), on_change)

    @classmethod
    def begin(
        cls,
        store: Store,
        sitting: Sitting,
        assessment: Assessment,
        loaded: LoadedStandard,
        now: Instant,
        on_change: Callable[[SaveState], None] = _nobody,
    ) -> Self:
        """Begin the record of a booked sitting; returns when that is durable.

        Args:
            store: Where it is kept; the sitting is in it already.
            sitting: The sitting.
            assessment: Whose it is.
            loaded: The standard, and the digest that the sitting is to keep.
            now: The time.
            on_change: Called by another thread when the state of saving changes.

        Raises:
            NotFound: The sitting is not in the store.
            RecordConflict: It has begun already.
            NotSaved: The disk refused.
        """
        if store.entries(sitting.id):
            raise RecordConflict
        cipher = store.cipher(assessment.id)
        opened = link(opened_by(sitting, assessment, loaded), now, str(uuid4()), None, cipher)
        state = fold(loaded.standard, [opened])
        store.append(sitting.id, [opened], summary_of(state), loaded.digest)
        return cls(store, store.sitting(sitting.id), assessment, state, None, on_change)

    def follow(
        self, sitting: Sitting, assessment: Assessment, loaded: LoadedStandard, now: Instant
    ) -> bool:
        """Take over what the booking says now; what it is held under only before the first phase.

        Args:
            sitting: The sitting as it is booked now.
            assessment: Whose it is, as it is now.
            loaded: The standard that a sitting of it is opened under now.
            now: The time.

        Returns:
            True when the sitting was opened anew.

        Raises:
            KeyError: That standard does not know the method. Nothing was added.
            StoreError: This record was closed. Nothing was added.
        """
        self.sitting, self.assessment = sitting, assessment
        opened = opened_by(sitting, assessment, loaded)
        held = self.state.phases or self.state.outcome or self.state.handed
        if held or opened == self.state.opened:
            return False
        entry = link(opened, now, str(uuid4()), self.state.last, self._cipher)
        state = fold(loaded.standard, (*self.state.entries, entry))
        job = Append(self.sitting.id, (entry,), summary_of(state), loaded.digest)
        self._writer.submit(job)
        self.state = state
        return True

    @property
    def saved(self) -> SaveState:
        """Whether everything is on the disk."""
        return self._writer.state

    @property
    def problem(self) -> str:
        """Why it is not, and what to do; empty where nothing is wrong."""
        return self._writer.problem

    @property
    def encrypted(self) -> bool:
        """Whether nobody else can read what is kept."""
        return self._store.key is not None

    @property
    def trouble(self) -> str:
        """What is wrong although everything is saved, and what to do; empty where all is well."""
        return self._store.trouble

    @property
    def last_seen(self) -> Instant:
        """When the program last lived with this sitting, as far as the disk knew at opening."""
        last = self.state.last.at
        seen = self.draft.seen if self.draft else last
        return seen if seen.since(last) > 0 else last

    def prepare(self, now: Instant, *bodies: Body) -> Prepared:
        """Link entries to the record without adding them: what they lead to can be looked at.

        Args:
            now: The time.
            bodies: What happened, in order.

        Raises:
            KeyError: The standard does not know a phase.
        """
        state, entries = self.state, list[Entry]()
        for body in bodies:
            entries.append(link(body, now, str(uuid4()), state.last, self._cipher))
            state = then(state, entries[-1])
        return Prepared(now, tuple(entries), state)

    def keep(
        self,
        prepared: Prepared,
        *,
        drop_draft: bool = False,
        document: Document | None = None,
        destinations: tuple[str, ...] = (),
    ) -> SittingState:
        """Add what was prepared, all in one transaction; the state changes at once.

        Args:
            prepared: Of this record, as it still is.
            drop_draft: The note line was part of it and is empty now.
            document: A result document to keep with it.
            destinations: Where that document is to be sent.

        Returns:
            The state after it; it is durable when `saved` says so.

        Raises:
            RecordConflict: Something else was added since it was prepared. Nothing was added.
            StoreError: This record was closed. Nothing was added.
        """
        if prepared.entries and prepared.entries[0].prev != self.state.last.hash:
            raise RecordConflict
        if drop_draft:
            self._line = Draft("", 0, None, prepared.now)
        line = self._line if drop_draft else None
        summary = summary_of(prepared.state)
        job = Append(self.sitting.id, prepared.entries, summary, draft=line, document=document)
        self._writer.submit(replace(job, destinations=destinations))
        self.state = prepared.state
        return self.state

    def add(self, now: Instant, *bodies: Body, drop_draft: bool = False) -> SittingState:
        """Add to the record, all in one transaction; the state changes at once.

        Args:
            now: The time.
            bodies: What happened, in order.
            drop_draft: The note line was part of it and is empty now.

        Returns:
            The state after it; it is durable when `saved` says so.

        Raises:
            KeyError: The standard does not know a phase. Nothing was added.
            StoreError: This record was closed. Nothing was added.
        """
        return self.keep(self.prepare(now, *bodies), drop_draft=drop_draft)

    def keep_draft(self, text: str, cursor: int, now: Instant) -> None:
        """Keep what stands on the note line; call it at every key.

        Args:
            text: The whole line.
            cursor: Where the cursor stands, in characters.
            now: The time; kept as that of the first key where the line was empty before.
        """
        before = self._line.first_key if self._line else None
        self._keep(Draft(text, cursor, (before or now) if text else None, now))

    def seen(self, now: Instant) -> None:
        """Keep that the program lives: after a crash this tells how long it did not."""
        line = self._line or Draft("", 0, None, now)
        self._keep(Draft(line.text, line.cursor, line.first_key, now))

    @property
    def first_key(self) -> Instant | None:
        """When the text on the note line was begun; None while it is empty."""
        return self._line.first_key if self._line else None

    @property
    def line(self) -> Draft | None:
        """What stands on the note line now; None where nothing was ever typed."""
        return self._line

    def flush(self, timeout_s: float = 5.0) -> bool:
        """Wait until all is on the disk; return False where it is not after `timeout_s` seconds."""
        return self._writer.flush(timeout_s)

    def close(self, timeout_s: float = 5.0) -> bool:
        """Write what is left and let go; where something is not saved, go on and return False."""
        return self._writer.close(timeout_s)

    def _keep(self, draft: Draft) -> None:
        self._line = draft
        self._writer.submit_draft(self.sitting.id, draft)
