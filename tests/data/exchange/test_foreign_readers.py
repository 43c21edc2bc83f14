"""Readers that are not ours take every document: JSON Schema, CloudEvents, JOSE, canonical JSON."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from hypothesis import example as sample
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import OKPKey
from jsonschema import Draft202012Validator

from data.exchange.canonical import canonical
from data.exchange.schema import load_schema
from data.exchange.signature import sign
from tests.data.exchange.building import LAPTOP
from tests.data.exchange.examples import NAMES, example

every = pytest.mark.parametrize("name", NAMES)

EXPECTED = {
    "distinction": ("distinction", "descriptors", "first", False),
    "pass": ("pass", "descriptors", "first", False),
    "fail": ("fail", "descriptors", "first", False),
    "statements": ("distinction", "statements", "first", False),
    "re-sit": ("distinction", "descriptors", "re-sit", False),
    "extended": ("distinction", "descriptors", "first", True),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_examples_are_what_they_are_called(name: str) -> None:
    data = example(name).data
    extended = any(phase["extension"]["used_ms"] for phase in data["phases"])
    found = (data["standard"]["criteria_status"], data["attempt"]["kind"], extended)
    assert (data["grade"]["grade"], *found) == EXPECTED[name]
    assert all(phase["extension"]["reasons"] for phase in data["phases"])
    assert data["overall"]["provisional"] is True


@every
def test_a_validator_of_json_schema_takes_it(name: str) -> None:
    Draft202012Validator(load_schema()).validate(example(name).raw)


@every
def test_a_reader_of_cloud_events_takes_it(name: str) -> None:
    made = example(name)
    event = JSONFormat().read(CloudEvent, made.body)
    sent = HTTPMessage({"content-type": "application/cloudevents+json"}, made.body)
    arrived = from_http_event(sent)
    for found in (event, arrived):
        assert (found.get_id(), found.get_source()) == (made.raw["id"], made.raw["source"])
        assert found.get_subject() == made.raw["subject"]
        assert found.get_dataschema() == load_schema()["$id"]
        assert found.get_datacontenttype() == "application/json"
        assert found.get_data() == made.data
        when = datetime.fromisoformat(made.raw["time"])
        assert found.get_time() == when


def checked(signature: str, body: bytes, public: str = LAPTOP.public) -> jws.CompactSignature:
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public})
    registry = jws.JWSRegistry(algorithms=["EdDSA"])
    registry.max_payload_length = 4_000_000
    return jws.deserialize_compact(signature, key, registry=registry, payload=body)


@every
@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
def test_a_reader_of_jose_takes_its_signature_and_no_other_bytes(name: str) -> None:
    made = example(name)
    found = checked(made.signature, made.body, made.data["record"]["device_key"])
    assert found.protected == {"alg": "EdDSA", "b64": False, "crit": ["b64"], "kid": LAPTOP.name}
    with pytest.raises(BadSignatureError):
        checked(made.signature, made.body + b" ")
    with pytest.raises(BadSignatureError):
        checked(sign(b"{}", LAPTOP), made.body)


@every
def test_its_bytes_are_those_of_another_writer_of_canonical_json(name: str) -> None:
    body = example(name).body
    assert by_another(json.loads(body)) == body


def by_another(document: Any) -> bytes:
    """Write canonical JSON with the standard library: names in the order of UTF-16."""
    return json.dumps(in_order(document), separators=(",", ":"), ensure_ascii=False).encode()


def in_order(value: Any) -> Any:
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: in_order(value[name]) for name in names}
    return [in_order(part) for part in value] if isinstance(value, list) else value


_NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=3)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | _NAMES,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(_NAMES, below, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_NAMES, _VALUES, max_size=4))
@sample({"\U0001f600": 1, "\ufb33": 2})  # in the order of UTF-16, not of code points
def test_whatever_a_document_may_hold_both_writers_agree(document: dict[str, Any]) -> None:
    assert canonical(document) == by_another(document)
