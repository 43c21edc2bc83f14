from __future__ import annotations

import subprocess

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.exchange.reading_report.words import tokens_of, words_of

PLAIN = st.text(st.characters(codec="ascii", categories=("L", "N", "P")), min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("well-known, co-ordinator", 2),
        ("3,000 10% £5 09:30 K12", 5),
        ("don't o\u2019clock", 2),
        ("see https://example.org/a-b?c=d and/or me@example.org", 4),
        ("a - b \u2013 c \u2014 d & e ... \u2022", 5),
        ("plan\u2014and do", 2),
        ("no\u00a0break and\u2007figure", 4),
        ("looks\u2800blank\u3164here\u200bnow", 4),
        ("soft\u00adhyphen join\u2060ed", 2),
        ("caf\u00e9 na\u00efve \u6620\u753b", 3),
        ("_ * #", 0),
        ("", 0),
    ],
)
def test_what_a_word_is(text: str, words: int) -> None:
    assert len(words_of(text)) == words


@pytest.mark.parametrize(
    "marked",
    ["1. ", "12) ", "a) ", "(iv) ", "\u2022 ", "- ", "2.1 ", "3.2.1. ", "\u2022\t1. "],
)
def test_the_mark_of_a_list_and_the_number_of_a_heading_are_no_words(marked: str) -> None:
    assert words_of(f"{marked}Lessons learnt") == ["Lessons", "learnt"]


@pytest.mark.parametrize("text", ["3,000 words", "2026 was", "I. was", "A plan", "9:30 began"])
def test_a_number_in_front_of_a_sentence_is_a_word(text: str) -> None:
    assert len(words_of(text)) == (2 if text != "I. was" else 1)


@given(st.lists(PLAIN, max_size=30), st.sampled_from([" ", "\n", "\t", "  ", "\u00a0", " \r\n"]))
@example(["1.", "a"], " ")
def test_words_are_those_between_blanks_that_hold_a_letter_or_a_figure(
    parts: list[str], blank: str
) -> None:
    text = blank.join(["Begin", *parts])
    assert tokens_of(text) == ["Begin", *parts]
    alnum = [part for part in parts if any(letter.isalnum() for letter in part)]
    assert words_of(text) == ["Begin", *alnum]


@given(st.text(max_size=80), st.text(max_size=80))
def test_two_texts_have_the_words_of_both(one: str, other: str) -> None:
    both = words_of(f"Begin {one} {other}")
    assert len(both) == len(words_of(f"Begin {one}")) + len(words_of(f"Begin {other}")) - 1


def test_everything_between_blanks_is_what_wc_counts() -> None:
    text = "1. The plan \u2013 well-known \u2014 costs 3,000 & more...\n\n  It doesn't.\tEnd\n"
    done = subprocess.run(["wc", "-w"], input=text.encode(), capture_output=True, check=True)
    assert len(tokens_of(text)) == int(done.stdout)
