"""A note that only points at the portfolio supports nothing: the rule, and what follows from it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.entries import Mark
from data.rules import judging, talk_guards
from data.rules.pointing import last_points, only_points, pointing
from data.rules.prepare_guards import list_portfolio
from tests.data.rules.acting import Acting

TITLES = ("Call sheet, day 3", "Budget", "Location recce: notes")
BEFORE = ("", "see ", "See also: ", "P4 / K8: ", "as shown in the ", "(cf. ")
NAMED = ("piece 7", "Piece7", "pieces 3-5 and 9", "portfolio", "portfolio no. 12", "evidence 7")
AFTER = ("", ".", ", p. 4", " please", " (attached)")

TITLED = ("Budget", "call sheet day 3", "LOCATION RECCE - notes", "budget; Call sheet, day 3")
LINKED = ("https://drive.example/a?b=1", "www.files.example/x", "call_sheet_v2.pdf", "file://c/x")

SAYS = ("compared", "not", "no evidence", "strong", "three", "gesprochen", "7 days", "l'équipe")
"""Each is a word of its own: something was heard."""


@pytest.mark.parametrize("named", (*NAMED, *TITLED, *LINKED))
def test_numbers_titles_and_links_alone_point_whatever_fills_between_them(named: str) -> None:
    for before, after in product(BEFORE, AFTER):
        assert only_points(f"{before}{named}{after}", (), TITLES), (before, named, after)


@pytest.mark.parametrize("word", SAYS)
def test_one_word_of_what_was_heard_is_enough(word: str) -> None:
    for before, named, after in product(BEFORE, (*NAMED, *TITLED, *LINKED), AFTER):
        assert not only_points(f"{before}{named} {word}{after}", (), TITLES), (before, named)
        assert not only_points(f"{word}: {before}{named}{after}", (), TITLES), (before, named)


@pytest.mark.parametrize(
    "text", ["", "ok", "7", "12", "see", "no evidence", "evidence", "a call sheet", "P4", "7 9"]
)
def test_what_names_no_piece_does_not_point(text: str) -> None:
    assert not only_points(text)


@pytest.mark.parametrize(
    ("text", "evidence", "points"),
    [
        ("", ("7",), True),
        ("see", ("7", "9"), True),
        ("see", ("r7",), False),  # a page of the report
        ("piece 3", ("7", "r7"), False),
        ("she said why", ("7",), False),
    ],
)
def test_a_pointer_of_the_note_line_points_with_nothing_beside_it(
    text: str, evidence: tuple[str, ...], points: bool
) -> None:
    assert only_points(text, evidence) is points


SOME = ("see", "piece", "7", "portfolio", "the", "12", "quotes", "he", "compared", "not")
WORDS = st.lists(st.sampled_from(SOME))
TITLE = st.text("abc é-", min_size=1, max_size=9).filter(lambda text: text.strip(" -"))


@settings(max_examples=60)
@given(WORDS)
def test_neither_order_nor_case_nor_signs_make_a_difference(words: list[str]) -> None:
    found = only_points(" ".join(words))
    assert only_points(" - ".join(word.upper() for word in words)) is found
    assert only_points(", ".join(reversed(words))) is found
    assert only_points(" ".join([*words, "quotes"])) is False


@settings(max_examples=60)
@given(st.lists(TITLE, min_size=1, max_size=4), st.text("xyz", min_size=3, max_size=5))
def test_any_titles_point_and_any_strange_word_says_something(titles: list[str], word: str) -> None:
    text = " and ".join(titles)
    assert only_points(f"see {text}", (), titles)
    assert not only_points(f"see {text} {word}", (), titles)


@settings(max_examples=40)
@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=3))
def test_whatever_was_typed_is_read(text: str, titles: list[str]) -> None:
    only_points(text, (), titles)
    assert not only_points(f"{text} quotes heard", (), ())


def _noted(method: str, text: str, sign: str = "+") -> Acting:
    sitting = Acting(method)
    if method == "M2":
        sitting.do(list_portfolio, 7, "Call sheets")
    sitting.asking().wait(2).do(talk_guards.note, text, (Mark("P1", sign),))
    return sitting


def test_such_a_note_supports_and_proposes_nothing_and_is_shown_until_it_is_set_aside() -> None:
    sitting = _noted("M2", "see piece 7")
    state, one = sitting.state, sitting.state.criteria[0]
    (seq,) = state.notes
    assert last_points(state) and pointing(state) == {seq}
    assert judging.supporting(state, one) == ()
    assert [note.seq for note in judging.pointing_to(state, one)] == [seq]
    assert judging.proposal(state, one) is None
    assert [note.seq for note in judging.unattached(state)] == [seq]
    sitting.over().do(judging.set_aside, seq)
    assert judging.unattached(sitting.state) == ()


def test_the_assessor_is_warned_and_never_held_up_and_a_word_mends_it() -> None:
    sitting = _noted("M2", "call sheets")
    (seq,) = sitting.state.notes
    one = sitting.state.criteria[0]
    sitting.over().do(judging.judge, "P1", True, "", (seq,))
    told = judging.unsupported(sitting.state, one)
    assert told.startswith("P1 is met") and "2:00 call sheets" in told
    idle = "1 note supports nothing: 2:00 call sheets. Note what was said, then set aside."
    assert {told, idle} <= set(judging.warnings(sitting.state))
    marks = (Mark("P1", "+"),)
    sitting.do(talk_guards.amend, seq, "call sheets: why the second was late", marks)
    assert judging.unsupported(sitting.state, one) == ""
    assert [note.seq for note in judging.supporting(sitting.state, one)] == [seq]
    assert judging.proposal(sitting.state, one) is True


def test_a_tick_or_another_note_beside_it_is_enough() -> None:
    for beside in ("tick", "note"):
        sitting = _noted("M2", "see piece 7")
        if beside == "tick":
            sitting.do(talk_guards.mark, "P1", "+")
        else:
            sitting.wait(1).do(talk_guards.note, "named who signed it off", (Mark("P1", "+"),))
        one = sitting.state.criteria[0]
        assert judging.proposal(sitting.state, one) is True
        sitting.over().do(judging.judge, "P1", True)
        assert judging.unsupported(sitting.state, one) == ""


def test_only_a_method_with_a_portfolio_knows_the_rule() -> None:
    sitting = _noted("M1", "see piece 7")
    assert pointing(sitting.state) == frozenset() and not last_points(sitting.state)
    assert judging.supporting(sitting.state, sitting.state.criteria[0])
