"""Of a refusal's own words only those are kept that cannot be about a person."""

from __future__ import annotations

import json

import pytest

from data.exchange.destinations.reasons import LONGEST, title
from data.exchange.destinations.told import Answer
from tests.data.exchange.destinations.named import parcel

PROBLEM = {"content-type": "application/problem+json; charset=utf-8"}
BODY = parcel().body


def kept(said: object, headers: dict[str, str] = PROBLEM) -> str:
    return title(Answer(422, headers, json.dumps(said).encode()), BODY)


def test_the_title_of_a_problem_is_kept() -> None:
    assert kept({"title": "Schema version is not known", "detail": "Testa"}) == (
        "Schema version is not known"
    )


@pytest.mark.parametrize(
    "said",
    [
        {"title": "No learner called EXAMPLE"},
        {"title": "Assessor sample is not listed"},
        {"title": "ULN 1000159800 is not known"},
        {"title": BODY.decode()},
        {"title": 7},
        {"title": " "},
        {"detail": "Schema version is not known"},
        ["title"],
    ],
)
def test_what_may_be_about_a_person_is_not_kept(said: object) -> None:
    assert kept(said) == ""


def test_no_other_kind_of_answer_is_quoted() -> None:
    for kind in ("application/json", "text/html", ""):
        assert kept({"title": "Schema version is not known"}, {"content-type": kind}) == ""


def test_a_title_is_one_short_line_that_drives_no_terminal() -> None:
    assert kept({"title": "a\x1b[31mb\nsecond line"}) == "a\u241b[31mb"
    assert len(kept({"title": "long " * 100})) <= LONGEST
