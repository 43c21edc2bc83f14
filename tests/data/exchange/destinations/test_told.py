"""How long a destination asks us to wait, in both forms, and whatever else it may write."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.destinations.told import LONGEST_WAIT_S, Answer, hashes, wait_s

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "date", "seconds"),
    [
        ("7", "", 7.0),
        (" 7 ", "", 7.0),
        ("0", "", 0.0),
        ("-7", "", 0.0),
        ("9" * 5000, "", LONGEST_WAIT_S),
        ("Wed, 20 May 2026 12:00:30 GMT", "", 30.0),
        ("Wed, 20 May 2026 11:00:00 GMT", "", 0.0),
        ("Wed, 20 May 2026 10:00:30 GMT", "Wed, 20 May 2026 10:00:00 GMT", 30.0),
        ("Wednesday, 20-May-26 12:00:30 GMT", "", 30.0),
        ("Wed, 20 May 2026 12:00:30 -0000", "nonsense", 30.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "", LONGEST_WAIT_S),
        ("", "", None),
        ("soon", "", None),
        ("1.5", "", None),
        ("Wed, 99 May 2026 12:00:30 GMT", "", None),
    ],
)
def test_a_wait_is_read(asked: str, date: str, seconds: float | None) -> None:
    answer = Answer(429, {"retry-after": asked, "date": date})
    assert wait_s(answer, NOW) == seconds


HEADER = st.text(max_size=60) | st.from_regex(r"[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d+ [\d:]+ .*")


@given(HEADER, HEADER)
def test_whatever_is_asked_the_wait_is_bounded(asked: str, date: str) -> None:
    found = wait_s(Answer(503, {"retry-after": asked, "date": date}), NOW)
    assert found is None or 0.0 <= found <= LONGEST_WAIT_S


@given(st.dictionaries(st.sampled_from(["etag", "repr-digest", "content-digest"]), HEADER))
def test_whatever_is_told_reading_it_does_not_fail(headers: dict[str, str]) -> None:
    assert all(len(told) == 64 for told in hashes(Answer(201, headers)))
