"""How well text can be told from what lies below it, as WCAG 2 reckons it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.color import Color, ColorType
from rich.style import Style

from epa_tui.glyphs import BLOCKS, LINES
from tests.looks.drawing import Drawn

TEXT, DRAWING = 4.5, 3.0
"""The least that is legible: of text, and of lines, blocks and big digits."""

_DRAWN = frozenset(LINES + BLOCKS + " ")


def ratio(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    assert color.triplet is not None
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.triplet.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pairs(drawn: Drawn) -> Iterator[tuple[str, float, float]]:
    """Yield each text, its contrast, and the least that it must have."""
    for line in drawn.cells:
        for text, style in line:
            if text.strip() and style.color and style.bgcolor:
                drawing = set(text) <= _DRAWN
                yield text, ratio(*_seen(style)), DRAWING if drawing else TEXT


def _seen(style: Style) -> tuple[Color, Color]:
    assert style.color is not None
    assert style.bgcolor is not None
    return style.color, style.bgcolor


def of_the_terminal(style: Style) -> bool:
    """Tell whether a style has the terminal's own colours only."""
    kinds = (ColorType.DEFAULT, ColorType.STANDARD)
    return all(each is None or each.type in kinds for each in (style.color, style.bgcolor))


def has_no_colour(style: Style) -> bool:
    """Tell whether a style leaves the terminal's own two colours as they are."""
    return all(
        each is None or each.type is ColorType.DEFAULT for each in (style.color, style.bgcolor)
    )
