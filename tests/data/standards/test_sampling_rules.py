"""The organisation's file of sampling rules: defaults, bounds, and everything wrong told."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.standards.errors import StandardError
from data.standards.sampling_rules import NAME, SamplingRules, sampling_rules

WHOLE = """
format = 1
[every]
of = 10
pick = "last"
per = "all"
[new]
first = 2
days = 30
known = ["Pat Pretend"]
[all]
fails = false
grades = ["distinction"]
flags = ["extension", "deviation"]
"""


def _read(folder: Path, text: str) -> SamplingRules:
    (folder / NAME).write_text(text, "utf-8")
    return sampling_rules(folder)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    rules = sampling_rules(tmp_path)
    assert (rules.every.of, rules.new.first, rules.all.fails) == (5, 3, True)
    assert _read(tmp_path, "") == rules


def test_a_whole_file_is_what_it_says(tmp_path: Path) -> None:
    rules = _read(tmp_path, WHOLE)
    assert (rules.every.of, rules.every.pick, rules.every.per) == (10, "last", "all")
    assert (rules.new.days, rules.new.known) == (30, ("Pat Pretend",))
    assert (rules.all.grades, rules.all.flags) == (("distinction",), ("extension", "deviation"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[every]\nof = -1", "of"),
        ("[every]\nof = 1001", "of"),
        ('[every]\npick = "any"', "pick"),
        ("[evry]\nof = 1", "evry"),
        ('[all]\nflags = ["late"]', "there is no 'late'"),
        ("[new]\nfirst = 1.5", "first"),
        ("format = 2", "format"),
        ("every = [", "is not TOML"),
        ('[new]\nknown = ["a\\u202eb"]', "U\\+202E"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(StandardError, match=told):
        _read(tmp_path, text)
