"""Undo gives the booking back: every step that changes it, taken back, in a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from data.record.chain import link
from data.record.entries import Noted
from data.record.instant import Instant
from data.record.journey.gateway import GatewaySubmitted
from data.rules.journey_undoing import given_back, undo, undo_told, why_no_undo
from data.rules.refused import Refused
from data.rules.step import Outcome, Step
from data.store.errors import RecordConflict
from data.store.journey_record import JourneyRecord
from data.store.rows import Assessment, Sitting, Summary
from data.store.store import Store
from epa_tui.journey_parts import parts
from tests.data.record.sittings import shipped
from tests.data.store.building import NOON, OPENED, a_sitting, an_assessment

STEPS = {step.id: step for step in chain.from_iterable(part.steps for part in parts())}
TODAY = NOON.local().date()
NAME = "assessment-0"
LATER = datetime(2026, 9, 1, 10)


@dataclass
class Booked:
    """An assessment in a store, which steps change and undo gives back."""

    store: Store
    minutes: int = 0
    record: JourneyRecord = field(init=False)

    def __post_init__(self) -> None:
        self.save(an_assessment(gateway_on=None))

    @property
    def now(self) -> Instant:
        self.minutes += 1
        return NOON.later(self.minutes * 60_000)

    @property
    def rows(self) -> tuple[Assessment, list[Sitting]]:
        return self.store.assessment(NAME), list(self.store.sittings(NAME))

    @property
    def again(self) -> Sitting:
        """The second attempt at M1."""
        return next(s for s in self.rows[1] if (s.method, s.number) == ("M1", 2))

    def save(self, *rows: Assessment | Sitting) -> None:
        for row in rows:
            if isinstance(row, Assessment):
                self.store.save_assessment(row)
            else:
                self.store.save_sitting(row)
        self.open()

    def open(self) -> None:
        self.record = JourneyRecord.open(self.store, NAME, shipped().standard)

    def do(self, step: str, **given: Any) -> Outcome:
        made = STEPS[step]
        return self.record.do(made, _answers(made, self.record, given), self.now)

    def undo(self) -> str:
        view, now = self.record.view(NOON), self.now
        told = undo_told(view)
        self.record.add(now, *undo(view), **given_back(view))
        return told

    def sit(self, sitting: Sitting, stage: str, grade: str | None = None) -> None:
        """Let the record of a sitting begin or go on, and its summary say so."""
        there = self.store.entries(sitting.id) if sitting in self.rows[1] else ()
        if not there:
            self.save(sitting)
        body = Noted("further on") if there else replace(OPENED, method=sitting.method)
        last, name = (there[-1] if there else None), f"{sitting.id}-{len(there)}"
        entry = link(body, NOON, name, last, self.store.cipher(NAME))
        self.store.append(sitting.id, [entry], Summary(stage, grade, None), "0" * 64)
        self.open()

    def through_gateway(self) -> None:
        self.save(an_assessment(gateway_on="2026-04-01", epa_ends_on="2026-10-01"))

    def failed(self) -> None:
        """Fail M1 and pass M2 inside the EPA period."""
        self.through_gateway()
        self.sit(_sitting(1, "M1"), "sealed", "fail")
        self.sit(_sitting(2, "M2"), "sealed", "pass")


def _sitting(which: int, method: str, **more: Any) -> Sitting:
    return a_sitting(which, assessment_id=NAME, method=method, **more)


def _answers(step: Step, record: JourneyRecord, given: dict[str, Any]) -> dict[str, Any]:
    answers = {name.replace("_", "-"): value for name, value in given.items()}
    asked = {}
    for ask in step.asks(record.view(NOON)):
        blank: Any = {"text": "", "many": ()}.get(ask.kind)
        asked[ask.name] = TODAY if ask.kind == "day" and ask.needed else blank
    assert answers.keys() <= asked.keys()
    return {**asked, **answers}


@pytest.fixture
def booked(tmp_path: Path) -> Iterator[Booked]:
    with Store.open(tmp_path) as store:
        yield Booked(store)


def _accept(booked: Booked) -> None:
    booked.record.add(booked.now, GatewaySubmitted("2026-05-02", "Imaginary College"))
    booked.do("gateway.began", on=date(2024, 1, 8))
    for check in booked.record.journey.gateway.checks:
        if check.by != "months":
            booked.do("gateway.check", check=check.name, ok=True, detail="seen")


def _considered(booked: Booked) -> None:
    booked.through_gateway()
    booked.save(replace(booked.rows[0], breaks="3 x 5 min", adjustment_reference="RA-1"))
    booked.do("adjusting.raise")


def _first(**more: Any) -> Callable[[Booked], None]:
    """Book the first sitting on the list, before the planning meeting."""

    def make(booked: Booked) -> None:
        booked.through_gateway()
        booked.save(_sitting(1, "M1", **more))

    return make


def _resit(**more: Any) -> Callable[[Booked], None]:
    """Book the re-sit on the list, before anybody agreed."""

    def make(booked: Booked) -> None:
        booked.failed()
        told = {"attempt": "re-take", "number": 2, "exceptional": "EX-0", "place": "studio 2"}
        booked.save(_sitting(3, "M1", **{**told, **more}))

    return make


AGREE = ("again.agree", {"method": "M1", "kind": "re-sit", "employer": "Emma Employer"})
EXCEPT = ("again.except", {"reference": "EX-1", "by": "Olga Sample"})
SITTING = ("planning.sitting", {"method": "M1", "at": LATER, "place": "room 4"})
STORIES: list[tuple[str, Callable[[Booked], None], tuple[str, dict[str, Any]], dict[str, Any]]] = [
    ("accept", _accept, ("gateway.accept", {"by": "Olga Sample"}), {}),
    ("approve", Booked.through_gateway, ("adjusting.approve", {"reference": "RA-2"}),
     {"extra": "25", "breaks": "2 x 10 min", "by": "Olga Sample"}),
    ("consider", _considered, ("adjusting.consider", {"special": "1", "reference": "SC-1"}),
     {"given": True, "live": True, "effect": "questions in writing", "by": "Olga Sample"}),
    ("interest", Booked.through_gateway, ("conduct.declare", {"person": "pat pretend"}),
     {"interest": True, "instead": "Nora Example"}),
    ("sitting booked", Booked.through_gateway, SITTING, {}),
    ("sitting moved", _first(), SITTING, {}),
    ("its first day", _first(scheduled_at=None, place=""), SITTING, {}),
    ("agree", Booked.failed, AGREE, {}),
    ("agree with a day", Booked.failed, AGREE, {"when": LATER, "place": "room 4"}),
    ("agree on what was booked", _resit(), AGREE, {"when": LATER, "place": "room 4"}),
    ("agree on the place alone", _resit(scheduled_at=None), AGREE, {"place": "room 4"}),
    ("lift the cap", _resit(), EXCEPT, {"lifts": ("cap",), "method": "M1"}),
    ("lift the period", Booked.failed, EXCEPT,
     {"lifts": ("period",), "ends_on": date(2026, 12, 1)}),
    ("lift both", _resit(), EXCEPT,
     {"lifts": ("cap", "period"), "method": "M1", "ends_on": date(2026, 12, 1)}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "step", "more"), [s[1:] for s in STORIES],
                         ids=[s[0] for s in STORIES])  # fmt: skip
def test_what_a_step_changed_in_the_booking_is_as_it_was_once_it_is_taken_back(
    booked: Booked,
    before: Callable[[Booked], None],
    step: tuple[str, dict[str, Any]],
    more: dict[str, Any],
) -> None:
    before(booked)
    was = booked.rows
    booked.do(step[0], **step[1], **more)
    assert booked.rows != was
    booked.undo()
    assert booked.rows == was
    booked.open()
    assert booked.record.sittings == tuple(was[1])


def test_a_resit_that_was_agreed_by_mistake_is_booked_no_longer(booked: Booked) -> None:
    booked.failed()
    booked.do(AGREE[0], **AGREE[1], when=LATER)
    told = booked.undo()
    assert "The sitting that was booked with it, M1-2, is cancelled too." in told
    assert [sitting.number for sitting in booked.rows[1] if sitting.method == "M1"] == [1]
    assert booked.record.view(NOON).at == "graded"
    booked.do(AGREE[0], **AGREE[1], when=LATER)
    assert [sitting.number for sitting in booked.rows[1] if sitting.method == "M1"] == [1, 2]


@pytest.mark.parametrize("stage", ["booked", "preparing"])
def test_an_agreement_stays_once_its_sitting_has_a_record(booked: Booked, stage: str) -> None:
    booked.failed()
    booked.do(AGREE[0], **AGREE[1], when=LATER)
    booked.sit(booked.again, stage)
    view = booked.record.view(NOON)
    reason = why_no_undo(view)
    assert "The record of M1-2 has begun" in reason and "end it as abandoned" in reason
    with pytest.raises(Refused, match="never deleted"):
        undo(view)
    booked.sit(booked.again, "abandoned")
    booked.do(AGREE[0], **AGREE[1], when=LATER)
    assert [sitting.number for sitting in booked.rows[1] if sitting.method == "M1"] == [1, 2, 3]


def test_a_sitting_that_was_opened_meanwhile_is_not_cancelled_behind_its_back(
    booked: Booked,
) -> None:
    booked.failed()
    booked.do(AGREE[0], **AGREE[1], when=LATER)
    stale = booked.record
    view, entries = stale.view(NOON), len(booked.store.journey_lines(NAME))
    booked.sit(booked.again, "preparing")
    with pytest.raises(RecordConflict):
        stale.add(booked.now, *undo(view), **given_back(view))
    assert len(booked.store.journey_lines(NAME)) == entries
    assert booked.again.stage == "preparing"


CAP = (EXCEPT[0], {**EXCEPT[1], "lifts": ("cap",), "method": "M1"})


@pytest.mark.parametrize(("before", "step", "since"), [
    (_first(), SITTING, {"place": "by link"}),
    (_resit(), AGREE, {"attempt": "re-take"}),
    (_resit(), CAP, {"exceptional": "EX-9"}),
])  # fmt: skip
def test_what_was_changed_since_stays_and_is_told(
    booked: Booked,
    before: Callable[[Booked], None],
    step: tuple[str, dict[str, Any]],
    since: dict[str, Any],
) -> None:
    before(booked)
    booked.do(step[0], **step[1])
    moved = replace((booked.rows[1][0] if step is SITTING else booked.again), **since)
    booked.save(moved)
    then = booked.rows[1]
    assert "was changed since: it stays as it is." in booked.undo()
    assert moved in then and booked.rows[1] == then


def test_a_place_that_was_changed_after_an_agreement_stays(booked: Booked) -> None:
    _resit()(booked)
    booked.do(AGREE[0], **AGREE[1], place="room 4")
    booked.save(replace(booked.again, place="by link"))
    booked.undo()
    assert (booked.again.attempt, booked.again.place) == ("re-take", "by link")


def test_what_lies_outside_the_period_again_is_named_unless_it_was_held(booked: Booked) -> None:
    booked.failed()
    booked.do(EXCEPT[0], **EXCEPT[1], lifts=("period",), ends_on=date(2026, 12, 1))
    late = int(datetime(2026, 11, 10, 10).timestamp()) * 1000
    booked.save(_sitting(3, "M1", attempt="re-sit", number=2, scheduled_at=late))
    assert "M1-2 stays booked for 10 Nov 2026, after it" in undo_told(booked.record.view(NOON))
    booked.sit(booked.again, "sealed", "pass")
    assert "stays booked" not in booked.undo()


def test_an_assessor_who_was_changed_since_stays(booked: Booked) -> None:
    booked.through_gateway()
    declared = {"person": "pat pretend", "interest": True, "instead": "Nora Example"}
    booked.do("conduct.declare", **declared)
    booked.save(replace(booked.rows[0], assessor="Ines Invented"))
    assert "change them back in the booking" in booked.undo()
    assert booked.rows[0].assessor == "Ines Invented"


def test_a_first_sitting_that_has_begun_keeps_its_booking(booked: Booked) -> None:
    booked.through_gateway()
    booked.do(SITTING[0], **SITTING[1])
    booked.sit(booked.rows[1][0], "preparing")
    assert "Give it another day or place instead" in why_no_undo(booked.record.view(NOON))
    booked.sit(booked.rows[1][0], "live")
    assert "M1 was begun as it was booked" in why_no_undo(booked.record.view(NOON))
