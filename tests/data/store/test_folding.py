"""A search finds what looks alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.store.folding import folded


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("José", "JOSE"),
        ("Straße", "STRASSE"),
        ("Åsa", "asa"),
        ("\ufb01lm", "film"),
        ("İpek", "ipek"),
        ("\uff26ull", "full"),
    ],
)
def test_these_look_alike(kept: str, typed: str) -> None:
    assert folded(kept) == folded(typed)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)
