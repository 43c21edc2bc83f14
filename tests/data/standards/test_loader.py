"""A file from anywhere is loaded whole, or refused quickly with a place and a remedy."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from pathlib import Path

import pytest

from data.standards.errors import (
    SHOWN_PROBLEMS,
    InvalidStandard,
    MalformedStandard,
    StandardError,
    UnreadableStandard,
)
from data.standards.loader import load_standard

KITE = Path(__file__).parents[2] / "standards" / "made-up-1.0.toml"
KITE_TEXT = KITE.read_text(encoding="utf-8")


def refused(folder: Path, content: str | bytes, name: str = "a.toml") -> StandardError:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(StandardError) as caught:
        load_standard(path)
    assert str(path) in str(caught.value)
    return caught.value


def test_digest_is_of_the_bytes(tmp_path: Path) -> None:
    loaded = load_standard(KITE)
    assert loaded.digest == hashlib.sha256(KITE.read_bytes()).hexdigest()
    changed = tmp_path / "changed.toml"
    changed.write_bytes(KITE.read_bytes() + b"# one comment more\n")
    assert load_standard(changed).standard == loaded.standard
    assert load_standard(changed).digest != loaded.digest


def test_marks_and_line_ends_of_windows_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "windows.TOML"
    path.write_bytes(b"\xef\xbb\xbf" + KITE_TEXT.replace("\n", "\r\n").encode())
    assert load_standard(path).standard == load_standard(KITE).standard


def test_brackets_in_texts_and_comments_are_no_nesting(tmp_path: Path) -> None:
    path = tmp_path / "brackets.toml"
    text = KITE_TEXT.replace("Flown a kite", "Flown " + "[" * 100 + "." * 100 + " a kite")
    path.write_text(text + "# " + "{" * 100 + "\n", encoding="utf-8")
    assert load_standard(path).standard.gateway[0].startswith("Flown [[[")


def test_size_is_refused_before_parsing(tmp_path: Path) -> None:
    error = refused(tmp_path, KITE_TEXT + "#" * 1_000_000)
    assert isinstance(error, UnreadableStandard)
    assert "larger than 1,000,000 bytes" in error.problem


def test_other_encodings_are_refused_with_the_line(tmp_path: Path) -> None:
    error = refused(tmp_path, b'format = 1\ntitle = "caf\xe9"\n')
    assert isinstance(error, UnreadableStandard)
    assert (error.place, error.problem) == ("line 2", "is not UTF-8")


@pytest.mark.parametrize(
    ("escape", "code"),
    [("\\u0007", "U+0007"), ("\\t", "U+0009"), ("\u202e", "U+202E"), ("\u2067", "U+2067")],
)
def test_characters_that_cannot_be_seen(escape: str, code: str, tmp_path: Path) -> None:
    error = refused(tmp_path, KITE_TEXT.replace("seven imaginary", f"seven{escape} imaginary"))
    assert isinstance(error, InvalidStandard)
    assert error.place == "KSB S1, text"
    assert code in error.problem


def test_half_characters_of_json_are_refused(tmp_path: Path) -> None:
    data = tomllib.loads(KITE_TEXT)
    data["source"] = "half \ud800"
    error = refused(tmp_path, json.dumps(data), "a.json")
    assert ("source", True) in [(p.place, "U+D800" in p.problem) for p in error.problems]


def test_a_key_cannot_steer_the_terminal(tmp_path: Path) -> None:
    error = refused(tmp_path, KITE_TEXT.replace("format = 1", 'format = 1\n"\\u001b[2J" = 1'))
    assert "\x1b" not in str(error)
    assert "\\x1b[2J" in str(error)


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        ("format = ", "a.toml", "is not TOML"),
        ("format = 1\nformat = 1", "a.toml", "is not TOML"),
        ("a = " + "9" * 100_000, "a.toml", "is not TOML"),
        ("{", "a.json", "is not JSON"),
        ('{"level": NaN}', "a.json", "NaN is not a number"),
        ('{"level": -Infinity}', "a.json", "-Infinity is not a number"),
        ('{"level": 3, "level": 4}', "a.json", "the key 'level' stands twice"),
        ("[1]", "a.json", "is not a table"),
    ],
)
def test_malformed_files(content: str, name: str, problem: str, tmp_path: Path) -> None:
    error = refused(tmp_path, content, name)
    assert isinstance(error, MalformedStandard)
    assert problem in error.problem


@pytest.mark.parametrize(
    ("old", "new", "place", "problem"),
    [
        ("minutes = 25", 'minutes = "25"', "method A, phase questions, minutes", "valid integer"),
        ("minutes = 25", "minutes = 25.0", "method A, phase questions, minutes", "valid integer"),
        ("minutes = 25", "minutes = 0", "method A, phase questions, minutes", "greater than 0"),
        ("silent = true", "silent = 1", "method A, phase display, silent", "valid boolean"),
        ("minutes = 25", "minuts = 25", "method A, phase questions, minutes", "is missing"),
        ("minutes = 25", "minuts = 25", "method A, phase questions, minuts", "is not a key"),
        ('ksbs = ["S2", "B1"]', "ksbs = [2]", "descriptor C-P1, ksbs, entry 1", "valid string"),
        ('ksbs = ["S2", "B1"]', 'ksbs = "S2"', "descriptor C-P1, ksbs", "should be a list"),
        ('code = "K4"', 'code = "K 4"', "KSB K 4, code", "should match pattern"),
        ('code = "a"', 'code = "?"', "option ?, code", "should match pattern"),
        ('code = "K4"\n', "", "KSB 5, code", "is missing"),
        ('overall = "merit"', 'result = "merit"', "overall row 7, overall", "is missing"),
        ("level = 3\n", "level = true\n", "level", "valid integer"),
        ('cap = "merit"', "cap = 1979-05-27", "resit, cap", "valid string"),
    ],
)
def test_places_are_named_by_code(
    old: str, new: str, place: str, problem: str, tmp_path: Path
) -> None:
    assert KITE_TEXT.count(old) == 1
    error = refused(tmp_path, KITE_TEXT.replace(old, new))
    assert isinstance(error, InvalidStandard)
    assert [True for p in error.problems if p.place == place and problem in p.problem], str(error)


def test_a_misspelt_key_is_recognised(tmp_path: Path) -> None:
    error = refused(tmp_path, KITE_TEXT.replace("minutes = 25", "minuts = 25"))
    assert "Write 'minutes' if that was meant, or remove it." in str(error)


def test_a_file_of_one_problem_says_it_in_one_line(tmp_path: Path) -> None:
    error = refused(tmp_path, KITE_TEXT.replace('cap = "merit"', 'cap = "gold"'))
    assert str(error) == (
        f"{tmp_path / 'a.toml'}: resit, cap: gold is not known. "
        "Write one of fail, pass, merit, distinction."
    )


def test_the_first_twenty_problems_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    gateway = ", ".join(["1"] * 50)
    error = refused(tmp_path, KITE_TEXT.replace('gateway = ["', f'gateway = [{gateway}, "'))
    assert isinstance(error, InvalidStandard)
    assert (len(error.problems), error.found) == (SHOWN_PROBLEMS, 50)
    assert "and 30 more" in str(error)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "folder.toml", tmp_path / "pipe.toml"
    folder.mkdir()
    if hasattr(os, "mkfifo"):  # elsewhere it is simply missing, which is refused too
        os.mkfifo(pipe)
    for path in (folder, pipe, tmp_path / "missing.toml", KITE.with_suffix(".yaml")):
        with pytest.raises(UnreadableStandard) as caught:
            load_standard(path)
        assert path.name in str(caught.value)
