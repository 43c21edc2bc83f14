"""Pictures a third as large: what the eye does not see is taken out of the SVG.

Rich writes a rectangle behind each run of text, a clip for each line, and a text for each blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

_LINE_CLIP = re.compile(r'<clipPath id="terminal-line-\d+">.*?</clipPath>\s*', re.DOTALL)
_CLIPPED = re.compile(r' clip-path="url\(#terminal-line-\d+\)"')
_BLANK = re.compile(r"<text [^>]*>(?:&#160;|\s)*</text>")
_LONG = re.compile(r"(\d+\.\d)\d{4,}")
_GROUND = re.compile(
    r'<rect fill="([^"]+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="[\d.]+"'
    r' shape-rendering="crispEdges"/>'
)
_ROOM = re.compile(
    r'terminal-clip-terminal">\s*<rect x="0" y="0" width="([\d.]+)" height="([\d.]+)"'
)

HEIGHT = 24.65
"""Of the ground of one line, in units of the picture."""

Ground = tuple[str, float, float, float]
"""Colour, left end, top and width."""


def smaller(svg: str) -> str:
    """Return a picture that looks the same.

    Args:
        svg: As Rich writes it, with `terminal` in the place of its made-up name.
    """
    svg = _CLIPPED.sub("", _LINE_CLIP.sub("", svg))
    return _on_one_ground(_LONG.sub(r"\1", _BLANK.sub("", svg)))


def _on_one_ground(svg: str) -> str:
    """Draw the commonest ground once, and neighbours of one colour as one."""
    found = list(_GROUND.finditer(svg))
    room = _ROOM.search(svg)
    if not found or room is None:
        return svg
    grounds = [(each[1], float(each[2]), float(each[3]), float(each[4])) for each in found]
    areas: Counter[str] = Counter()
    for colour, _, _, width in grounds:
        areas[colour] += round(width * 10)
    commonest = areas.most_common(1)[0][0]
    whole = f'<rect fill="{commonest}" width="{room[1]}" height="{room[2]}"/>'
    rest = "".join(_drawn(each) for each in _joined(grounds) if each[0] != commonest)
    return svg[: found[0].start()] + whole + rest + svg[found[-1].end() :]


def _joined(grounds: Iterable[Ground]) -> Iterable[Ground]:
    """Join neighbours of one colour on one line."""
    rows = list(grounds)
    colour, left, top, width = rows[0]
    for _, (next_colour, next_left, next_top, next_width) in pairwise(rows):
        if (next_colour, next_top) == (colour, top) and abs(left + width - next_left) < 0.1:
            width += next_width
            continue
        yield colour, left, top, width
        colour, left, top, width = next_colour, next_left, next_top, next_width
    yield colour, left, top, width


def _drawn(ground: Ground) -> str:
    colour, left, top, width = ground
    return (
        f'<rect fill="{colour}" x="{left:g}" y="{top:g}" width="{width:g}" height="{HEIGHT}"'
        ' shape-rendering="crispEdges"/>'
    )
