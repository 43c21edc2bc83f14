"""What is to be sent is kept with the result, is never dropped, and arrives once."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.store.connection import connect
from data.store.outbox import HELD_TOLD, LONGEST_WAIT_MS, QUEUED_AT_ONCE
from data.store.rows import (
    DELIVERED,
    HELD,
    REFUSED,
    WAITING,
    DestinationState,
    JourneySummary,
    Outcome,
)
from data.store.store import Store
from tests.data.store.building import BOOKED, NOON
from tests.data.store.queued import ELSEWHERE, THERE, a_document, book, fill, keep

NOW = NOON.wall + 1_000_000


def due(store: Store, url: str = THERE, now: int = NOW, limit: int = 100) -> list[str]:
    return [waiting.document_id for waiting in store.due(url, now, limit)]


def test_a_result_waits_for_each_destination_from_the_moment_that_it_is_kept(home: Path) -> None:
    with Store.open(home) as store:
        (document,) = fill(store, 1, THERE, ELSEWHERE)
    with Store.open(home) as store:  # whatever happened to the program
        assert due(store, THERE) == due(store, ELSEWHERE) == [document.id]
        assert store.document(document.id) == document
        assert store.unsent([THERE, ELSEWHERE]) == 1


def test_the_result_and_its_queue_are_one_transaction(home: Path) -> None:
    with Store.open(home) as store:
        book(store, 0)
        store.make_ready()
    raw = connect(home / "store.db")
    raw.execute(
        "CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    raw.close()
    with Store.open(home) as store:
        with pytest.raises(Exception, match="something else"):
            keep(store, a_document(0), THERE)
        assert store.documents("sitting-0") == ()


def test_the_least_tried_then_the_oldest_is_sent_first_and_only_what_is_due(store: Store) -> None:
    fill(store, 4, THERE)
    later = Outcome("document-00001", WAITING, "busy", tries=1, due_at=NOW + 1)
    store.keep_outcomes(DestinationState(THERE), [later], NOW)
    assert due(store) == ["document-00000", "document-00002", "document-00003"]
    assert due(store, limit=1) == ["document-00000"]
    assert due(store, now=NOW + 1) == [f"document-0000{number}" for number in (0, 2, 3, 1)]


def test_a_revision_does_not_overtake_what_it_corrects(store: Store) -> None:
    book(store, 0, 5)
    first, second = a_document(3, 1, sitting=0), a_document(1, 2, sitting=0)  # the clock went back
    other = a_document(5)
    for document in (first, second, other):
        keep(store, document, THERE, ELSEWHERE)
    assert due(store) == [first.id, other.id]
    later = Outcome(first.id, WAITING, "busy", tries=1, due_at=NOW + 1)
    store.keep_outcomes(DestinationState(THERE), [later], NOW)
    assert due(store) == [other.id]
    for state in (DELIVERED, REFUSED):
        url = THERE if state == DELIVERED else ELSEWHERE
        store.keep_outcomes(DestinationState(url), [Outcome(first.id, state)], NOW)
        assert second.id in due(store, url)


def test_a_try_that_a_wrong_clock_planned_for_years_ahead_is_due(store: Store) -> None:
    fill(store, 1, THERE)
    far = Outcome("document-00000", WAITING, tries=1, due_at=NOW + LONGEST_WAIT_MS + 1)
    store.keep_outcomes(DestinationState(THERE), [far], NOW)
    assert due(store) == ["document-00000"]


def test_what_has_arrived_stays_so_and_counts_as_delivered_for_erasing(store: Store) -> None:
    (document,) = fill(store, 1, THERE, ELSEWHERE)
    assert store.undelivered() == (document.id,)
    arrived = Outcome(document.id, DELIVERED, place="/there/1.json")
    store.keep_outcomes(DestinationState(THERE), [arrived], NOW)
    for worse in (WAITING, REFUSED):
        store.keep_outcomes(DestinationState(THERE), [Outcome(document.id, worse, "late")], NOW)
    store.try_now(THERE, refused=True)

    (sending,) = store.sendings(THERE, DELIVERED)
    assert (sending.place, sending.arrived_at) == ("/there/1.json", NOW)
    assert due(store, THERE) == [] and due(store, ELSEWHERE) == [document.id]
    assert store.undelivered() == ()
    assert store.unsent([THERE]) == 0
    assert store.unsent([THERE, ELSEWHERE]) == 1


def test_what_was_refused_waits_again_only_when_a_person_says_so(store: Store) -> None:
    (document,) = fill(store, 1, THERE)
    refused = Outcome(document.id, REFUSED, "no such course", tries=1)
    store.keep_outcomes(DestinationState(THERE), [refused], NOW)
    store.try_now(THERE)
    assert due(store) == []
    (sending,) = store.sendings(THERE, REFUSED)
    assert sending.told == "no such course"
    store.try_now(THERE, refused=True)
    assert due(store) == [document.id]


def test_a_pause_lasts_until_somebody_sends(home: Path) -> None:
    with Store.open(home) as store:
        fill(store, 1, THERE)
        paused = DestinationState(THERE, paused=True, told="who are you?", tries=3, due_at=NOW)
        store.keep_outcomes(paused, [], NOW)
    with Store.open(home) as store:
        state = store.destinations()[THERE]
        assert (state.paused, state.told, state.waiting) == (True, "who are you?", 1)
        assert store.reach(THERE) == paused
        store.try_now(THERE)
        assert store.reach(THERE) == DestinationState(THERE)


def test_a_destination_that_is_named_later_gets_what_has_arrived_nowhere(store: Store) -> None:
    first, second, third = fill(store, 3)
    store.keep_delivery(first.id, "file:///by/hand", NOW)
    keep(store, second, THERE)

    store.queue([THERE, ELSEWHERE])
    store.queue([THERE, ELSEWHERE])

    assert due(store, THERE) == due(store, ELSEWHERE) == [second.id, third.id]


def test_what_waits_where_nothing_is_sent_any_more_goes_to_the_address_that_replaced_it(
    store: Store,
) -> None:
    mistyped, mended = "https://reslts.example.org/inbox", ELSEWHERE
    (document,) = fill(store, 1, THERE, mistyped)
    store.keep_outcomes(DestinationState(THERE), [Outcome(document.id, DELIVERED)], NOW)

    store.queue([THERE, mistyped, mended])
    assert due(store, mended) == [], "it still waits for an address that stands beside this one"
    store.queue([THERE, mended])
    assert due(store, mended) == [document.id]


def test_an_export_by_hand_counts_for_the_folder_that_it_went_to(store: Store) -> None:
    (document,) = fill(store, 1, THERE)
    store.keep_delivery(document.id, THERE, NOW)
    assert due(store) == []
    assert store.destinations()[THERE].delivered == 1


def test_more_than_one_transaction_queues_them_all(store: Store) -> None:
    book(store, 0)
    count = QUEUED_AT_ONCE + 3
    for number in range(count):
        keep(store, a_document(number, number + 1, sitting=0))
    store.queue([THERE])
    assert store.destinations()[THERE].waiting == count


def test_the_counts_and_the_oldest_are_those_of_the_destination(store: Store) -> None:
    documents = fill(store, 5, THERE)
    outcomes = [
        Outcome(documents[0].id, DELIVERED),
        Outcome(documents[1].id, REFUSED, "no"),
        Outcome(documents[2].id, WAITING, "busy", tries=2, due_at=NOW + 7),
    ]
    store.keep_outcomes(DestinationState(THERE, told="", tries=0), outcomes, NOW)
    state = store.destinations()[THERE]
    assert (state.waiting, state.refused, state.delivered) == (3, 1, 1)
    assert state.oldest == documents[2].made_at
    assert state.next_due == 0, "two others are due now"


def test_nothing_of_the_erased_is_queued_or_sent(store: Store) -> None:
    (document,) = fill(store, 1, THERE)
    store.erase("assessment-0", NOON, "retention")
    assert store.document(document.id) is None
    store.queue([ELSEWHERE])
    assert due(store, ELSEWHERE) == []


def test_the_table_itself_refuses_to_drop_or_take_back(home: Path) -> None:
    with Store.open(home) as store:
        (document,) = fill(store, 1, THERE)
        store.keep_outcomes(DestinationState(THERE), [Outcome(document.id, DELIVERED)], NOW)
    raw = connect(home / "store.db")
    with pytest.raises(Exception, match="never dropped"):
        raw.execute("DELETE FROM outbox")
    with pytest.raises(Exception, match="has arrived"):
        raw.execute("UPDATE outbox SET state = 'waiting'")
    raw.close()


def test_a_document_that_is_kept_again_is_not_queued_twice(store: Store) -> None:
    book(store, 0)
    for _ in range(2):
        store.append("sitting-0", (), BOOKED, document=a_document(0), destinations=(THERE,))
    assert due(store) == ["document-00000"]


def test_before_an_erasure_it_is_known_what_will_never_arrive(store: Store) -> None:
    (first, second) = fill(store, 2, THERE, ELSEWHERE)
    store.keep_outcomes(DestinationState(THERE), [Outcome(first.id, DELIVERED)], NOW)
    assert store.waiting_of("assessment-0") == 1
    assert store.waiting_of("assessment-1") == 2
    assert store.waiting_of("nobody") == 0
    assert second.id in due(store)


def hold(store: Store, number: int, *, held: bool = True) -> None:
    store.keep_journey(JourneySummary(f"assessment-{number}", "graded", held), (), ())


def test_what_is_held_waits_for_its_release_and_is_nobodys_to_send(store: Store) -> None:
    fill(store, 3, THERE)
    hold(store, 1)
    hold(store, 2, held=False)
    assert due(store) == ["document-00000", "document-00002"]
    state = store.destinations()[THERE]
    assert (state.waiting, state.held, state.oldest) == (2, 1, NOON.wall)
    assert store.unsent([THERE]) == 2
    assert store.waiting_of("assessment-1") == 1  # nobody may be erased before it has left
    (held,) = store.sendings(THERE, HELD)
    assert (held.document_id, held.told) == ("document-00001", HELD_TOLD)
    assert len(store.sendings(THERE, WAITING)) == 2
    assert store.ways("sitting-1")[0].told == HELD_TOLD
    hold(store, 1, held=False)
    assert len(due(store)) == 3


def test_nothing_keeps_a_program_awake_for_what_is_held(store: Store) -> None:
    fill(store, 1, THERE)
    hold(store, 0)
    state = store.destinations()[THERE]
    assert (state.waiting, state.oldest, state.next_due) == (0, None, 0)


def test_what_arrived_before_it_was_held_stays_arrived(store: Store) -> None:
    fill(store, 1, THERE)
    arrived = Outcome("document-00000", DELIVERED, place="there")
    store.keep_outcomes(DestinationState(THERE), [arrived], NOW)
    hold(store, 0)
    assert [one.state for one in store.sendings(THERE, DELIVERED)] == [DELIVERED]
    assert store.destinations()[THERE].held == 0
