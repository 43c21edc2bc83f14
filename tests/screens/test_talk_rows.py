"""The rows of what was said: in the order of the record, and each made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.rules import crediting, talk_guards, undoing
from screens.talk_rows import TalkRows
from tests.screens.acted import MINUTE, Acted
from tests.screens.living import closing


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


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
