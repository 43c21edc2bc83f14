"""The banks in a folder: what fits is there, the rest is told, and nothing is raised."""

from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

from data.standards.bank import NO_BANK
from data.standards.bank_loader import LoadedBank
from data.standards.banks import MOST_FILES, Banks
from tests.data.record.sittings import made_up, shipped
from tests.data.standards.banked import BANK, put

ST0792 = shipped().standard


def test_a_sitting_gets_what_is_for_its_method_and_option(tmp_path: Path) -> None:
    put(tmp_path)
    banks = Banks(tmp_path)
    project, discussion = banks.fitting(ST0792, "M1", "1"), banks.fitting(ST0792, "M2", "1")
    assert [(q.id, q.aims) for q in project.questions] == [("mill", ("P3", "D3")), ("kit", ("P2",))]
    assert project.stem("P3", "D3") == "Which of the two risks would you take again?"
    assert project.stem("P3", "D1") is None
    assert [(q.id, q.aims) for q in discussion.questions] == [("rights", ("O7", "K14"))]
    assert banks.fitting(ST0792, "M2", "2") == NO_BANK
    assert banks.fitting(made_up().standard, "A", "a") == NO_BANK
    assert project.told == ()


def test_no_folder_is_no_bank(tmp_path: Path) -> None:
    assert Banks(tmp_path / "questions").fitting(ST0792, "M1", "1") == NO_BANK


def test_what_does_not_fit_is_told_and_left_out(tmp_path: Path) -> None:
    text = BANK.replace('"p3"', '"P99"').replace('from = "P3"', 'from = "D1"')
    text = text.replace('option = "1"', 'option = "9"').replace('"AM1-P2"', '"O7"')
    put(tmp_path, text)
    bank = Banks(tmp_path).fitting(ST0792, "M1", "1")
    assert bank.questions == ()
    assert bank.stems == {}
    assert bank.told == (
        "ST0792.toml: question mill, aims: P99 is no descriptor or KSB of M1 core. "
        "Correct the code, or name the option that it belongs to.",
        "ST0792.toml: question kit, aims: O7 is no descriptor or KSB of M1 core. "
        "Correct the code, or name the option that it belongs to.",
        "ST0792.toml: question rights, option: 9 is not known. Write one of 1, 2.",
        "ST0792.toml: stem D1 to D3, from: D1 is a distinction descriptor. Name a pass descriptor.",
    )


def test_a_broken_bank_hides_no_other(tmp_path: Path) -> None:
    put(tmp_path, "format = ", "a-broken.toml")
    put(tmp_path)
    put(tmp_path, BANK.replace("the kit list", "another kit list"), "own.toml")
    bank = Banks(tmp_path).fitting(ST0792, "M1", "1")
    assert [q.text for q in bank.questions][1] == "How did the kit list come about?"
    assert [sentence.partition(":")[0] for sentence in bank.told] == [
        "a-broken.toml",
        *["own.toml"] * 2,
    ]
    assert "is in another bank as well" in bank.told[1]


def test_a_change_is_seen_and_too_many_files_are_told(tmp_path: Path) -> None:
    path = put(tmp_path)
    banks = Banks(tmp_path)
    assert len(banks.fitting(ST0792, "M1", "1").questions) == 2
    path.write_text(BANK.partition("[[questions]]")[0], "utf-8")
    assert banks.fitting(ST0792, "M1", "1").questions == ()
    for number in range(MOST_FILES):
        put(tmp_path, BANK.partition("[[questions]]")[0], f"b{number}.toml")
    assert "one file more than the 50" in banks.fitting(ST0792, "M1", "1").told[-1]


def test_of_a_bank_that_is_edited_the_last_version_is_kept_and_of_one_taken_out_none(
    tmp_path: Path,
) -> None:
    banks, seen = Banks(tmp_path), []
    for edits in range(3):
        path = put(tmp_path, BANK + "#" * edits)
        (found,) = banks.all()
        assert isinstance(found, LoadedBank) and banks.all() == [found]
        seen.append(ref(found.bank))
    del found
    gc.collect()
    assert [bank() is None for bank in seen] == [True, True, False]
    path.unlink()
    assert banks.all() == []
    gc.collect()
    assert seen[-1]() is None
