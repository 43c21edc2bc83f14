"""How long it takes to know where a sitting stands: `python -m tests.benchmarks.bench_fold`.

Folds a sitting of M2 with some 500 entries, all at once and entry by entry. The goal: well under
1 ms for a hundred entries (architecture.md, rule 1).
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import time
from collections.abc import Callable

from data.record import entries as e
from data.record.chain import body_from_json, body_to_json, verify
from data.record.entries import Mark
from data.record.fold import fold, then
from tests.data.record.sittings import Sitting, shipped

GOAL_MS = 1.0
"""For a hundred entries."""


def prepare(sitting: Sitting) -> None:
    """Write what is done before the first phase."""
    for name in ("version", "attempt", "interest", "identity", "alone", "recording", "preamble"):
        sitting.add(e.Checked(name, True))
    sitting.add(e.RecordingSet(133_000))
    statements = shipped().standard.statements("M2", "1")
    for number in range(1, 16):
        claims = tuple(ksb.code for ksb in statements[number : number + 3])
        sitting.add(e.PortfolioListed(number, f"Evidence {number}", claims))
    for number in range(1, 21):
        sitting.add(e.QuestionPlanned(number, f"Tell me about evidence {number}", ("P1", "P2")))


def discuss(sitting: Sitting, entries: int) -> None:
    """Write a discussion until the record has so many entries."""
    codes = itertools.cycle(
        [d.code for d in sitting.state.criteria]
        + [k.code for k in shipped().standard.statements("M2", "1")]
    )
    signs = itertools.cycle(["", "+", "", "?", "", "-", "+"])
    sitting.add(e.PhaseStarted("discussion"))
    for place in itertools.count():
        if len(sitting.entries) >= entries:
            return
        sitting.wait(17_000)
        if place % 9 == 0:
            sitting.add(e.QuestionAsked("How did you plan for that", main=place % 27 == 0))
        elif place % 9 == 4:
            sitting.add(e.Marked(Mark(next(codes), next(signs))))
        elif place % 50 == 30:
            sitting.add(e.Paused("technical failure", 20_000))
            sitting.add(e.Resumed())
        elif place % 40 == 21:
            note = sitting.entries[-1].seq
            sitting.add(e.NoteAmended(note, "compared three quotes", (Mark(next(codes), "+"),)))
        elif place % 60 == 47:
            sitting.add(e.Undone(sitting.entries[-1].seq))
        else:
            marks = tuple(Mark(next(codes), next(signs)) for _ in range(place % 3))
            sitting.add(e.Noted("compared three quotes, picked the mid one", marks, back_ms=900))


def conclude(sitting: Sitting) -> None:
    """Write the judgements and the seal."""
    criteria = sitting.state.criteria
    sitting.add(e.PhaseEnded("discussion"))
    sitting.add(e.SittingEnded())
    for descriptor in criteria:
        sitting.add(e.Judged(descriptor.code, True, "shown by the three quotes", (70, 71)))
    sitting.add(e.Sealed("pass"))


def median_ms(run: Callable[[], object], rounds: int) -> float:
    """Return the median time of one run, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter_ns()
        run()
        times.append((time.perf_counter_ns() - start) / 1e6)
    return statistics.median(times)


def measure(rounds: int) -> dict[str, float]:
    """Return the figures, in milliseconds."""
    sitting = Sitting(shipped(), "M2", "1")
    prepare(sitting)
    discuss(sitting, 470)
    conclude(sitting)
    standard, entries = sitting.standard, sitting.entries
    hundreds = len(entries) / 100
    plain = [entry for entry in entries if not isinstance(entry.body, e.Undone)]
    undo = next(entry for entry in reversed(entries) if isinstance(entry.body, e.Undone))
    before_undo = fold(standard, entries[: undo.seq - 1])
    written = [(entry.body.kind, body_to_json(entry.body)) for entry in entries]

    def step_by_step() -> None:
        state = fold(standard, plain[:1])
        for entry in plain[1:]:
            state = then(state, entry)

    return {
        "entries": len(entries),
        "fold, whole sitting": (whole := median_ms(lambda: fold(standard, entries), rounds)),
        "fold, per 100 entries": whole / hundreds,
        "then, per entry": median_ms(step_by_step, rounds) / len(plain),
        "then, an undo": median_ms(lambda: then(before_undo, undo), rounds),
        "verify, whole sitting": median_ms(lambda: verify(entries), rounds),
        "read back, whole sitting": median_ms(
            lambda: [body_from_json(kind, text) for kind, text in written], rounds
        ),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = measure(given.rounds)
    if given.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name:26} {figure:10.4f}" + ("" if name == "entries" else " ms"))
    met = figures["fold, per 100 entries"] < GOAL_MS
    print(f"goal: under {GOAL_MS} ms per 100 entries: {'met' if met else 'MISSED'}")


if __name__ == "__main__":
    main()
