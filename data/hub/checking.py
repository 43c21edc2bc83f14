"""Whether a document that lies in an inbox is what it says: every check before it is taken.

Quick, for an organisation's inbox: a validator in machine code, and a reader that takes the bytes
for canonical only where writing them anew gives the same bytes. Then no key can stand twice and no
number be written in two ways. What the quick way does not take, the careful reader explains.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from datetime import date, datetime
from typing import Any, NoReturn

import jsonschema_rs

from data.exchange import schema, signature
from data.exchange.canonical import canonical
from data.exchange.document import WITHDRAWAL_TYPE
from data.exchange.errors import ForbiddenNumber, InvalidDocument, NotCanonical, UnreadableDocument
from data.exchange.reading import MAX_BYTES, read_document
from data.hub.devices import device_name
from data.hub.errors import Reason, Unfit
from data.hub.facts import facts
from data.record.head import SignedHead
from data.store.hub_rows import DocumentRow

ADDRESS = re.compile(r"[0-9a-f]{64}")
"""A name that is an address."""


def check(
    content: bytes, made: str | None, *, named: str = "", devices: frozenset[str] | None = None
) -> DocumentRow:
    """Check a document and return its row.

    Args:
        content: Its bytes, from anywhere.
        made: The signature beside it; None where there is none.
        named: Name of its file without the ending; believed where it is an address.
        devices: Public keys that are known; None takes every device.

    Raises:
        Unfit: It is not to be taken; says why.
    """
    if len(content) > MAX_BYTES:
        raise Unfit(Reason.TOO_LARGE, f"It has more than {MAX_BYTES:,} bytes: it is no result.")
    sha256 = hashlib.sha256(content).hexdigest()
    if ADDRESS.fullmatch(named) and named != sha256:
        raise Unfit(
            Reason.OTHER_BYTES,
            "Its bytes are not those that its name stands for: it was changed or cut off. "
            "Have it sent again.",
        )
    document = read(content)
    _refuse_another_shape(document)
    _refuse_another_maker(document, content, made, devices)
    return _row(document, sha256, content.decode())


def read(content: bytes) -> dict[str, Any]:
    """Read a document whose bytes are canonical JSON (RFC 8785).

    Nesting is not bounded here, the schema does that.

    Raises:
        Unfit: They hold no document, or are not canonical.
    """
    try:
        document: Any = json.loads(content, parse_float=_refuse, parse_constant=_refuse)
        if isinstance(document, dict) and _written(document) == content:
            return document
    except (ForbiddenNumber, ValueError, RecursionError):
        pass  # the careful reader says what it is
    return _read_with_care(content)


def _written(document: dict[str, Any]) -> bytes:
    return jsonschema_rs.canonical.json.to_string(document).encode()


def _refuse(_: str) -> NoReturn:
    raise ForbiddenNumber


def _read_with_care(content: bytes) -> dict[str, Any]:
    try:
        document = read_document(content)
        same = canonical(document) == content
    except UnreadableDocument as error:
        raise Unfit(Reason.UNREADABLE, str(error)) from error
    except NotCanonical:
        same = False
    if not same:
        raise Unfit(
            Reason.NOT_CANONICAL,
            "It was written anew by another program: its bytes are not canonical JSON. "
            "Have it sent again by epa_tui.",
        )
    return document


@functools.cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema.load_schema())


@functools.cache
def shape() -> str:
    """Return what tells the schema that is known here from an earlier or a later one."""
    return f" {hashlib.sha256(schema.schema_text().encode()).hexdigest()[:12]}"


def has_shape(document: dict[str, Any]) -> bool:
    """Tell whether a document has the published shape, as `data.exchange.schema.validate` does."""
    return bool(_validator().is_valid(document))


def _refuse_another_shape(document: dict[str, Any]) -> None:
    if not has_shape(document):
        raise Unfit(Reason.NO_SHAPE, _problem(document), _device(document))
    data = document["data"]
    try:
        datetime.fromisoformat(document["time"])
        date.fromisoformat(data.get("deadlines", {}).get("assessed_on", "2000-01-01"))
    except ValueError as error:
        raise Unfit(Reason.NO_SHAPE, "It names a day that no calendar has.") from error
    if data["demonstration"]:
        raise Unfit(
            Reason.DEMONSTRATION, "It is of a demonstration: apprentice and sitting are invented."
        )


def _problem(document: dict[str, Any]) -> str:
    try:
        schema.validate(document)
    except (InvalidDocument, RecursionError) as error:
        return str(error) if isinstance(error, InvalidDocument) else "It is nested too deeply."
    return "A code, an id or a time in it is not written as it has to be."


def _device(document: dict[str, Any]) -> str | None:
    """Return the public key that a document of any shape names."""
    data = document.get("data")
    record = data.get("record") if isinstance(data, dict) else None
    key = record.get("device_key") if isinstance(record, dict) else None
    return key if isinstance(key, str) and len(key) == 43 and key.isascii() else None


def _refuse_another_maker(
    document: dict[str, Any], content: bytes, made: str | None, devices: frozenset[str] | None
) -> None:
    key = document["data"]["record"]["device_key"]
    if document["source"] != f"urn:epa-tui:device:{device_name(key)}":
        raise Unfit(Reason.WRONG_DEVICE, "It names one device and holds the key of another.", key)
    if devices is not None and key not in devices:
        raise Unfit(
            Reason.UNKNOWN_DEVICE,
            "Its device is not in the list of devices. Ask whose it is, then add its key.",
            key,
        )
    _refuse_another_signature(document, content, made, key)


def _refuse_another_signature(
    document: dict[str, Any], content: bytes, made: str | None, key: str
) -> None:
    record = document["data"]["record"]
    if made is None:
        raise Unfit(
            Reason.NO_SIGNATURE, "Its signature has not arrived yet; it is taken when it has.", key
        )
    if not signature.genuine(made, content, key):
        raise Unfit(
            Reason.NOT_GENUINE,
            "Its signature is not that of its device for these bytes. Have it sent again.",
            key,
        )
    head = SignedHead(
        document["subject"], record["sequence"], record["head"], key, record["signature"]
    )
    if not head.genuine():
        raise Unfit(
            Reason.HEAD_NOT_GENUINE,
            "The head of its record was not signed by its device. Have the store verified there "
            "(`epa-tui verify`).",
            key,
        )


def _row(document: dict[str, Any], sha256: str, body: str) -> DocumentRow:
    data = document["data"]
    result = document["type"] != WITHDRAWAL_TYPE
    key = data["record"]["device_key"]
    option = data.get("option")
    return DocumentRow(
        sha256=sha256,
        id=document["id"],
        type=document["type"],
        sitting=document["subject"],
        assessment=data["assessment"],
        revision=data["revision"],
        supersedes=data["supersedes"],
        device=device_name(key),
        public_key=key,
        time=document["time"],
        standard=data["standard"]["reference"],
        version=data["standard"]["version"],
        method=data["method"]["code"],
        option=option["code"] if option else None,
        assessed_on=data["deadlines"]["assessed_on"] if result else None,
        grade=data["grade"]["grade"] if result else None,
        overall=data["overall"]["grade"] if result else None,
        facts=facts(data),
        body=body,
    )
