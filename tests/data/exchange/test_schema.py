"""The published schema: sound, complete, and strict about what it lets through."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from data.exchange.document import result_document
from data.exchange.errors import InvalidDocument
from data.exchange.schema import load_schema, validate
from tests.data.exchange.building import ASSESSMENT, LAPTOP, SHIPPED, overall_of, sealed, sitting_of


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    state = sealed(SHIPPED, "M2", "2")
    return result_document(
        state,
        ASSESSMENT,
        sitting_of(state),
        device=LAPTOP,
        revision=1,
        supersedes=None,
        overall=overall_of(state),
    )


def objects(schema: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Go through every part of a schema that describes an object with fields."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            yield place, schema
        for name, below in schema.items():
            yield from objects(below, f"{place}/{name}")


SELDOM = {"conduct", "handovers", "holidays"}
"""Fields that a result has only where there is something to say."""

LATER = {
    "note": {"recording", "shifted_ms"},
    "note_set_aside": {"recording", "shifted_ms"},
    "reading": {"recording", "stopped_at"},
    "question": {"parked"},
}
"""Fields that every result has now, and that those made before do not have: they stay valid."""


def test_the_schema_is_one_of_its_dialect() -> None:
    Draft202012Validator.check_schema(load_schema())


def test_every_object_names_all_of_its_fields_and_takes_no_other() -> None:
    found = list(objects(load_schema()))

    assert len(found) > 30
    for place, schema in found:
        assert schema["additionalProperties"] is False, place
        free = SELDOM | LATER.get(place.rpartition("/")[2], set())
        named = [name for name in schema["properties"] if name not in free]
        assert schema["required"] == named, place


def test_ours_has_the_fields_that_may_be_missing(made: dict[str, Any]) -> None:
    data = made["data"]
    notes = [*data["notes_set_aside"], *(n for d in data["descriptors"] for n in d["notes"])]
    assert all(LATER["note"] <= note.keys() for note in notes)
    assert all(LATER["question"] <= question.keys() for question in data["questions"]["asked"])
    assert all(LATER["reading"] <= reading.keys() for reading in data["recording"])
    assert notes and data["questions"]["asked"] and data["recording"]


def described(field: dict[str, Any], named: dict[str, Any]) -> bool:
    """Tell whether a field, or what it refers to, says what it means."""
    if "description" in field:
        return True
    parts = [*field.get("anyOf", ()), *([field["items"]] if "items" in field else ())]
    if "$ref" in field:
        parts.append(named[field["$ref"].rpartition("/")[2]])
    return any(described(part, named) for part in parts)


def test_every_field_says_what_it_means() -> None:
    schema = load_schema()
    silent = [
        f"{place}/{name}"
        for place, found in objects(schema)
        for name, field in found["properties"].items()
        if not described(field, schema["$defs"])
    ]
    assert silent == []


def test_a_withdrawal_is_never_the_first_revision() -> None:
    fields = load_schema()["$defs"]["withdrawal"]["properties"]

    assert fields["revision"]["minimum"] == 2
    assert fields["supersedes"]["$ref"] == "#/$defs/uuid"


def test_the_schema_holds_no_name_of_the_shipped_standard() -> None:
    named = {
        str(value)
        for _, schema in objects(load_schema())
        for field in schema["properties"].values()
        for value in [*field.get("enum", ()), field.get("const")]
    }

    standard = SHIPPED.standard
    assert not named & {*standard.grades, *(method.code for method in standard.methods)}


def changed(made: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return the document with one field changed, or left out where the value is `...`."""
    document = copy.deepcopy(made)
    place: Any = document
    *steps, last = path.split("/")
    for step in steps:
        place = place[int(step) if isinstance(place, list) else step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("specversion", "0.3"),
        ("type", "epa-tui.result.v2"),
        ("subject", "Testa Example"),
        ("source", "https://example.invalid/ a space"),
        ("time", "2026-05-20 10:07"),
        ("data/apprentice/uln", "123"),
        ("data/apprentice/family_name", ""),
        ("data/standard/criteria_status", "guessed"),
        ("data/overall/provisional", False),
        ("data/descriptors", []),
        ("data/descriptors/0/met", "yes"),
        ("data/descriptors/0/notes/0/clock_ms", -1),
        ("data/phases/0/used_ms", 1.5),
        ("data/phases/0/used_ms", 2**53),
        ("data/phases/0/started_at", "yesterday"),
        ("data/record/head", "abc"),
        ("data/grade/grade", "Distinction"),
        ("data/revision", 0),
    ],
)
def test_a_wrong_value_is_refused_by_its_place(
    made: dict[str, Any], path: str, value: object
) -> None:
    document = changed(made, path, value)

    assert list(Draft202012Validator(load_schema()).iter_errors(document))
    with pytest.raises(InvalidDocument) as refused:
        validate(document)
    assert refused.value.path == path


def test_a_missing_field_is_named(made: dict[str, Any]) -> None:
    with pytest.raises(InvalidDocument, match="at data/record: head is missing"):
        validate(changed(made, "data/record/head", ...))


def test_an_unknown_field_is_refused(made: dict[str, Any]) -> None:
    with pytest.raises(InvalidDocument, match="data/adjustment: it has a field"):
        validate(changed(made, "data/adjustment/diagnosis", "none of your business"))


@pytest.mark.parametrize("field", ["uln", "family_name"])
def test_a_refusal_quotes_nothing_personal(made: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        validate(changed(made, f"data/apprentice/{field}", ["Testa Example", "1000159800"]))

    told = f"{refused.value!s} {refused.value!r} {refused.value.problem}"
    assert "Example" not in told
    assert "1000159800" not in told


def test_the_exchange_is_imported_without_the_validator() -> None:
    program = (
        "import sys, data.exchange.document, data.exchange.schema, data.exchange.folder, "
        "data.exchange.report, data.exchange.record_json, data.exchange.canonical\n"
        "heavy = {'jsonschema', 'rfc8785', 'textual', 'rich', 'sqlmodel', 'sqlalchemy'}\n"
        "print(*heavy & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (run.stdout.strip(), run.stderr) == ("", "")
