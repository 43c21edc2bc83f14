"""A document is checked by itself: whatever was changed in it, or is missing, is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.canonical import address, canonical
from data.exchange.checking import CheckedDocument, check_document, check_file
from data.exchange.document import document_id
from data.exchange.errors import UnreadableDocument
from data.exchange.folder import result_name, write_result
from data.exchange.signature import sign
from data.record.head import DeviceKey
from data.standards.bounds import Unbounded
from tests.data.exchange.building import LAPTOP, SITTING_ID
from tests.data.exchange.examples import NAMES, example

OTHER = DeviceKey(bytes(32))
Change = Callable[[dict[str, Any]], object]


def test_the_names_of_devices_are_those_that_stand_in_results() -> None:
    assert LAPTOP.name == "56475aa75463474c"


@pytest.mark.parametrize("name", NAMES)
def test_a_document_as_it_left_is_in_order(name: str) -> None:
    made = example(name)
    found = check_document(made.body, made.signature)
    assert found.findings == ()
    assert (found.kind == "withdrawal") == (name == "withdrawn")
    assert (found.sha256, found.device) == (address(made.body), LAPTOP.name)
    assert found.head and found.head.sitting == SITTING_ID
    assert found.revision == made.data["revision"]


def forged(change: Change, device: DeviceKey = LAPTOP) -> CheckedDocument:
    """Change a document, and sign what comes of it with a key."""
    raw = example("pass").raw
    change(raw)
    body = canonical(raw)
    return check_document(body, sign(body, device))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda raw: raw.update(source="urn:epa-tui:device:0000"), "another device as its source"),
        (lambda raw: raw["data"].update(revision=7), "id that does not follow"),
        (lambda raw: raw.update(subject="other"), "id that does not follow"),
        (lambda raw: raw["data"]["record"].update(sequence=1), "head of its record"),
        (lambda raw: raw["data"]["record"].update(head="0" * 64), "head of its record"),
        (
            lambda raw: raw["data"]["overall"].update(provisional=False),
            "the schema at data/overall",
        ),
        (lambda raw: raw.update(type="epa-tui.withdrawal.v1"), "the schema at data"),
    ],
)
def test_what_a_signer_made_up_is_said(change: Change, said: str) -> None:
    assert any(said in finding for finding in forged(change).findings)


def test_the_key_of_another_device_makes_no_document_of_this_one() -> None:
    (wrong,) = forged(lambda raw: None, OTHER).findings
    assert "not of its device" in wrong

    def taken_over(raw: dict[str, Any]) -> None:
        raw["data"]["record"].update(device_key=OTHER.public)
        raw["source"] = f"urn:epa-tui:device:{OTHER.name}"
        raw["id"] = document_id(SITTING_ID, 1, OTHER.name)

    assert forged(taken_over, OTHER).findings == (
        "carries a head of its record with a wrong signature",
    )


@given(st.integers(0, len(example("pass").body) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed_unseen(place: int, by: int) -> None:
    made = example("pass")
    body = bytearray(made.body)
    body[place] ^= by
    try:
        found = check_document(bytes(body), made.signature)
    except UnreadableDocument:
        return
    assert found.findings


def test_bytes_that_were_written_anew_are_said_although_they_mean_the_same() -> None:
    made = example("pass")
    pretty = json.dumps(made.raw, indent=2).encode()
    found = check_document(pretty, made.signature)
    assert [finding.split(" ")[0] for finding in found.findings] == ["has", "has"]
    assert "RFC 8785" in found.findings[0] and "signature" in found.findings[1]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"type": "another"}', b"\xff", b"[" * 99])
def test_what_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        check_document(content, None)


@pytest.mark.parametrize("devices", [(LAPTOP.name,), (LAPTOP.public,), (OTHER.public, LAPTOP.name)])
def test_a_document_of_a_device_that_was_named_is_in_order(devices: tuple[str, ...]) -> None:
    made = example("pass")
    assert check_document(made.body, made.signature, devices=devices).findings == ()


def test_a_document_of_another_device_than_was_named_is_said() -> None:
    made = example("pass")
    (finding,) = check_document(made.body, made.signature, devices=(OTHER.public,)).findings
    assert "another device" in finding


@pytest.fixture
def written(tmp_path: Path) -> Path:
    made = example("pass")
    return write_result(tmp_path, result_name(SITTING_ID, 1), made.body, made.signature).path


def test_a_file_is_checked_with_the_signature_beside_it(written: Path) -> None:
    assert check_file(written).findings == ()
    written.with_suffix(".jws").unlink()
    assert check_file(written).findings == (
        "is not signed: its signature (.jws) does not lie beside it",
    )


@pytest.mark.parametrize("signature", ["", "a.b.c", "..", "\u00e9", "x" * 5000, "e30..e30"])
def test_a_signature_file_that_holds_none_is_said(written: Path, signature: str) -> None:
    written.with_suffix(".jws").write_text(signature, "utf-8")
    (finding,) = check_file(written).findings
    assert "signature that is not of its device" in finding


def test_a_line_end_behind_the_signature_does_no_harm(written: Path) -> None:
    beside = written.with_suffix(".jws")
    beside.write_text(beside.read_text("ascii") + "\n", "ascii")
    assert check_file(written).findings == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (f"{address(example('pass').body)}.json", ""),
        (f"{'0' * 64}.json", "not its address"),
        (f"{SITTING_ID}-r2.json", "another sitting or revision"),
        ("other-r1.json", "another sitting or revision"),
        ("of anybody.json", ""),
    ],
)
def test_a_name_that_holds_an_address_or_a_revision_has_to_fit(
    written: Path, name: str, said: str
) -> None:
    moved = written.rename(written.with_name(name))
    written.with_suffix(".jws").rename(moved.with_suffix(".jws"))
    findings = check_file(moved).findings
    assert bool(findings) == bool(said) and said in "".join(findings)


def test_what_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(Unbounded):
        check_file(tmp_path)


def test_no_finding_quotes_what_the_document_says() -> None:
    def hostile(raw: dict[str, Any]) -> None:
        raw["data"]["apprentice"].update(uln="Testa Example", given_names=[])

    findings = " ".join(forged(hostile).findings)
    assert "Testa" not in findings and "schema at data/apprentice" in findings
