"""Sampling by rule: stable, told with its reasons, and not to be steered by whoever seals."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from data.rules import sealing
from data.rules.sampling import choose
from data.rules.sealed_facts import SealedFacts, sealed_facts
from data.standards.sampling_rules import (
    FLAGS,
    AllRules,
    EveryRules,
    NewRules,
    SamplingRules,
)
from tests.data.rules.acting import Acting
from tests.data.rules.assured import facts
from tests.data.rules.marked import SITTING, Assured

NO_EVERY, NO_NEW, NO_ALL = EveryRules(of=0), NewRules(first=0), AllRules(fails=False, flags=())


def _rules(**given: Any) -> SamplingRules:
    return SamplingRules(**{"every": NO_EVERY, "new": NO_NEW, "all": NO_ALL, **given})


def _chosen(rules: SamplingRules, sittings: list[SealedFacts]) -> dict[str, tuple[str, ...]]:
    return {one.facts.sitting: one.reasons for one in choose(rules, sittings)}


def test_the_last_of_every_run_is_taken_in_the_order_of_the_first_seals() -> None:
    sittings = [facts(number) for number in range(1, 12)]
    random.Random(7).shuffle(sittings)
    found = _chosen(_rules(every=EveryRules(of=4, pick="last")), sittings)
    assert found == {
        "sitting-004": ("one of every 4 (seals 1 to 4 of its assessor)",),
        "sitting-008": ("one of every 4 (seals 5 to 8 of its assessor)",),
    }


@given(st.integers(1, 8), st.integers(0, 40), st.sampled_from(["drawn", "last"]))
def test_one_of_each_whole_run_and_later_sittings_change_nothing(
    of: int, number: int, pick: Any
) -> None:
    rules = _rules(every=EveryRules(of=of, pick=pick))
    sittings = [facts(place) for place in range(number)]
    found = list(_chosen(rules, sittings))
    assert len(found) == number // of
    for run in range(number // of):
        names = {one.sitting for one in sittings[run * of : (run + 1) * of]}
        assert len(names & set(found)) == 1
    later = list(_chosen(rules, [*sittings, *(facts(place) for place in range(number, 60))]))
    assert later[: len(found)] == found


def test_a_drawn_sitting_can_be_any_of_its_run() -> None:
    rules = _rules(every=EveryRules(of=5))
    found = list(_chosen(rules, [facts(number) for number in range(2000)]))
    places = Counter(int(name.removeprefix("sitting-")) % 5 for name in found)
    assert set(places) == set(range(5))
    assert min(places.values()) > 50  # of 400, 80 each on average


def test_who_seals_last_decides_which_was_drawn_and_cannot_have_known() -> None:
    rules = _rules(every=EveryRules(of=5))
    first = [facts(number) for number in range(4)]
    drawn = {
        next(iter(_chosen(rules, [*first, facts(4, seal=f"{number:064x}")])))
        for number in range(40)
    }
    assert len(drawn) == 5


def test_runs_are_counted_for_each_assessor_or_over_everybody() -> None:
    sittings = [facts(n, assessor=("Pat Pretend", "Kit Example")[n % 2]) for n in range(1, 7)]
    own = _chosen(_rules(every=EveryRules(of=3, pick="last")), sittings)
    assert list(own) == ["sitting-005", "sitting-006"]
    together = _chosen(_rules(every=EveryRules(of=3, pick="last", per="all")), sittings)
    assert list(together) == ["sitting-003", "sitting-006"]
    assert together["sitting-003"] == ("one of every 3 (seals 1 to 3)",)


def test_the_first_sittings_of_a_new_assessor_are_all_taken() -> None:
    sittings = [facts(n) for n in range(4)] + [facts(n, assessor="Kit Example") for n in (9, 10)]
    found = _chosen(_rules(new=NewRules(first=1)), sittings)
    assert found == {
        "sitting-000": ("new assessor (sealed sitting 1 of the first 1)",),
        "sitting-009": ("new assessor (sealed sitting 1 of the first 1)",),
    }
    within = _chosen(_rules(new=NewRules(first=0, days=2)), sittings)
    assert [name[-2:] for name in within] == ["00", "01", "02", "09", "10"]
    known = _rules(new=NewRules(first=5, known=("PRETEND, Pat",)))
    assert list(_chosen(known, sittings)) == ["sitting-009", "sitting-010"]


def test_fails_named_grades_and_flags_are_always_taken_with_every_reason() -> None:
    sittings = [
        facts(1, grade="fail", failed=True, flags=("over ceiling", "incident")),
        facts(2, grade="distinction"),
        facts(3, flags=("reopened",)),
        facts(4),
    ]
    rules = _rules(all=AllRules(grades=("distinction",), flags=("over ceiling", "reopened")))
    assert _chosen(rules, sittings) == {
        "sitting-001": ("grade fail", "over ceiling"),
        "sitting-002": ("grade distinction",),
        "sitting-003": ("reopened",),
    }


def test_sealing_again_does_not_move_a_sitting_in_the_order() -> None:
    assured = Assured()
    before = sealed_facts(assured.state, SITTING, "assessment")
    after = sealed_facts(assured.reopened().state, SITTING, "assessment")
    assert before is not None
    assert after is not None
    assert (after.first_sealed, after.seal) == (before.first_sealed, before.seal)
    assert before.flags == ()
    assert after.flags == ("reopened",)


def test_the_facts_of_a_sealed_sitting_are_those_of_its_record() -> None:
    found = sealed_facts(Assured("P4", "D1").state, SITTING, "assessment")
    assert found is not None
    assert (found.grade, found.failed, found.met, found.descriptors) == ("fail", True, 8, 10)
    assert (found.used_ms, found.main_questions, found.extended) == (60 * 60_000, 6, 0)
    assert set(FLAGS) >= set(found.flags)
    assert "Testa" not in repr(found)
    never = Acting("M1").heard().state
    assert sealed_facts(never, SITTING, "assessment") is None


def test_a_sitting_whose_seal_is_broken_keeps_its_place_in_the_order() -> None:
    sittings = [facts(number, holds=number != 2) for number in range(4)]
    rules = _rules(every=EveryRules(of=2, pick="last"))
    assert list(_chosen(rules, sittings)) == ["sitting-001", "sitting-003"]
    sitting = Assured().sitting
    sitting.do(sealing.reopen, "a slip")
    broken = sealed_facts(sitting.state, SITTING, "assessment")
    assert broken is not None
    assert (broken.holds, broken.flags) == (False, ("reopened",))
