"""One document that cannot be sent keeps no other back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.exchange.parcel import DestinationPaused, Parcel, Receipt, TryLater
from data.exchange.sending import LONGEST_STEP_MS, Sender
from data.store.connection import connect
from data.store.rows import REFUSED, WAITING, Sending
from data.store.store import Store
from tests.data.exchange.destined import Answer, Hands, Told
from tests.data.store.building import NOON
from tests.data.store.queued import THERE, fill


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def hands() -> Hands:
    return Hands(NOON.later(10_000))


def sender(store: Store, hands: Hands, told: Told) -> Sender:
    return Sender(store, THERE, told.connect, hands, lambda: 1.0)


def listed(store: Store, state: str) -> list[Sending]:
    return list(store.sendings(THERE, state))


@pytest.mark.parametrize(
    "trouble",
    [
        TryLater("503", all_wait=True),
        DestinationPaused("403"),
        ValueError("of ours"),
        "f" * 64,
    ],
)
def test_one_that_always_brings_trouble_for_all_keeps_none_back_for_good(
    store: Store, hands: Hands, trouble: Answer
) -> None:
    fill(store, 4, THERE)

    class Choosy(Told):
        def put(self, parcel: Parcel) -> Receipt:
            self._answers = iter([trouble] if parcel.document == "document-00001" else [])
            return super().put(parcel)

    told = Choosy()
    sending = sender(store, hands, told)
    for _ in range(4):
        sending.send()
        hands.pass_ms(LONGEST_STEP_MS)
        store.try_now(THERE)
    assert told.arrived == ["document-00000", "document-00002", "document-00003"]
    assert [one.document_id for one in listed(store, WAITING)] == ["document-00001"]


def test_one_that_cannot_be_read_any_more_is_refused_and_the_others_arrive(tmp_path: Path) -> None:
    hands, told = Hands(NOON.later(10_000)), Told()
    with Store.open(tmp_path) as store:
        fill(store, 3, THERE)
    raw = connect(tmp_path / "store.db")
    raw.execute("DROP TRIGGER document_stays")
    raw.execute("UPDATE document SET body = x'01' WHERE id = 'document-00000'")
    raw.close()
    with Store.open(tmp_path) as store:
        sent = sender(store, hands, told).send()
        assert (sent.delivered, sent.refused) == (2, 1)
        (refused,) = listed(store, REFUSED)
        assert refused.document_id == "document-00000" and "epa-tui verify" in refused.told


def test_what_nobody_can_read_any_more_after_an_erasure_asks_nobody_to_look(
    store: Store, hands: Hands
) -> None:
    fill(store, 1, THERE)
    store.erase("assessment-0", NOON, "retention")
    sender(store, hands, Told()).send()
    assert "erased" in listed(store, REFUSED)[0].told
    state = store.destinations()[THERE]
    assert (state.waiting, state.refused, state.delivered) == (0, 0, 0)
    assert store.unsent([THERE]) == 0
