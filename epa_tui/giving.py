"""Gives a sitting to another laptop: first the sealed file, then the entry that says so.

Whoever is killed in between leaves a file that nobody can open, for its passphrase was not shown
yet, and a sitting that goes on here. Once the entry is kept, nothing is added here any more.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from data.exchange.handover_contents import to_bytes
from data.exchange.handover_file import seal, write_sealed
from data.exchange.spoken_key import new_spoken_key, spelled
from data.record.body import Line
from data.record.errors import RecordError
from data.record.instant import Instant
from data.rules.counts import counted
from data.rules.handover import hand_over
from data.standards.guard import read_text
from data.standards.loader import LoadedStandard
from data.store.carrying import begun_beside, booked_beside, carried
from data.store.errors import StoreError
from data.store.handed import Carried, Handed
from data.store.prepared import Prepared
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.demonstration import is_demonstration


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was written, and the entry that is still to be kept."""

    prepared: Prepared
    path: Path
    passphrase: str = field(repr=False)
    journey: int = 0
    """How many entries of the assessment's own record are in it."""
    journey_left: str = ""
    """Why that record is not in it; empty where it is, or where there is none."""
    stays: tuple[str, ...] = ()
    """What the sittings of the same assessment are called that were begun here, and stay."""

    def words(self) -> str:
        """Return what to do with the file, and its passphrase to be read out."""
        along = " ".join(one for one in (self._along(), self._staying()) if one)
        return (
            f"{self.path}\n\n"
            f"Passphrase:  {self.passphrase}\n"
            f"Read it out: {spelled(self.passphrase)}\n\n"
            "It is shown only now, and never sent with the file. On the other laptop:\n"
            f"epa-tui take {self.path.name}" + (f"\n\n{along}" if along else "")
        )

    def _along(self) -> str:
        """Return what goes with the sitting of the record of its assessment."""
        if self.journey_left:
            return f"The record of the assessment stays here. {self.journey_left}"
        if not self.journey:
            return ""
        entries = counted(self.journey, "entry", "entries")
        verb = "goes" if self.journey == 1 else "go"
        return f"With it {verb} {entries} of the assessment: record nothing here meanwhile."

    def _staying(self) -> str:
        """Return which other sittings stay: the overall grade needs them all on one laptop."""
        if not self.stays:
            return ""
        verb = "stays" if len(self.stays) == 1 else "stay"
        names = ", ".join(self.stays)
        return f"{names} {verb} here: for the overall grade, have this one back unsealed."


HELD = "The result is held where this came from: report the suspicion here too, before the seal."
"""What the other assessor has to know of a hold, where the assessment's own record stays behind."""


def _with_hold(store: Store, record: SittingRecord, note: str) -> str:
    """Return what the other assessor has to know, with the hold where there is one."""
    journey = store.journey(record.assessment.id)
    held = journey is not None and journey.held
    return " ".join(filter(None, (note, HELD if held else "")))


def _journey(store: Store, assessment_id: str) -> tuple[Carried | None, str]:
    """Return the assessment's own record, or why it stays: a sitting under way goes without it."""
    try:
        return carried(store, assessment_id), ""
    except RecordError as error:
        return None, str(error)


def write_handover(
    store: Store,
    record: SittingRecord,
    loaded: LoadedStandard,
    now: Instant,
    reason: str,
    note: str,
    folder: Path,
) -> Given:
    """Write the file of a sitting; nothing is added to its record yet.

    Of a sitting that was handed over already another file is written, with the same end.

    Args:
        store: Where the sitting is kept.
        record: The sitting.
        loaded: The standard that it was begun under.
        now: The time.
        reason: Why it is handed over.
        note: What the other assessor has to know.
        folder: Where the file goes.

    Raises:
        data.rules.refused.Refused: It cannot be handed over, or there is no reason.
        data.exchange.errors.NotWritten: The folder refuses.
        StoreError: Something is not saved yet, or the standard's file was changed.
    """
    if not record.flush():
        raise StoreError("Not everything is saved yet. Wait for `saved`, then hand over again.")
    device, state = store.device(), record.state
    journey, left = _journey(store, record.assessment.id)
    told = note if journey else _with_hold(store, record, note)
    bodies = () if state.handed else hand_over(state, now, reason, told, device.name)
    prepared = record.prepare(now, *bodies)
    last = prepared.state.last
    handed = Handed(
        assessment=record.assessment,
        sitting=store.sitting(record.sitting.id),
        secret=store.secret_of(record.assessment.id),
        lines=_lines(prepared),
        draft=record.line,
        standard=_standard(loaded),
        suffix=loaded.path.suffix.lower(),
        demonstration=is_demonstration(store.path.parent),
        head=device.sign_head(record.sitting.id, last.seq, last.hash),
        journey=journey,
        bookings=booked_beside(store, record.sitting),
    )
    passphrase = new_spoken_key()
    sealed = seal(to_bytes(handed), passphrase)
    path = write_sealed(folder, record.sitting.id, last.seq, sealed)
    stays = begun_beside(store, record.sitting)
    return Given(prepared, path, passphrase, len(journey.lines) if journey else 0, left, stays)


def keep_given(record: SittingRecord, given: Given) -> None:
    """Add to the record that the sitting was handed over; `settle` waits for the disk.

    Raises:
        data.store.errors.RecordConflict: Something was added since the file was written; the file
            is removed.
    """
    if not given.prepared.entries:
        return
    try:
        record.keep(given.prepared)
    except StoreError:
        given.path.unlink(missing_ok=True)
        raise


def settle(record: SittingRecord) -> None:
    """Wait until the disk has it that the sitting was handed over.

    Raises:
        StoreError: It has not; then no passphrase may be shown.
    """
    if not record.flush():
        raise StoreError(
            "Handing over is not saved yet, so the file must not be used. Mend what the top line "
            "says; then hand over again, which writes another file."
        )


def _lines(prepared: Prepared) -> tuple[Line, ...]:
    return tuple(
        Line(each.seq, each.id, each.at, each.kind, each.ciphertext, each.prev, each.hash)
        for each in prepared.state.entries
    )


def _standard(loaded: LoadedStandard) -> bytes:
    content, _ = read_text(loaded.path)
    if hashlib.sha256(content).hexdigest() != loaded.digest:
        raise StoreError(
            f"{loaded.path} was changed while the sitting was open. Put back the file that it was "
            "begun under, then hand over again."
        )
    return content
