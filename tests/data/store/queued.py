"""A store with results that are to be sent."""

from __future__ import annotations

import hashlib

from data.store.rows import Document
from data.store.store import Store
from tests.data.store.building import BOOKED, NOON, a_sitting, an_assessment

THERE, ELSEWHERE = "file:///there", "https://results.example.org/inbox"


def a_document(number: int, revision: int = 1, *, sitting: int | None = None) -> Document:
    """Return a document; an older number was made earlier."""
    of = number if sitting is None else sitting
    body = f'{{"number":{number},"revision":{revision}}}'.encode()
    return Document(
        f"document-{number:05d}",
        f"sitting-{of}",
        revision,
        None,
        hashlib.sha256(body).hexdigest(),
        body,
        NOON.wall + number,
    )


def keep(store: Store, document: Document, *destinations: str) -> None:
    store.append(document.sitting_id, (), BOOKED, document=document, destinations=destinations)


def book(store: Store, *numbers: int) -> None:
    sittings = [a_sitting(number) for number in numbers]
    store.save_bookings([an_assessment(number) for number in numbers], sittings)


def fill(store: Store, count: int, *destinations: str) -> list[Document]:
    """Put documents of one sitting each into a store, to be sent somewhere."""
    book(store, *range(count))
    made = [a_document(number) for number in range(count)]
    for document in made:
        keep(store, document, *destinations)
    return made
