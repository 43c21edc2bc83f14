"""How a sitting went is told to the millisecond, and what was undone is not."""

from __future__ import annotations

from data.exchange.schema import validate
from data.record import entries as e
from tests.data.exchange.building import (
    SHIPPED,
    Record,
    document,
    heard,
    judged,
    opened,
    sealed,
    texts,
)


def test_time_is_accounted_for_phase_by_phase() -> None:
    state = sealed(SHIPPED, "M1", "1")

    presentation, questioning = document(state)["data"]["phases"]

    assert presentation["base_ms"] == 20 * 60_000
    assert presentation["allotted_ms"] == 25 * 60_000  # a quarter more was approved
    assert presentation["ceiling_ms"] == 27 * 60_000 + 30_000
    assert questioning["ceiling_ms"] == 55 * 60_000
    # One minute less the 20 s of the back-dated pause, 1 s + 1 s, a gap of 3 s, and one minute.
    assert presentation["used_ms"] == 40_000 + 2_000 - 3_000 + 60_000
    assert presentation["left_out_ms"] == 3_000
    assert presentation["gaps"][0]["counts"] is False
    assert presentation["extension"]["reasons"] == ["last point"]
    pause = presentation["pauses"][0]
    assert (pause["began_at"], pause["back_dated_ms"]) == ("2026-05-20T10:07:44.000Z", 20_000)
    assert pause["ended_at"] == "2026-05-20T10:09:04.000Z"
    assert (questioning["main_questions"], questioning["minimum_questions"]) == (10, 6)


def test_a_phase_that_was_not_held_is_told_as_such() -> None:
    record = Record(SHIPPED, opened(SHIPPED, "M1", "1"))
    record.add(e.PhaseStarted("presentation"))
    record.add(e.Noted("a word", (e.Mark("P1"),)))
    record.add(e.SittingEnded("abandoned", "the line never came back"), 5000)

    made = document(judged(record).seal())
    presentation, questioning = made["data"]["phases"]

    assert presentation["used_ms"] == 6000
    assert (questioning["started_at"], questioning["used_ms"]) == (None, 0)
    assert questioning["ceiling_ms"] == 55 * 60_000
    assert made["data"]["ended"]["outcome"] == "abandoned"
    validate(made)


def test_what_was_undone_is_not_in_the_document() -> None:
    record = heard(SHIPPED, "M1", "1")
    record.add(e.Undone(record.add(e.Noted("typed by mistake"))))
    gap = record.add(e.Incident("not at all"))
    record.add(e.Undone(gap))

    assert not {"typed by mistake", "not at all"} & texts(document(judged(record).seal()))
