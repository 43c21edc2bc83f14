"""Text on its way in: what may be kept of what was typed, pasted or imported.

Everything that a person writes passes through `clean` once, before it becomes part of the record.
"""

from __future__ import annotations

import re

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_ALWAYS = f"\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI}\ud800-\udfff\ufeff\ufff9-\ufffb"
_HOSTILE = re.compile(f"[\n{_ALWAYS}]")
_HOSTILE_BUT_LINES = re.compile(f"[{_ALWAYS}]")


def _visible(match: re.Match[str]) -> str:
    """Return a picture of a character that must not reach a terminal."""
    code = ord(match.group())
    if code == 0x09:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def clean(text: str, *, lines: bool = False) -> str:
    """Replace what could drive a terminal by a visible sign, and drop nothing.

    Args:
        text: What was typed or pasted, of any origin.
        lines: Keep line feeds (for text that has several lines).

    Returns:
        The same text with control characters as control pictures, and with direction marks, lone
        surrogates and other invisible controls as U+FFFD.
    """
    if lines:
        return _HOSTILE_BUT_LINES.sub(_visible, text.replace("\r\n", "\n").replace("\r", "\n"))
    return _HOSTILE.sub(_visible, text)
