"""What is typed as an answer to a step is read as its kind, or refused with what to type."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.rules.step import Ask, Choice, Kind
from screens.step_answers import LONGEST, NotAnswered, read_given

TODAY = date(2026, 11, 24)
CHOICES = (Choice("re-sit", "Re-sit"), Choice("re-take", "Re-take"))


def _read(kind: Kind, typed: str, *, needed: bool = True) -> Any:
    choices = CHOICES if kind in ("choice", "many") else ()
    ask = Ask("it", "It", kind, needed=needed, choices=choices)
    return read_given([ask], {"it": typed}, TODAY)["it"]


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("text", "  by Pat Pretend ", "by Pat Pretend"),
        ("day", "1/12", date(2025, 12, 1)),  # it is asked when something was
        ("day", "yesterday", date(2026, 11, 23)),
        ("day", "2026-12-01", date(2026, 12, 1)),
        ("day", "tomorrow", date(2026, 11, 25)),
        ("moment", "1 Dec 10:00", datetime(2025, 12, 1, 10)),
        ("choice", "RE-TAKE", "re-take"),
        ("many", "re-sit, re-take re-sit", ("re-sit", "re-take")),
        ("yes", "Y", True),
        ("yes", "no", False),
        ("whole", "0015", 15),
    ],
)
def test_an_answer_is_read_as_its_kind(kind: Kind, typed: str, meant: object) -> None:
    assert _read(kind, typed) == meant


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("text", "  ", "needed"),
        ("text", "x" * (LONGEST + 1), "shorter"),
        ("day", "soon", "24/11/2026"),
        ("moment", "1 Dec", "10:00"),
        ("choice", "again", "re-sit, re-take"),
        ("many", "re-sit x", "re-sit, re-take"),
        ("yes", "perhaps", "yes or no"),
        ("whole", "-1", "whole number"),
        ("whole", "\u0661", "whole number"),
        ("file", "/nowhere/at all", "no such file"),
    ],
)
def test_what_has_no_meaning_is_refused_with_what_to_type(
    kind: Kind, typed: str, told: str
) -> None:
    with pytest.raises(NotAnswered, match=told):
        _read(kind, typed)


@pytest.mark.parametrize(
    ("kind", "meant"),
    [
        ("text", ""),
        ("many", ()),
        ("day", None),
        ("moment", None),
        ("choice", None),
        ("yes", None),
        ("whole", None),
        ("file", None),
    ],
)
def test_what_may_be_left_out_is_given_as_nothing(kind: Kind, meant: object) -> None:
    assert _read(kind, " ", needed=False) == meant


def test_a_file_is_one_that_is_there(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text("words")
    assert _read("file", str(report)) == report


def test_everything_that_is_wrong_is_told_at_once() -> None:
    asks = [Ask("on", "On", "day"), Ask("by", "By"), Ask("ok", "Ok", "yes", needed=False)]
    with pytest.raises(NotAnswered) as wrong:
        read_given(asks, {"on": "99/99", "ok": "maybe"}, TODAY)
    assert set(wrong.value.problems) == {"on", "by", "ok"}


@given(st.sampled_from(["text", "day", "moment", "choice", "many", "yes", "whole"]), st.text())
def test_nothing_typed_ends_the_program(kind: Kind, typed: str) -> None:
    try:
        _read(kind, typed)
    except NotAnswered as wrong:
        assert wrong.problems["it"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 300, "Nothing can lie there"),
        ("~no-such-user-here/report.md", "Nothing can lie there"),
        ("/", "This is a folder"),
        ("/no/such/report.md", "There is no such file"),
    ],
)
def test_a_path_that_leads_to_no_file_is_refused(typed: str, said: str) -> None:
    with pytest.raises(NotAnswered) as refused:
        _read("file", typed)
    assert said in refused.value.problems["it"]


def test_what_is_missing_says_what_it_would_be() -> None:
    ask = Ask("why", "Why", hint="what the e-mail says")
    with pytest.raises(NotAnswered) as refused:
        read_given([ask], {}, TODAY)
    assert refused.value.problems == {"why": "This is needed: what the e-mail says."}


def test_what_lies_ahead_is_the_next_such_day() -> None:
    asks = [Ask("on", "Due on", "day", ahead=True), Ask("at", "At", "moment", ahead=True)]
    given = read_given(asks, {"on": "1/12", "at": "fri 10:00"}, TODAY)
    assert given == {"on": date(2026, 12, 1), "at": datetime(2026, 11, 27, 10)}
