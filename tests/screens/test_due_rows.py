"""What is due stands among the sittings: few lines, the longest overdue first, and whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.store.rows import DueRow, Owed
from screens.due_rows import at_cursor, due_rows, key_of, most_rows, overdue_words, told_dues
from tests.data.store.building import an_assessment
from tests.screens.booked import TODAY
from tests.screens.ticking import NOON


def owed(days: int, what: str = "result", method: str = "M1", number: int = 0) -> Owed:
    assessment = an_assessment(number)
    on = (TODAY + timedelta(days=days)).isoformat()
    return Owed(DueRow(assessment.id, what, method, on), assessment)


def lines(dues: list[Owed], width: int, most: int = 9) -> list[str]:
    return [row.content.plain.rstrip() for row in due_rows(dues, NOON, width, most)]


def test_nothing_due_takes_no_room() -> None:
    assert due_rows([], NOON, 80, 3) == []


@pytest.mark.parametrize("width", [37, 77, 117])
def test_a_line_says_when_who_and_what(width: int) -> None:
    heading, line = lines([owed(3)], width)
    assert heading == "Due"
    for fact in (" 23/05", "Testa Exa", "M1"):
        assert fact in line
    assert ("publish the result of M1  in 3 days" in line) == (width >= 60)
    assert ("Fictional Films" in line) == (width >= 100)
    assert len(line) <= width


def test_what_a_suspicion_holds_says_so_and_nothing_else_does() -> None:
    result, end = (replace(owed(-1, what, ""), held=True) for what in ("result", "period"))
    for width in (37, 77):
        held, other = lines([result, end], width)[1:]
        assert "HELD" in held and "HELD" not in other


def test_what_does_not_fit_is_counted_and_what_is_overdue_is_said() -> None:
    dues = [owed(-2), owed(-1, method="M2"), owed(0, "claim", ""), owed(2, "period", "")]
    assert lines(dues, 77, 2)[0] == "Due  2 of 4, 2 overdue"
    assert "2 days overdue" in lines(dues, 77)[1]
    assert "claim the certificate" in lines(dues, 77)[3] and "today" in lines(dues, 77)[3]
    assert overdue_words(dues, TODAY) == "2 overdue"
    assert overdue_words(dues[2:], TODAY) == ""


def test_each_kind_is_told_as_early_as_it_matters() -> None:
    far = [owed(20, "period", ""), owed(20), owed(20, "something newer")]
    assert told_dues(far, TODAY) == (far[0], far[2])


def test_the_row_at_the_cursor_is_found_by_its_key() -> None:
    dues = [owed(1), owed(1, number=1), owed(1, "claim", "")]
    assert [at_cursor(dues, key_of(one)) for one in dues] == dues
    assert at_cursor(dues, "sitting-0") is None
    assert at_cursor(dues, None) is None


def test_the_sittings_come_first_where_there_is_little_room() -> None:
    assert [most_rows(height) for height in (12, 24, 50)] == [1, 3, 6]
