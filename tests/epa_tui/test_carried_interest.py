"""What was declared and reported of an assessment stands at the start gate of its sittings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.record.entries import Checked
from data.rules import clock_guards, gate
from data.rules.conduct_part import PART
from data.rules.refused import Refused
from data.store.journey_record import JourneyRecord
from epa_tui.start_facts import start_facts
from tests.data.rules.acting import shipped
from tests.data.rules.journeys import given_of, step_of
from tests.epa_tui.test_sittings import Desk

WHOSE = "assessment-0"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.sittings.close()
    made.store.close()


def do(desk: Desk, verb: str, **answers: Any) -> None:
    record, now = JourneyRecord.open(desk.store, WHOSE, shipped()), desk.ticker.now
    answers = {"on": now.local().date(), **answers}
    step, view = step_of(PART, verb), record.view(now)
    answers = {name: a for name, a in answers.items() if name in {x.name for x in step.asks(view)}}
    record.do(step, given_of(step, view, answers), now)


def declare(desk: Desk, **answers: Any) -> None:
    person = desk.store.assessment(WHOSE).assessor
    do(desk, "declare", **{"person": person, "interest": True, **answers})


def conflict(desk: Desk) -> Checked | None:
    return desk.look().state.checks.get(gate.CONFLICT)


def test_an_interest_without_a_decision_blocks_the_start_and_a_decision_frees_it(
    desk: Desk,
) -> None:
    desk.passed(*(check.name for check in gate.CHECKS))
    declare(desk)
    record = desk.look()
    with pytest.raises(Refused, match="There is a conflict of interest"):
        clock_guards.start_phase(record.state, desk.ticker.now)
    declare(desk, reference="COI-3")
    record = desk.look()
    assert conflict(desk) == Checked(gate.CONFLICT, False, "COI-3")
    assert clock_guards.start_phase(record.state, desk.ticker.now)


def test_an_answer_to_the_contrary_does_not_last_until_the_start(desk: Desk) -> None:
    declare(desk)
    desk.passed(gate.CONFLICT)
    desk.look("live")
    assert conflict(desk) == Checked(gate.CONFLICT, False, "")


def test_the_interest_of_somebody_else_or_none_is_not_carried(desk: Desk) -> None:
    declare(desk, person="Ivor Example")
    declare(desk, interest=False)
    assert conflict(desk) is None


def test_who_assesses_instead_declares_for_themselves(desk: Desk) -> None:
    declare(desk, instead="Nora Example")
    assert conflict(desk) is None
    assert desk.look().state.opened.assessor == "Nora Example"


def test_looking_again_adds_nothing(desk: Desk) -> None:
    declare(desk)
    entries = len(desk.look().state.entries)
    desk.again()
    assert len(desk.look("live").state.entries) == entries


def test_a_withdrawn_assessment_and_a_held_result_are_told_before_the_start(desk: Desk) -> None:
    sitting = desk.store.sitting("sitting-0")
    assert start_facts(desk.store, sitting, desk.ticker) == ()
    now = desk.ticker.now.local().replace(tzinfo=None)
    do(desk, "suspect", by="Vera Example", at=now, facts="10:40 a second voice")
    do(desk, "withdraw", by="Olga Officer", reason="employer")
    told = {fact.label: fact for fact in start_facts(desk.store, sitting, desk.ticker)}
    assert told["Withdrawn"].tone == "loud" and "ask your organisation" in told["Withdrawn"].words
    assert told["Result"].words.startswith("held")
    desk.begin()  # it warns, and stops nobody: the organisation may know more
