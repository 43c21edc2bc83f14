"""Whether a second marker was blind: every way to have seen the outcome is told, none is lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from data.record.body import Undone
from data.record.journey.body import JourneyBody
from data.record.journey.fold import fold_journey
from data.record.journey.quality import Marking
from data.record.journey.quality_kinds import (
    Adjudicated,
    MarkingsCompared,
    SampleOutcome,
    SecondJudged,
    SecondMarkingBegun,
    SecondMarkingShown,
    SittingSampled,
)
from data.record.journey.results import FailConfirmed, GradeConfirmed, ResultPublished
from data.rules import comparison, second_marking
from data.rules.blindness import OPENED, SAID, known_to, not_blind
from data.rules.journey_undoing import undo
from tests.data.rules.marked import ASSESSOR, MARKER, SITTING, THIRD, Assured

OTHER = "5eed0000-0000-4000-8000-000000000002"


def _marking(assured: Assured) -> Marking:
    found = assured.view.state.quality.marking_of(SITTING)
    assert found is not None
    return found


def _begun(**declared: bool) -> Assured:
    return Assured().do(second_marking.begin, "M1", MARKER, no_conflict=True, **declared)


def _judged(assured: Assured, *, alone: bool) -> Assured:
    for descriptor in assured.state.criteria:
        assured.do(second_marking.judge, "M1", descriptor.code, True, alone=alone)
    return assured


@pytest.mark.parametrize(
    ("unseen", "known", "shown", "digest", "alone"),
    product(
        (None, True, False),
        ("", "Sam published its result"),
        ("", OPENED),
        ("", "d" * 64),
        ((), (True, True), (True, False), (False, True)),
    ),
)
def test_only_who_declared_it_and_was_shown_nothing_is_blind(
    unseen: bool | None, known: str, shown: str, digest: str, alone: tuple[bool, ...]
) -> None:
    assured = Assured().add(SecondMarkingBegun(SITTING, MARKER, "h", digest, unseen, known))
    for code, one in zip(("P1", "P2"), alone, strict=False):
        assured.add(SecondJudged(SITTING, MARKER, code, True, alone=one))
    if shown:
        assured.add(SecondMarkingShown(SITTING, MARKER, shown))
    blind = bool(unseen and not known and not shown and (digest or all(alone)))
    assert (not_blind(_marking(assured)) == "") is blind


def test_a_marking_from_before_it_was_asked_is_not_known_to_be_blind() -> None:
    before = SecondMarkingBegun(SITTING, MARKER, "h", "d" * 64)
    assert "not asked" in not_blind(_marking(Assured().add(before)))


def _published(by: str, sitting: str) -> JourneyBody:
    return ResultPublished(sitting, "M1", 1, "fail", "h", "2026-05-21", by)


KNOWS: tuple[tuple[Callable[[str, str], JourneyBody], bool], ...] = (
    (lambda by, of: SittingSampled(of, by, "2026-05-21", ("grade fail",)), True),
    (lambda by, of: Adjudicated(of, "P4", by, True, True, "shown", "h"), True),
    (lambda by, of: SampleOutcome(of, by, "2026-05-21", "agreed"), True),
    (_published, True),
    (lambda by, of: GradeConfirmed("pass", "r", False, (), by, "2026-05-21"), False),
    (lambda by, of: FailConfirmed("fail", "r", False, (), by, "2026-05-21"), False),
)
"""What has a name that knows the outcome, and whether it is of one sitting alone."""


@pytest.mark.parametrize(("line", "of_one"), KNOWS)
def test_who_had_to_do_with_the_outcome_is_not_blind_even_where_it_was_taken_back(
    line: Callable[[str, str], JourneyBody], of_one: bool
) -> None:
    assured = Assured().add(line("specimen, SAM", SITTING))
    known = known_to(assured.view, SITTING, MARKER)
    assert known.startswith("the marker ")
    assert known_to(assured.view, SITTING, THIRD) == ""
    assured.add(Undone(assured.entries[-1].seq))
    assured.do(second_marking.begin, "M1", MARKER, no_conflict=True, unseen=True)
    assert not_blind(_marking(assured)) == known
    elsewhere = Assured().add(line(MARKER, OTHER))
    assert (known_to(elsewhere.view, SITTING, MARKER) == "") is of_one


def test_opened_where_the_grade_is_shown_it_stays_not_blind_and_is_not_taken_back() -> None:
    assured = _begun(unseen=True)
    told = second_marking.before_shown(assured.view, "M1")
    assert "not blind" in told and "epa-tui quality blind" in told and MARKER in told
    assured.do(second_marking.shown, "M1")
    assert second_marking.shown(assured.view, "M1") == ()
    assert second_marking.before_shown(assured.view, "M1") == ""
    assert "stays seen" in assured.refused(undo)
    again = second_marking.begin(assured.view, "M1", MARKER, no_conflict=True, unseen=True)
    assert again == ()
    assert not_blind(_marking(_judged(assured, alone=True))) == OPENED
    assured.do(second_marking.begin, "M1", THIRD, no_conflict=True, unseen=True)
    assert not_blind(_marking(assured)) == ""  # another person, who saw nothing
    assured.do(second_marking.begin, "M1", MARKER, no_conflict=True, unseen=True)
    assert "marked it before" in not_blind(_marking(assured))


def test_who_has_seen_it_meanwhile_says_so_and_loses_nothing_that_was_judged() -> None:
    assured = _begun(unseen=True).do(second_marking.judge, "M1", "P1", True, alone=True)
    assured.do(second_marking.begin, "M1", MARKER, no_conflict=True, unseen=False)
    assert not_blind(_marking(assured)) == SAID
    assert second_marking.shown(_begun(unseen=False).view, "M1") == ()
    assert set(_marking(assured).judged) == {"P1"}
    again = {"no_conflict": True, "unseen": True, "digest": "d" * 64}
    assured.do(second_marking.begin, "M1", MARKER, **again)  # on another laptop
    assert "marked it before" in not_blind(_marking(assured))


def test_a_declaration_can_be_made_until_something_is_judged() -> None:
    assured = _begun().do(second_marking.begin, "M1", MARKER, no_conflict=True, unseen=True)
    assert not_blind(_marking(assured)) == ""
    late = _begun().do(second_marking.judge, "M1", "P1", True, alone=True)
    assert second_marking.begin(late.view, "M1", MARKER, no_conflict=True, unseen=True) == ()
    assert "not asked" in not_blind(_marking(late))


@pytest.mark.parametrize("alone", [True, False])
def test_the_figures_of_a_marking_that_was_not_blind_are_told_apart(alone: bool) -> None:
    assured = _judged(_begun(unseen=True), alone=alone).do(second_marking.done, "M1")
    found = comparison.compare(assured.view, "M1", assured.state, ASSESSOR)
    assured.do(comparison.compared, found)
    recorded = assured.entries[-1].body
    assert isinstance(recorded, MarkingsCompared)
    assert recorded.blind is alone
    assert ("not blind" in recorded.told) is not alone
    assert found.agreement_told.startswith("Not blind") is not alone


def test_whoever_was_compared_has_seen_the_other_and_marks_no_second_time_blind() -> None:
    assured = _judged(_begun(unseen=True), alone=True).do(second_marking.done, "M1")
    found = comparison.compare(assured.view, "M1", assured.state, ASSESSOR)
    assured.do(comparison.compared, found).reopened()
    assured.do(second_marking.begin, "M1", MARKER, no_conflict=True, unseen=True)
    assert "marked it before" in not_blind(_marking(assured))
    assert fold_journey(assured.entries).quality.markings[0].compared is not None
