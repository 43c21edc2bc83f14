"""One is not counted as several."""

from __future__ import annotations

import pytest

from data.rules.counts import counted


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0 descriptors"), (1, "1 descriptor"), (2, "2 descriptors"), (11, "11 descriptors")],
)
def test_only_one_is_one(number: int, written: str) -> None:
    assert counted(number, "descriptor") == written


def test_words_with_another_plural_bring_it() -> None:
    assert counted(2, "question is", "questions are") == "2 questions are"
    assert counted(1, "question is", "questions are") == "1 question is"
