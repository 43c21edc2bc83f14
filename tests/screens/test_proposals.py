"""What is proposed to ask next, why, and that a tick of the clock never plans again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.rules import prepare_guards, talk_guards
from screens.live_facts import strip_facts
from screens.proposals import NOTHING, Proposals
from tests.screens.acted import Acted
from tests.screens.living import closing

NARROW = ("Narrow?", ("P1",))
WIDE = ("How did it begin?", ("P1", "P2", "P3", "P4", "P5"))
REST = ("How did it end?", ("P6", "P7"))
LIFT = ("What would you change?", ("D1", "D2"))


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M1").asking()) as acted:
        yield acted


def planned(acted: Acted, *questions: tuple[str, tuple[str, ...]]) -> Acted:
    for text, aims in questions:
        acted.do(prepare_guards.plan_question, text, aims)
    return acted


def test_the_proposal_says_what_it_reaches_and_why(acted: Acted) -> None:
    planned(acted, NARROW, WIDE, REST, LIFT, ("Anything?", ()))
    plan = Proposals()

    def shown() -> tuple[int | None, str, str]:
        proposed = plan.of(acted.record.state)
        return proposed.number, " ".join(proposed.codes), proposed.why[0]

    assert shown() == (2, "P1 P2 P3 P4 P5", "5 of 7 open, then 1 more")
    acted.do(talk_guards.ask, planned=2)
    acted.do(talk_guards.mark, "P2", "").do(talk_guards.mark, "P3", "+")
    assert shown() == (3, "P6 P7", "2 of 5 open, then 1 more")
    acted.do(talk_guards.ask, planned=3).do(talk_guards.mark, "P6", "")
    assert shown() == (1, "P1", "1 of 4 open, the last one needed")
    acted.do(talk_guards.ask, planned=1)
    assert shown() == (4, "D1 D2", "2 of 3 distinction, the last one needed")
    acted.do(talk_guards.ask, planned=4)
    assert shown() == (5, "", "aimed at nothing")
    acted.do(talk_guards.ask, planned=5)
    assert plan.of(acted.record.state).nothing == (
        "no planned question reaches P1 P4 P5 P7 D1 D2 D3"
    )


def test_another_is_proposed_round_and_round_until_coverage_changes(acted: Acted) -> None:
    planned(acted, NARROW, WIDE, REST)
    plan = Proposals()
    assert plan.other(acted.record.state).number == 3
    third = plan.other(acted.record.state)
    assert (third.number, third.why[0]) == (1, "1 of 7 open, then 2 more")
    assert plan.of(acted.record.state).number == 1
    acted.noted("no tag at all")
    assert plan.of(acted.record.state).number == 1
    assert plan.other(acted.record.state).number == 2
    plan.other(acted.record.state)
    acted.do(talk_guards.mark, "P6", "+")
    assert plan.of(acted.record.state).number == 2


def test_nothing_is_planned_again_for_a_tick_or_a_note_without_tags(acted: Acted) -> None:
    planned(acted, NARROW, WIDE, REST)
    plan = Proposals()
    first = plan.of(acted.record.state)
    made = plan.plan
    assert plan.of(acted.record.state) is first
    acted.wait(1).noted("no tag at all").do(talk_guards.ask, "My own?")
    acted.do(talk_guards.park, "later")
    assert plan.of(acted.record.state) is first
    acted.do(talk_guards.mark, "P1", "+")
    assert plan.of(acted.record.state) is not first
    made, found = plan.plan, plan.of(acted.record.state)
    acted.do(talk_guards.mark, "P1", "?")
    assert plan.of(acted.record.state) is found
    assert plan.plan is made


def test_without_a_plan_nothing_is_proposed(acted: Acted) -> None:
    assert Proposals().of(acted.record.state) == NOTHING
    assert strip_facts(acted.record.state, acted.ticker.now).following == ""
