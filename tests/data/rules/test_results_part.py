"""The part after the sittings as it is shown and asked: steps in order, and what is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from data.rules.results_part import PART
from data.rules.step import Step
from tests.data.rules.after import HEARD, After, sat

STEPS = {step.verb: step for step in PART.steps}
LATER = HEARD + timedelta(days=10)
GIVEN: Mapping[str, Mapping[str, Any]] = {
    "confirm": {"by": "Ingrid Invented", "grade": "pass", "on": LATER},
    "publish": {"sitting": "M1", "on": HEARD, "by": ""},
    "claim": {"on": LATER, "reference": "CL-1", "by": ""},
    "received": {"on": LATER, "reference": "No 7"},
    "replacement": {"on": LATER, "by": "Sample Films"},
    "requested": {"on": LATER, "reference": ""},
}


def do(after: After, verb: str, **other: Any) -> str:
    outcome = STEPS[verb].do(after.view, {**GIVEN[verb], **other})
    after.keep(*outcome.bodies)
    return outcome.told


def facts(after: After) -> str:
    return "\n".join(f"{fact.label}: {fact.words}" for fact in PART.facts(after.view))


def open_steps(after: After) -> list[str]:
    return [step.verb for step in PART.steps if not step.closed(after.view)]


def test_the_way_from_the_seal_to_a_replacement() -> None:
    after = After(sat("M1"), sat("M2", None, heard_on=""), today=LATER)
    assert open_steps(after) == ["publish"]
    assert PART.line(after.view).words == "M2 not sealed yet"
    after.change("M2", grade="distinction", heard_on="2026-05-20", sealed_on="2026-05-20")
    assert open_steps(after) == ["confirm", "publish"]
    assert "Overall grade: provisional pass: M1 pass, M2 distinction" in facts(after)
    assert "Result of M1: pass; to be published by 1 Jun 2026, in 2 days" in facts(after)
    assert "Still to be published: M2" in do(after, "publish")
    do(after, "publish", sitting="M2")
    assert "Certificate: to be claimed by 11 Jun 2026, in 12 days" in facts(after)
    assert "Confirmed as pass: M1 pass" in do(after, "confirm")
    for verb in ("claim", "received", "replacement", "requested"):
        assert verb in open_steps(after)
        assert do(after, verb).endswith(".")
    assert after.view.at == "certificated"
    assert PART.line(after.view).words == "certificate received"
    assert "requested by Sample Films on 30 May 2026, passed on 30 May 2026" in facts(after)
    assert open_steps(after) == ["replacement"]


def test_a_seal_that_is_broken_after_the_confirmation_is_loud() -> None:
    after = After(sat("M1"), sat("M2"), today=LATER)
    do(after, "confirm")
    assert PART.line(after.view).words == "pass confirmed"
    after.change("M2", grade=None, head="reopened", sealed_on="")
    line = PART.line(after.view)
    assert (line.tone, "no longer holds" in line.words) == ("loud", True)
    assert "Confirmed: no longer holds: a sealed record was changed since" in facts(after)


def test_a_fail_that_was_confirmed_is_not_called_changed_when_it_is_taken_again() -> None:
    after = After(sat("M1", "fail"), sat("M2"), today=LATER)
    do(after, "publish", sitting="M1")
    do(after, "publish", sitting="M2")
    do(after, "confirm", grade="fail")
    assert PART.line(after.view).words == "fail confirmed"
    after.attempts += (sat("M1", None, kind="re-sit", number=2, heard_on="", head=""),)
    assert PART.line(after.view).words == "fail confirmed; again: M1"
    before = "Confirmed: fail: M1 fail, M2 pass; another attempt came after it"
    assert before in facts(after) and "Overall grade: open: M1 not sealed yet" in facts(after)
    after.attempts = (*after.attempts[:-1], sat("M1", kind="re-sit", number=2, head="second"))
    assert PART.line(after.view).words == "pass, provisional"
    assert before in facts(after) and "changed since" not in facts(after)


def test_what_is_overdue_is_the_first_thing_that_is_said() -> None:
    after = After(sat("M1"), today=HEARD + timedelta(days=15))
    line = PART.line(after.view)
    assert (line.words, line.tone) == ("3 days overdue: M1 result", "loud")


def test_the_assessor_who_confirms_is_warned_and_it_stays_to_be_seen() -> None:
    after = After(sat("M1"), sat("M2"), today=LATER)
    assert "Pat Pretend assessed as well" in do(after, "confirm", by="Pat Pretend")
    assert "Confirmed by the person who assessed" in facts(after)


def test_an_old_result_of_which_nothing_is_recorded_is_no_alarm() -> None:
    after = After(sat("M1"), sat("M2"), today=HEARD + timedelta(days=700))
    assert "when it was published is not recorded" in facts(after)
    assert PART.line(after.view).tone == "warn"


def test_labels_fit_and_asks_are_the_same_for_everybody() -> None:
    nobody, somebody = After().view, After(sat("M1"), sat("M2")).view

    def asked(step: Step, view: Any) -> list[tuple[str, str, bool]]:
        return [(ask.name, ask.kind, ask.needed) for ask in step.asks(view)]

    for step in PART.steps:
        assert asked(step, nobody) == asked(step, somebody)
        assert all(len(ask.label) <= 22 for ask in step.asks(somebody))
        assert step.told.endswith(".")
    assert all(len(fact.label) <= 22 for fact in PART.facts(somebody))
