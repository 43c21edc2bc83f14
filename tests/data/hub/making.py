"""Documents in any number, each genuine and different, made quickly out of one."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from data.exchange.canonical import address
from data.exchange.document import WITHDRAWAL_TYPE, document_id
from data.exchange.signature import SUFFIX, sign
from data.record.head import DeviceKey
from tests.data.exchange.building import LAPTOP, SHIPPED, document, heard, judged

OTHER = DeviceKey(bytes(range(1, 33)))
"""A second laptop."""


@functools.cache
def _result(method: str, option: str | None, failed: str) -> str:
    state = judged(heard(SHIPPED, method, option), failed=failed).seal()
    return json.dumps(document(state))


def a_result(method: str = "M2", option: str | None = "1", failed: str = "") -> dict[str, Any]:
    """Return a result as the program makes it, a copy of one's own."""
    made: dict[str, Any] = json.loads(_result(method, option, failed))
    return made


def sitting_id(number: int) -> str:
    """Return the id of an invented sitting."""
    return f"51771236-0000-4000-8000-{number:012d}"


def told(
    raw: dict[str, Any],
    number: int,
    *,
    revision: int = 1,
    supersedes: str | None = None,
    device: DeviceKey = LAPTOP,
) -> dict[str, Any]:
    """Make a document that of another sitting and device, with its head signed anew."""
    data = raw["data"]
    raw["subject"] = sitting_id(number)
    raw["id"] = document_id(raw["subject"], revision, device.name)
    raw["source"] = f"urn:epa-tui:device:{device.name}"
    data["assessment"] = f"a55e5500-0000-4000-8000-{number:012d}"
    data["revision"], data["supersedes"] = revision, supersedes
    if "apprentice" in data:
        data["apprentice"]["uln"] = str(1_000_159_800 + number % 10)
    record = data["record"]
    head = device.sign_head(raw["subject"], record["sequence"], record["head"])
    record["device_key"], record["signature"] = device.public, head.signature
    return raw


def withdrawn(raw: dict[str, Any]) -> dict[str, Any]:
    """Make a result the document that withdraws it."""
    names = ("revision", "supersedes", "demonstration", "assessment", "standard", "method")
    data = {name: raw["data"][name] for name in (*names, "record")}
    return {**raw, "type": WITHDRAWAL_TYPE, "data": {**data, "reason": "A wrong apprentice."}}


def written(raw: dict[str, Any]) -> bytes:
    """Return the canonical bytes of a document without fractions; a test compares with ours."""
    return json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def put(folder: Path, body: bytes, device: DeviceKey = LAPTOP, name: str = "") -> Path:
    """Put a document into a folder with its signature, under its address or another name."""
    name = name or address(body)
    (folder / f"{name}{SUFFIX}").write_text(sign(body, device))
    path = folder / f"{name}.json"
    path.write_bytes(body)
    return path


def fill(folder: Path, count: int, begin: int = 0) -> list[str]:
    """Put many documents of different sittings into a folder; return their addresses."""
    raw = a_result()
    return [put(folder, written(told(raw, number))).stem for number in range(begin, begin + count)]
