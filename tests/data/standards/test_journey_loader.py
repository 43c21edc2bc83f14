"""The file of a journey: the user's own first, read again when it changes, told when wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.standards.errors import InvalidStandard, MalformedStandard
from data.standards.journey_loader import FOLDER, journey_file, journey_of
from tests.data.record.sittings import shipped

NAME = "ST0792-1.1.toml"
STANDARD = shipped().standard


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with the shipped journey as the user's own."""
    (tmp_path / FOLDER).mkdir()
    _write(tmp_path, _shipped_text())
    return tmp_path


def _shipped_text() -> str:
    path = journey_file(STANDARD)
    assert path is not None
    return path.read_text("utf-8")


def _write(home: Path, text: str, age: int = 0) -> None:
    path = home / FOLDER / NAME
    path.write_text(text, "utf-8")
    os.utime(path, ns=(age, age))


def test_the_users_own_file_comes_first_and_its_changes_hold(home: Path) -> None:
    ours, before = journey_of(STANDARD), "words_per_mille = 100"
    assert journey_of(STANDARD, home) == ours
    changed = _shipped_text().replace(before, before.replace("100", "150"))
    assert changed != _shipped_text()
    _write(home, changed, age=1)
    assert journey_of(STANDARD, home).project.words_per_mille == 150
    assert journey_of(STANDARD) == ours


def test_a_standard_without_a_file_has_a_journey_all_the_same(tmp_path: Path) -> None:
    other = STANDARD.model_copy(update={"version": "9.9"})
    assert journey_file(other, tmp_path) is None
    assert journey_of(other, tmp_path).version == "9.9"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('version = "1.1"', 'version = "1.2"', ["is not ST0792 1.1"]),
        ('method = "M1"', 'method = "M7"', ["project.method", "is no method: M7"]),
        ("words = 3000", "wordz = 3000", ["project, wordz"]),
    ],
)
def test_what_does_not_fit_is_told_each_time(
    home: Path, old: str, new: str, told: list[str]
) -> None:
    text = _shipped_text()
    assert old in text
    _write(home, text.replace(old, new, 1), age=2)
    for _ in range(2):
        with pytest.raises(InvalidStandard) as caught:
            journey_of(STANDARD, home)
        said = "\n".join(map(str, caught.value.problems))
        assert all(words in said for words in told), said


def test_what_is_no_toml_is_told(home: Path) -> None:
    _write(home, "reference = ", age=3)
    with pytest.raises(MalformedStandard, match="is not TOML"):
        journey_of(STANDARD, home)
