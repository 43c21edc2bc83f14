"""The built-in words as the files that a user edits; reading them again gives the same words."""

from __future__ import annotations

import json
from collections.abc import Iterable

from data.standards import built_in_words as built_in
from data.standards.model import Standard
from data.standards.wordings import INCIDENTS_FILE, ROOM_FILE, stand_in

_FILLED_IN = (
    "{apprentice} {assessor} {method} {method_code} {minutes} {phases} {questions} {standard} "
    "{reference} {option} {attempt} {days} {wait}"
)


def built_in_files(standard: Standard) -> dict[str, str]:
    """Return the text of each file by its name.

    Args:
        standard: Its words stand in the scripts of its methods.
    """
    files = {
        f"{name}.{method.code}.md": _script(f"{name}, {method.code}", stand_in(name, method)[0])
        for method in standard.methods
        for name in ("preamble", "closing")
        if "/" not in method.code
    }
    files["no-show.md"] = _script("no-show", built_in.NO_SHOW)
    return {**files, ROOM_FILE: _room(), INCIDENTS_FILE: _incidents()}


def _script(title: str, paragraphs: Iterable[str]) -> str:
    lines = (
        f"# {title}",
        "# Each paragraph is one line to be read out; lines that begin with # are not read.",
        f"# Filled in: {_FILLED_IN}",
    )
    return "\n\n".join(("\n".join(lines), *paragraphs)) + "\n"


def _room() -> str:
    start = "# The room checklist, in order. Never ask for the number of a document.\n"
    lines = (
        f"\n[[line]]\nname = {_quoted(name)}\nquestion = {_quoted(question)}\n"
        for name, question in built_in.ROOM
    )
    return start + "".join(lines)


def _incidents() -> str:
    lines = "".join(f"    {_quoted(words)},\n" for words in built_in.INCIDENTS)
    return f"# Chosen with 1 to 9 in the incident line; at most nine.\nincidents = [\n{lines}]\n"


def _quoted(text: str) -> str:
    """Return a text as TOML writes it: as JSON does."""
    return json.dumps(text, ensure_ascii=False)
