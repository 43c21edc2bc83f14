"""Keys as they are printed on a keyboard, for the help, the footer and the documents."""

from __future__ import annotations

from screens.action import Action

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


def keys_shown(action: Action) -> str:
    """Return all keys of an action, for the help."""
    return "  ".join(shown(key) for key in action.keys.split(","))
