"""A bank's file is read whole, or everything that is wrong with it is told in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.standards.bank_loader import load_bank
from data.standards.errors import StandardError
from tests.bounded import run_bounded
from tests.data.standards.banked import BANK, put
from tests.data.standards.hostile import FILES, TEXTS

LOADER = """
from pathlib import Path
from data.standards.bank_loader import load_bank
from data.standards.errors import StandardError

def check(case):
    try:
        load_bank(Path(case))
    except StandardError as error:
        return str(error)
    return "loaded"
"""


def test_a_bank_holds_questions_and_stems(tmp_path: Path) -> None:
    bank = load_bank(put(tmp_path)).bank
    assert [question.id for question in bank.questions] == ["mill", "kit", "rights"]
    assert bank.questions[2].option == "1"
    assert (bank.stems[0].from_code, bank.stems[0].to_code) == ("P3", "D3")


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("text =", "txt =", "question mill, txt", "Write 'text' if that was meant"),
        ('aims = ["p3", "D3"]', "aims = []", "question mill, aims", "at least 1"),
        ('aims = ["p3", "D3"]', 'aims = "p3"', "question mill, aims", "should be a list"),
        ('id = "kit"', 'id = "MILL"', "question MILL", "is there twice"),
        ('id = "kit"', 'id = "a kit"', "question a kit, id", "Correct its spelling."),
        ('from = "P3"', "", "stem 1, from", "is missing"),
        ("format = 1", "format = 2", "format", "Write one of these."),
        ("kit list", "kit\\u200blist", "question kit, text", "cannot be seen"),
        ("[[stems]]", "[[stem]]", "stem", "Write 'stems' if that was meant"),
        ("format = 1", "format 1", "", "is not TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, place: str, said: str) -> None:
    path = put(tmp_path, BANK.replace(old, new, 1))
    with pytest.raises(StandardError) as caught:
        load_bank(path)
    assert place in [problem.place for problem in caught.value.problems]
    assert said in str(caught.value)


def test_hostile_files_are_refused_within_bounds(tmp_path: Path) -> None:
    for name, (content, _) in TEXTS.items():
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    for name, (make, _) in FILES.items():
        make(tmp_path / name)
    names = [*TEXTS, *FILES]
    told = run_bounded(LOADER, [str(tmp_path / name) for name in names])
    assert {Path(case).name for case in told} == set(names)
    for case, sentence in told.items():
        assert Path(case).name in sentence
        assert len(sentence) < 30_000
        assert sentence.isprintable() or "problems." in sentence
