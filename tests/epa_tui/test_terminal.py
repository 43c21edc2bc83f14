from __future__ import annotations

import codecs
from collections.abc import Sequence

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.drivers import linux_driver
from textual.filter import LineFilter
from textual.widgets import Input, Static

from epa_tui.terminal import Guard, survive_bad_bytes, title_sequence

PROBES = {
    "escape": "\x1b[2J",
    "title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;aGk=\x07",
    "c1": "\x9b2J",
    "dcs": "\x1bP1$r\x1b\\",
    "bidi": "\u202eevil\u2066",
    "delete": "\x7f",
}


@pytest.mark.parametrize("probe", PROBES.values(), ids=PROBES)
def test_no_control_character_passes_the_guard(probe: str) -> None:
    kept = Guard().apply([Segment(f"Ada {probe} Example")], Color(0, 0, 0))
    text = "".join(segment.text for segment in kept)
    assert text.startswith("Ada ")
    assert text.endswith(" Example")
    assert not any(character in text for character in "\x1b\x07\x9b\x7f\u202e\u2066")


def test_ordinary_text_passes_untouched() -> None:
    hide = Segment("\x1b[?25l", None, [(1, 2)])  # type: ignore[list-item]  # whatever controls
    segments = [Segment("Zoë Ó Máille 测试 ┏━┓"), hide]
    assert Guard().apply(segments, Color(0, 0, 0)) == segments


class Hostile(App[None]):
    def __init__(self, guarded: bool) -> None:
        super().__init__()
        self._guarded = guarded

    def compose(self) -> ComposeResult:
        yield Static(Content(f"static {PROBES['clipboard']}"))
        yield Input(f"input {PROBES['escape']}")

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = list(super().get_line_filters())
        return [*filters, Guard()] if self._guarded else filters


@pytest.mark.parametrize("guarded", [True, False])
async def test_without_the_guard_textual_would_write_it_raw(guarded: bool) -> None:
    """The guard can go when this fails for the unguarded application."""
    app = Hostile(guarded)
    async with app.run_test() as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        drawn = "".join(segment.text for strip in strips for segment in strip)
    assert "static" in drawn
    assert ("\x1b" in drawn) is not guarded


def test_an_invalid_byte_becomes_a_visible_sign() -> None:
    original = vars(linux_driver)["getincrementaldecoder"]
    try:
        with pytest.raises(UnicodeDecodeError):
            original("utf-8")().decode(b"\xff", True)
        survive_bad_bytes()
        decode = vars(linux_driver)["getincrementaldecoder"]("utf-8")().decode
        assert decode(b"caf\xe9 ") == "caf\ufffd "
        assert decode("é".encode()[:1]) == ""
        assert decode("é".encode()[1:]) == "é"
    finally:
        vars(linux_driver)["getincrementaldecoder"] = original


def test_the_driver_still_takes_its_decoder_from_this_name() -> None:
    """The patch would be without effect if Textual took its decoder from elsewhere."""
    assert vars(linux_driver)["getincrementaldecoder"] is codecs.getincrementaldecoder


def test_a_title_cannot_end_its_own_sequence() -> None:
    assert title_sequence("31:42\x07\x1b]52;c;aGk=") == "\x1b]0;31:42]52;c;aGk=\x07"
