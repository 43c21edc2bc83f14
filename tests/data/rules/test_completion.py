from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.entries import Mark
from data.rules.capture import parse
from data.rules.completion import MOST, complete
from data.rules.vocabulary import Vocabulary
from tests.data.record.sittings import shipped

M1 = Vocabulary.of(shipped().standard, "M1", "1")
M2 = Vocabulary.of(shipped().standard, "M2", "1")


def codes(line: str, heard: frozenset[str] = frozenset(), vocabulary: Vocabulary = M1) -> list[str]:
    return [found.insert for found in complete(line, len(line), vocabulary, heard)]


def test_a_code_completes_from_its_beginning() -> None:
    assert codes("#p") == ["#P1", "#P2", "#P3", "#P4", "#P5", "#P6"]
    assert codes("said so #d") == ["#D1", "#D2", "#D3"]


def test_a_code_typed_in_full_comes_first() -> None:
    assert codes("#p1", frozenset({"P1"}), M2) == ["#P1", "#P10", "#P11", "#P12", "#P13"]


def test_a_word_of_the_text_finds_its_codes() -> None:
    found = codes("#budg")
    assert found[0] == "#P4"
    assert "#K11" in found
    assert all("budg" in c.label.casefold() for c in complete("#budg", 5, M1))


def test_what_was_not_heard_comes_first() -> None:
    assert codes("#", frozenset({"P1", "P3"})) == ["#P2", "#P4", "#P5", "#P6", "#P7", "#D1"]
    assert codes("#budg", frozenset({"P4"}))[-1] == "#P4"


@pytest.mark.parametrize(
    "line", ["", "no tag", "#p4 ", "##p", "a#p", "#p4/", "#p4+", "! lost #p", "@7", "#qqq"]
)
def test_nothing_is_offered_outside_of_a_tag(line: str) -> None:
    assert codes(line) == []


@pytest.mark.parametrize("line", ["?#d", "?? why #d", "(#d", '"#d', "#p4+#d", "+ #d"])
def test_a_tag_completes_wherever_it_may_begin(line: str) -> None:
    assert codes(line) == ["#D1", "#D2", "#D3"]


def test_the_rest_of_the_code_is_replaced_and_the_sign_stays() -> None:
    line = "ok #pxx+ then"
    found = complete(line, 5, M1)[0]
    assert line[: found.start] + found.insert + line[found.end :] == "ok #P1+ then"


@settings(deadline=None)
@given(st.text(st.sampled_from('#p4kbud +?!("é\t')), st.integers(-3, 40))
def test_a_completion_always_makes_a_tag(line: str, cursor: int) -> None:
    offered = complete(line, cursor, M1)
    assert len(offered) <= MOST
    for found in offered:
        finished = line[: found.start] + found.insert
        understood = parse(finished, M1)
        heard = (*understood.aims, *(mark.code for mark in understood.marks))
        assert found.insert[1:] in heard


def test_a_key_costs_less_than_a_millisecond() -> None:
    complete("#co", 3, M2)
    began = process_time()
    for _ in range(100):
        complete("they said it in the meeting #co", 31, M2)
    assert (process_time() - began) / 100 < 0.001


def test_the_tags_of_the_note_before_come_first_where_no_letter_is_typed() -> None:
    same = (Mark("P4", "+"), Mark("K8"))
    first, *others = complete("more #", 6, M1, same=same)
    assert (first.insert, first.start, first.end) == ("#=", 5, 6)
    assert first.label.endswith("P4+ K8")
    assert len(others) == MOST - 1
    assert [found.insert for found in complete("more #=", 7, M1, same=same)] == ["#="]
    assert complete("#p", 2, M1, same=same)[0].insert == "#P1"
