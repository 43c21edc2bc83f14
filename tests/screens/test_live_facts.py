"""What the live screen says about a sitting, worked out from its state alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.rules import clock_guards, parked, prepare_guards, talk_guards
from screens.live_facts import (
    following,
    strip_facts,
    top_facts,
)
from screens.proposals import NOTHING, Proposals
from tests.screens.acted import HOSTILE, Acted, made_up
from tests.screens.living import closing


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


def test_the_name_comes_first_and_an_adjustment_shows_its_effect(tmp_path: Path) -> None:
    approved = "3 x 5 min; also: questions in writing"
    acted = Acted(tmp_path, extra_per_mille=125, adjustment_reference="REF", breaks=approved)
    with closing(acted):
        facts = top_facts(acted.record.state, "Testa Example")
        assert facts[:3] == ("Testa Example", "M1", "+12.5%")
        assert facts[3:5] == ("breaks 3 x 5 min", "questions in writing")
        assert not any("REF" in fact for fact in facts)


def test_a_name_cannot_drive_the_terminal(acted: Acted) -> None:
    name = top_facts(acted.record.state, HOSTILE)[0]
    assert "\x1b" not in name
    assert "\u202e" not in name
    assert name.startswith("[K1] Ada [/x]")


def test_every_grade_of_a_standard_has_its_line(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "A", "a", made_up()).asking()) as acted:
        facts = strip_facts(acted.record.state, acted.ticker.now)
        assert [part.grade for part in facts.grades] == ["pass", "merit", "distinction"]


def test_the_pace_says_what_is_left_for_each(acted: Acted) -> None:
    facts = strip_facts(acted.record.state, acted.ticker.now)
    assert (facts.pace, facts.pace_short) == ("5:27 each, on plan", "5:27 each")
    assert not facts.behind
    acted.wait(10)
    facts = strip_facts(acted.record.state, acted.ticker.now)
    assert (facts.pace, facts.pace_short) == ("5:00 each, 10 min behind", "10 min behind")
    assert facts.behind


@pytest.mark.parametrize(
    ("minutes", "words", "behind"),
    [(0.01, "on plan", False), (0.9, "on plan", False), (1.5, "1 min behind", True)],
)
def test_less_than_a_minute_off_is_on_plan(
    acted: Acted, minutes: float, words: str, behind: bool
) -> None:
    facts = strip_facts(acted.wait(minutes).record.state, acted.ticker.now)
    assert facts.pace.endswith(f"each, {words}")
    assert facts.behind == behind


def test_what_is_heard_early_is_ahead_and_the_horizon_counts_questions(acted: Acted) -> None:
    acted.do(talk_guards.mark, "P1", "")
    facts = strip_facts(acted.record.state, acted.ticker.now)
    assert facts.pace == "5:42 each, 5 min ahead"
    assert facts.room == "room for 10 more"
    acted.wait(109)
    assert strip_facts(acted.record.state, acted.ticker.now).room == "no room for more"
    acted.wait(12)
    assert strip_facts(acted.record.state, acted.ticker.now).room == ""


def test_open_codes_have_their_digits_while_the_clock_runs(acted: Acted) -> None:
    facts = strip_facts(acted.do(talk_guards.mark, "P2", "").record.state, acted.ticker.now)
    assert facts.grades[0].digits[:9] == ("1", "3", "4", "5", "6", "7", "8", "9", "")
    acted.do(clock_guards.pause, "welfare")
    facts = strip_facts(acted.record.state, acted.ticker.now)
    assert set(facts.grades[0].digits) == {""}, "they are reasons of the pause now"


def test_in_overtime_the_pace_is_what_was_not_heard(acted: Acted) -> None:
    acted.wait(121)
    facts = strip_facts(acted.record.state, acted.ticker.now)
    assert facts.pace == "22 not heard in the time"
    assert facts.behind


def test_listening_has_no_pace(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M1").begun()) as acted:
        assert strip_facts(acted.record.state, acted.ticker.now).pace == ""


def test_what_is_sufficient_is_counted(acted: Acted) -> None:
    acted.noted("rates", ("P1", "+"), ("D1", "+"), ("P2", ""))
    assert strip_facts(acted.record.state, acted.ticker.now).sufficient == 2


def test_once_the_live_part_is_over_nothing_comes_next(acted: Acted) -> None:
    acted.do(prepare_guards.plan_question, "Never asked?", (), 1).do(talk_guards.park, "later")
    acted.over()
    assert following(acted.record.state, acted.ticker.now, Proposals().of(acted.record.state)) == ""


def test_what_was_parked_waits_until_it_is_asked(acted: Acted) -> None:
    acted.wait(2).do(talk_guards.park, "How was it paid  #P4").do(talk_guards.park)
    left = parked.waiting(acted.record.state)
    assert [remark.text for remark in left] == ["How was it paid  #P4", ""]
    assert (
        following(acted.record.state, acted.ticker.now, NOTHING)
        == "k  parked at 2:00  How was it paid  #P4"
    )
    assert strip_facts(acted.record.state, acted.ticker.now).parked == "k  2 parked"
    acted.do(talk_guards.ask, "how was it paid")
    assert [remark.text for remark in parked.waiting(acted.record.state)] == [""]
    assert strip_facts(acted.record.state, acted.ticker.now).parked == ""
