"""The user's settings: one small TOML file, read at the start.

A wrong setting is told with its place and what is allowed, and the default is used instead: a
settings file never keeps an assessor from an assessment.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from screens.actions import Action

NAME = "settings.toml"
"""Name of the file in the home folder."""


@dataclass(frozen=True)
class Settings:
    """What the user may choose."""

    theme: str = "epa-dark"
    judge_during: bool = False
    """Judgements may be made before the last phase has ended (a rule of the organisation)."""
    results: str = ""
    """Folder that results are written into; empty for `results` in the home folder."""
    keys: dict[str, str] = field(default_factory=dict)
    """Other keys, by the id of the action: `"live.question" = "f12"`."""
    problems: tuple[str, ...] = ()
    """What was wrong in the file."""


def read_settings(home: Path, known_actions: frozenset[str] = frozenset()) -> Settings:
    """Read the settings of a home folder.

    Args:
        home: The folder; a missing file gives the defaults.
        known_actions: Ids that `[keys]` may name; every id where empty.
    """
    path = home / NAME
    try:
        raw = _read(path)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        return Settings(problems=(f"{path}: cannot be read ({error}). Defaults are used.",))
    problems: list[str] = []
    keys = _keys(raw.pop("keys", {}), known_actions, problems)
    kept: dict[str, Any] = {
        name: value for name, value in raw.items() if _allowed(name, value, problems)
    }
    return Settings(keys=keys, problems=tuple(f"{path}: {p}" for p in problems), **kept)


def _read(path: Path) -> dict[str, Any]:
    text = path.read_text("utf-8")
    import tomllib  # most have no file and need no parser

    return tomllib.loads(text)


_ALLOWED: dict[str, tuple[str, Callable[[object], bool]]] = {
    "theme": (
        "epa-dark, epa-light or epa-contrast",
        lambda v: v in ("epa-dark", "epa-light", "epa-contrast"),
    ),
    "judge_during": ("true or false", lambda v: isinstance(v, bool)),
    "results": ("the path of a folder", lambda v: isinstance(v, str)),
}


def _allowed(name: str, value: object, problems: list[str]) -> bool:
    """Tell whether a setting is known and its value allowed; note the problem where not."""
    if name not in _ALLOWED:
        problems.append(f"{name} is not a setting. Known are {', '.join(_ALLOWED)} and [keys].")
        return False
    meaning, fits = _ALLOWED[name]
    if not fits(value):
        problems.append(f"{name} must be {meaning}.")
    return fits(value)


def _keys(raw: object, known: frozenset[str], problems: list[str]) -> dict[str, str]:
    """Return the keys that the user set, without those that name nothing."""
    if not isinstance(raw, dict):
        problems.append('[keys] must be a table: "live.question" = "f2".')
        return {}
    keys: dict[str, str] = {}
    for action, key in raw.items():
        if not isinstance(key, str) or not all(_is_key(part) for part in key.split(",")):
            problems.append(f'keys: {action} must be a key such as "f2", "k" or "ctrl+k".')
        elif "space" in key.split(","):
            problems.append(f"keys: {action} cannot be the space bar: video calls use it.")
        elif known and action not in known:
            problems.append(f"keys: there is no action {action}. `?` shows them all.")
        else:
            keys[action] = key
    return keys


def _is_key(name: str) -> bool:
    """Tell whether a terminal can send a key of this name."""
    *modifiers, key = name.split("+") if len(name) > 1 else [name]
    if not set(modifiers) <= {"ctrl", "shift", "alt"} or not key:
        return False
    return len(key) == 1 or key in _named_keys() or _names_a_character(key)


def _named_keys() -> frozenset[str]:
    from textual.keys import Keys

    return frozenset(str(key.value) for key in Keys if "+" not in key.value)


def _names_a_character(name: str) -> bool:
    """Tell whether Unicode knows a character by this name: `question_mark`."""
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return False
    return True


def clashes(keys: Mapping[str, str], actions: Iterable[Action]) -> list[str]:
    """Return a sentence for each key that two actions of one screen would share.

    Args:
        keys: What the user set, by the id of the action.
        actions: Every action of the program.
    """
    holders: dict[tuple[str, str], list[str]] = {}
    for action in actions:
        for key in dict.fromkeys(keys.get(action.id, action.keys).split(",")):
            holders.setdefault((action.group, key), []).append(action.id)
    for (group, key), held in list(holders.items()):
        if group != "app":
            held += holders.get(("app", key), [])
    return [
        f"keys: {' and '.join(held)} both have {key}. Give one of them another."
        for (_, key), held in holders.items()
        if len(held) > 1 and any(name in keys for name in held)
    ]
