"""The keys as they are now, with the user's own among them: for the help, the key bar, sentences.

Whoever makes the application says once which keys the user has set; everything that it paints from
then on follows them. Other applications in the same process have the keys of the registry.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar

from screens.action import Action
from screens.actions import BY_ID
from screens.key_names import is_printable, shown

_SET: ContextVar[Mapping[str, str]] = ContextVar("keys", default={})  # noqa: B039 - never changed


def use_keys(keys: Mapping[str, str]) -> None:
    """Let what this application says follow the user's keys.

    Args:
        keys: Those that hold, by the id of the action.
    """
    _SET.set(keys)


def keys_of(action: Action) -> list[str]:
    """Return the keys of an action as they are now."""
    return _SET.get().get(action.id, action.keys).split(",")


def shown_key(action: Action, *, typing: bool = False) -> str:
    """Return how one key of an action is printed: the one to learn.

    Args:
        action: Any, also one that is not in the registry.
        typing: The last key that works while letters type, where it has one.
    """
    keys = keys_of(action)
    if not typing:
        return shown(keys[0])
    working = [key for key in keys if not is_printable(key)]
    return shown((working or keys)[-1])


def key_for(name: str, *, typing: bool = False) -> str:
    """Return how the key of an action is printed.

    Args:
        name: The id of the action.
        typing: The key that works while letters type, where it has one.
    """
    return shown_key(BY_ID[name], typing=typing)
