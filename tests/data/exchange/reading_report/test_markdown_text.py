from __future__ import annotations

import pytest

from data.exchange.reading_report.counting import Count, count
from data.exchange.reading_report.headings import heading_rules
from data.exchange.reading_report.markdown_text import extract
from tests.data.exchange.reading_report.reports import rules


def counted(text: str) -> Count:
    return count(extract(text).passages, heading_rules(rules()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Bold** and _slant_ and `code`", 5),
        ("[two words](https://example.org/a 'title')", 2),
        ("<https://example.org/a>", 1),
        ("![words behind a picture](a.png) seen", 1),
        ("1. one\n2. two\n   - three", 3),
        ("> quoted words", 2),
        ("<!-- not\n\nseen --> ", 0),
        ("<div class='a b'>two words</div>", 2),
        ("one<br>two<span> three</span>", 2),
        ("one  \ntwo\nthree", 3),
        ("- [x] done", 2),
    ],
)
def test_what_a_reader_sees_is_counted(text: str, words: int) -> None:
    assert counted(text).words == words


def test_tables_count_and_blocks_of_code_do_not() -> None:
    found = counted("| a | b |\n|---|---|\n| c d | e |\n\n```\nnot counted\n```\n")
    assert (found.words, found.in_tables, found.left_out) == (5, 5, (("blocks of code", 2),))


def test_headings_of_both_kinds_end_the_counting() -> None:
    for heading in ("# Appendix 1\n", "Appendices\n----------\n", "#### Annex: plan\n"):
        assert counted(f"# One\n\ntwo\n\n{heading}\nnot this\n").words == 2
    assert counted("## Contents\n\n- [Appendix A](#a)\n\n## One\n\ntwo").words == 2
