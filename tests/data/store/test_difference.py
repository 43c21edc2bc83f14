"""What restoring loses and gains is told to the letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.store.contents import Contents, Held
from data.store.difference import difference

counts = st.integers(0, 5)
shapes = st.dictionaries(
    st.sampled_from("abcde"), st.tuples(counts, counts, counts, st.sampled_from("sbB"))
)
"""Entries that are alike, only in the store, only in the backup; and which of the two has it."""


def _held(name: str, alike: int, more: int, whose: str) -> Held:
    hashes = [f"{name}{n}" for n in range(alike)] + [f"{name}{n}{whose}" for n in range(more)]
    return Held(name, "Testa Example", "M1", tuple(hashes))


def _contents(*held: Held) -> Contents:
    return Contents(frozenset(f"of {one.sitting}" for one in held), {o.sitting: o for o in held})


@given(shapes)
def test_what_is_lost_and_gained_is_counted_exactly(
    shape: dict[str, tuple[int, int, int, str]],
) -> None:
    ours = [_held(n, a, s, "store") for n, (a, s, _, who) in shape.items() if who != "b"]
    theirs = [_held(n, a, b, "backup") for n, (a, _, b, who) in shape.items() if who != "s"]
    told = difference(_contents(*ours), _contents(*theirs))

    both = {n: v for n, v in shape.items() if v[3] == "B"}
    ours_only = {n: v for n, v in shape.items() if v[3] == "s"}
    theirs_only = {n: v for n, v in shape.items() if v[3] == "b"}
    assert told.lost == sum(v[1] for v in both.values()) + sum(
        v[0] + v[1] for v in ours_only.values()
    )
    assert told.gained == sum(v[2] for v in both.values()) + sum(
        v[0] + v[2] for v in theirs_only.values()
    )
    assert (told.assessments_lost, told.assessments_gained) == (len(ours_only), len(theirs_only))
    for one in told.sittings:
        if one.sitting in both:
            assert (one.alike, one.lost, one.gained) == both[one.sitting][:3]
    assert told.same == (not ours_only and not theirs_only and not (told.lost or told.gained))


@given(shapes)
def test_a_store_is_the_same_as_itself(shape: dict[str, tuple[int, int, int, str]]) -> None:
    held = _contents(*(_held(n, a, s, "") for n, (a, s, _, _) in shape.items()))
    told = difference(held, held)
    assert told.same
    assert list(told.lines()) == ["Store and backup hold the same."]


def test_it_is_said_in_words() -> None:
    store = _contents(_held("a", 4, 3, "store"), _held("b", 2, 0, ""))
    backup = _contents(_held("a", 4, 1, "backup"))
    assert list(difference(store, backup).lines()) == [
        "1 assessment only in the store: restoring loses it.",
        "Testa Example, M1: entries 5 to 7 only in the store (lost by restoring), "
        "entry 5 only in the backup (gained)",
        "Testa Example, M1: entries 1 to 2 only in the store (lost by restoring)",
    ]


def test_a_booking_that_restoring_loses_is_told_though_its_record_has_not_begun() -> None:
    store = Contents(frozenset("x"), {"a": _held("a", 0, 0, ""), "b": _held("b", 0, 0, "")})
    backup = Contents(frozenset("x"), {})
    told = difference(store, backup)
    assert not told.same
    assert list(told.lines()) == ["2 bookings only in the store: restoring loses them."]
    assert list(difference(backup, store).lines()) == [
        "2 bookings only in the backup: restoring gains them."
    ]
