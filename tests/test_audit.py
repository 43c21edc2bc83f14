"""A package that nobody has looked at is told by its name."""

from __future__ import annotations

from importlib import metadata

import pytest

from tests.audit import ROOT, known_faults, missing, needed, pinned, reviewed

PINS = (ROOT / "constraints.txt").read_text("utf-8")
TABLE = (ROOT / "docs" / "dependencies.md").read_text("utf-8")


def test_what_is_pinned_was_reviewed_and_what_was_reviewed_is_pinned() -> None:
    assert len(pinned(PINS)) > 50
    assert pinned(PINS).keys() == reviewed(TABLE)


def test_the_pins_name_no_address() -> None:
    assert all("://" not in line and "@" not in line for line in PINS.splitlines())


def test_what_others_bring_along_is_needed_too() -> None:
    found = needed(["pytest>=8", "markdown-it-py[linkify]", "nothing ; python_version < '3'"])
    assert found["pluggy"] == metadata.version("pluggy")
    assert "linkify-it-py" in found
    assert "nothing" not in found
    assert "linkify-it-py" not in needed(["markdown-it-py"])


@pytest.mark.parametrize(
    ("pins", "rows", "said"),
    [
        ({}, {"kite"}, ["kite 1.0 is not in constraints.txt"]),
        ({"kite": "1.0"}, set(), ["kite has no row", "kite is pinned, but has no row"]),
        ({"kite": "1.1"}, {"kite"}, ["kite is 1.0, constraints.txt says 1.1"]),
        ({"kite": "1.0", "string": "2"}, {"kite"}, ["string is pinned, but has no row"]),
        ({"kite": "1.0"}, {"kite"}, []),
    ],
)
def test_what_is_missing_is_told(pins: dict[str, str], rows: set[str], said: list[str]) -> None:
    told = missing({"kite": "1.0"}, pins, rows)
    assert len(told) == len(said)
    assert all(expected in sentence for expected, sentence in zip(said, told, strict=True))


def test_a_row_counts_only_when_it_is_whole() -> None:
    rows = "| a.b_C | why | MIT | 2026-11-24 |\n| d | why | MIT | |\n| e |  | MIT | 2026-11-24 |"
    assert reviewed(rows) == {"a-b-c"}


def test_known_faults_are_told_and_silence_is_not_taken_for_none() -> None:
    report = '{"dependencies": [{"name": "kite", "version": "1.0", "vulns": [{"id": "X-1"}]}]}'
    assert known_faults(report) == ["kite 1.0: X-1. Take a version without it."]
    assert known_faults('{"dependencies": [{"name": "kite", "skip_reason": "own"}]}') == []
    assert known_faults("") is None
    assert known_faults("Connection refused") is None
