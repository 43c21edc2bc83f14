"""What is tried again, when, and what nothing changes any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.exchange.destinations.folder import FolderDestination
from data.exchange.parcel import DestinationPaused, DocumentRefused, TryLater
from data.exchange.sending import AT_ONCE, LONGEST_STEP_MS, MOST_IN_VAIN, Sender, Sent, wait_ms
from data.exchange.signature import genuine
from data.store.rows import DELIVERED, REFUSED, WAITING, DestinationState, Sending
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


def sender(store: Store, hands: Hands, told: Told, chance: float = 1.0) -> Sender:
    return Sender(store, THERE, told.connect, hands, lambda: chance)


def listed(store: Store, state: str) -> list[Sending]:
    return list(store.sendings(THERE, state))


def test_everything_arrives_in_the_order_in_which_it_was_made(store: Store, hands: Hands) -> None:
    documents = fill(store, AT_ONCE + 3, THERE)
    told = Told()
    sent = sender(store, hands, told).send()
    assert told.arrived == [document.id for document in documents]
    assert sent.delivered == len(documents)
    assert store.unsent([THERE]) == 0
    assert listed(store, DELIVERED)[-1].place == "memory:document-00000"


def test_the_bytes_are_those_that_were_sealed_signed_by_this_device(
    store: Store, hands: Hands
) -> None:
    (document,) = fill(store, 1, THERE)
    told = Told()
    sender(store, hands, told).send()
    assert told.bodies[document.id] == document.body
    assert genuine(told.signatures[document.id], document.body, store.device().public)


@pytest.mark.parametrize("failures", [1, 2, 5])
def test_one_that_fails_is_tried_later_and_the_others_go_on(
    store: Store, hands: Hands, failures: int
) -> None:
    fill(store, 3, THERE)
    told = Told([None, *[TryLater("busy")] * failures])
    sending = sender(store, hands, told)
    sending.send()
    while waiting := listed(store, WAITING):
        assert {one.told for one in waiting} == {"busy"}
        first = min(one.due_at for one in waiting)
        hands.pass_ms(first - hands.now.wall - 1)
        assert sending.send() == Sent(), "not a moment too early"
        hands.pass_ms(1)
        sending.send()
    assert len(told.tried) == 3 + failures
    assert sorted(told.arrived) == [f"document-0000{number}" for number in range(3)]


def test_where_nothing_can_be_reached_only_one_knocks(store: Store, hands: Hands) -> None:
    fill(store, 50, THERE)
    told = Told([TryLater("no network", all_wait=True)] * 2)
    sending = sender(store, hands, told)
    sending.send()
    assert told.tried == ["document-00000"]
    assert told.closed == 1, "what broke may be the connection"
    reach = store.reach(THERE)
    assert (reach.told, reach.tries) == ("no network", 1)
    sending.send()
    assert len(told.tried) == 1
    hands.pass_ms(reach.due_at - hands.now.wall)
    sending.send()
    hands.pass_ms(store.reach(THERE).due_at - hands.now.wall)
    sending.send()
    assert len(told.arrived) == 50
    assert store.reach(THERE) == DestinationState(THERE), "nothing is left of the trouble"


def test_a_server_that_answers_nothing_is_not_asked_with_every_document(
    store: Store, hands: Hands
) -> None:
    documents = fill(store, 20, THERE)
    told = Told([TryLater("no answer within 20 seconds")] * MOST_IN_VAIN)
    sending = sender(store, hands, told)
    sending.send()
    assert told.arrived == [] and store.destinations()[THERE].told
    assert sum(one.tries for one in listed(store, WAITING)) == MOST_IN_VAIN
    hands.pass_ms(store.reach(THERE).due_at - hands().wall)
    sending.send()
    hands.pass_ms(LONGEST_STEP_MS)
    sending.send()
    assert sorted(told.arrived) == [document.id for document in documents]


def test_the_rest_that_is_asked_for_is_kept_in_full(store: Store, hands: Hands) -> None:
    fill(store, 1, THERE)
    told = Told([TryLater("rest", after_s=3600, all_wait=True)])
    sending = sender(store, hands, told, chance=0.0)
    sending.send()
    hands.pass_ms(3_599_999)
    sending.send()
    assert told.arrived == []
    hands.pass_ms(1)
    sending.send()
    assert told.arrived == ["document-00000"]


def test_a_pause_holds_everything_back_and_loses_nothing(store: Store, hands: Hands) -> None:
    fill(store, 3, THERE)
    told = Told([None, DestinationPaused("401: keep the token anew")])
    sending = sender(store, hands, told)
    sending.send()
    hands.pass_ms(10**9)
    sending.send()
    assert told.arrived == ["document-00000"]
    state = store.destinations()[THERE]
    assert (state.paused, state.waiting, state.told) == (True, 2, "401: keep the token anew")
    store.try_now(THERE)
    sending.send()
    assert len(told.arrived) == 3


def test_a_refused_document_is_kept_with_its_reason_and_stops_no_other(
    store: Store, hands: Hands
) -> None:
    fill(store, 3, THERE)
    told = Told([None, DocumentRefused("422: no such standard")])
    sent = sender(store, hands, told).send()
    assert (sent.delivered, sent.refused) == (2, 1)
    (refused,) = listed(store, REFUSED)
    assert (refused.document_id, refused.told) == ("document-00001", "422: no such standard")


def test_a_destination_that_holds_something_else_has_delivered_nothing(
    store: Store, hands: Hands
) -> None:
    fill(store, 2, THERE)
    sender(store, hands, Told(["0" * 64])).send()
    state = store.destinations()[THERE]
    assert (state.paused, state.waiting, state.delivered) == (True, 2, 0)
    assert "something else" in state.told


def test_a_fault_of_ours_is_told_and_tried_again(store: Store, hands: Hands) -> None:
    fill(store, 1, THERE)
    told = Told([ValueError("Testa Example")])
    sending = sender(store, hands, told)
    sending.send()
    said = store.reach(THERE).told
    assert "ValueError" in said and "Example" not in said
    hands.pass_ms(LONGEST_STEP_MS)
    sending.send()
    assert told.arrived == ["document-00000"]


def test_whoever_leaves_waits_for_one_document_at_the_most(store: Store, hands: Hands) -> None:
    fill(store, 5, THERE)
    told = Told()
    sender(store, hands, told).send(leaving=lambda: len(told.tried) == 2)
    assert len(told.arrived) == 2
    assert len(listed(store, DELIVERED)) == 2, "what had arrived was kept"


def test_what_took_long_is_kept_before_the_batch_is_through(store: Store, hands: Hands) -> None:
    fill(store, 6, THERE)
    kept: list[int] = []
    told = Told()
    sender(store, hands, told).send(
        breathe=lambda: hands.pass_ms(200), progress=lambda sent: kept.append(sent.delivered)
    )
    assert kept == [3, 6]


def test_a_document_of_the_erased_is_refused_with_the_reason(store: Store, hands: Hands) -> None:
    fill(store, 2, THERE)
    store.erase("assessment-0", NOON, "retention")
    told = Told()
    sender(store, hands, told).send()
    assert told.arrived == ["document-00001"]
    assert "erased" in listed(store, REFUSED)[0].told


@settings(max_examples=40)
@given(
    answers=st.lists(
        st.sampled_from(
            [
                None,
                None,
                TryLater("busy"),
                TryLater("gone", all_wait=True),
                TryLater("rest", after_s=60.0),
                DestinationPaused("who?"),
                DocumentRefused("never"),
                "f" * 64,
            ]
        ),
        max_size=12,
    )
)
def test_whatever_is_answered_each_arrives_once_or_is_still_there(
    tmp_path_factory: pytest.TempPathFactory, answers: list[Answer]
) -> None:
    hands = Hands(NOON.later(10_000))
    with Store.open(tmp_path_factory.mktemp("any") / "home") as store:
        documents = fill(store, 3, THERE)
        told = Told(answers)
        sending = sender(store, hands, told)
        for _ in range(2 * len(answers) + 2):
            sending.send()
            store.try_now(THERE, refused=True)
            hands.pass_ms(LONGEST_STEP_MS)
    assert sorted(told.arrived) == [document.id for document in documents]


def test_a_real_folder_gets_each_document_under_its_address(
    store: Store, hands: Hands, tmp_path: Path
) -> None:
    documents = fill(store, 3, THERE)
    sending = Sender(
        store, THERE, lambda: FolderDestination(tmp_path / "out", may_make=True), hands
    )
    assert sending.send().delivered == 3
    sending.close()
    for document in documents:
        assert (tmp_path / "out" / f"{document.sha256}.json").read_bytes() == document.body


@given(tries=st.integers(1, 200), jitter=st.floats(0, 1), after=st.floats(0, 86_400))
def test_a_wait_is_never_longer_than_asked_for_and_a_quarter_of_an_hour(
    tries: int, jitter: float, after: float
) -> None:
    waited = wait_ms(tries, jitter, after)
    assert int(after * 1000) <= waited <= after * 1000 + LONGEST_STEP_MS


def test_waits_grow_until_the_longest() -> None:
    waits = [wait_ms(tries, 1.0) for tries in range(1, 12)]
    assert waits[:3] == [2000, 4000, 8000]
    assert waits == sorted(waits) and waits[-1] == LONGEST_STEP_MS


def test_one_that_keeps_a_whole_lot_back_is_found_and_the_others_arrive(
    store: Store, hands: Hands, tmp_path: Path
) -> None:
    documents = fill(store, 5, THERE)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / f"{documents[2].sha256}.json").write_bytes(b"something else")
    sending = Sender(store, THERE, lambda: FolderDestination(tmp_path / "out"), hands)
    sent = sending.send()
    sending.close()
    assert (sent.delivered, sent.refused) == (4, 1)
    (refused,) = listed(store, REFUSED)
    assert refused.document_id == documents[2].id and "other bytes" in refused.told


def test_a_lot_is_delivered_one_by_one_where_somebody_types(
    store: Store, hands: Hands, tmp_path: Path
) -> None:
    fill(store, 3, THERE)
    rests: list[int] = []
    sending = Sender(
        store, THERE, lambda: FolderDestination(tmp_path / "out", may_make=True), hands
    )
    sending.send(breathe=lambda: rests.append(1), together=lambda: False)
    sending.close()
    assert len(rests) == 3
    assert len(list((tmp_path / "out").glob("*.json"))) == 3
