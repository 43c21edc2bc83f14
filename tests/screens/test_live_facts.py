"""What the live screen says about a sitting, worked out from its state alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.rules import clock_guards, crediting, parked, prepare_guards, talk_guards, undoing
from screens.live_facts import (
    TalkRows,
    following,
    strip_facts,
    top_facts,
    window_title,
)
from screens.proposals import NOTHING, Proposals
from tests.screens.acted import HOSTILE, MINUTE, Acted, made_up
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


def test_the_title_has_no_counts_while_they_are_hidden(acted: Acted) -> None:
    acted.asked(1)
    state, now = acted.record.state, acted.ticker.now
    assert window_title(state, now) == "1:59:00 RUNNING  Q 1  heard 0/22"
    assert window_title(state, now, hidden=True) == "1:59:00 RUNNING"


def test_a_signal_is_in_the_title_even_while_counts_are_hidden(acted: Acted) -> None:
    acted.wait(118)
    state, now = acted.record.state, acted.ticker.now
    assert window_title(state, now).startswith("2:00 LEFT  2:00 RUNNING  Q 0")
    assert window_title(state, now, hidden=True) == "2:00 LEFT  2:00 RUNNING"


def test_the_title_between_phases_is_the_state(tmp_path: Path) -> None:
    with closing(Acted(tmp_path)) as acted:
        assert window_title(acted.record.state, acted.ticker.now) == "epa-tui  WAITING"


def test_rows_stand_in_the_order_of_the_record_and_stay_the_same_objects(acted: Acted) -> None:
    made = TalkRows()
    acted.asked(1).noted("planned on paper", ("P1", "+"))
    before = made.of(acted.record.state)
    acted.do(talk_guards.ask, "and then?", main=False).do(talk_guards.incident, "line dropped")
    after = made.of(acted.record.state)
    assert all(old is new for old, new in zip(before, after, strict=False))
    written = [row.content.plain for row in after]
    assert written[0].split() == ["1:00", "Q1", "Question", "1?", "→", "P1"]
    assert written[1] == "   2:00      P1+  planned on paper"
    assert written[2].split()[1] == "+"
    assert "incident  line dropped" in written[3]


def test_only_main_questions_are_numbered(acted: Acted) -> None:
    acted.asked(1).do(talk_guards.ask, "more?", main=False).asked(1)
    rows = [row.content.plain.split()[1] for row in TalkRows().of(acted.record.state)]
    assert rows == ["Q1", "+", "Q2"]


def test_a_note_that_is_marked_later_is_written_anew(acted: Acted) -> None:
    made = TalkRows()
    acted.noted("planned", ("P1", ""))
    (before,) = made.of(acted.record.state)
    acted.do(talk_guards.mark, "P1", "+", next(iter(acted.record.state.notes)))
    (after,) = made.of(acted.record.state)
    assert before.content.plain.endswith("P1  planned")
    assert after.content.plain.endswith("P1+  planned")


def test_a_credit_has_its_row_and_says_whether_it_was_expected(acted: Acted) -> None:
    made = TalkRows()
    acted.wait(1).do(talk_guards.ask, "Which permits?", aims=("O7",))
    acted.wait(1).do(crediting.credit, 1).wait(1).do(talk_guards.mark, "O7", "+")
    rows = [row.content.plain for row in made.of(acted.record.state)]
    assert rows[1:] == ["   2:00      P1  credited, unexpected", "   3:00      O7+  credited"]
    acted.do(undoing.undo)
    assert [row.content.plain for row in made.of(acted.record.state)] == rows[:2]


def test_words_and_pointers_of_a_note_are_shown(acted: Acted) -> None:
    acted.wait(1).do(talk_guards.note, "we overspent", (), True, ("7",))
    (row,) = TalkRows().of(acted.record.state)
    assert '"we overspent"  @7' in row.content.plain


def test_times_of_a_long_sitting_stay_in_their_column(acted: Acted) -> None:
    acted.noted("early").wait(100).noted("late")
    first, second = (row.content.plain for row in TalkRows().of(acted.record.state))
    assert first.index("early") == second.index("late")
    assert acted.record.state.clock is not None
    assert acted.record.state.clock.elapsed(acted.ticker.now) == 102 * MINUTE
