"""The user's settings: one small TOML file, read at the start.

A wrong setting is told with its place and what is allowed, and the default is used instead: a
settings file never keeps an assessor from an assessment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
    """Other keys, by the id of the action: `"live.question" = "space"`."""
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
        if not isinstance(key, str) or not key:
            problems.append(f'keys: {action} must be a key such as "f2".')
        elif known and action not in known:
            problems.append(f"keys: there is no action {action}. `?` shows them all.")
        else:
            keys[action] = key
    return keys
