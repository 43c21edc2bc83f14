"""What a store holds is read entry by entry; of a damaged one, as much as there is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from data.store.connection import Connection, connect_copy
from data.store.contents import Contents, check_pages, contents, readable
from data.store.errors import StoreDamaged
from data.store.store import Store
from tests.data.store.canaries import KEY, fill
from tests.data.store.damaging import flip

STORE = "store.db"


@pytest.fixture
def filled(home: Path) -> Path:
    with Store.open(home, KEY) as store:
        fill(store, 0, 1, notes=200)
    return home / STORE


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    opened = connect_copy(path, KEY)
    try:
        yield opened
    finally:
        opened.close()


def test_what_is_held_is_told_by_sitting(filled: Path) -> None:
    opened = connect_copy(filled, KEY)
    asked: list[int] = []
    check_pages(opened, filled)
    held = contents(opened, filled, lambda: asked.append(1))
    opened.close()
    assert len(asked) == len(held.sittings) == 2
    one = held.sittings["sitting-1"]
    assert (one.apprentice, one.method) == ("Testa Serinus01 Kanarienvogel01", "M1")
    assert [len(one.hashes), held.entries] == [201, 402]
    assert "Kanarienvogel" not in repr(held)


def test_every_page_that_was_changed_is_found_and_what_can_be_read_is_a_beginning(
    filled: Path,
) -> None:
    with _opened(filled) as opened:
        whole = readable(opened)
    shorter = 0
    for page in range(2, filled.stat().st_size // 4096, 3):
        bit = (page * 4096 + 900) * 8
        flip(filled, bit)
        with pytest.raises(StoreDamaged), _opened(filled) as opened:
            check_pages(opened, filled)
        left = Contents(frozenset(), {})
        with suppress(StoreDamaged), _opened(filled) as opened:  # the page may hold the tables
            left = readable(opened)
        flip(filled, bit)
        for name, held in left.sittings.items():
            assert held.hashes == whole.sittings[name].hashes[: len(held.hashes)]
        shorter += left.entries < whole.entries
    assert shorter > 3


def test_an_empty_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / STORE).touch()
    opened = connect_copy(tmp_path / STORE, None)
    with pytest.raises(StoreDamaged, match="empty"):
        contents(opened, tmp_path / STORE)
    opened.close()
