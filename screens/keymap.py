"""The user's own keys: which of them hold, and what is wrong with the others.

Pure functions of what the settings say. A key that cannot work, or that two actions would share, is
told in a sentence, and its action keeps the key that it had: Textual never has to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from screens.action import Action
from screens.key_names import canonical, is_printable, shown

_ALIKE = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+[": "escape",
    "ctrl+left_square_bracket": "escape",
}
"""Keys that most terminals send as another."""

_RESERVED = {"ctrl+q": "closes the program", "ctrl+c": "copies what is selected"}
"""Keys that act on every screen whatever the settings say."""

_WITHOUT_ROWS = frozenset({"app", "form", "note", "list"})
"""Groups whose keys do not act on a list of rows."""

_BESIDE = {"note": ("live",), "checklist": ("live",), "live": ("note", "checklist")}
"""Groups that act together with a group, beside those everywhere and those of lists."""

_TYPING = frozenset({"app", "live", "note", "form"})
"""Groups of screens on which letters are typed into the record."""


@dataclass(frozen=True)
class Keymap:
    """What the user's keys come to."""

    keys: dict[str, str]
    """The keys that hold, by the id of their action; every other action keeps its own."""
    problems: tuple[str, ...] = ()
    """What is wrong with the others, one sentence each, with what to do."""


def keymap(wanted: Mapping[str, str], actions: Sequence[Action]) -> Keymap:
    """Tell which of the user's keys hold.

    Args:
        wanted: Keys with commas between, by the id of the action; every id is known.
        actions: Every action of the program.
    """
    held: dict[str, str] = {}
    problems: list[str] = []
    for action in actions:
        if action.id not in wanted:
            continue
        keys = tuple(dict.fromkeys(canonical(key) for key in wanted[action.id].split(",")))
        wrong = _wrong(action, keys)
        if wrong:
            problems.append(f"keys: {wrong}")
        else:
            held[action.id] = ",".join(keys)
    while clashes := tuple(_clashes(held, actions)):
        problems += [clash.sentence for clash in clashes]
        for clash in clashes:
            for name in clash.names:
                held.pop(name, None)
    return Keymap(held, tuple(dict.fromkeys(problems)))


def for_textual(keys: Mapping[str, str], actions: Sequence[Action]) -> dict[str, str]:
    """Return keys as Textual wants them: by the ids of bindings.

    An action that by itself shares a key with a changed one is named as well: Textual takes the key
    away from both, and gives it back to those that are named only.

    Args:
        keys: Those that hold, by the id of the action.
        actions: Every action of the program.
    """
    left = {(one.group, key) for one in actions if one.id in keys for key in one.key_list}
    named: dict[str, str] = {}
    for action in actions:
        if left & {(action.group, key) for key in action.key_list}:
            named |= action.split(keys.get(action.id, action.keys))
    return named


def _wrong(action: Action, keys: tuple[str, ...]) -> str:
    """Return what is wrong with the keys of one action by themselves; empty where nothing is."""
    own = f"It keeps {_listed(action.key_list)}."
    if not any(keys):
        return f"{action.id} would be left with no key. {own} Take the line out, or type a key."
    for key in keys:
        if key in action.key_list:
            continue
        if said := _unsendable(key):
            return f"{action.id} cannot be {shown(key)}: {said}. {own}"
        if key in _RESERVED:
            return f"{action.id} cannot be {shown(key)}, which {_RESERVED[key]}. {own}"
        if action.first and key == "minus":
            return f"{action.id} cannot be -, which would act while letters type. {own}"
    return _lost_while_typing(action, keys)


def _unsendable(key: str) -> str:
    """Return why terminals cannot send a key by itself; empty where they can."""
    *modifiers, last = key.split("+")
    if key in _ALIKE:
        return f"most terminals send it as {shown(_ALIKE[key])}; take another, such as F12"
    if "alt" in modifiers:
        return "most terminals send Alt as Esc and the key behind it; take another, such as F12"
    if modifiers == ["shift"] and len(last) == 1:
        return f"write the letter as it is typed, {last.upper()}"
    if "shift" in modifiers and len(last) == 1:
        return "terminals leave the Shift out; take another, such as F12"
    if "ctrl" in modifiers and len(last) == 1 and not ("a" <= last <= "z"):
        return "terminals send Ctrl with small letters only; take another, such as F12"
    return ""


def _lost_while_typing(action: Action, keys: tuple[str, ...]) -> str:
    """Return what is wrong where an action has to work while letters type, and would not."""
    own = _listed(action.key_list)
    if action.group not in _TYPING or not _works_while_typing(action.key_list):
        return ""
    if action.group in ("note", "form"):
        letters = [key for key in keys if is_printable(key)]
        if letters:
            letter = shown(letters[0])
            return (
                f"{action.id} acts while letters type, so {letter} would be typed. Take a key "
                f"such as F12. It keeps {own}."
            )
    if not _works_while_typing(keys):
        kept = next(key for key in action.key_list if _works_while_typing((key,)))
        example = ",".join([*keys, kept])
        return (
            f"{action.id} has to work while letters type. Add a key that does: "
            f'"{example}". It keeps {own}.'
        )
    return ""


def _works_while_typing(keys: Iterable[str]) -> bool:
    return any(not is_printable(key) and key not in _editing_keys() for key in keys)


@cache
def _editing_keys() -> frozenset[str]:
    """Return the keys that an input takes for itself: Ctrl+U empties it."""
    from textual.binding import Binding
    from textual.widgets import Input

    taken = {binding.key for binding in Binding.make_bindings(Input.BINDINGS)}
    return frozenset(taken - {"enter"})  # a form goes to its next field with it


@dataclass(frozen=True)
class _Clash:
    """Two actions that would share a key."""

    names: tuple[str, str]
    key: str

    @property
    def sentence(self) -> str:
        one, other = self.names
        return (
            f"keys: {one} and {other} both have {shown(self.key)}. Give one of them another key; "
            "until then they keep their own."
        )


def _clashes(held: Mapping[str, str], actions: Sequence[Action]) -> Iterator[_Clash]:
    """Go through the pairs that share a key on a screen and do not share it by themselves."""
    holders: dict[str, list[Action]] = {}
    for action in actions:
        for key in held.get(action.id, ",".join(action.key_list)).split(","):
            holders.setdefault(key, []).append(action)
    for key, sharing in holders.items():
        for place, one in enumerate(sharing):
            for other in sharing[place + 1 :]:
                changed = one.id in held or other.id in held
                meant = key in one.key_list and key in other.key_list
                if changed and not meant and _together(one.group, other.group):
                    yield _Clash((one.id, other.id), key)


def _together(one: str, other: str) -> bool:
    """Tell whether the keys of two groups act at the same time."""
    if one == other or "app" in (one, other) or other in _BESIDE.get(one, ()):
        return True
    return (one == "list" and other not in _WITHOUT_ROWS) or (
        other == "list" and one not in _WITHOUT_ROWS
    )


def _listed(keys: Sequence[str]) -> str:
    return ", ".join(shown(key) for key in keys)
