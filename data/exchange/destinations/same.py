"""Whether a stored statement is the one that was sent.

A store adds to a statement (when it was stored, by whose authority), writes times its own way, and
keeps one definition of an activity for all statements (xAPI 1.0.3, statement comparison); all
else has to be as it was sent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

_ADDED = frozenset({"stored", "authority", "version", "attachments"})


def same_statement(sent: dict[str, Any], stored: dict[str, Any]) -> bool:
    """Tell whether a store holds a statement as it was sent.

    Args:
        sent: The statement, as we made it.
        stored: What the store gave back: anything.
    """
    kept = {name: part for name, part in stored.items() if name not in _ADDED}
    if _instant(sent.get("timestamp")) != _instant(kept.get("timestamp")):
        return False
    kept["timestamp"] = sent.get("timestamp")
    return bool(_bare(kept) == _bare(sent))


def _bare(value: Any, depth: int = 0) -> Any:
    """Return a part of a statement without what a store may describe in its own words."""
    if depth > 20:
        return None
    if isinstance(value, dict):
        return {
            name: _bare(part, depth + 1)
            for name, part in value.items()
            if name not in {"definition", "display"}
        }
    if isinstance(value, list):
        return [_bare(part, depth + 1) for part in value]
    return (type(value).__name__, value)


def _instant(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
