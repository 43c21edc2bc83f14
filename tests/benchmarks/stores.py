"""Stores to measure with: an assessor's years of assessments, and a long sitting under way.

Everybody in them is made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from data.record.chain import link
from data.record.entries import Body, Mark, Opened
from data.record.instant import Instant
from data.rules import clock_guards, gate, prepare_guards, talk_guards
from data.standards.library import Library
from data.store.rows import Assessment, Sitting, Summary
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from tests.benchmarks.bench_store import TEXT
from tests.benchmarks.safe import encrypted

FIRST_TODAY = "Example00000"
"""Family name of whoever is on today's list in every store."""

NOTES = 300
"""Notes in the sitting under way: more than a fast assessor takes in two hours."""

BETWEEN_MS = 15_000
"""Time from note to note, in milliseconds."""

LONGEST_MS = 80 * 60_000
"""How long a sitting has run at the most, in milliseconds: with more notes they follow faster."""

_TODAY = 6
_SOON = 10
"""Assessments below this number are still to come; the same in every store."""
_SEALED = Summary("sealed", "pass", "completed")


def build_years(home: Path, count: int) -> None:
    """Build the store of an assessor with so many assessments.

    Six sittings are booked for today, others for the next days; all the rest are long sealed.

    Args:
        home: Folder of the store.
        count: Assessments in it.
    """
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    with encrypted(home) as store:
        store.save_bookings(
            (_assessment(number) for number in range(count)),
            (sitting for number in range(count) for sitting in _sittings(number, midnight)),
        )
        _seal_all_before(store, count)


def _assessment(number: int) -> Assessment:
    return Assessment(
        f"assessment-{number}", f"Example{number:05}", "Testa", f"{1_000_159_800 + number % 10}",
        f"Fictional Films {number % 50}", f"Imaginary College {number % 20}", "ST0792", "1.1", "1",
        0, "", "", "2026-01-05", None, "Pat Pretend",
    )  # fmt: skip


def _sittings(number: int, midnight: datetime) -> Iterator[Sitting]:
    """Give both sittings of an assessment: today, soon, or one more day ago each."""
    if number < _TODAY:
        first = midnight + timedelta(hours=9 + number)
    elif number < _SOON:
        first = midnight + timedelta(days=number - _TODAY + 1, hours=10)
    else:
        first = midnight - timedelta(days=number, hours=-10)
    for method, days in (("M1", 0), ("M2", 7 if first >= midnight else 0)):
        at = int((first + timedelta(days=days)).timestamp() * 1000)
        name = f"sitting-{number}-{method}"
        yield Sitting(name, f"assessment-{number}", method, "first", 1, at, "a room", "")


def _seal_all_before(store: Store, count: int) -> None:
    """Give the sittings of former years the summary that lists read."""
    for number in range(_SOON, count):
        for method in ("M1", "M2"):
            name = f"sitting-{number}-{method}"
            at = Instant(store.sitting(name).scheduled_at or 0, 1, "long ago")
            opened = Opened("ST0792", "1.1", "0" * 64, method, "1")
            first = link(opened, at, f"{name}-1", None, store.cipher_of(name))
            store.append(name, [first], _SEALED, "0" * 64)


def build_live(home: Path, now: Instant, notes: int = NOTES, planned: int = 0) -> str:
    """Build a store with one sitting under way: the discussion of M2, with many notes.

    Args:
        home: Folder of the store.
        now: When the sitting is gone on with; the last note was a moment before.
        notes: How many notes it has.
        planned: How many questions were planned; the first ones of them were asked.

    Returns:
        Family name of the apprentice.
    """
    between_ms = min(BETWEEN_MS, LONGEST_MS // notes)
    begun = Instant(now.wall - (notes + 2) * between_ms, 1, "before")
    booked = next(s for s in _sittings(0, now.local()) if s.method == "M2")
    with encrypted(home) as store:
        store.save_bookings([_assessment(0)], [replace(booked, scheduled_at=begun.wall)])
        loaded = Library().find("ST0792", "1.1")
        record = SittingRecord.begin(store, store.sitting(booked.id), _assessment(0), loaded, begun)
        _discuss(record, begun, notes, planned, between_ms)
        if not record.close(60):
            raise OSError(record.problem)
    return FIRST_TODAY


def _discuss(
    record: SittingRecord, now: Instant, notes: int, planned: int, between_ms: int
) -> None:
    """Answer the start gate, then ask and take notes; the first half of the codes is heard."""

    def do(guard: Callable[..., tuple[Body, ...]], *arguments: Any, **named: Any) -> None:
        record.add(now, *guard(record.state, now, *arguments, **named))

    for check in gate.CHECKS:
        do(gate.check, check.name, True, "passport" if check.demanded == "yes" else "")
    for number in range(1, planned + 1):
        aims = (record.state.criteria[number % len(record.state.criteria)].code,)
        do(prepare_guards.plan_question, f"What did you do about part {number}?", aims, number)
    do(clock_guards.start_phase)
    codes = [descriptor.code for descriptor in record.state.criteria]
    heard = cycle(codes[1 : len(codes) // 2])
    for number in range(notes):
        now = now.later(between_ms)
        if number % 12 == 0:
            asked = number // 12 + 1
            do(
                talk_guards.ask,
                f"How did you go about part {asked}?",
                planned=asked if asked <= planned else None,
            )
        do(talk_guards.note, TEXT, (Mark(next(heard), "+"),) if number % 3 == 0 else ())
