"""Pastes of any size, with or without their marks, between them or without an end."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from epa_tui.terminal import BURST, SILENCE_S, CalmParser
from screens.widgets.text_input import LONGEST_PASTE

BEGIN, END = "\x1b[200~", "\x1b[201~"


class Watch:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def told(messages: Iterable[Message]) -> list[str]:
    """Return keys by their names and pastes by their text."""
    return [
        message.key if isinstance(message, events.Key) else f"paste:{message.text}"
        for message in messages
        if isinstance(message, events.Key | events.Paste)
    ]


def read(*chunks: str) -> list[str]:
    parser = CalmParser(now=Watch())
    return [one for chunk in chunks for one in told(parser.feed(chunk))]


@pytest.mark.parametrize("inside", ["one \x1b two", "\x1b]52;c;aGk=\x07", "\x1b[20", "a\nb", ""])
def test_a_paste_is_whole_and_in_order(inside: str) -> None:
    pasted = [f"paste:{inside}"] if inside else []
    assert read(f"a{BEGIN}{inside}{END}b") == ["a", *pasted, "b"]


def test_textual_still_reorders_what_follows_an_escape_in_a_paste() -> None:
    """When this fails, upstream has mended it: look whether `CalmParser` is needed any more."""
    assert told(XTermParser().feed(f"{BEGIN}ab\x1bcd{END}"))[0] == "circumflex_accent"


def test_textual_still_waits_for_ever_for_the_end_of_a_paste() -> None:
    parser = XTermParser()
    assert told(parser.feed(f"{BEGIN}ab")) == []
    assert told(parser.tick()) == []


def test_the_driver_still_takes_its_parser_from_this_name() -> None:
    """The parser would be without effect if Textual took its own from elsewhere."""
    assert "XTermParser" in LinuxDriver.run_input_thread.__code__.co_names


_PARTS = ("a", "\x1b[A", "\r", BEGIN, END, "\x1b[20", "\x1b[1;5C", "[", "2", "pasted")


@given(st.lists(st.sampled_from(_PARTS), max_size=8), st.lists(st.integers(0, 60), max_size=8))
def test_where_the_reads_cut_makes_no_difference(parts: list[str], cuts: list[int]) -> None:
    stream = "".join(parts)
    places = sorted({cut for cut in cuts if 0 < cut < len(stream)})
    chunks = [stream[a:b] for a, b in zip([0, *places], [*places, len(stream)], strict=True)]
    assert read(*filter(None, chunks), END) == read(stream + END)


def test_keys_work_again_a_second_after_a_paste_whose_end_was_lost() -> None:
    watch = Watch()
    parser = CalmParser(now=watch)
    assert told(parser.feed(f"{BEGIN}half a")) == []
    watch.now += SILENCE_S / 2
    assert told(parser.feed(" paste\x1b[20")) == []
    watch.now += SILENCE_S * 0.9
    assert told(parser.tick()) == []
    watch.now += SILENCE_S * 0.2
    assert told(parser.tick()) == ["paste:half a paste\x1b[20"]
    assert told(parser.feed(f"b{END}c")) == ["b", "c"]


def test_what_is_too_long_is_not_collected_and_said_to_be_too_long() -> None:
    parser = CalmParser(now=Watch())
    for _ in range(100):
        assert told(parser.feed((BEGIN if not parser._length else "") + "x" * LONGEST_PASTE)) == []
    (paste,) = parser.feed(f"{END}")
    assert isinstance(paste, events.Paste)
    assert len(paste.text) == LONGEST_PASTE + 1


def test_a_burst_of_characters_is_a_paste_and_fast_hands_are_not() -> None:
    watch = Watch()
    parser = CalmParser(now=watch)
    assert told(parser.feed("a" * (BURST - 1))) == ["a"] * (BURST - 1)
    assert told(parser.feed("b" * 4095)) == []
    assert told(parser.feed("c")) == []
    watch.now += 1
    assert told(parser.tick()) == ["paste:" + "b" * 4095 + "c"]
    assert told(parser.feed("d" * BURST + "\r")) == ["paste:" + "d" * BURST, "enter"]


def test_escape_is_told_as_soon_as_before() -> None:
    watch = Watch()
    parser = CalmParser(now=watch)
    assert told(parser.feed("\x1b")) == []
    watch.now += 0.2
    assert told(parser.tick()) == ["escape"]
    assert told(parser.feed("\x1b")) == []
    assert told(parser.feed(f"{BEGIN}x{END}")) == ["escape", "paste:x"]


@pytest.mark.parametrize(
    ("held", "given"),
    [(f"{BEGIN}half", "half"), (f"{BEGIN}half\x1b[20", "half\x1b[20"), ("z" * BURST, "z" * BURST)],
)
def test_nothing_is_held_back_at_the_end_of_the_input(held: str, given: str) -> None:
    parser = CalmParser(now=Watch())
    assert told(parser.feed(held)) == []
    assert told(parser.feed("")) == [f"paste:{given}"]
