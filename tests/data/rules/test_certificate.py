"""Published, claimed, received, replaced: in this order, on days that can be, and told why not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.rules.certificate import (
    ask_replacement,
    claim,
    receive,
    refuse_to_claim,
    request_replacement,
    to_receive,
    to_replace,
    to_request,
)
from data.rules.confirming import confirm
from data.rules.publishing import publish, refuse_to_publish
from tests.data.rules.after import HEARD, After, sat

LATER = HEARD + timedelta(days=10)


def passed(grade: str = "pass") -> After:
    return After(sat("M1", grade), sat("M2"), today=LATER)


def published(grade: str = "pass") -> After:
    after = passed(grade)
    return after.do(publish, "M1", HEARD).do(publish, "M2", HEARD + timedelta(days=2))


def claimed() -> After:
    return published().do(confirm, "Ingrid Invented", LATER).do(claim, LATER, "CL-1")


def test_a_result_is_published_once_and_never_before_its_seal() -> None:
    after = passed()
    assert "was sealed" in after.refused(publish, "M1", HEARD - timedelta(days=1))
    assert "lies ahead" in after.refused(publish, "M1", LATER + timedelta(days=1))
    after.do(publish, "M1", HEARD)
    assert "was published on 20 May 2026" in after.refused(publish, "M1", HEARD)
    assert "M3 is not sealed" in after.refused(publish, "M3", HEARD)
    after.do(publish, "M2", HEARD)
    assert "Every result" in after.refused(refuse_to_publish)


def test_nothing_unsealed_is_published() -> None:
    after = After(sat("M1", None))
    assert "No sitting is sealed" in after.refused(refuse_to_publish)
    assert "M1 is not sealed" in after.refused(publish, "M1", HEARD)


def test_a_result_that_was_sealed_anew_is_published_anew() -> None:
    after = passed().do(publish, "M1", HEARD)
    after.change("M1", grade="distinction", head="sealed anew")
    after.do(publish, "M1", LATER)
    assert [one.grade for one in after.view.state.results.published] == ["pass", "distinction"]


def test_each_attempt_has_its_own_publication() -> None:
    after = After(sat("M1", "fail"), sat("M1", "pass", 2), sat("M2"), today=LATER)
    after.do(publish, "M1", HEARD).do(publish, "M1-2", HEARD)
    assert [one.number for one in after.view.state.results.published] == [1, 2]


def test_the_claim_comes_after_confirmation_and_all_results() -> None:
    after = passed()
    assert "confirm it before you claim" in after.refused(refuse_to_claim)
    after.do(confirm, "Ingrid Invented", HEARD)
    assert "Publish the result of M1 and M2" in after.refused(refuse_to_claim)
    after.do(publish, "M1", HEARD)
    assert "Publish the result of M2" in after.refused(refuse_to_claim)
    after.do(publish, "M2", LATER)
    assert "was published" in after.refused(claim, HEARD, "CL-1")
    assert "reference" in after.refused(claim, LATER, " ")
    after.do(claim, LATER, "CL-1")
    assert after.view.at == "claimed"
    assert "was claimed on 30 May 2026" in after.refused(claim, LATER, "CL-2")


def test_a_fail_is_never_claimed() -> None:
    after = published("fail")
    assert "A fail has no certificate" in after.refused(refuse_to_claim)
    after.do(confirm, "Ingrid Invented", LATER)
    assert "A fail has no certificate" in after.refused(claim, LATER, "CL-1")


def test_an_earlier_attempt_need_not_be_published_for_the_claim() -> None:
    after = After(sat("M1", "fail"), sat("M1", "pass", 2), sat("M2"), today=LATER)
    after.do(publish, "M1-2", HEARD).do(publish, "M2", HEARD).do(confirm, "Ingrid Invented", LATER)
    assert after.do(claim, LATER, "CL-1").view.at == "claimed"


def test_a_broken_seal_keeps_the_claim_back() -> None:
    after = published().do(confirm, "Ingrid Invented", LATER)
    after.change("M2", grade=None, head="reopened")
    assert "not confirmed" in after.refused(refuse_to_claim)


def test_the_certificate_is_received_once_after_the_claim() -> None:
    assert "was not claimed yet" in published().refused(to_receive)
    after = claimed()
    assert "was claimed" in after.refused(receive, LATER - timedelta(days=1))
    after.do(receive, LATER, "No 7")
    assert after.view.at == "certificated"
    assert "was received on 30 May 2026" in after.refused(receive, LATER)


def test_a_replacement_is_asked_for_and_requested_again_and_again() -> None:
    assert "none was claimed" in published().refused(to_replace)
    after = claimed()
    assert "No replacement was requested" in after.refused(to_request)
    for _ in range(2):
        after.do(ask_replacement, LATER, "Sample Films")
        assert "is not passed on yet" in after.refused(ask_replacement, LATER, "Sample Films")
        assert "was requested" in after.refused(request_replacement, date(2026, 5, 29))
        after.do(request_replacement, LATER)
    assert all(one.requested for one in after.view.state.results.replacements)
    assert after.view.at == "claimed"


@pytest.mark.parametrize("rule", [to_receive, to_replace, to_request, refuse_to_claim])
def test_every_refusal_says_what_to_do_first(rule: object) -> None:
    assert callable(rule)
    assert ":" in After(today=LATER).refused(rule)
