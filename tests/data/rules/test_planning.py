"""The plan is the fewest questions: against brute force on a thousand banks, and in a sitting."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import combinations

import pytest

from data.record.entries import (
    AskedBefore,
    Body,
    Mark,
    Marked,
    QuestionAsked,
    QuestionPlanned,
    ReportMarked,
)
from data.rules import prepare_guards, talk_guards
from data.rules.coverage import coverage
from data.rules.planning import Ground, after, ground, plan_for
from tests.data.rules.acting import Acting
from tests.data.rules.question_sets import FAMILIES, grounds

BANKS = 1000


def _union(ground: Ground, numbers: Iterable[int]) -> int:
    reach, covered = dict(ground.reach), 0
    for number in numbers:
        covered |= reach[number]
    return covered


def _brute(ground: Ground) -> tuple[int, int]:
    """Return the fewest for the lowest grade, and the fewest further ones, by trying all."""
    reached = _union(ground, dict(ground.reach))
    low, numbers = reached & ground.of_lowest, [number for number, _ in ground.reach]

    def covers(size: int, wanted: int, had: int = 0) -> list[int]:
        unions = (_union(ground, some) | had for some in combinations(numbers, size))
        return [covered for covered in unions if not wanted & ~covered]

    first = next(size for size in range(len(numbers) + 1) if covers(size, low))
    starts = set(covers(first, low))
    further = next(
        size
        for size in range(len(numbers) + 1)
        if any(covers(size, reached, had) for had in starts)
    )
    return first, further


def _random(rng: random.Random) -> Ground:
    lowest, higher = rng.randint(0, 10), rng.randint(0, 6)
    shares = [rng.choice([0.1, 0.2, 0.35, 0.5])] * lowest + [rng.choice([0.1, 0.2, 0.4])] * higher
    bits = [
        sum((rng.random() < share) << place for place, share in enumerate(shares))
        for _ in range(rng.randint(0, 13))
    ]
    return Ground(
        tuple(f"P{n}" for n in range(lowest)),
        tuple(f"D{n}" for n in range(higher)),
        tuple((number, each) for number, each in enumerate(bits, start=1) if each),
    )


def test_it_is_optimal_on_a_thousand_random_banks(capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(5)
    optimal = 0
    for _ in range(BANKS):
        open_now = _random(rng)
        plan = plan_for(open_now)
        assert plan.proved
        assert len(plan.first) == len(set(plan.first))
        assert (len(plan.first), len(plan.further)) == _brute(open_now), open_now
        reached = _union(open_now, dict(open_now.reach))
        assert _union(open_now, plan.first) & open_now.of_lowest == reached & open_now.of_lowest
        assert _union(open_now, (*plan.first, *plan.further)) == reached
        assert set(open_now.named(reached)) == set(open_now.codes) - set(plan.unreached)
        assert plan == plan_for(open_now)
        optimal += 1
    with capsys.disabled():
        print(f"\nplanner: {optimal} of {BANKS} random banks optimal in both stages")


def test_of_two_that_do_the_same_the_earlier_is_chosen() -> None:
    rng = random.Random(6)
    for _ in range(200):
        open_now = _random(rng)
        plan, reach = plan_for(open_now), dict(open_now.reach)
        for chosen, had in ((plan.first, 0), (plan.further, _union(open_now, plan.first))):
            for number in chosen:
                others = _union(open_now, (each for each in chosen if each != number)) | had
                earlier = (n for n in reach if n < number and n not in chosen)
                assert not [n for n in earlier if not reach[number] & ~others & ~reach[n]]


def test_the_limit_gives_the_best_so_far_and_says_so() -> None:
    rng = random.Random(7)
    bits = [rng.getrandbits(24) & rng.getrandbits(24) & rng.getrandbits(24) for _ in range(500)]
    codes = tuple(f"P{n}" for n in range(22))
    wide = Ground(codes, ("D1", "D2"), tuple(enumerate(bits, start=1)))
    whole, short = plan_for(wide), plan_for(wide, looks=100)
    assert not short.proved
    assert _union(wide, (*short.first, *short.further)) == (1 << 24) - 1
    assert len(whole.first) <= len(short.first)


def _planned(*questions: tuple[str, tuple[str, ...]], method: str = "M1") -> Acting:
    sitting = Acting(method).asking()
    for text, aims in questions:
        sitting.do(prepare_guards.plan_question, text, aims)
    return sitting


WIDE = ("How did it begin?", ("P1", "P2", "P3", "P4", "P5"))
REST = ("How did it end?", ("P6", "P7"))
LIFT = ("What would you change?", ("D1", "D2"))


def test_a_sitting_is_planned_by_coverage() -> None:
    sitting = _planned(("Narrow?", ("P1",)), WIDE, REST, LIFT, ("Anything?", ()))
    plan = plan_for(ground(sitting.state))
    assert (plan.first, plan.further, plan.unreached) == ((2, 3), (4,), ("D3",))
    assert plan.codes_of(3) == ("P6", "P7")
    assert plan.proposals == (2, 3, 4, 1, 5)

    sitting.do(talk_guards.ask, planned=2)
    assert plan_for(ground(sitting.state)).first == (3, 1)
    for code in ("P1", "P3"):
        sitting.do(talk_guards.mark, code, "")
    plan = plan_for(ground(sitting.state))
    assert (plan.first, plan.unreached) == ((3,), ("P2", "P4", "P5", "D3"))
    # K11 is listed by P7: heard through its KSB, and P6 by the report.
    sitting.do(talk_guards.mark, "K11", "+")
    sitting.do(prepare_guards.mark_report, "P6", True)
    plan = plan_for(ground(sitting.state))
    assert (plan.first, plan.further) == ((), (4,))
    assert plan.proposals == (4, 5)


def test_a_ksb_reaches_every_descriptor_that_lists_it() -> None:
    sitting = _planned(("What did the budget cost?", ("K5",)))
    assert plan_for(ground(sitting.state)).codes_of(1) == ("P4", "D2")


def test_what_was_asked_at_the_first_attempt_is_never_proposed() -> None:
    sitting = _planned(WIDE, REST, LIFT)
    sitting.do(lambda state, now: (AskedBefore("first", 1, ("HOW did it - begin",)),))
    assert plan_for(ground(sitting.state)).proposals == (2, 3)


def test_what_is_proposed_reaches_something_open_and_was_never_asked() -> None:
    rng = random.Random(9)
    proposed = 0
    for _ in range(40):
        sitting = Acting("M1").asking()
        codes = [d.code for d in sitting.state.criteria] + ["K5", "K11", "S10", "P99", "K999"]
        bodies: list[Body] = []
        for number in range(1, 13):
            aims = tuple(rng.sample(codes, rng.randint(0, 3)))
            bodies.append(QuestionPlanned(number, f"Question {number}?", aims))
        bodies += [QuestionAsked(planned=number) for number in rng.sample(range(1, 13), 3)]
        bodies += [Marked(Mark(code)) for code in rng.sample(codes, 4)]
        bodies += [ReportMarked(code, True) for code in rng.sample(codes[:7], 2)]
        bodies.append(AskedBefore("first", 1, tuple(f"question {n}" for n in (2, 5, 11))))
        sitting.do(lambda state, now, made=tuple(bodies): made)
        state = sitting.state
        plan = plan_for(ground(state))
        out = {asked.planned for asked in state.questions} | {2, 5, 11}
        still_open = {d.code for part in coverage(state).grades for d in part.open}
        for number in plan.proposals:
            proposed += 1
            assert number not in out
            assert set(plan.codes_of(number)) <= still_open
            assert plan.codes_of(number) or not state.plan[number].aims
    assert proposed > 100


def test_what_comes_after_an_answer_needs_no_more_than_the_plan() -> None:
    rng = random.Random(8)
    for _ in range(100):
        open_now = _random(rng)
        plan = plan_for(open_now)
        for number in plan.first:
            assert len(plan_for(after(open_now, number)).first) == len(plan.first) - 1


def test_sixty_questions_are_planned_within_the_work_that_is_allowed() -> None:
    doubted = [
        (name, plan.ground)
        for name in FAMILIES
        for plan in map(plan_for, grounds(name, 2, seed=3))
        if not plan.proved
    ]
    assert not doubted
