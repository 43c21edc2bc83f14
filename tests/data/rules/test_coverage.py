from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.entries import Mark, Marked, Noted, ReportMarked, Undone
from data.record.state import SittingState
from data.rules.coverage import (
    Coverage,
    Heard,
    Row,
    checklist,
    coverage,
    descriptor_state,
    ksb_state,
    matches,
)
from tests.data.record.sittings import Sitting, made_up, shipped


def marked(*tags: str, method: str = "M1", option: str | None = "1") -> SittingState:
    """Where a sitting stands after ticks such as `P4` and `K8+`."""
    sitting = Sitting(shipped(), method, option)
    for tag in tags:
        sitting.add(Marked(mark_of(tag)))
    return sitting.state


def mark_of(tag: str) -> Mark:
    code = tag.rstrip("+-?")
    return Mark(code, tag[len(code) :])


def stands(state: SittingState, code: str) -> Heard:
    return descriptor_state(state, next(d for d in state.criteria if d.code == code))


def row_of(code: str) -> Row:
    return next(row for row in checklist(marked()).rows if row.descriptor.code == code)


def counts(covered: Coverage) -> list[tuple[str, int, int, int]]:
    return [(grade.grade, grade.heard, grade.sufficient, grade.total) for grade in covered.grades]


@pytest.mark.parametrize(
    ("tags", "heard"),
    [
        ([], Heard.NOT_HEARD),
        (["K5"], Heard.HEARD),
        (["K5+"], Heard.SUFFICIENT),
        (["K5+", "K5"], Heard.SUFFICIENT),
        (["K5+", "K5?"], Heard.UNCLEAR),
        (["K5?", "K5-"], Heard.COUNTER),
        (["K5-", "K5+"], Heard.SUFFICIENT),
        (["K12+"], Heard.NOT_HEARD),
    ],
)
def test_the_last_sign_tells_how_a_ksb_stands(tags: list[str], heard: Heard) -> None:
    assert ksb_state(marked(*tags), "K5") is heard


@pytest.mark.parametrize(
    ("tags", "heard"),
    [
        ([], Heard.NOT_HEARD),
        (["K8+"], Heard.NOT_HEARD),
        (["P4"], Heard.HEARD),
        (["K5"], Heard.HEARD),
        (["K5-"], Heard.HEARD),
        (["K5+"], Heard.HEARD),
        (["K5+", "K12+"], Heard.SUFFICIENT),
        (["K5+", "K12?"], Heard.HEARD),
        (["P4+"], Heard.SUFFICIENT),
        (["P4+", "K5-"], Heard.SUFFICIENT),
        (["K5+", "K12+", "P4"], Heard.SUFFICIENT),
        (["K5+", "K12+", "P4?"], Heard.UNCLEAR),
        (["P4-", "K5+", "K12+"], Heard.COUNTER),
    ],
)
def test_a_descriptor_stands_by_its_own_sign_or_by_its_ksbs(tags: list[str], heard: Heard) -> None:
    assert stands(marked(*tags), "P4") is heard


def test_sufficient_ksbs_never_make_a_higher_demand_sufficient() -> None:
    # P4 and D2 list the same two KSBs: what makes the pass does not make the distinction.
    state = marked("K5+", "K12+")
    assert stands(state, "P4") is Heard.SUFFICIENT
    assert stands(state, "D2") is Heard.HEARD
    assert stands(marked("D2+"), "D2") is Heard.SUFFICIENT


def test_one_ksb_is_heard_for_every_descriptor_that_lists_it() -> None:
    state = marked("S10")
    heard = {d.code for d in state.criteria if descriptor_state(state, d) is Heard.HEARD}
    assert heard == {"P3", "D3"}


def test_each_state_has_a_character_of_its_own() -> None:
    glyphs = [heard.glyph for heard in Heard]
    assert len(set(glyphs)) == len(Heard)
    assert all(len(glyph) == 1 and glyph.isascii() and glyph.isprintable() for glyph in glyphs)


@pytest.mark.parametrize(("option", "total"), [("1", 22), ("2", 23)])
def test_before_anything_is_heard_all_is_open(option: str, total: int) -> None:
    covered = coverage(marked(method="M2", option=option))
    assert counts(covered) == [("pass", 0, 0, total), ("distinction", 0, 0, 4)]
    assert len(covered.lowest.open) == total


def test_heard_and_sufficient_are_counted_apart() -> None:
    covered = coverage(marked("P1+", "P2-", "K8", "D1"))
    assert counts(covered) == [("pass", 3, 1, 7), ("distinction", 1, 0, 3)]
    assert [d.code for d in covered.lowest.open] == ["P3", "P4", "P5", "P7"]


def test_what_the_report_evidences_is_listed_apart_until_it_is_heard() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    for code in ("P1", "P2"):
        sitting.add(ReportMarked(code, evidenced=True))
    sitting.add(Marked(Mark("P2")))
    sitting.add(ReportMarked("P3", evidenced=False))
    lowest = coverage(sitting.state).lowest
    assert [d.code for d in lowest.from_report] == ["P1"]
    assert (lowest.heard, len(lowest.open)) == (1, 5)


def test_grades_come_in_the_order_of_the_standard_where_they_demand_something() -> None:
    grades = [g.grade for g in coverage(Sitting(made_up(), "A", "a").state).grades]
    assert grades == ["pass", "merit", "distinction"]
    grades = [g.grade for g in coverage(Sitting(made_up(), "C", "a").state).grades]
    assert grades == ["pass", "distinction"]


def test_what_was_undone_is_not_heard() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    target = sitting.add(Noted("kept to it", (Mark("P4", "+"),)))
    sitting.add(Undone(target))
    assert coverage(sitting.state).lowest.heard == 0


def test_the_checklist_has_each_descriptor_with_its_ksbs() -> None:
    shown = checklist(marked("K5+", "K12?", "P1"))
    assert [row.descriptor.code for row in shown.rows][:3] == ["P1", "P2", "P3"]
    row = shown.rows[3]
    assert [(each.ksb.code, each.heard) for each in row.ksbs] == [
        ("K5", Heard.SUFFICIENT),
        ("K12", Heard.UNCLEAR),
    ]
    assert (row.heard, row.left) == (Heard.HEARD, 0)
    assert shown.rows[0].left == 4


def test_the_heading_counts_what_is_left() -> None:
    before = checklist(marked())
    assert (before.descriptors_left, before.ksbs_left) == (10, 24)
    after = checklist(marked("S10", "P1"))
    assert (after.descriptors_left, after.ksbs_left) == (7, 23)


def test_a_descriptor_from_the_report_is_not_left() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(ReportMarked("P1", evidenced=True))
    shown = checklist(sitting.state)
    assert shown.rows[0].from_report
    assert shown.descriptors_left == 9


@pytest.mark.parametrize("text", ["", "  ", "p4", "AM1-P4", "k12", "K1", "BUDGET", "p4 budg cost"])
def test_a_row_is_found_by_code_and_by_words(text: str) -> None:
    assert matches(row_of("P4"), text)


@pytest.mark.parametrize("text", ["p5", "k13", "budget k8", "zebra"])
def test_a_row_is_not_found_by_what_it_does_not_say(text: str) -> None:
    assert not matches(row_of("P4"), text)


CODES = [d.code for d in marked().criteria] + ["K5", "K12", "S10", "K1", "K28", "S24"]
TAGS = st.builds(lambda code, sign: code + sign, st.sampled_from(CODES), st.sampled_from("+-?"))


@settings(deadline=None)
@given(st.lists(TAGS, max_size=12), TAGS, st.sets(st.sampled_from(CODES[:10])))
def test_counts_agree_and_what_was_heard_stays_heard(
    tags: list[str], more: str, reported: set[str]
) -> None:
    sitting = Sitting(shipped(), "M1", "1")
    for code in sorted(reported):
        sitting.add(ReportMarked(code, evidenced=True))
    for tag in tags:
        sitting.add(Marked(mark_of(tag)))
    before = coverage(sitting.state)
    sitting.add(Marked(mark_of(more)))
    after = coverage(sitting.state)
    for old, new in zip(before.grades, after.grades, strict=True):
        assert new.heard + len(new.open) + len(new.from_report) == new.total
        assert new.sufficient <= new.heard
        assert new.heard >= old.heard
        assert set(new.open) <= set(old.open)
    open_now = sum(len(grade.open) for grade in after.grades)
    assert checklist(sitting.state).descriptors_left == open_now
