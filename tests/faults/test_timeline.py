"""Whatever clocks do: the time used is the true running time less what was left out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.chain import verify
from data.record.fold import fold
from tests.faults.timeline import STANDARD, Timeline

lengths = st.one_of(st.integers(0, 10_000), st.integers(0, 4 * 3_600_000))
shifts = st.one_of(
    st.just(0), st.integers(-5_000, 5_000), st.integers(-5 * 86_400_000, 5 * 86_400_000)
)
happenings = st.tuples(
    st.sampled_from(["go", "sleep", "move", "close", "boot", "pause", "counts", "left out"]),
    lengths,
    shifts,
)


def happen(timeline: Timeline, what: str, length: int, by: int) -> None:
    if what in ("go", "sleep"):
        getattr(timeline, what)(length)
    elif what == "move":
        timeline.move(by)
    elif what in ("close", "boot"):
        getattr(timeline, what)(length, by)
    elif what == "pause":
        timeline.pause()
    else:
        timeline.answer(what == "counts")


@settings(max_examples=400, deadline=None)
@given(st.booleans(), st.lists(happenings, max_size=30))
def test_the_time_used_is_the_true_time_that_counts(
    tells_sleep: bool, happened: list[tuple[str, int, int]]
) -> None:
    timeline = Timeline(tells_sleep)
    for what, length, by in happened:
        happen(timeline, what, length, by)
        assert timeline.used == timeline.expected
        assert 0 <= timeline.used <= timeline.true
    assert timeline.recorded == timeline.jumps
    entries = timeline.state.entries
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    verify(entries)
    again = fold(STANDARD, entries).clock
    assert again is not None and again.elapsed(timeline.now) == timeline.used
