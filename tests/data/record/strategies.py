"""Records of every shape, most of which no assessor would ever make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from hypothesis import strategies as st

from data.record import entries as e
from data.record.instant import Instant
from data.standards.loader import LoadedStandard
from tests.data.record.sittings import START, made_up, opening, shipped

# Everything that UTF-8 can write: controls, direction marks and the ends of all planes as well.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
whole = st.integers(-(2**53) + 1, 2**53 - 1)
signs = st.sampled_from(["", "+", "-", "?"])

SITTINGS: list[tuple[LoadedStandard, str, str | None]] = [
    (shipped(), "M1", "1"),
    (shipped(), "M2", "1"),
    (shipped(), "M2", "2"),
    (made_up(), "A", "a"),
    (made_up(), "B", "b"),
    (made_up(), "C", None),
]

_BY_FIELD = {
    "str": texts,
    "int": whole,
    "bool": st.booleans(),
    "bool | None": st.none() | st.booleans(),
    "int | None": st.none() | whole,
    "str | None": st.none() | texts,
    "tuple[str, ...]": st.lists(texts, max_size=4).map(tuple),
    "tuple[int, ...]": st.lists(whole, max_size=4).map(tuple),
    "Mark": st.builds(e.Mark, texts, texts),
    "tuple[Mark, ...]": st.lists(st.builds(e.Mark, texts, texts), max_size=4).map(tuple),
}


def bodies_of(kind: type[e.Body]) -> st.SearchStrategy[e.Body]:
    """Return bodies of one kind with anything that their fields can hold."""
    return st.builds(kind, **{f.name: _BY_FIELD[str(f.type)] for f in fields(kind)})


any_body = st.sampled_from(sorted(e.KINDS)).flatmap(lambda name: bodies_of(e.KINDS[name]))
instants = st.builds(Instant, wall=whole, tick=whole, boot=texts)

doings = st.tuples(
    st.integers(0, 200_000),
    st.sampled_from(["wait", "pause", "resume", "leave out", "count"]),
    st.integers(0, 300_000),
)
"""What is done to a phase clock: after how long, what, and by how much, in milliseconds."""


def moments(most_ms: int = 400_000) -> st.SearchStrategy[tuple[int, int, bool]]:
    """Return steps of time: milliseconds gone by, how far the wall clock moved, a new start."""
    moved = st.one_of(st.just(0), st.integers(-7_200_000, 7_200_000))
    return st.tuples(st.integers(0, most_ms), moved, st.sampled_from([False] * 9 + [True]))


def _codes(loaded: LoadedStandard) -> st.SearchStrategy[str]:
    # Few, so that notes and ticks meet on the same code.
    standard = loaded.standard
    return st.sampled_from([standard.descriptors[0].code, *(k.code for k in standard.ksbs[:3])])


def _openings(loaded: LoadedStandard, method: str) -> st.SearchStrategy[e.Body]:
    """Return openings of the same sitting under another option or adjustment."""
    options = st.sampled_from([*(option.code for option in loaded.standard.options), None])
    extra = st.sampled_from([0, 250, 333])
    return st.builds(opening, st.just(loaded), st.just(method), options, extra)


def _happenings(
    loaded: LoadedStandard, method: str, seqs: st.SearchStrategy[int]
) -> st.SearchStrategy[e.Body]:
    """Return bodies that a sitting of this method could hold, in no order at all."""
    phases = st.sampled_from([phase.code for phase in loaded.standard.method(method).phases])
    codes, spans, few = _codes(loaded), st.integers(-1_000, 500_000), st.integers(0, 4)
    mark = st.builds(e.Mark, codes, signs)
    marks = st.lists(mark, max_size=3).map(tuple)
    named: list[st.SearchStrategy[e.Body]] = [
        st.builds(e.PhaseStarted, phases),
        st.builds(e.PhaseEnded, phases),
        st.builds(e.Paused, st.just("welfare"), st.integers(-1_000, 500_000)),
        st.builds(e.Resumed),
        st.builds(e.GapJudged, spans, st.booleans(), st.just("closed")),
        st.builds(e.RecordingSet, st.integers(0, 100_000), st.booleans()),
        st.builds(e.RecordingStopped),
        st.builds(e.NoteShifted, seqs, st.integers(-60_000, 60_000)),
        st.builds(e.TagsRepeated, seqs, marks, seqs),
        st.builds(e.ParkedDropped, seqs),
        st.builds(e.QuestionAsked, texts, st.booleans()),
        st.builds(e.Noted, texts, marks, back_ms=st.integers(0, 60_000)),
        st.builds(e.NoteAmended, seqs, texts, marks),
        st.builds(e.Marked, mark, st.none() | seqs),
        st.builds(e.Judged, codes, st.none() | st.booleans(), texts),
        st.builds(e.NoteSetAside, seqs),
        st.builds(e.QuestionPlanned, few, st.sampled_from(["", "How did you plan?"])),
        st.builds(e.PortfolioListed, few, texts),
        st.builds(e.FeedbackGiven, codes, texts),
        st.builds(e.Sealed, st.just("pass")),
        st.builds(e.Reopened, texts),
        st.builds(e.SittingEnded, st.sampled_from(["completed", "abandoned"])),
        st.builds(e.Undone, seqs),
        st.builds(e.Undone, seqs),
        st.builds(e.Checked, st.sampled_from(["standard and option", "alone"]), st.booleans()),
        _openings(loaded, method),
    ]
    bound = (e.PhaseStarted, e.PhaseEnded, e.Opened)  # to the standard
    phaseless = [k for k in e.KINDS.values() if k not in bound]
    return st.one_of(*named, st.sampled_from(phaseless).flatmap(bodies_of))


def passing(
    steps: Sequence[tuple[int, int, bool]], bodies: Sequence[e.Body]
) -> list[tuple[Instant, e.Body]]:
    """Return the bodies with their times."""
    now, out = START, []
    for (gone, moved, anew), body in zip(steps, bodies, strict=True):
        later = now.later(gone)
        now = Instant(later.wall + moved, later.tick, later.boot, later.awake)
        if anew:
            now = Instant(now.wall, 1_000, now.boot + "'", 1_000)
        out.append((now, body))
    return out


@st.composite
def records(draw: st.DrawFn, most: int = 25) -> tuple[LoadedStandard, list[tuple[Instant, e.Body]]]:
    """Return a standard, and what happened when in a sitting under it; the first is `Opened`."""
    loaded, method, option = draw(st.sampled_from(SITTINGS))
    extra = draw(st.sampled_from([0, 250, 333]))
    seqs = st.integers(0, most + 2)
    happened = draw(st.lists(_happenings(loaded, method, seqs), max_size=most))
    bodies = [opening(loaded, method, option, extra), *happened]
    steps = draw(st.lists(moments(), min_size=len(bodies), max_size=len(bodies)))
    return loaded, passing(steps, bodies)
