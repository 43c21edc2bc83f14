"""Every answer there can be means exactly one thing, and a doubtful one never means delivered."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from data.exchange.destinations.answers import after_reading_back, decide
from data.exchange.destinations.told import Answer
from data.exchange.parcel import (
    DestinationPaused,
    DocumentRefused,
    NotDelivered,
    Receipt,
    TryLater,
)
from tests.data.exchange.destinations.named import parcel

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
OURS = parcel()
PLACE = "https://made-up.example/inbox/1.json"
OTHER = sha256(b"something else").hexdigest()
EVERY = range(100, 600)
SUCCESS = set(range(200, 300))

LATER = {408, 425, 429, *range(500, 600)}
PAUSED = {*range(100, 200), *range(300, 400), 401, 403, 404, 405, 407}
REFUSED = set(range(400, 500)) - LATER - PAUSED - {409, 412}


def digest(told: str) -> str:
    return f"sha-256=:{base64.b64encode(bytes.fromhex(told)).decode()}:"


def ways(told: str) -> list[tuple[dict[str, str], bytes]]:
    """Return every way in which an answer can tell a hash."""
    return [
        ({"repr-digest": digest(told)}, b""),
        ({"content-digest": f"sha-512=:AA==:, {digest(told)}"}, b"stored"),
        ({"etag": f'"{told}"'}, b""),
        ({"etag": f'"{told.upper()}"'}, b""),
        ({}, json.dumps({"sha256": told}).encode()),
    ]


def decided(status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> object:
    return decide(Answer(status, headers or {}, body), OURS, PLACE, NOW)


def read_back(status: int, back: Answer) -> Receipt | NotDelivered:
    return after_reading_back(Answer(status, {}), back, OURS, PLACE, NOW)


def test_a_status_without_a_hash_means_one_thing() -> None:
    for status in EVERY:
        found = decided(status)
        if status in SUCCESS | {409, 412}:
            assert found is None  # to be read back
        else:
            (wanted,) = (
                kind
                for kind, statuses in (
                    (TryLater, LATER),
                    (DestinationPaused, PAUSED),
                    (DocumentRefused, REFUSED),
                )
                if status in statuses
            )
            assert type(found) is wanted
            assert str(status) in str(found)


def test_our_hash_delivers_where_the_status_speaks_of_the_document() -> None:
    for status in EVERY:
        for headers, body in ways(OURS.sha256):
            found = decided(status, headers, body)
            if status in SUCCESS | {409, 412}:
                assert found == Receipt(OURS.sha256, PLACE, already_there=status in {409, 412})
            else:
                assert isinstance(found, NotDelivered)


def test_another_hash_never_delivers() -> None:
    for status in EVERY:
        for headers, body in ways(OTHER):
            found = decided(status, headers, body)
            assert isinstance(found, NotDelivered)
            if status in SUCCESS:
                assert isinstance(found, DestinationPaused)
            if status in {409, 412}:
                assert isinstance(found, DocumentRefused)


def test_of_two_hashes_that_differ_neither_delivers() -> None:
    headers = {"repr-digest": digest(OURS.sha256), "etag": f'"{OTHER}"'}
    assert isinstance(decided(201, headers), DestinationPaused)


def test_the_digest_of_the_answers_own_text_is_not_that_of_a_document() -> None:
    for status in (201, 412):
        text = b'{"stored": true}'
        for said in (text, b""):
            headers = {"content-digest": digest(sha256(said).hexdigest())}
            assert decided(status, headers, said) is None


def test_a_digest_of_a_text_that_was_cut_off_is_not_that_of_a_document() -> None:
    cut = Answer(201, {"content-digest": digest(OTHER)}, b"{", whole=False)
    assert decide(cut, OURS, PLACE, NOW) is None


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"etag": f'W/"{OURS.sha256}"'}, b""),
        ({"etag": f'"{OURS.sha256[:32]}"'}, b""),
        ({"repr-digest": "sha-256=:AAAA:"}, b""),
        ({"repr-digest": f"sha-256=:{'=' * 44}:"}, b""),
        ({}, b'["sha256"]'),
        ({}, b'{"sha256": 7}'),
        ({}, b'{"sha256": "' + b"[" * 10_000),
        ({}, b'{"a":' * 10_000),
        ({"content-encoding": "gzip"}, json.dumps({"sha256": OTHER}).encode()),
    ],
)
def test_what_tells_no_hash_is_read_back(headers: dict[str, str], body: bytes) -> None:
    assert decided(201, headers, body) is None


def test_what_reads_back_as_sent_is_delivered() -> None:
    for status in [*SUCCESS, 409, 412]:
        found = read_back(status, Answer(200, {}, OURS.body))
        assert found == Receipt(OURS.sha256, PLACE, already_there=status in {409, 412})


def test_what_reads_back_otherwise_is_never_delivered() -> None:
    for status in [*SUCCESS, 409, 412]:
        wanted = DestinationPaused if status in SUCCESS else DocumentRefused
        for body, whole in ((OURS.body[:-1], True), (OURS.body + b"x", False), (b"", True)):
            assert isinstance(read_back(status, Answer(200, {}, body, whole)), wanted)


def test_reading_back_that_breaks_off_is_no_proof() -> None:
    for status in [*SUCCESS, 409, 412]:
        assert isinstance(read_back(status, Answer(200, {}, OURS.body[:9], whole=False)), TryLater)


def test_what_cannot_be_read_back_counts_only_where_the_address_proves_it() -> None:
    for back in EVERY:
        if back == 200:
            continue
        for status in (200, 201, 204, 409, 412):
            found = read_back(status, Answer(back, {}, OURS.body))
            if back in LATER - {501, 505}:
                assert isinstance(found, TryLater)
            elif status == 412 and back in {404, 410}:
                assert isinstance(found, DestinationPaused), "it is not there: never delivered"
            elif status == 412:
                assert found == Receipt(OURS.sha256, PLACE, already_there=True)
            elif status == 409:
                assert isinstance(found, TryLater)
            else:
                assert isinstance(found, DestinationPaused)


def test_what_comes_back_compressed_was_not_read_back() -> None:
    back = Answer(200, {"content-encoding": "gzip"}, b"\x1f\x8b")
    assert isinstance(read_back(201, back), DestinationPaused)
    assert isinstance(read_back(412, back), Receipt)


def test_what_was_taken_in_and_is_not_there_yet_is_asked_for_again() -> None:
    assert isinstance(read_back(202, Answer(404, {})), TryLater)


def test_only_a_destination_that_asks_for_rest_keeps_all_waiting() -> None:
    for status in sorted(LATER):
        found = decided(status, {"retry-after": "7"})
        assert isinstance(found, TryLater)
        assert found.after_s == 7.0
        assert found.all_wait == (status in {429, 503})


def test_no_answer_puts_personal_data_into_a_sentence() -> None:
    for status in EVERY:
        echo = json.dumps(
            {"title": f"No Example: {OURS.body.decode()}", "detail": "Testa"}
        ).encode()
        for kind in ("application/problem+json", "application/json", "text/plain"):
            told = {"content-type": kind, "location": "https://testa.example/1000159800"}
            found = decided(status, told, echo)
            for name in ("Example:", "Testa", "testa", "1000159800"):
                assert name not in str(found)
