from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from screens.unkept import FEEDBACK, RATIONALE, Unkept
from tests.screens.acted import HOSTILE, Acted


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    made = Acted(tmp_path / "home")
    yield made
    made.close()


def test_every_text_that_waits_outlives_the_program(acted: Acted) -> None:
    unkept = Unkept(acted.record)
    unkept.put(RATIONALE, "P1", HOSTILE, acted.ticker.now)
    unkept.put(FEEDBACK, "", "two\nlines", acted.ticker.now)
    again = acted.reopened()
    found = Unkept(again)
    assert found.get(RATIONALE, "P1") == HOSTILE
    assert found.get(FEEDBACK, "") == "two\nlines"
    assert found.of("P1") == {RATIONALE: HOSTILE}
    assert again.close()


def test_a_text_that_was_kept_does_not_come_back(acted: Acted) -> None:
    unkept = Unkept(acted.record)
    unkept.put(RATIONALE, "P1", "why", acted.ticker.now)
    unkept.put(RATIONALE, "P1", "", acted.ticker.now)
    again = acted.reopened()
    assert Unkept(again).of("P1") == {}
    assert again.close()


@pytest.mark.parametrize("draft", ["judging:", "judging:[1]", "judging:{", "a note, half typed"])
def test_a_draft_that_is_not_ours_is_neither_read_nor_broken(acted: Acted, draft: str) -> None:
    acted.record.keep_draft(draft, 0, acted.ticker.now)
    again = acted.reopened()
    unkept = Unkept(again)
    assert unkept.of("P1") == {}
    unkept.put(RATIONALE, "P1", "why", acted.ticker.now)
    assert again.close()
    third = acted.reopened()
    assert third.draft is not None and third.draft.text == draft
    assert third.close()
