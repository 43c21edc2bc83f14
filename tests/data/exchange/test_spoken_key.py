"""A passphrase arrives over the telephone however it was written down, and a slip is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.exchange.handover_errors import Misheard
from data.exchange.spoken_key import as_typed, new_spoken_key, spelled
from data.store.recovery_key import ALPHABET, grouped

KEY = new_spoken_key()


def test_it_is_four_groups_of_four_and_no_two_are_alike() -> None:
    assert [len(group) for group in KEY.split("-")] == [4] * 4
    assert len({new_spoken_key() for _ in range(200)}) == 200


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_it_arrives_however_it_was_typed(data: st.DataObject) -> None:
    looks, typed = {"0": "0oO", "1": "1iIlL", "V": "vVuU"}, ""
    for letter in KEY.replace("-", ""):
        typed += data.draw(st.sampled_from(["", " ", "-", "\t"]))
        typed += data.draw(st.sampled_from(looks.get(letter, letter + letter.lower())))
    assert as_typed(typed + "\n") == KEY


def test_nearly_every_wrong_letter_is_told() -> None:
    letters, told, tried = KEY.replace("-", ""), 0, 0
    for place in range(16):
        for letter in set(ALPHABET) - {letters[place]}:
            tried += 1
            try:
                as_typed(grouped(letters[:place] + letter + letters[place + 1 :]))
            except Misheard:
                told += 1
    assert told / tried > 0.99


def test_what_is_no_passphrase_is_told() -> None:
    for typed in ("", KEY[:-1], KEY + "A", KEY.replace(KEY[0], "!"), "é" * 16):
        with pytest.raises(Misheard, match="read out again"):
            as_typed(typed)


def test_it_is_spelled_with_a_word_for_each_letter() -> None:
    assert spelled("K7QM-2F9T") == "Kilo 7 Quebec Mike, 2 Foxtrot 9 Tango"
    words = spelled("-".join(ALPHABET)).split(", ")
    assert [word[0] for word in words] == list(ALPHABET)
    assert all(len(word) > 1 for word in words[10:])
