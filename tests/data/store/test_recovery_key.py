"""A recovery key opens however carelessly it is typed, and a slip of the pen is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store.errors import WrongKey
from data.store.recovery_key import ALPHABET, grouped, new_recovery_key, recovery_secret

KEY = new_recovery_key()


def test_it_is_nine_groups_of_four_without_look_alikes() -> None:
    groups = KEY.split("-")
    assert [len(group) for group in groups] == [4] * 9
    assert set("".join(groups)) <= set(ALPHABET)
    assert len(ALPHABET) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_no_two_are_alike() -> None:
    assert len({new_recovery_key() for _ in range(500)}) == 500


@given(st.data())
def test_it_opens_however_it_was_typed(data: st.DataObject) -> None:
    looks = {"0": "0oO", "1": "1iIlL", "V": "vVuU"}
    typed = ""
    for letter in KEY.replace("-", ""):
        choice = looks.get(letter, letter + letter.lower())
        typed += data.draw(st.sampled_from(["", " ", "-", "\t", " - "]))
        typed += data.draw(st.sampled_from(choice))
    assert recovery_secret(typed + "\n") == recovery_secret(KEY)


@given(st.integers(0, 35), st.sampled_from(ALPHABET))
def test_a_wrong_letter_is_told(place: int, letter: str) -> None:
    letters = KEY.replace("-", "")
    wrong = letters[:place] + letter + letters[place + 1 :]
    if wrong == letters:
        return
    with pytest.raises(WrongKey, match="recovery key"):
        recovery_secret(grouped(wrong))


@pytest.mark.parametrize("group", range(9))
def test_a_missing_or_doubled_group_is_told(group: int) -> None:
    groups = KEY.split("-")
    for wrong in (groups[:group] + groups[group + 1 :], [*groups, groups[group]]):
        with pytest.raises(WrongKey):
            recovery_secret("-".join(wrong))


@given(st.text(max_size=60))
def test_any_other_text_is_told(text: str) -> None:
    with pytest.raises(WrongKey):
        recovery_secret(text)
