"""The user's table of holidays: what is right in it holds, what is wrong is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.standards.own_holidays import MAX_BYTES, NO_OWN, read_own_holidays


def written(folder: Path, text: str) -> Path:
    (folder / "holidays.toml").write_text(text, encoding="utf-8")
    return folder


def test_no_file_is_an_empty_table(tmp_path: Path) -> None:
    assert read_own_holidays(tmp_path) == NO_OWN


def test_days_are_added_and_removed_with_their_names(tmp_path: Path) -> None:
    read = read_own_holidays(
        written(
            tmp_path,
            '[[add]]\nday = 2027-06-04\nname = "Spring bank holiday, moved"\n'
            '[[add]]\nday = "2027-09-20"\nname = "Proclaimed"\n'
            '[[remove]]\nday = 2027-05-31\nname = "Spring bank holiday"\n',
        )
    )
    assert read.added == {date(2027, 6, 4), date(2027, 9, 20)}
    assert read.removed == {date(2027, 5, 31)}
    assert read.names[0] == (date(2027, 5, 31), "Spring bank holiday")
    assert not read.problems


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[add]\n", "is not used"),
        ("add = 3\n", "must be at most 200"),
        ('[[added]]\nday = 2027-01-04\nname = "x"\n', "added is not known"),
        ('[[add]]\nday = 2027-13-04\nname = "x"\n', "is not used"),
        ('[[add]]\nday = "4 May"\nname = "x"\n', "add, number 1, needs a day"),
        ('[[add]]\nday = 2027-05-04T10:00:00\nname = "x"\n', "add, number 1, needs a day"),
        ("[[add]]\nday = 2027-05-04\n", "add, number 1, needs a day"),
        (f'[[add]]\nday = 2027-05-04\nname = "{"x" * 81}"\n', "add, number 1, needs a day"),
        ("#" * (MAX_BYTES + 1), "is not used"),
        (f"add = {'[' * 9}{']' * 9}\n", "is not used"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_holds(tmp_path: Path, text: str, told: str) -> None:
    good = (
        '\n[[remove]]\nday = 2027-05-03\nname = "Early May"\n' if "is not used" not in told else ""
    )
    read = read_own_holidays(written(tmp_path, text + good))
    assert read.removed == ({date(2027, 5, 3)} if good else frozenset())
    assert not read.added
    assert any(told in problem and "holidays.toml" in problem for problem in read.problems)
    assert all(problem.endswith(".") and problem.isprintable() for problem in read.problems)


def test_a_day_that_is_added_and_removed_stays_as_it_was(tmp_path: Path) -> None:
    line = 'day = 2027-05-31\nname = "Spring"\n'
    read = read_own_holidays(written(tmp_path, f"[[add]]\n{line}[[remove]]\n{line}"))
    assert (read.added, read.removed) == (frozenset(), frozenset())
    assert "added and removed" in read.problems[0]


def test_many_wrong_lines_are_counted(tmp_path: Path) -> None:
    read = read_own_holidays(written(tmp_path, "[[add]]\n" * 9))
    assert len(read.problems) == 6
    assert "4 more lines are wrong" in read.problems[-1]
