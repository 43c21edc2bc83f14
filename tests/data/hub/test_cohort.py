"""The figures of a cohort, small enough to be counted by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from data.hub.cohort import OPEN, Cohort, Spread, count, in_order
from data.hub.record import open_record
from data.store.hub_rows import HeadRow, Wish
from tests.data.exchange.building import LAPTOP
from tests.data.hub.making import OTHER, a_result, put, sitting_id, told, withdrawn, written
from tests.data.hub.test_collecting import collect

MINUTE = 60_000


def head(number: int, minutes: int, grade: str, *met: bool | None, **others: Any) -> HeadRow:
    """Return the head of a sitting with one silent and one asking phase."""
    asking = {
        "code": "asking",
        "title": "Questioning",
        "silent": False,
        "used_ms": minutes * MINUTE,
        "ceiling_ms": 45 * MINUTE,
        "extension_ms": max(0, minutes - 40) * MINUTE,
    }
    silent = {**asking, "code": "silent", "title": "Reading", "silent": True, "extension_ms": 0}
    facts = {
        "main": 8 + number,
        "followups": number,
        "phases": [silent, asking],
        "descriptors": [
            {"code": f"P{place}", "words": "Explains", "met": one}
            for place, one in enumerate(met, 1)
        ],
    }
    given = {
        "sitting": sitting_id(number),
        "assessment": f"of-{number}",
        "time": f"2026-05-20T10:00:0{number}.000Z",
        "standard": "ST0792",
        "method": "M1",
        "option": "1",
        "grade": grade,
        "overall": None,
        "facts": json.dumps(facts),
    }
    return HeadRow(**{**given, **others})


def a_cohort() -> Cohort:
    heads = [
        head(1, 30, "pass", True, True),
        head(2, 38, "fail", False, True, overall="fail"),
        head(3, 42, "distinction", True, None),
        head(4, 46, "fail", False, False, option="2", assessment="of-2", overall="pass"),
        head(5, 40, "pass", True, True),
        head(6, 41, "pass", True, False),
    ]
    return count(heads, [sitting_id(9)], 2)


def test_grades_and_descriptors_of_each_option() -> None:
    cohort = a_cohort()
    first, second = cohort.groups.values()
    assert list(cohort.groups) == [("ST0792", "M1", "1"), ("ST0792", "M1", "2")]
    assert first.grades == Counter({"pass": 3, "fail": 1, "distinction": 1})
    assert second.grades == Counter({"fail": 1})
    counted = {code: (one.not_met, one.judged) for code, one in first.descriptors.items()}
    assert counted == {"P1": (1, 5), "P2": (1, 4)}
    assert (cohort.n, cohort.withdrawn, cohort.conflicts) == (6, 2, [sitting_id(9)])


def test_the_newest_result_of_an_assessment_says_its_overall_grade() -> None:
    assert a_cohort().overall == Counter({OPEN: 4, "pass": 1})


def test_time_extension_and_pace() -> None:
    first, second = a_cohort().groups.values()
    used = Spread.of(first.phases["asking"].used)
    assert used == Spread(5, 30 * MINUTE, 38 * MINUTE, 40 * MINUTE, 41 * MINUTE, 42 * MINUTE)
    assert sorted(first.phases["asking"].extensions) == [MINUTE, 2 * MINUTE]
    assert first.phases["asking"].over_ceiling == 0
    assert second.phases["asking"].over_ceiling == 1
    assert sorted(first.main) == [9, 10, 11, 13, 14]
    assert sorted(each / MINUTE for each in first.per_descriptor) == [15, 19, 20, 20.5, 42]


def test_how_figures_lie() -> None:
    assert Spread.of([]) is None
    assert Spread.of([7]) == Spread(1, 7, 7, 7, 7, 7)
    assert Spread.of([4, 1, 3, 2]) == Spread(4, 1, 1.75, 2.5, 3.25, 4)


def test_grades_go_from_the_lowest_to_the_highest() -> None:
    assert in_order(["open", "distinction", "star", "pass", "fail"]) == [
        "fail",
        "pass",
        "distinction",
        "star",
        "open",
    ]


def test_only_what_holds_is_counted(folder: Path, record: str) -> None:
    """A re-mark counts as its last, a withdrawal and a conflict not at all."""
    first = written(told(a_result("M1", "2", failed="P2"), 1))
    put(folder, first)
    again = told(a_result("M1", "2"), 1, revision=2, supersedes=json.loads(first)["id"])
    put(folder, written(again))
    put(folder, written(told(a_result(), 2)))
    gone = told(withdrawn(a_result()), 2, revision=2, supersedes=told(a_result(), 2)["id"])
    put(folder, written(gone))
    put(folder, written(told(a_result(), 3)))
    put(folder, written(told(a_result(failed="P1"), 3, device=OTHER)), OTHER)
    put(folder, written(told(a_result(), 4)), LAPTOP)
    assert collect(folder, record).quarantine == {}

    cohort = counted(record, Wish())

    assert {group: found.grades for group, found in cohort.groups.items()} == {
        ("ST0792", "M1", "2"): Counter({"distinction": 1}),
        ("ST0792", "M2", "1"): Counter({"distinction": 1}),
    }
    assert (cohort.withdrawn, cohort.conflicts) == (1, [sitting_id(3)])

    day = json.loads(first)["data"]["deadlines"]["assessed_on"]
    assert counted(record, Wish(since=day, until=day, standard="ST0792")) == cohort
    for wish in (Wish(since="2099-01-01"), Wish(until="2000-01-01"), Wish(standard="ST0001")):
        assert counted(record, wish) == Cohort()


def counted(record: str, wish: Wish) -> Cohort:
    opened = open_record(record, make=False)
    try:
        return count(opened.heads(wish), opened.conflicts(wish), opened.withdrawn(wish))
    finally:
        opened.close()
