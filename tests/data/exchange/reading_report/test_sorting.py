from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from data.exchange.reading_report.counting import BEFORE, codes_in, count
from data.exchange.reading_report.headings import heading_rules
from data.exchange.reading_report.passages import Passage
from data.exchange.reading_report.plain_text import extract
from data.exchange.reading_report.words import words_of
from tests.data.exchange.reading_report.reports import rules

TEXTS = st.sampled_from(
    ["Two words.", "References", "Contents", "Appendix A", "1. Risks", "Lessons 4", "A. .", "Plan"]
)
PASSAGES = st.builds(
    Passage,
    TEXTS,
    st.sampled_from(["text", "table", "box", "note", "hidden", "margin", "contents", "code"]),
    st.integers(0, 3),
    st.integers(0, 2),
    st.booleans(),
)


@given(st.lists(PASSAGES, max_size=25), st.sampled_from(["", "risks", "plan"]))
def test_every_word_is_counted_or_left_out_and_told(passages: list[Passage], until: str) -> None:
    found = count(passages, heading_rules(rules(), until))
    left_out = sum(number for _, number in found.left_out)
    assert found.words + left_out == sum(len(words_of(one.text)) for one in passages)
    assert found.words == sum(one.words for one in found.sections if not one.why)


def test_capital_letters_an_underline_or_a_line_alone_make_a_heading_of_plain_text() -> None:
    text = (
        "Title page\nof two lines.\n\nPLAN\nTwo words.\nRisks\n=====\nTwo words.\n\nEnd\n\nOne.\n"
    )
    found = count(extract(text).passages, heading_rules(rules()))
    assert [(one.heading, one.words) for one in found.sections] == [
        (BEFORE, 5),
        ("PLAN", 3),
        ("Risks", 3),
        ("End", 2),
    ]


def test_sources_by_themselves_on_a_line_end_no_list_of_them() -> None:
    text = "Risks\n\nOne.\n\nReferences\n\nSmith, J. 2020 The set\n\nhttps://example.org\n\nEnd\n\nTwo.\n"
    found = count(extract(text).passages, heading_rules(rules()))
    assert (found.words, found.left_out) == (4, (("references", 7),))


def test_long_lines_take_no_longer_than_they_are() -> None:
    hostile = ("Appendix A" + " " * 60_000 + ".", " ." * 30_000 + "x", "\t" * 60_000 + "1 x")
    begun = time.process_time()
    for text in hostile:
        count(extract(f"One\n\n{text}\n\nTwo.").passages, heading_rules(rules()))
    assert time.process_time() - begun < 1


def test_codes_are_found_however_they_are_written() -> None:
    texts = ["K1, K02 and S4-S6", "b3 is none; B3 is, S 9 too. K7\u2013K8 AK5 K123 S5-3"]
    assert codes_in(texts) == ("K1", "K2", "K7", "K8", "S4", "S5", "S6", "S9", "B3")
