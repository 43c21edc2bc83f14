"""What is enciphered is read again with its own key, in its own place, and not otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record.cipher import IN_CLEAR, KEY_BYTES, ApprenticeKey
from data.record.errors import Unreadable

KEY = ApprenticeKey(bytes(KEY_BYTES))
OTHER = ApprenticeKey(bytes([1]) * KEY_BYTES)


@given(st.binary(max_size=200), st.text(st.characters(exclude_categories=["Cs"])))
def test_it_is_read_again(text: bytes, place: str) -> None:
    kept = KEY.encipher(text, place)
    assert KEY.decipher(kept, place) == text
    assert IN_CLEAR.decipher(IN_CLEAR.encipher(text, place), place) == text


def test_the_text_is_not_in_what_is_kept_and_no_two_are_alike() -> None:
    made = {KEY.encipher(b"Testa Example", "entry-1") for _ in range(200)}
    assert len(made) == 200
    assert not any(b"Testa" in kept for kept in made)


def test_another_key_or_place_opens_nothing() -> None:
    kept = KEY.encipher(b"a note", "entry-1")
    for cipher, place in ((OTHER, "entry-1"), (KEY, "entry-2"), (IN_CLEAR, "entry-1")):
        with pytest.raises(Unreadable):
            cipher.decipher(kept, place)


def test_every_flipped_bit_is_noticed() -> None:
    kept = KEY.encipher(b"a note", "entry-1")
    for bit in range(8, len(kept) * 8):
        changed = bytearray(kept)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Unreadable):
            KEY.decipher(bytes(changed), "entry-1")


@pytest.mark.parametrize("length", range(0, 30))
def test_what_was_cut_off_is_noticed(length: int) -> None:
    with pytest.raises(Unreadable):
        KEY.decipher(KEY.encipher(b"a longer note", "entry-1")[:length], "entry-1")


def test_an_entry_in_clear_is_read_with_any_key() -> None:
    # The entry that tells of an erasure: the key is gone when it is read.
    assert KEY.decipher(IN_CLEAR.encipher(b"erased", "e"), "e") == b"erased"


@pytest.mark.parametrize("length", [0, 1, 16, 24, 31, 33])
def test_a_secret_of_another_length_is_no_key(length: int) -> None:
    with pytest.raises(Unreadable):
        ApprenticeKey(bytes(length))
