"""Interests, suspicions that hold a result, and withdrawal: who may do what, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from data.record.journey.machine import (
    CONFIRMED,
    PLANNED,
    STATES,
    WITHDRAWN,
    after,
)
from data.rules.conduct_guards import held_words, hindrance
from data.rules.conduct_part import PART
from data.rules.journey_view import JourneyView
from data.rules.stage import Stage
from data.rules.step import Fact
from tests.data.rules.journeys import (
    ASSESSOR,
    TODAY,
    attempt,
    done,
    refused,
    standing_at,
    step_of,
    view_of,
)

SEEN = datetime(2026, 5, 19, 10, 40)
SUSPICION = {"by": ASSESSOR, "at": SEEN, "facts": "10:40 a second voice read out an answer"}
RELEASE = {"by": "Quinn Example", "outcome": "not-upheld", "on": TODAY}
WITHDRAWAL = {"by": "Olga Officer", "on": TODAY, "reason": "employer"}
INTEREST = {"person": ASSESSOR, "interest": True, "on": TODAY}


def _facts(view: JourneyView) -> dict[str, Fact]:
    return {fact.label: fact for fact in PART.facts(view)}


def test_a_suspicion_holds_the_result_until_somebody_else_answers_it() -> None:
    view = done(view_of(), PART, "suspect", **SUSPICION)
    conduct = view.state.conduct
    assert (conduct.held, conduct.held_since) == (True, "2026-05-19T10:40")
    assert _facts(view)["Result"].words.startswith("held since 19 May 2026 10:40 (suspicion 1).")
    assert PART.line(view).tone == "loud" and "held" in PART.line(view).words
    released = done(view, PART, "release", **RELEASE)
    assert not released.state.conduct.held and held_words(released.state.conduct) == ""
    assert "Result" not in _facts(released)
    assert _facts(released)["Answered"].words == "not upheld, 20 May 2026, by Quinn Example"


def test_what_is_said_of_a_hold_is_its_reference_and_never_what_is_suspected() -> None:
    view = done(view_of(), PART, "suspect", **SUSPICION, reference="MAL-7")
    assert view.state.conduct.held_reason == "MAL-7"
    assert "voice" not in held_words(view.state.conduct)


@pytest.mark.parametrize("name", [ASSESSOR, f"  {ASSESSOR.upper()} ", "rita reporter"])
def test_neither_the_assessor_nor_the_reporter_releases_it(name: str) -> None:
    view = done(view_of(), PART, "suspect", **{**SUSPICION, "by": "Rita Reporter"})
    assert "who decided instead" in refused(view, PART, "release", **{**RELEASE, "by": name})


def test_the_result_stays_held_while_one_of_two_suspicions_is_open() -> None:
    view = done(view_of(), PART, "suspect", **SUSPICION)
    view = done(view, PART, "suspect", **{**SUSPICION, "at": SEEN + timedelta(hours=1)})
    view = done(view, PART, "release", **RELEASE, number=1)
    assert (view.state.conduct.held, view.state.conduct.held_since) == (True, "2026-05-19T11:40")
    assert "no open suspicion 1. Open are: 2" in refused(view, PART, "release", **RELEASE, number=1)
    assert not done(view, PART, "release", **RELEASE).state.conduct.held


def test_nothing_is_released_that_is_not_held_nor_before_it_was_seen() -> None:
    assert step_of(PART, "release").closed(view_of()).startswith("No result is held")
    assert "nothing to release" in refused(view_of(), PART, "release", **RELEASE)
    view = done(view_of(), PART, "suspect", **SUSPICION)
    early = {**RELEASE, "on": date(2026, 5, 18)}
    assert "cannot be before 19 May 2026" in refused(view, PART, "release", **early)
    assert "lies ahead" in refused(view, PART, "release", **{**RELEASE, "on": date(2026, 5, 21)})


def test_a_suspicion_can_be_reported_in_every_state() -> None:
    for at in STATES:
        assert done(standing_at(at), PART, "suspect", **SUSPICION).state.conduct.held


def test_an_interest_stands_in_the_way_until_the_organisation_decides() -> None:
    view = done(view_of(), PART, "declare", **INTEREST)
    assert "Enter the reference" in hindrance(view.state.conduct, ASSESSOR)
    assert hindrance(view.state.conduct, "Somebody Else") == ""
    assert _facts(view)["Interests"].tone == "loud"
    decided = done(view, PART, "declare", **INTEREST, reference="COI-3")
    assert hindrance(decided.state.conduct, ASSESSOR.lower()) == ""
    assert len(decided.state.conduct.interests) == 1
    none = done(decided, PART, "declare", **{**INTEREST, "interest": False})
    assert _facts(none)["Interests"].words == f"{ASSESSOR}: none, 20 May 2026"


def test_somebody_else_assesses_instead_and_the_booking_says_so() -> None:
    view = done(view_of(), PART, "declare", **INTEREST, instead="Nora Example")
    assert view.assessor == "Nora Example"
    assert hindrance(view.state.conduct, view.assessor) == ""
    assert "Somebody else" in refused(view_of(), PART, "declare", **INTEREST, instead=ASSESSOR)
    free: dict[str, Any] = {**INTEREST, "interest": False, "instead": "Nora Example"}
    assert "Leave that name empty" in refused(view_of(), PART, "declare", **free)


def test_the_interest_of_an_observer_changes_no_assessor() -> None:
    other = {**INTEREST, "person": "Ivor Example", "instead": "Nora Example"}
    assert done(view_of(), PART, "declare", **other).assessor == ASSESSOR


@pytest.mark.parametrize("at", STATES)
def test_an_assessment_is_withdrawn_where_the_machine_allows_it(at: str) -> None:
    view = standing_at(at)
    ended = (one if one.grade else replace(one, stage="judging") for one in view.attempts)
    view = replace(view, attempts=tuple(ended))
    if after(at, "withdraw"):
        assert step_of(PART, "withdraw").closed(view) == ""
        step_of(PART, "withdraw").carry_out(view, {**WITHDRAWAL, "words": ""})
    else:
        assert step_of(PART, "withdraw").closed(view)
        assert refused(view, PART, "withdraw", **WITHDRAWAL)


@pytest.mark.parametrize("stage", list(Stage))
def test_a_sitting_that_is_under_way_is_ended_first(stage: Stage) -> None:
    begun = stage not in (Stage.BOOKED, Stage.PREPARING)
    view = view_of(None, [attempt("M1", None, stage=stage.value, begun=begun)])
    under_way = stage in (Stage.LIVE, Stage.INTERRUPTED, Stage.ADJOURNED)
    assert bool(step_of(PART, "withdraw").closed(view)) == under_way
    if under_way:
        sentence = refused(view, PART, "withdraw", **WITHDRAWAL)
        assert f"A sitting of M1 is {stage}. End it first" in sentence


def test_a_withdrawal_says_who_when_and_why() -> None:
    view = done(view_of(), PART, "withdraw", **WITHDRAWAL)
    assert view.at == WITHDRAWN
    words = "20 May 2026, by Olga Officer: The apprentice left the employer"
    assert _facts(view)["Withdrawn"].words == words
    assert "once more" in refused(view, PART, "withdraw", **WITHDRAWAL)
    other = {**WITHDRAWAL, "reason": "other"}
    assert "Say in words" in refused(standing_at(PLANNED), PART, "withdraw", **other)
    assert "confirmed" in refused(standing_at(CONFIRMED), PART, "withdraw", **WITHDRAWAL)


def test_a_second_no_show_is_for_the_organisation() -> None:
    shows = [attempt("M1", None, number, stage="no-show") for number in (1, 2)]
    once, twice = _facts(view_of(None, shows[:1])), _facts(view_of(None, shows))
    assert once["No-show"].words == "M1 attempt 1" and once["No-show"].tone == "warn"
    assert "ask the organisation how it goes on" in twice["No-show"].words
    assert twice["No-show"].tone == "loud"
    assert PART.line(view_of(None, shows)).words == "2 no-shows"


def test_the_newest_declaration_of_a_person_counts_however_the_name_is_written() -> None:
    turned = ", ".join(reversed(ASSESSOR.upper().split()))
    view = done(view_of(), PART, "declare", **{**INTEREST, "person": turned})
    assert "Conduct, declaration" in hindrance(view.state.conduct, view.assessor)
    then = done(view, PART, "declare", **{**INTEREST, "interest": False})
    assert hindrance(then.state.conduct, then.assessor) == ""
    assert [one.interest for one in then.state.conduct.interests] == [False]
