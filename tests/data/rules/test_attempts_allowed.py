"""Which sittings may be booked, by the plan's rules of second attempts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from data.record.attempts import ATTEMPTS
from data.rules.attempts_allowed import why_not_booked
from data.rules.stage import Stage
from data.store.journey_rows import attempt_of
from tests.data.store.building import a_sitting
from tests.screens.acted import made_up, shipped

STANDARDS = {"shipped": shipped().standard, "made up": made_up().standard}


@given(st.sampled_from(sorted(STANDARDS)), st.data())
def test_a_second_attempt_follows_a_sealed_fail_and_nothing_else(
    name: str, data: st.DataObject
) -> None:
    chosen = STANDARDS[name]
    stages = st.sampled_from([str(stage) for stage in Stage])
    before = data.draw(st.lists(st.tuples(stages, st.sampled_from(chosen.grades)), max_size=4))
    method = chosen.methods[0].code
    sittings = [
        replace(
            a_sitting(n, method=method, number=n + 1),
            stage=stage,
            grade=grade if stage == "sealed" else None,
        )
        for n, (stage, grade) in enumerate(before)
    ]
    attempt = data.draw(st.sampled_from(ATTEMPTS))
    if why_not_booked(chosen, list(map(attempt_of, sittings)), method, attempt) is None:
        graded = [grade for stage, grade in before if stage == "sealed"]
        assert all(stage in ("sealed", "no-show", "abandoned", "withdrawn") for stage, _ in before)
        assert bool(graded) == (attempt != "first")
        assert not graded or graded[-1] == chosen.fail


def test_another_methods_sittings_do_not_matter() -> None:
    other = a_sitting(0, method="M2")
    assert why_not_booked(shipped().standard, [attempt_of(other)], "M1", "first") is None
