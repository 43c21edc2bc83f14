"""Keys as they are printed on a keyboard, for the help, the footer and the documents."""

from __future__ import annotations

from textual.binding import Binding
from textual.keys import key_to_character

_SHOWN = {
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "slash": "/",
    "exclamation_mark": "!",
    "apostrophe": "'",
    "quotation_mark": '"',
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "left": "Left",
    "right": "Right",
    "up": "Up",
    "down": "Down",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


def shown(key: str) -> str:
    """Return a key as it is printed on a keyboard: `?`, `F2`, `Ctrl+P`."""
    parts = key.split("+") if len(key) > 1 else [key]
    *modifiers, last = parts
    named = _SHOWN.get(last, last.upper() if last[0] == "f" and last[1:].isdigit() else last)
    if modifiers and len(named) == 1:
        named = named.upper()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), named])


def canonical(key: str) -> str:
    """Return the name that Textual has for a key: `question_mark` for `?`; empty for nothing."""
    key = key.strip()
    return next(iter(Binding.make_bindings([Binding(key, "", "")]))).key if key else ""


def is_printable(key: str) -> bool:
    """Tell whether a key writes a character where letters type."""
    if key in ("minus", "plus"):  # names that Textual gives and does not know again
        return True
    character = key_to_character(key)
    return character is not None and character.isprintable()
