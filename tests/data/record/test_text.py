from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record.text import clean

# Text as it may be pasted: every code point, lone surrogates too, and more of the hostile ones.
anything = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]),
        st.sampled_from("\r\n\t\x1b"),
    )
)
ordinary = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]))
DIRECTION = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def is_hostile(char: str) -> bool:
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(char) in DIRECTION
        or char in "\u200e\u200f\u061c\ufeff\ufff9\ufffa\ufffb"
    )


def test_every_hostile_character_is_replaced_by_itself() -> None:
    hostile = [char for char in map(chr, range(0x110000)) if is_hostile(char)]
    assert len(hostile) > 2000
    assert not [ascii(char) for char in hostile if is_hostile(clean(char))]
    assert not [c for c in hostile if c not in "\r\n" and is_hostile(clean(c, lines=True))]


@given(anything)
def test_nothing_hostile_survives_on_one_line(text: str) -> None:
    cleaned = clean(text)
    assert not any(map(is_hostile, cleaned))
    assert len(cleaned) == len(text)
    cleaned.encode()


@given(anything)
def test_of_several_lines_only_the_line_feeds_survive(text: str) -> None:
    cleaned = clean(text, lines=True)
    assert not any(is_hostile(char) for char in cleaned if char != "\n")
    assert len(cleaned) == len(text) - text.count("\r\n")
    assert cleaned.count("\n") == text.count("\n") + text.count("\r") - text.count("\r\n")


@given(anything, st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


@given(ordinary, st.booleans())
def test_letters_marks_digits_and_signs_of_any_script_stay(text: str, lines: bool) -> None:
    assert clean(text, lines=lines) == text


@pytest.mark.parametrize(
    "text",
    [
        "Née O'Brien — «quote» £12.50",
        "शूटिंग का बजट कैसे बनाया?",
        "مالی خدمات می\u200cخواهم",  # noqa: RUF001 - with the joiner of Persian
        "איך תכננת את התקציב",
        "どうやって予算を立てましたか",
        "e\u0301 and a\u0308, composed by the keyboard",
        "👩\u200d💻 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f ✔️",
        "[K1] [/bold] C:\\new #p4 100 %",
    ],
)
def test_ordinary_text_stays_as_it_was_typed(text: str) -> None:
    assert clean(text) == text
    assert clean(text, lines=True) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2Jgone", "␛[2Jgone"),
        ("\x9b2J", "\ufffd2J"),
        ("\x07\x00\x7f", "␇␀␡"),
        ("a\tb", "a b"),
        ("a\r\nb\nc", "a␍␊b␊c"),
        ("pay \u202e05.21£", "pay \ufffd05.21£"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("zero\ufeffwidth", "zero\ufffdwidth"),
        ("\ufff9note\ufffb", "\ufffdnote\ufffd"),
    ],
)
def test_what_could_drive_a_terminal_is_shown_instead(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_lines_of_any_system_become_line_feeds() -> None:
    assert clean("a\r\nb\rc\nd\x1b", lines=True) == "a\nb\nc\nd␛"
    assert clean("\ufff9note\ufffb", lines=True) == "\ufffdnote\ufffd"
