"""How a place in a standard's file is named to the person who has to mend it.

The parser and the model speak of list indexes; a reader finds `descriptor AM1-P3, ksbs`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from . import bank_model, model
from .errors import SHOWN_PROBLEMS, Problem

Step = int | str
"""A step into the parsed file: the index in a list, or the key in a table."""

_SINGULAR = {
    "options": "option",
    "methods": "method",
    "phases": "phase",
    "ksbs": "KSB",
    "descriptors": "descriptor",
    "overall": "overall row",
    "questions": "question",
    "stems": "stem",
}

_KEYS = sorted(
    {
        field.alias or key
        for kind in (*vars(model).values(), *vars(bank_model).values())
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for key, field in kind.model_fields.items()
    }
)

_SENTENCES = {
    "missing": "is missing",
    "extra_forbidden": "is not a key of this format",
    "tuple_type": "should be a list",
    "dict_type": "should be a table",
    "model_type": "should be a table",
    "string_unicode": "should be text without half characters",
}

_REMEDIES = {
    "missing": "Add it.",
    "string_type": "Write a text, in quotes.",
    "int_type": "Write a whole number, without quotes.",
    "bool_type": "Write true or false, without quotes.",
    "tuple_type": "Write a list, in square brackets.",
    "dict_type": "Write a table.",
    "model_type": "Write a table.",
    "too_short": "Add what is missing.",
    "too_long": "Take out what does not belong into it.",
    "string_too_short": "Write a text, or leave the key out where it is optional.",
    "string_too_long": "Shorten it.",
    "string_pattern_mismatch": "Correct its spelling.",
    "literal_error": "Write one of these.",
}


def place_of(data: Mapping[str, object], loc: Iterable[Step]) -> str:
    """Return the name of a place in a parsed file, with codes instead of indexes."""
    names: list[str] = []
    value: object = data
    for step in loc:
        if isinstance(value, Mapping):
            names.append(str(step)[:60])
            value = value.get(str(step))
        elif isinstance(value, list | tuple) and isinstance(step, int):
            value = value[step] if step < len(value) else None
            names[-1:] = _element(names[-1], step, value)
        else:  # the model names the members of a union here: no place in the file
            break
    return ", ".join(names)


def _element(key: str, step: int, value: object) -> list[str]:
    if not isinstance(value, Mapping):
        return [key, f"entry {step + 1}"]
    code = value.get("id" if key in ("descriptors", "questions") else "code")
    name = code if isinstance(code, str) and 0 < len(code) <= 40 else f"{step + 1}"
    return [f"{_SINGULAR.get(key, key)} {name}"]


def shape_problems(data: Mapping[str, object], error: ValidationError) -> list[Problem]:
    """Return what the model found wrong, named for the reader, one problem for each place."""
    found: dict[str, Problem] = {}
    for detail in error.errors(include_url=False, include_input=False):
        place = place_of(data, detail["loc"])
        # Looking for a like spelling takes a while, and is of use only where it is shown.
        shown = len(found) < SHOWN_PROBLEMS
        found.setdefault(place, _shape_problem(place, detail, shown))
    return list(found.values())


def _shape_problem(place: str, detail: ErrorDetails, shown: bool) -> Problem:
    kind = detail["type"]
    # "Input should be a valid string" speaks of an input that the reader never gave.
    message = detail["msg"].replace("Input should", "should").replace("String should", "should")
    remedy = _REMEDIES.get(kind, "Correct it.")
    if kind == "extra_forbidden" and shown:
        remedy = _spelling(str(detail["loc"][-1]))
    return Problem(place, _SENTENCES.get(kind, message), remedy)


def _spelling(key: str) -> str:
    close = difflib.get_close_matches(key[:60], _KEYS, n=1)
    return f"Write '{close[0]}' if that was meant, or remove it." if close else "Remove it."
