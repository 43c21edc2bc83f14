"""A result is in a learning record store once, corrected by a later one, gone when withdrawn."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.exchange.canonical import address, canonical
from data.exchange.destinations.same import same_statement
from data.exchange.destinations.statements import METHOD, statement_id, statements
from data.exchange.destinations.xapi import XapiDestination
from data.exchange.parcel import (
    DestinationPaused,
    DocumentRefused,
    NotDelivered,
    Parcel,
    Receipt,
    TryLater,
)
from tests.data.exchange.building import SHIPPED, document, heard, judged, sealed
from tests.data.exchange.destinations.named import parcel_of
from tests.data.exchange.destinations.test_statements import withdrawal
from tests.servers.ralph import CREDENTIALS, RecordStore, checked
from tests.servers.ralph import shared_record_store as shared_record_store
from tests.servers.strict_store import VOIDED, StrictStore, Ways, strict_store

STATE = sealed(SHIPPED, "M1", "1")
FIRST = document(STATE)
LATER = document(
    judged(heard(SHIPPED, "M1", "1"), failed="D1").seal(), revision=2, supersedes=FIRST["id"]
)


def parcel(made: dict[str, Any]) -> Parcel:
    return parcel_of(canonical(made), made["id"])


def told(made: dict[str, Any]) -> set[str]:
    return {each["id"] for each in statements(made, address(canonical(made)))}


def put(store: RecordStore | StrictStore, made: dict[str, Any]) -> Receipt:
    to = XapiDestination(store.url, CREDENTIALS)
    try:
        return to.put(parcel(made))
    finally:
        to.close()


@pytest.fixture
def record_store(shared_record_store: RecordStore) -> RecordStore:
    """A real store, emptied."""
    (shared_record_store.folder / "fs_lrs.jsonl").unlink(missing_ok=True)
    return shared_record_store


def standing(store: RecordStore) -> set[str]:
    """Return the ids of what counts: neither voided nor voiding."""
    held = store.statements()
    voided = {each["object"]["id"] for each in held if each["verb"]["id"] == VOIDED}
    return {each["id"] for each in held if each["verb"]["id"] != VOIDED} - voided


def test_a_real_store_takes_a_result_its_correction_and_its_withdrawal(
    record_store: RecordStore,
) -> None:
    assert put(record_store, FIRST).sha256 == parcel(FIRST).sha256
    assert standing(record_store) == told(FIRST)
    put(record_store, LATER)
    assert standing(record_store) == told(LATER)
    put(record_store, withdrawal(LATER["id"], 3))
    assert standing(record_store) == set()
    held = record_store.statements()
    assert checked(held) == [each["id"] for each in held]
    assert len({each["id"] for each in held}) == len(held)


def test_what_a_real_store_gives_back_is_what_was_sent(record_store: RecordStore) -> None:
    put(record_store, FIRST)
    held = {each["id"]: each for each in record_store.statements()}
    for sent in statements(FIRST, address(canonical(FIRST))):
        assert same_statement(sent, held[sent["id"]])


def test_a_result_that_is_sent_again_changes_nothing(record_store: RecordStore) -> None:
    for made in (FIRST, LATER, withdrawal(LATER["id"], 3)):
        put(record_store, made)
        before = record_store.statements()
        assert put(record_store, made).sha256 == parcel(made).sha256
        assert record_store.statements() == before


def test_what_a_real_store_took_in_part_is_completed(record_store: RecordStore) -> None:
    for each in statements(FIRST, address(canonical(FIRST)))[::2]:
        record_store.write(each)
    put(record_store, FIRST)
    assert standing(record_store) == told(FIRST)
    assert len(record_store.statements()) == len(told(FIRST))


def test_another_statement_with_our_id_in_a_real_store_refuses_the_document(
    record_store: RecordStore,
) -> None:
    forged = json.loads(json.dumps(statements(FIRST, address(canonical(FIRST)))[0]))
    forged["result"]["success"] = not forged["result"]["success"]
    record_store.write(forged)
    with pytest.raises(DocumentRefused, match="another statement"):
        put(record_store, FIRST)


def test_wrong_credentials_pause_a_real_store(record_store: RecordStore) -> None:
    to = XapiDestination(record_store.url, "made-up:wrong")
    with pytest.raises(DestinationPaused):
        to.put(parcel(FIRST))
    to.close()
    assert record_store.statements() == []


EVERY_WAY = [
    Ways(),
    Ways(confirms=False),
    Ways(refuses_known=True),
    Ways(refuses_unknown_voids=True),
    Ways(confirms=False, refuses_known=True, refuses_unknown_voids=True),
]


@pytest.mark.parametrize("ways", EVERY_WAY, ids=str)
def test_a_strict_store_comes_to_the_same_however_often_each_is_sent(ways: Ways) -> None:
    with strict_store(ways) as store:
        for made, counts in (
            (FIRST, told(FIRST)),
            (LATER, told(LATER)),
            (withdrawal(LATER["id"], 3), set()),
        ):
            for _ in range(2):
                put(store, made)
                assert store.valid() == counts


@pytest.mark.parametrize("ways", EVERY_WAY, ids=str)
def test_a_correction_of_what_never_arrived_arrives(ways: Ways) -> None:
    with strict_store(ways) as store:
        put(store, LATER)
        put(store, LATER)
        assert store.valid() == told(LATER)


def test_a_correction_that_comes_first_still_takes_the_former_back() -> None:
    with strict_store() as store:
        put(store, LATER)
        put(store, FIRST)
        assert store.valid() == told(LATER)


def test_a_withdrawal_that_comes_first_waits_for_its_result() -> None:
    with strict_store() as store:
        with pytest.raises(TryLater, match="does not hold the result") as caught:
            put(store, withdrawal(FIRST["id"]))
        assert not caught.value.all_wait
        put(store, FIRST)
        put(store, withdrawal(FIRST["id"]))
        assert store.valid() == set()


@pytest.mark.parametrize("taken", range(3))
def test_what_broke_off_between_requests_is_completed_by_the_next_try(taken: int) -> None:
    ways = Ways(refuses_known=True)
    with strict_store(ways) as store:
        put(store, FIRST)
        ways.spared, ways.fails = taken, [503]
        if taken < 2:
            with pytest.raises(TryLater):
                put(store, LATER)
        put(store, LATER)
        assert store.valid() == told(LATER)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, DocumentRefused),
        (401, DestinationPaused),
        (403, DestinationPaused),
        (404, DestinationPaused),
        (412, DocumentRefused),
        (413, DocumentRefused),
        (302, DestinationPaused),
        (408, TryLater),
        (429, TryLater),
        (500, TryLater),
        (503, TryLater),
    ],
)
def test_an_answer_to_statements_means_what_it_means_elsewhere(
    status: int, kind: type[NotDelivered]
) -> None:
    with strict_store(Ways(fails=[status])) as store:
        with pytest.raises(kind) as caught:
            put(store, FIRST)
        assert type(caught.value) is kind
        assert store.held == {}


def test_voiding_that_is_refused_for_what_is_there_is_not_passed_over() -> None:
    ways = Ways()
    with strict_store(ways) as store:
        put(store, FIRST)
        ways.spared, ways.fails = 1, [400] * 100
        with pytest.raises(DocumentRefused):
            put(store, LATER)


def test_a_store_that_confirms_nothing_has_to_let_us_read() -> None:
    closed = Ways(confirms=False, readable=False)
    with (
        strict_store(closed) as store,
        pytest.raises(DestinationPaused, match="to read statements"),
    ):
        put(store, FIRST)


def test_the_receipt_speaks_of_the_document() -> None:
    with strict_store() as store:
        receipt = put(store, FIRST)
        place = f"http://127.0.0.1:{store.server_port}/xapi/statements"
        assert receipt == Receipt(parcel(FIRST).sha256, place)
        assert statement_id(FIRST["id"], METHOD) in store.held


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/xapi",
        "xapi+http://made-up.example/xapi",
        "xapi+http://localhost/xapi",
        "xapi+http://127.0.0.1.made-up.example/xapi",
        "xapi+http://10.0.0.1/xapi",
        "xapi+ftp://made-up.example",
        "xapi+https://testa:secret@made-up.example",
        "xapi+https://",
    ],
)
def test_statements_go_nowhere_but_over_https_or_to_this_machine(url: str) -> None:
    with pytest.raises(DestinationPaused) as caught:
        XapiDestination(url, None)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["xapi+http://127.8.9.1/x", "xapi+http://[::1]:80/x"])
def test_a_store_on_this_machine_may_be_plain(url: str) -> None:
    XapiDestination(url, "made-up-token").close()
