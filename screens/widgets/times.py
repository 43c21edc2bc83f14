"""Times as an assessor reads them.

What is left is rounded down and what is over is rounded up, so that the screen never promises more
than there is.
"""

from __future__ import annotations

from datetime import UTC, datetime


def span(milliseconds: int) -> str:
    """Return a length of time, whole seconds rounded down: `2:05`, `1:12:40`."""
    return _parts(max(0, milliseconds) // 1000)


def span_up(milliseconds: int) -> str:
    """Return a length of time, whole seconds rounded up."""
    return _parts(-(-max(0, milliseconds) // 1000))


def left(milliseconds: int) -> str:
    """Return what is left, or with a plus what is over: `31:42`, `+0:35`."""
    return span(milliseconds) if milliseconds >= 0 else f"+{span_up(-milliseconds)}"


def wall(milliseconds: int, *, seconds: bool = True) -> str:
    """Return the time of day on this machine for milliseconds since 1970."""
    local = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone()
    return local.strftime("%H:%M:%S" if seconds else "%H:%M")


def counter(milliseconds: int) -> str:
    """Return a counter of a recording in full, whole seconds rounded down: `00:01:10`."""
    minutes, seconds = divmod(max(0, milliseconds) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _parts(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


_GLYPHS = {
    "0": ("╔═╗", "║ ║", "╚═╝"),
    "1": (" ╗ ", " ║ ", " ╩ "),
    "2": ("══╗", "╔═╝", "╚══"),
    "3": ("══╗", " ═╣", "══╝"),
    "4": ("║ ║", "╚═╣", "  ║"),
    "5": ("╔══", "╚═╗", "══╝"),
    "6": ("╔══", "╠═╗", "╚═╝"),
    "7": ("══╗", "  ║", "  ║"),
    "8": ("╔═╗", "╠═╣", "╚═╝"),
    "9": ("╔═╗", "╚═╣", "══╝"),
    ":": (" ", ":", " "),
    "+": ("   ", "═╬═", "   "),
    "-": ("   ", "═══", "   "),
}
"""Digits of double lines: every terminal has them, the old consoles of Linux and Windows too."""


def big(text: str) -> tuple[str, str, str]:
    """Return digits three lines high."""
    glyphs = [_GLYPHS.get(character, ("   ", f" {character} ", "   ")) for character in text]
    first, second, third = ("".join(glyph[line] for glyph in glyphs) for line in range(3))
    return first, second, third
