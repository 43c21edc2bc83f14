"""Complaints and appeals: every step in its place, generated from their tables; who may decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any, ClassVar

import pytest

from data.record.journey.body import JourneyBody
from data.record.journey.cases import (
    APPEAL_MOVES,
    COMPLAINT_MOVES,
    OVER,
    Case,
    case_after,
)
from data.record.journey.conduct import Conducted
from data.record.journey.fold import fold_journey
from data.rules.case_guards import STEP_WORDS, why_not_step
from data.rules.conduct_part import PART
from data.rules.journey_view import JourneyView
from tests.data.rules.journeys import (
    ASSESSOR,
    TODAY,
    done,
    journey,
    recorded,
    refused,
    step_of,
    view_of,
)

TABLES = {"complaint": COMPLAINT_MOVES, "appeal": APPEAL_MOVES}
PAIRS = [
    (what, state, name)
    for what, moves in TABLES.items()
    for state, name in product(
        dict.fromkeys([m.before for m in moves] + [m.after for m in moves]),
        dict.fromkeys(m.name for m in moves),
    )
]
LODGED = {"by": "Testa Example", "about": "the grade of M2", "on": date(2026, 5, 4)}
STEP = {"by": "Quinn Example", "on": TODAY}


def _case_at(what: str, state: str) -> JourneyView:
    case = Case(1, state, "2026-05-04", "Testa Example", "the grade of M2")
    view = view_of()
    appeals = what == "appeal"
    conduct = Conducted(appeals=(case,)) if appeals else Conducted(complaints=(case,))
    return replace(view, state=replace(view.state, conduct=conduct))


def _step(what: str, name: str, **more: Any) -> dict[str, Any]:
    together = {"independent": "Una Unconnected"} if what == "appeal" else {}
    return {**STEP, "step": name, "words": "told in a letter", **together, **more}


@pytest.mark.parametrize(("what", "state", "name"), PAIRS)
def test_every_step_of_every_state_is_taken_or_refused_with_what_comes_first(
    what: str, state: str, name: str
) -> None:
    moves = TABLES[what]
    view, verb = _case_at(what, state), f"{what}-step"
    then = case_after(moves, state, name)
    if then is None:
        sentence = refused(view, PART, verb, **_step(what, name))
        told = why_not_step(moves, what, Case(1, state, "", "", ""), name)
        assert sentence in (told, f"No {what} is open. Record one first.")
        assert f"is {state}." in told and told.endswith(".")
        following = [STEP_WORDS[m.name].lower() for m in moves if m.before == state]
        assert all(words in told for words in following)
    else:
        outcome = step_of(PART, verb).carry_out(view, {"number": None, **_step(what, name)})
        assert outcome.bodies[0].kind == f"conduct-{what}-moved"


def test_there_are_words_for_every_move() -> None:
    assert {m.name for m in (*COMPLAINT_MOVES, *APPEAL_MOVES)} == set(STEP_WORDS)


def _go(view: JourneyView, what: str, *names: str, **more: Any) -> JourneyView:
    for name in names:
        view = done(view, PART, f"{what}-step", **_step(what, name, **more))
    return view


def test_a_complaint_from_receipt_to_close() -> None:
    view = done(view_of(), PART, "complaint", **LODGED)
    assert PART.line(view).words == "1 open complaint"
    view = _go(view, "complaint", "acknowledge", "investigate", "not-uphold", "close")
    (case,) = view.state.conduct.complaints
    assert case.at in OVER and [one.at for one in case.dealt] == [
        "acknowledged", "investigating", "not upheld", "closed",
    ]  # fmt: skip
    assert step_of(PART, "complaint-step").closed(view).startswith("No complaint is open")


def test_an_appeal_from_lodging_to_close_says_who_decided() -> None:
    view = done(view_of(), PART, "appeal", **LODGED)
    view = _go(view, "appeal", "accept", "review", "uphold", number=1)
    words = next(fact.words for fact in PART.facts(view) if fact.label == "Appeal 1")
    assert words.startswith("upheld since 20 May 2026; from Testa Example, 4 May 2026")
    assert "by Quinn Example with Una Unconnected: told in a letter" in words
    assert view.state.conduct.appeals[0].at == "upheld"


@pytest.mark.parametrize("name", ["investigate", "uphold", "not-uphold"])
def test_no_assessor_decides_a_complaint(name: str) -> None:
    before = "acknowledged" if name == "investigate" else "investigating"
    view = _case_at("complaint", before)
    step = _step("complaint", name, by=f" {ASSESSOR.lower()}")
    assert "somebody who has none" in refused(view, PART, "complaint-step", **step)


@pytest.mark.parametrize(("name", "before"), [("review", "accepted"), ("uphold", "under review")])
@pytest.mark.parametrize("field", ["by", "independent"])
def test_no_assessor_and_no_appellant_decides_an_appeal(name: str, before: str, field: str) -> None:
    view = _case_at("appeal", before)
    for person in (ASSESSOR, "testa example"):
        step = _step("appeal", name, **{field: person})
        assert "somebody who has none" in refused(view, PART, "appeal-step", **step)


@pytest.mark.parametrize("other", ["", "Quinn  example"])
def test_at_least_one_who_decides_an_appeal_is_not_connected(other: str) -> None:
    step = _step("appeal", "not-uphold", independent=other)
    sentence = refused(_case_at("appeal", "under review"), PART, "appeal-step", **step)
    assert "not connected with the organisation" in sentence


def test_somebody_with_a_declared_interest_decides_nothing() -> None:
    view = done(view_of(), PART, "declare", person="Quinn Example", interest=True, on=TODAY)
    view = _go(done(view, PART, "appeal", **LODGED), "appeal", "accept")
    assert "somebody who has none" in refused(
        view, PART, "appeal-step", **_step("appeal", "review")
    )


@dataclass(frozen=True)
class _SecondMark(JourneyBody):
    kind: ClassVar[str] = "test-second-mark"

    @property
    def judges(self) -> tuple[str, ...]:
        return ("Quinn Example",)


def test_who_marked_for_a_second_time_decides_nothing() -> None:
    view = _go(done(view_of(), PART, "appeal", **LODGED), "appeal", "accept")
    marked = replace(view, state=fold_journey(recorded(_SecondMark())))
    marked = replace(marked, state=replace(marked.state, conduct=view.state.conduct))
    step = _step("appeal", "review")
    assert "somebody who has none" in refused(marked, PART, "appeal-step", **step)
    assert _go(view, "appeal", "review").state.conduct.appeals[0].at == "under review"


def test_several_are_numbered_and_told_apart() -> None:
    view = done(done(view_of(), PART, "appeal", **LODGED), PART, "appeal", **LODGED)
    step = _step("appeal", "accept")
    assert "Several are open: 1, 2." in refused(view, PART, "appeal-step", **step)
    assert "There is no appeal 3" in refused(view, PART, "appeal-step", **step, number=3)
    view = _go(view, "appeal", "accept", number=2)
    assert [case.at for case in view.state.conduct.appeals] == ["lodged", "accepted"]


def test_no_step_lies_ahead_or_before_the_one_before() -> None:
    view = _case_at("complaint", "received")
    for on, words in ((date(2026, 5, 3), "cannot be before"), (date(2026, 5, 21), "lies ahead")):
        step = _step("complaint", "acknowledge", on=on)
        assert words in refused(view, PART, "complaint-step", **step)


def _limited(days: int | None, result: date | None) -> JourneyView:
    limited = journey().conduct.model_copy(update={"appeal_days": days})
    view = replace(view_of(), journey=journey().model_copy(update={"conduct": limited}))
    return done(view, PART, "appeal", **LODGED, result=result)


def test_no_deadline_is_set_and_said_so() -> None:
    view = _limited(None, date(2026, 1, 5))
    assert "no deadline is set" in {f.label: f.words for f in PART.facts(view)}["Appeals until"]
    assert _go(view, "appeal", "accept", words="").state.conduct.appeals[0].at == "accepted"
    step = _step("appeal", "out-of-time", words="")
    assert "Say in words why it is out of time" in refused(view, PART, "appeal-step", **step)


def test_a_deadline_of_the_organisation_counts_working_days() -> None:
    # Good Friday and Easter Monday lie between 30 March and 13 April 2026; 4 May is a bank holiday.
    late, timely = _limited(20, date(2026, 3, 30)), _limited(25, date(2026, 3, 30))
    assert "possible until 29 Apr 2026" in [f.words for f in PART.facts(late)][-1]
    step = _step("appeal", "accept", words="")
    assert "possible until 29 Apr 2026" in refused(late, PART, "appeal-step", **step)
    assert _go(late, "appeal", "out-of-time", words="").state.conduct.appeals[0].at == "out of time"
    assert _go(late, "appeal", "accept").state.conduct.appeals[0].at == "accepted"
    assert _go(timely, "appeal", "accept", words="").state.conduct.appeals[0].at == "accepted"
