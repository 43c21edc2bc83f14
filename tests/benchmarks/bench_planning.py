"""How long planning takes after an answer: `python -m tests.benchmarks.bench_planning`.

Plans of 60 questions for 22 pass and 4 distinction descriptors, of every family, beside a greedy
cover of the same questions, which is quick and not always smallest. The goal: 50 ms at the worst.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
from collections.abc import Callable
from functools import partial

from data.rules.covering import Cover, Work
from data.rules.planning import Ground, Plan, plan_for
from tests.data.rules.question_sets import FAMILIES, HIGHER, LOWEST, grounds

GOAL_MS = 50.0


def greedy(ground: Ground) -> int:
    """Return how many questions a greedy choice takes: first for the pass, then for the rest."""
    sets = [bits for _, bits in ground.reach]
    reached = 0
    for bits in sets:
        reached |= bits
    low = Cover(sets, reached & ground.of_lowest, Work(0)).greedy()
    for bits in low:
        reached &= ~bits
    return len(low) + len(Cover(sets, reached, Work(0)).greedy())


def timed_ms(run: Callable[[], object]) -> float:
    """Return the processor time of one run, in milliseconds: others share this machine."""
    began = time.process_time_ns()
    run()
    return (time.process_time_ns() - began) / 1e6


def crowd(questions: int) -> Ground:
    """Return a plan that no assessor would make: hundreds of questions, three codes each."""
    rng = random.Random(questions)
    places = range(LOWEST + HIGHER)
    sets = [sum(1 << place for place in rng.sample(places, 3)) for _ in range(questions)]
    codes = tuple(f"P{n}" for n in range(LOWEST)), tuple(f"D{n}" for n in range(HIGHER))
    return Ground(*codes, tuple(enumerate(sets, 1)))


def measure(name: str, plans: list[Ground]) -> float:
    """Print a line for a family; return its worst time in milliseconds."""
    ours, floor, made = list[float](), list[float](), list[Plan]()
    more = 0
    for each in plans:
        floor.append(timed_ms(partial(greedy, each)))
        ours.append(timed_ms(partial(plan_for, each)))
        made.append(plan_for(each))
        more += greedy(each) - len(made[-1].first) - len(made[-1].further)
    ratio = statistics.median(ours) / max(0.001, statistics.median(floor))
    doubted = sum(not plan.proved for plan in made)
    print(
        f"{name:<24}{statistics.median(ours):>8.2f}{max(ours):>9.2f}"
        f"{statistics.median(floor):>9.2f}{ratio:>8.1f}{more / len(plans):>9.2f}{doubted:>9}"
    )
    return max(ours)


def main() -> int:
    """Measure every family; return 1 where a plan took too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=40, help="plans of each family")
    plans = parser.parse_args().plans
    gc.disable()
    print(f"{'milliseconds':<24}{'median':>8}{'worst':>9}{'greedy':>9}{'ratio':>8}", end="")
    print(f"{'saved':>9}{'unproved':>9}")
    worst = max(measure(name, list(grounds(name, plans))) for name in FAMILIES)
    for questions in (200, 500):
        measure(f"{questions} questions", [crowd(questions)])
    print(f"\nworst of {plans * len(FAMILIES)} plans of 60 questions: {worst:.1f} ms", end="")
    print(f" (goal {GOAL_MS:.0f} ms); `saved`: fewer questions than the greedy choice")
    return int(worst > GOAL_MS)


if __name__ == "__main__":
    raise SystemExit(main())
