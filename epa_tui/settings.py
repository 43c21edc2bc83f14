"""The user's settings: one small TOML file, read at the start.

A wrong setting is told with its place and what is allowed, and the default is used instead: a
settings file never keeps an assessor from an assessment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from data.standards.bounds import Unbounded, nested_deeper, read_bounded
from data.standards.errors import printable

NAME = "settings.toml"
"""Name of the file in the home folder."""

MAX_BYTES = 64_000
"""Size of the largest settings file that is read; one with every key set has some 3,000 bytes."""

MAX_NESTING = 8
"""Deepest nesting that is parsed; settings need one table."""

LONGEST_PATH = 4096
"""Most characters of a path; systems allow fewer."""

MAX_DESTINATIONS = 8
"""Most destinations: each is served by a thread of its own."""

MAX_TOLD = 5
"""How many problems are told one by one: each is a notice on the screen."""


@dataclass(frozen=True)
class Settings:
    """What the user may choose."""

    theme: str = "auto"
    """A theme, or `auto` to begin with one for the terminal's ground, where it tells it."""
    glyphs: str = "auto"
    """`full`, `ascii`, or `auto` to go by the language that the terminal is set to."""
    judge_during: bool = False
    """Judgements may be made before the last phase has ended (a rule of the organisation)."""
    bell: bool = False
    """The terminal rings at 5:00, 2:00 and 0:30 left and at half of a long phase. The call hears it
    too, so it is off unless somebody wants it."""
    results: str = ""
    """Folder that results are written into; empty for `results` in the home folder."""
    destinations: tuple[str, ...] = ()
    """Where every result is sent by itself: URLs, without secrets."""
    destinations_wrong: bool = False
    """A destination was named that cannot be used, or the file cannot be read: nobody may conclude
    that none was meant."""
    encryption: str = "keyring"
    """How the store's key is kept: `keyring` (a passphrase where there is none), `passphrase`, or
    `off` for a store that is not encrypted."""
    retention_months: int = 72
    """How long after its last entry an assessment may not be erased, in months."""
    no_show_minutes: int = 10
    """How long an apprentice who is not there is waited for, in minutes (our convention)."""
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
        return _defaults(path, error)
    problems: list[str] = []
    destinations = _destinations(raw.pop("destinations", []), home, problems)
    wrong = bool(problems) or _misplaced(raw)
    keys = _keys(raw.pop("keys", {}), known_actions, problems)
    kept: dict[str, Any] = {
        name: value for name, value in raw.items() if _allowed(name, value, problems)
    }
    told = _told(path, problems)
    return Settings(
        destinations=destinations, destinations_wrong=wrong, keys=keys, problems=told, **kept
    )


def _defaults(path: Path, error: Exception) -> Settings:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    told = _told(path, [f"cannot be read ({reason}). Defaults are used, and nothing is sent."])
    return Settings(problems=told, destinations_wrong=True)


def _told(path: Path, problems: list[str]) -> tuple[str, ...]:
    """Return the first problems, each with the file, and how many more there are."""
    more = len(problems) - MAX_TOLD
    rest = [f"{more} more problems. Mend these first, then start again."] if more > 0 else []
    return tuple(printable(f"{path}: {told}", 9000) for told in (*problems[:MAX_TOLD], *rest))


def _short(name: str) -> str:
    """Return a name from the file so that it can neither steer a terminal nor fill it."""
    return printable(name, 60)


def _read(path: Path) -> dict[str, Any]:
    text = read_bounded(path, MAX_BYTES).decode("utf-8-sig")
    if nested_deeper(text, MAX_NESTING) is not None:
        raise Unbounded(f"is nested deeper than {MAX_NESTING} levels")
    import tomllib  # most have no file and need no parser

    return tomllib.loads(text)


_THEMES = ("auto", "epa-dark", "epa-light", "epa-contrast", "epa-ansi")

_ALLOWED: dict[str, tuple[str, Callable[[object], bool]]] = {
    "theme": (f"{', '.join(_THEMES[:-1])} or {_THEMES[-1]}", lambda v: v in _THEMES),
    "glyphs": ("auto, full or ascii", lambda v: v in ("auto", "full", "ascii")),
    "judge_during": ("true or false", lambda v: isinstance(v, bool)),
    "bell": ("true or false", lambda v: isinstance(v, bool)),
    # No operating system knows a path with a control character in it that anybody meant.
    "results": ("the path of a folder", lambda v: isinstance(v, str) and _is_path(v)),
    "encryption": (
        'keyring, passphrase or "off"',
        lambda v: v in ("keyring", "passphrase", "off"),
    ),
    "retention_months": (
        "a whole number of months from 1 to 1200",
        lambda v: isinstance(v, int) and not isinstance(v, bool) and 1 <= v <= 1200,
    ),
    "no_show_minutes": (
        "a whole number of minutes from 1 to 120",
        lambda v: isinstance(v, int) and not isinstance(v, bool) and 1 <= v <= 120,
    ),
}


def _is_path(text: str) -> bool:
    """Tell whether a path can be gone to, whether or not it is there."""
    if len(text) > LONGEST_PATH or not text.isprintable():
        return False
    try:
        Path(text).expanduser()
    except RuntimeError:  # `~name` of a user whom this machine does not know
        return False
    return True


def _allowed(name: str, value: object, problems: list[str]) -> bool:
    """Tell whether a setting is known and its value allowed; note the problem where not."""
    if name not in _ALLOWED:
        problems.append(
            f"{_short(name)} is not a setting. Known are {', '.join(_ALLOWED)}, "
            "destinations and [keys]."
        )
        return False
    meaning, fits = _ALLOWED[name]
    if not fits(value):
        problems.append(f"{name} must be {meaning}.")
    return fits(value)


def _destinations(raw: object, home: Path, problems: list[str]) -> tuple[str, ...]:
    """Return the destinations that can be meant; a URL that cannot is told by its place."""
    if not raw:
        return ()
    from data.exchange.destinations.urls import problem

    if not isinstance(raw, list) or len(raw) > MAX_DESTINATIONS:
        problems.append(
            f'destinations must be a list of at most {MAX_DESTINATIONS}: ["https://..."].'
        )
        return ()
    named: dict[str, None] = {}
    for number, url in enumerate(raw, start=1):
        wrong = problem(url) if isinstance(url, str) else 'it must stand between quotes: "https://"'
        plain = url.rstrip("/") if isinstance(url, str) else ""
        if not wrong and plain == home.absolute().as_uri():
            wrong = "the store lies there; take a folder of its own"
        if wrong:
            problems.append(f"destinations: number {number} is not used: {wrong}.")
        else:
            named[plain] = None
    return tuple(named)


def _misplaced(raw: Mapping[str, Any]) -> bool:
    """Tell whether destinations are meant by another name, or stand below `[keys]`."""
    keys = raw.get("keys")
    names = [*raw, *(keys if isinstance(keys, dict) else ())]
    return any(name.casefold().startswith("destination") for name in names)


def _keys(raw: object, known: frozenset[str], problems: list[str]) -> dict[str, str]:
    """Return the keys that the user set, without those that name nothing."""
    if not isinstance(raw, dict):
        problems.append('[keys] must be a table: "live.question" = "f2".')
        return {}
    keys: dict[str, str] = {}
    for action, key in raw.items():
        named = _short(action)
        if not isinstance(key, str) or not all(_is_key(part) for part in key.split(",")):
            problems.append(f'keys: {named} must be a key such as "f2", "k" or "ctrl+k".')
        elif any(_is_space(part) for part in key.split(",")):
            problems.append(f"keys: {named} cannot be the space bar: video calls use it.")
        elif known and action not in known:
            problems.append(f"keys: there is no action {named}. {_nearest(action, known)}")
        else:
            keys[action] = key
    return keys


def _nearest(name: str, known: frozenset[str]) -> str:
    """Return which action may be meant, or where all of them are listed."""
    from difflib import get_close_matches

    if len(name) < 60 and (near := get_close_matches(name, sorted(known), n=1, cutoff=0.75)):
        return f"Did you mean {near[0]}?"
    return "`epa-tui keys` lists them all."


def _is_space(name: str) -> bool:
    return name == " " or name.casefold() == "space"


def _is_key(name: str) -> bool:
    """Tell whether a terminal can send a key of this name."""
    *modifiers, key = name.split("+") if len(name) > 1 else [name]
    if not set(modifiers) <= {"ctrl", "shift", "alt"} or not key:
        return False
    if len(key) == 1:
        return key.isprintable()
    return key in _named_keys() or _names_a_character(key)


@cache
def _named_keys() -> frozenset[str]:
    from textual.keys import Keys

    return frozenset(str(key.value) for key in Keys if "+" not in key.value)


def _names_a_character(name: str) -> bool:
    """Tell whether a character is known by this name: `question_mark`."""
    from screens.key_names import is_printable

    return is_printable(name)


def settings_with_keys(home: Path) -> Settings:
    """Read the settings of a home folder, with only those keys that can hold.

    Args:
        home: The folder; a missing file gives the defaults.
    """
    from screens.actions import ALL, BY_ID

    settings = read_settings(home, frozenset(BY_ID))
    if not settings.keys:
        return settings
    from screens.keymap import keymap

    read = keymap(settings.keys, ALL)
    told = _told(home / NAME, list(read.problems))
    return replace(settings, keys=read.keys, problems=(*settings.problems, *told))
