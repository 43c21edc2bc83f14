"""Every theme is legible, and whoever has no colours or no UTF-8 is told the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import Color
from rich.style import Style

from epa_tui.glyphs import ALLOWED, ascii_wanted, in_ascii
from epa_tui.themes import THEMES, theme_for
from tests.looks.contrast import has_no_colour, of_the_terminal, pairs
from tests.looks.drawing import Drawn, draw, draw_otherwise
from tests.looks.scenes import SCENES, Stage

LEGIBLE = ("epa-dark", "epa-light", "epa-contrast")

VARIED = (
    *("home", "form_wrong", "prepare", "live_over_ceiling", "checklist", "live_refused"),
    *("dialog_ask", "dialog_choose", "judge", "record", "exchange"),
)
"""Scenes with every colour that is used; the screens below the help and the palette are dimmed."""


@pytest.mark.parametrize("name", VARIED)
async def test_it_is_told_the_same_in_any_colours_and_glyphs(name: str, stage: Stage) -> None:
    shown = SCENES[name]
    drawn = await draw_otherwise(shown.app(stage), shown.keys)
    for theme in LEGIBLE:
        poor = sorted({found for found in pairs(drawn[theme]) if found[1] < found[2]})
        worst = min(pairs(drawn[theme]), key=lambda found: found[1] / found[2])
        print(f"{theme:12} worst {worst[1]:5.2f} (at least {worst[2]}) {worst[0].strip()[:40]}")
        assert poor == [], theme
    plain = drawn["epa-dark"]
    assert all(drawn[theme].lines == plain.lines for theme in (*LEGIBLE, "epa-ansi", "no colours"))
    assert drawn["ascii"].lines == tuple(in_ascii(line) for line in plain.lines)
    assert drawn["ascii"].text.isascii()
    assert all(of_the_terminal(style) for style in _styles(drawn["epa-ansi"]))
    assert all(has_no_colour(style) for style in _styles(drawn["no colours"]))
    for name in ("epa-ansi", "no colours"):
        assert _marked(plain, "bgcolor", _CURSOR) <= _marked(drawn[name], "reverse", True), name


_CURSOR = Color.parse(THEMES[0].primary)
"""The ground of the row at the cursor in the first theme."""


def _styles(drawn: Drawn) -> Iterator[Style]:
    return (style for line in drawn.cells for _, style in line)


def _marked(drawn: Drawn, what: str, value: object) -> set[int]:
    """Return the lines with a run of text whose style says so."""
    return {
        number
        for number, line in enumerate(drawn.cells)
        for text, style in line
        if getattr(style, what) == value and len(text) > 9
    }


async def test_a_terminal_that_wants_no_colours_gets_none(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    drawn = await draw(SCENES["home"].app(stage), ("80x24",))
    assert all(has_no_colour(style) for style in _styles(drawn["80x24"]))


@pytest.mark.parametrize(
    ("setting", "told", "theme"),
    [
        ("auto", "", "epa-dark"),
        ("auto", "15;0", "epa-dark"),
        ("auto", "0;15", "epa-light"),
        ("auto", "0;default;7", "epa-light"),
        ("auto", "nonsense", "epa-dark"),
        ("epa-contrast", "0;15", "epa-contrast"),
    ],
)
def test_the_first_start_follows_a_ground_that_is_told(setting: str, told: str, theme: str) -> None:
    assert theme_for(setting, told) == theme


@pytest.mark.parametrize(
    ("setting", "environment", "encoding", "wanted"),
    [
        ("auto", {"LANG": "en_GB.UTF-8"}, "utf-8", False),
        ("auto", {}, "utf-8", False),
        ("auto", {}, "cp1252", True),
        ("auto", {"LANG": "C"}, "utf-8", True),
        ("auto", {"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "utf-8", True),  # as Python leaves it
        ("auto", {"LANG": "C", "LC_ALL": "C.UTF-8"}, "utf-8", False),
        ("auto", {"LC_CTYPE": "en_GB.ISO-8859-1", "LANG": "en_GB.utf8"}, "utf-8", True),
        ("full", {"LANG": "C"}, "ascii", False),
        ("ascii", {"LANG": "en_GB.UTF-8"}, "utf-8", True),
    ],
)
def test_a_terminal_without_utf_8_is_spared_it(
    setting: str, environment: dict[str, str], encoding: str, wanted: bool
) -> None:
    assert ascii_wanted(setting, environment, encoding) is wanted


def test_every_glyph_has_a_character_of_ascii_that_is_as_wide() -> None:
    plain = in_ascii("".join(sorted(ALLOWED)))
    assert len(plain) == len(ALLOWED)
    assert "?" not in plain
    assert in_ascii("Zoë 测试 ½") == "Zoe ???? ?"


def test_every_glyph_is_in_the_set_that_all_fonts_share() -> None:
    # WGL4 is code page 437 and the Windows code pages of Europe, with a few signs more.
    pages = ("cp437", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257")
    common = {bytes([byte]).decode(page, "ignore") for page in pages for byte in range(128, 256)}
    assert ALLOWED - common <= set("●○►▲▼→")
