"""Gateway: what is checked, how long it may take, how it is decided, and what follows from that."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from data.record.journey.conduct_kinds import AssessmentWithdrawn
from data.record.journey.machine import ACCEPTED, AT_GATEWAY, GATEWAY_REJECTED
from data.record.journey.portfolio import PieceKept
from data.rules import gateway_part
from data.rules.dues import dues
from data.rules.gateway_guards import accept
from data.rules.portfolio import statements
from data.rules.refused import Refused
from screens.step_answers import NotAnswered
from tests.data.rules.acting import made_up
from tests.data.rules.ways import Way

TICKED = ("English", "maths", "portfolio", "proposal", "declaration", "adjustments")
EMPLOYER = {"check": "employer", "ok": "yes", "detail": "Robin Specimen, head of production"}


def way(**booked: Any) -> Way:
    return Way(gateway_part.PART, **booked)


def submitted(began: str = "12/5/2025") -> Way:
    one = way()
    one.do("gateway.submit", on="12/5/2026", by="Specimen Training", began=began)
    return one


def complete(began: str = "12/5/2025") -> Way:
    one = submitted(began)
    one.do("gateway.tick", checks=" ".join(TICKED))
    one.do("gateway.check", **EMPLOYER)
    return one


def test_acceptance_begins_the_period_and_says_when_it_ends() -> None:
    one = complete().wait(6)
    outcome = one.do("gateway.accept", by="Quinn Sample")
    assert outcome.changes == {"gateway_on": "2026-05-18", "epa_ends_on": "2026-11-18"}
    assert "ends 18 Nov 2026" in outcome.told
    assert one.view.at == ACCEPTED
    facts = one.facts("gateway")
    assert facts["Accepted"].words == "18 May 2026 by Quinn Sample"
    assert facts["EPA period"].words == "ends 18 Nov 2026, 184 days left"
    late = complete().wait(19)
    late.do("gateway.accept", by="Quinn Sample")
    assert late.facts("gateway")["Accepted"].words == "31 May 2026 by Quinn Sample, 5 days late"
    assert one.wait(170).facts("gateway")["EPA period"].tone == "warn"
    assert one.wait(15).line("gateway").tone == "loud"


@pytest.mark.parametrize("began", ["", "13/5/2025", "12/5/2025"])
def test_every_set_of_answers_is_accepted_only_where_nothing_is_lacking(began: str) -> None:
    # Each of the other checks is open, no, or yes; six of them are alike, so one stands for them.
    for english, employer in product(("", "no", "yes"), repeat=2):
        one = submitted(began)
        one.do("gateway.tick", checks="maths portfolio proposal declaration adjustments")
        answers = {"English": english, "employer": employer}
        for check, ok in answers.items():
            if ok:
                one.do("gateway.check", check=check, ok=ok, detail="seen")
        lacking = {name for name, ok in answers.items() if ok != "yes"} | ({"programme"} - {began})
        lacking -= set() if not began else {"programme"}
        if lacking:
            told = one.refused("gateway.accept", by="Quinn Sample", reason="long in the role")
            assert {name for name in (*answers, "programme") if name in told} == lacking
        elif began == "13/5/2025":
            assert "programme" in one.refused("gateway.accept", by="Quinn Sample")
            one.do("gateway.accept", by="Quinn Sample", reason="long in the role")
            assert "long in the role" in one.facts("gateway")["Accepted"].words
        else:
            one.do("gateway.accept", by="Quinn Sample")


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (0, "submitted today, to be decided by 26 May 2026", ""),
        (1, "day 1 of 14, to be decided by 26 May 2026", ""),
        (14, "day 14 of 14, to be decided by 26 May 2026", ""),
        (15, "OVERDUE by 1 day, to be decided by 26 May 2026", "loud"),
        (30, "OVERDUE by 16 days, to be decided by 26 May 2026", "loud"),
    ],
)
def test_the_two_weeks_are_counted_and_force_nothing(days: int, words: str, tone: str) -> None:
    one = complete().wait(days)
    assert one.facts("gateway")["Window"].words == words
    assert one.line("gateway").tone == tone
    one.do("gateway.accept", by="Quinn Sample")


def test_a_rejection_keeps_its_reason_and_is_followed_by_another_submission() -> None:
    one = submitted()
    one.do("gateway.tick", checks="English maths proposal")
    one.do("gateway.check", **EMPLOYER)
    one.do("gateway.check", check="portfolio", ok="no", detail="14 pieces")
    one.do("gateway.reject", by="Quinn Sample", reason="Piece 15 is missing.")
    assert one.view.at == GATEWAY_REJECTED
    assert one.line("gateway").words == "rejected 12 May 2026: Piece 15 is missing."
    assert "again" in one.refused("gateway.accept", by="Quinn Sample")
    one.wait(5).do("gateway.submit", by="Specimen Training")
    assert one.view.at == AT_GATEWAY
    # What was so is proposed and answered with one Enter; what was not so is asked for anew.
    one.do("gateway.tick")
    told = one.refused("gateway.accept", by="Quinn Sample")
    assert told.startswith("Not answered yet: portfolio, declaration, adjustments.")
    assert "Robin Specimen" in one.facts("gateway")["yes employer"].words
    history = one.facts("gateway")["Earlier submission"].words
    assert "rejected 12 May 2026 by Quinn Sample: Piece 15 is missing." in history


def test_what_the_record_knows_stands_beside_its_check() -> None:
    facts = submitted().facts("gateway")
    assert "12 months by 12 May 2026, since 12 May 2025" in facts["yes programme"].words
    assert "no piece is listed here" in facts[".   portfolio"].words
    assert "none is recorded here" in facts[".   adjustments"].words
    assert "8 months" in submitted("12/9/2025").facts("gateway")["NO  programme"].words


def test_the_pieces_of_the_portfolio_are_counted_beside_their_check() -> None:
    one = submitted()
    codes = statements(one.view)
    pieces = [PieceKept(number, f"Piece {number}", "other") for number in (1, 2)]
    told = one.record(*pieces).facts("gateway")[".   portfolio"].words
    some = " ".join(codes[:6])
    assert "2 of 15 pieces listed; mapped to no KSB: 1, 2; claimed by none: " in told
    assert f"{some} and {len(codes) - 6} more" in told
    whole = [PieceKept(number, f"Piece {number}", "other", "", codes) for number in range(1, 16)]
    told = one.record(*whole).facts("gateway")[".   portfolio"].words
    assert told.endswith("(15 of 15 pieces listed)")


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("gateway.check", {"check": "employer", "ok": "yes"}, "who is satisfied"),
        ("gateway.accept", {"by": "Quinn Sample", "on": "13/5/2026"}, "lies ahead"),
        ("gateway.accept", {"by": "Quinn Sample", "on": "11/5/2026"}, "submitted on 12 May 2026"),
        ("gateway.submit", {}, "submitted already"),
        ("gateway.began", {"on": "13/5/2026"}, "cannot begin after 12 May 2026"),
    ],
)
def test_what_does_not_fit_is_refused(name: str, typed: dict[str, str], said: str) -> None:
    assert said in submitted().refused(name, **typed)


def test_a_rejection_needs_its_reason() -> None:
    with pytest.raises(NotAnswered, match="courtesy e-mail"):
        submitted().do("gateway.reject", by="Quinn Sample")


def test_before_it_is_submitted_only_that_and_the_programme_are_open() -> None:
    one = way()
    steps = [step.id for step in gateway_part.PART.steps]
    assert [name for name in steps if one.opened(name)] == ["gateway.submit", "gateway.began"]
    one.do("gateway.began", on="12/9/2025")
    assert "8 months" in one.facts("gateway")[".   programme"].words


def test_a_gateway_of_the_booking_is_shown_and_not_recorded_again() -> None:
    one = way(gateway_on=date(2026, 4, 1), epa_ends_on=date(2026, 10, 1))
    assert one.line("gateway").words == "1 Apr 2026 by booking; period to 1 Oct 2026"
    assert "The booking says" in one.refused("gateway.submit")
    assert not any(one.opened(step.id) for step in gateway_part.PART.steps)


def test_a_sitting_that_began_is_never_in_the_way() -> None:
    one = way().begun()
    assert "not recorded here" in one.refused("gateway.submit")
    assert one.facts("gateway")["Gateway"].words == "not submitted"


def test_a_standard_without_a_journey_asks_what_its_own_file_demands() -> None:
    one = Way(gateway_part.PART, standard=made_up())
    checks = [check.name for check in one.view.journey.gateway.checks]
    assert checks
    one.do("gateway.submit")
    assert one.facts("gateway")["Window"].words == "submitted 12 May 2026"
    assert dues(one.view) == ()  # nobody set a window
    one.do("gateway.tick", checks=" ".join(checks))
    one.do("gateway.accept", by="Quinn Sample")


def test_the_window_is_due_until_gateway_is_decided() -> None:
    one = complete()
    assert [(due.what, due.on) for due in dues(one.view)] == [("gateway", date(2026, 5, 26))]
    one.do("gateway.reject", by="Quinn Sample", reason="the portfolio is incomplete")
    assert dues(one.view) == ()


def test_the_guard_itself_asks_for_what_the_form_asks() -> None:
    with pytest.raises(Refused, match="not submitted"):
        accept(way().view, date(2026, 5, 12), "Quinn Sample", "")


def test_a_submission_that_nobody_will_decide_presses_nobody() -> None:
    one = submitted().wait(30)
    assert one.line("gateway").tone == "loud"
    one.record(AssessmentWithdrawn("Olga Officer", "2026-06-11", "employer"))
    assert one.line("gateway").words == "submitted 12 May 2026, not decided"
    assert "Window" not in one.facts("gateway")
    told = one.refused("gateway.accept", by="Quinn Sample")
    assert told == "The assessment is withdrawn: its gateway is not decided any more."
