"""The published shape of a result, and whether a document has it.

The schema (JSON Schema 2020-12) lies beside this module and is printed by `epa-tui schema`; every
document is held against it before it is stored.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from data.exchange.errors import InvalidDocument

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

SCHEMA_FILE = "result-1.schema.json"
"""Name of the schema's file in this package."""

_PROBLEMS = {
    "additionalProperties": "it has a field that the schema does not know",
    "anyOf": "it is not written as it has to be",
    "const": "it has another value than the one allowed",
    "enum": "it has none of the values allowed",
    "exclusiveMinimum": "it is too small",
    "maximum": "it is too large",
    "maxItems": "it has too many parts",
    "maxLength": "it is too long",
    "minimum": "it is too small",
    "minItems": "it has too few parts",
    "minLength": "it is empty",
    "pattern": "it is not written as it has to be",
    "type": "it is of a wrong type",
    "uniqueItems": "it has the same part twice",
}


def schema_text() -> str:
    """Return the JSON Schema of result and withdrawal as it is published."""
    return (resources.files(__package__) / SCHEMA_FILE).read_text(encoding="utf-8")


def load_schema() -> dict[str, Any]:
    """Return the JSON Schema of result and withdrawal."""
    schema: dict[str, Any] = json.loads(schema_text())
    return schema


def validate(document: dict[str, Any]) -> None:
    """Check that a document has the published shape.

    Raises:
        InvalidDocument: It has not; names the first place and what is wrong, never the value.
    """
    errors = sorted(_validator().iter_errors(document), key=lambda error: error.json_path)
    if errors:
        path = "/".join(str(step) for step in errors[0].absolute_path)
        raise InvalidDocument(path, _problem(errors[0]))


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # takes longer to import than a screen to paint

    return Draft202012Validator(load_schema())


def _problem(error: ValidationError) -> str:
    """Return what is wrong in words of ours: the library's message quotes the value."""
    keyword, demanded = str(error.validator), error.validator_value
    if keyword == "required" and isinstance(demanded, list) and isinstance(error.instance, dict):
        missing = ", ".join(name for name in demanded if name not in error.instance)
        return f"{missing} is missing"
    return _PROBLEMS.get(keyword, f"it breaks the rule '{keyword}'")
