"""A flip changes one bit, and a check that notices nothing is found out."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.faults.flips import FLIPPED, flip, flips


def test_one_bit_of_one_file_is_flipped(tmp_path: Path) -> None:
    for name in FLIPPED:
        (tmp_path / name).write_bytes(bytes(1000))
    flip(tmp_path, Random(1))
    held = b"".join((tmp_path / name).read_bytes() for name in FLIPPED)
    assert int.from_bytes(held, "big").bit_count() == 1


def test_a_check_that_notices_nothing_is_found_out() -> None:
    tally = flips(lambda home: False, killed=False)(5)
    assert (tally.runs, tally.lost) == (5, 5)
    assert all("nobody noticed" in problem for problem in tally.problems)
