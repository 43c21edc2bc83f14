"""Papers as a part of the journey: of which sittings they can be made."""

from __future__ import annotations

from data.exchange.papers_part import PART
from tests.data.rules.after import After, sat


def test_what_is_signed_off_stays_so_until_the_next_attempt_has_begun() -> None:
    first = sat("M1", "fail"), sat("M2")
    booked = sat("M1", None, number=2, begun=False, head="")
    whole = "feedback, forms and bundle; signed off: M1, M2"
    assert PART.line(After(*first).view).words == whole
    assert PART.line(After(*first, booked).view).words == whole
    under_way = PART.line(After(*first, sat("M1", None, number=2)).view).words
    assert under_way == "feedback, forms and bundle; signed off: M2"
