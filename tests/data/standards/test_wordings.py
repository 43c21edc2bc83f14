"""The user's own words: which file goes first, and that no file can do harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.standards.built_in_words import LINE_DROPS
from data.standards.loader import SHIPPED_FOLDER, load_standard
from data.standards.wordings import RoomLine, Wordings, stand_in
from data.standards.wordings_written import built_in_files

STANDARD = load_standard(SHIPPED_FOLDER / "ST0792-1.1.toml").standard
M1, M2 = STANDARD.methods


def wordings(folder: Path, **files: str | bytes) -> Wordings:
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        (folder / name.replace("__", ".")).write_bytes(raw)
    return Wordings(folder)


def test_a_file_for_the_method_goes_before_one_for_all_before_the_standard(tmp_path: Path) -> None:
    found = wordings(tmp_path, preamble__M1__md="For one.", preamble__md="For all.")
    assert found.script("preamble", M1).paragraphs == ("For one.",)
    assert found.script("preamble", M2).paragraphs == ("For all.",)
    assert found.script("preamble", M2).source == str(tmp_path / "preamble.md")
    closing = found.script("closing", M1)
    assert (closing.paragraphs, closing.source) == (M1.closing, "the standard")


def test_the_standard_s_preamble_gets_a_word_about_the_line() -> None:
    words, _ = stand_in("preamble", M1)
    assert words == (*M1.preamble[:-1], LINE_DROPS, M1.preamble[-1])


def test_markdown_becomes_paragraphs_without_headings_and_signs(tmp_path: Path) -> None:
    text = "\ufeff# Title\r\n\r\n- Good **morning**,\r\n  and welcome.\r\n\r\n\r\n# no\nYes.\n \n\n"
    found = wordings(tmp_path, closing__md=text).script("closing", M1)
    assert found.paragraphs == ("Good morning, and welcome.", "Yes.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "decode"),
        (b"x" * 64_001, "larger than"),
        (b"", "no words"),
        (b"# only a heading\n", "no words"),
        (b"w" * 1_201, "paragraph 1 has more than 1200"),
        (b"a\n\n" * 61, "more than 60 paragraphs"),
    ],
)
def test_a_script_that_cannot_be_used_is_told_and_the_built_in_words_stand_in(
    tmp_path: Path, content: bytes, said: str
) -> None:
    found = wordings(tmp_path, closing__md=content).script("closing", M1)
    assert found.paragraphs == M1.closing
    assert said in found.problem
    assert found.problem.startswith(str(tmp_path))


def test_neither_a_pipe_nor_a_folder_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "closing.md")
    (tmp_path / "room.toml").mkdir()
    found = Wordings(tmp_path)
    assert "is not a file" in found.script("closing", M1).problem
    assert found.room().problem


ROOM = '[[line]]\nname = "desk"\nquestion = "Is it clear?"\n'


@pytest.mark.parametrize(
    "text",
    [
        "line = 3",
        "",
        "line = [",
        "[[line]]\nname = 3\nquestion = 'x'",
        '[[line]]\nname = "desk"',
        ROOM + ROOM,
        ROOM.replace("desk", "d" * 31),
        ROOM.replace("clear", "c" * 160),
        "".join(ROOM.replace("desk", f"desk {n}") for n in range(13)),
        "x = " + "[" * 5_000,
    ],
)
def test_a_room_file_that_cannot_be_used_leaves_the_built_in_list(
    tmp_path: Path, text: str
) -> None:
    found = wordings(tmp_path, room__toml=text).room()
    assert (found.source, len(found.lines)) == ("built in", 7)
    assert "not used" in found.problem


@pytest.mark.parametrize("text", ["incidents = []", "incidents = [1]", 'incidents = ["x", ""]'])
def test_wordings_of_incidents_that_cannot_be_used_leave_the_built_in_ones(
    tmp_path: Path, text: str
) -> None:
    found = wordings(tmp_path, incidents__toml=text).incidents()
    assert (found.source, len(found.lines)) == ("built in", 9)
    assert found.problem


def test_the_organisation_s_lists_are_taken(tmp_path: Path) -> None:
    found = wordings(tmp_path, room__toml=ROOM, incidents__toml='incidents = ["a dog barked"]')
    assert found.room().lines == (RoomLine("desk", "Is it clear?"),)
    assert found.incidents().lines == ("a dog barked",)


def test_what_is_written_for_editing_reads_as_the_built_in_words(tmp_path: Path) -> None:
    built_in, written = Wordings(), Wordings(tmp_path)
    for name, text in built_in_files(STANDARD).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for method in STANDARD.methods:
        for name in ("preamble", "closing", "no-show"):
            read = written.script(name, method)
            assert read.paragraphs == built_in.script(name, method).paragraphs
            assert read.source.startswith(str(tmp_path))
    assert written.room().lines == built_in.room().lines
    assert written.incidents().lines == built_in.incidents().lines
