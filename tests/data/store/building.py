"""Assessments, sittings and records of people who do not exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.entries import Body, Entry, Noted, Opened
from data.record.instant import Instant
from data.record.journey.body import JourneyBody
from data.store.rows import Assessment, Sitting, Summary

NOON = Instant(1_779_000_000_000, 50_000, "boot-one")
BOOKED = Summary("booked", None, None)
LIVE = Summary("live", None, None)
OPENED = Opened("ST0792", "1.1", "0" * 64, "M1", "1")

_PLAIN = Assessment(
    id="assessment-0",
    family_name="Example",
    given_names="Testa",
    uln="1000159800",
    employer="Fictional Films",
    provider="Imaginary College",
    reference="ST0792",
    version="1.1",
    option="1",
    extra_per_mille=0,
    breaks="",
    adjustment_reference="",
    gateway_on="2026-04-01",
    epa_ends_on=None,
    assessor="Pat Pretend",
)


@dataclass(frozen=True)
class Newer(JourneyBody):
    """What a version to come may record."""

    kind: ClassVar[str] = "gateway-weighed"


def an_assessment(number: int = 0, /, **changes: Any) -> Assessment:
    return replace(_PLAIN, id=f"assessment-{number}", **changes)


def a_sitting(number: int = 0, /, **changes: Any) -> Sitting:
    booked = Sitting(
        id=f"sitting-{number}",
        assessment_id=f"assessment-{number}",
        method="M1",
        attempt="first",
        number=1,
        scheduled_at=NOON.wall + number * 3_600_000,
        place="a room",
        exceptional="",
    )
    return replace(booked, **changes)


def a_record(bodies: Iterable[Body], name: str = "e") -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for number, body in enumerate(bodies):
        before = entries[-1] if entries else None
        entries.append(link(body, NOON.later(number * 1000), f"{name}-{number}", before, IN_CLEAR))
    return tuple(entries)


def notes(count: int) -> tuple[Entry, ...]:
    return a_record([OPENED, *(Noted(f"note {number}") for number in range(1, count))])
