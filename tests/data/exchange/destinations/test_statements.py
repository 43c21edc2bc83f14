"""What a learning record store is told: every judgement and grade, stable, and nobody's name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.exchange.canonical import address, canonical
from data.exchange.destinations.same import same_statement
from data.exchange.destinations.statements import (
    METHOD,
    OVERALL,
    VOIDED,
    parts_of,
    parts_told,
    statement_id,
    statements,
    voiding,
)
from data.exchange.document import withdrawal_document
from tests.data.exchange.building import (
    LAPTOP,
    MADE_UP,
    MINUTE,
    SHIPPED,
    document,
    heard,
    judged,
    sealed,
    sitting_of,
    texts,
)
from tests.servers.ralph import checked

WRITTEN = "Testa Example said 1000159800"
STATE = sealed(SHIPPED, "M1", "1", WRITTEN)
DOCUMENT = document(STATE)
SHA256 = address(canonical(DOCUMENT))


def withdrawal(supersedes: str, revision: int = 2) -> dict[str, Any]:
    return withdrawal_document(
        STATE,
        sitting_of(STATE),
        STATE.last.at.later(MINUTE),
        device=LAPTOP,
        revision=revision,
        supersedes=supersedes,
        reason=WRITTEN,
    )


def test_every_judgement_and_grade_is_told_once() -> None:
    made = statements(DOCUMENT, SHA256)
    told = {each["object"]["id"]: each["result"]["success"] for each in made}
    method = "urn:epa-tui:standard:ST0792:1.1:M1"
    wanted = {f"{method}:{each['id']}": each["met"] for each in DOCUMENT["data"]["descriptors"]}
    assert told == {**wanted, method: True}
    assert len({each["id"] for each in made}) == len(made)
    assert made[-1]["result"]["extensions"] == {"urn:epa-tui:grade": "distinction"}


def test_what_is_not_met_and_a_grade_that_fails_are_told_as_such() -> None:
    state = judged(heard(SHIPPED, "M1", "1"), failed="P2").seal()
    made = {each["object"]["id"].rpartition(":")[2]: each for each in statements(
        document(state), SHA256
    )}  # fmt: skip
    for name in ("AM1-P2", "M1"):
        assert made[name]["result"]["success"] is False
        assert made[name]["verb"]["id"].endswith("/failed")
    assert made["AM1-P1"]["result"]["success"] is True


def test_a_judgement_that_was_not_made_is_not_told() -> None:
    changed = json.loads(canonical(DOCUMENT))
    changed["data"]["descriptors"][0]["met"] = None
    changed["data"]["grade"]["grade"] = None
    made = statements(changed, SHA256)
    assert len(made) == len(statements(DOCUMENT, SHA256)) - 1
    assert made[-1]["verb"]["id"].endswith("/completed")
    assert made[-1]["result"] == {"completion": True}


def test_the_overall_grade_is_told_where_it_is_decided() -> None:
    changed = json.loads(canonical(DOCUMENT))
    changed["data"]["overall"]["grade"] = "pass"
    (whole,) = (
        each
        for each in statements(changed, SHA256)
        if each["id"] == statement_id(DOCUMENT["id"], OVERALL)
    )
    assert whole["object"]["id"] == "urn:epa-tui:standard:ST0792:1.1"
    assert whole["result"]["extensions"] == {"urn:epa-tui:grade": "pass"}


def test_no_statement_holds_a_name_a_number_or_anything_that_was_written() -> None:
    data = DOCUMENT["data"]
    forbidden = {"Testa", "Example", "1000159800", "Assa", "Sample", data["employer"]}
    forbidden |= {data["provider"], data["adjustment"]["reference"]}
    later = document(STATE, revision=2, supersedes=DOCUMENT["id"])
    everything = [
        *statements(DOCUMENT, SHA256),
        *voiding(later, SHA256, parts_of(later)),
        *voiding(withdrawal(DOCUMENT["id"]), SHA256, [METHOD]),
    ]
    for text in texts(everything):
        assert not [name for name in forbidden if name in text]


def test_the_same_document_gives_the_same_statements() -> None:
    assert statements(json.loads(canonical(DOCUMENT)), SHA256) == statements(DOCUMENT, SHA256)
    other = document(STATE, revision=2, supersedes=DOCUMENT["id"])
    first = {each["id"] for each in statements(DOCUMENT, SHA256)}
    assert first.isdisjoint(each["id"] for each in statements(other, SHA256))


def test_a_later_revision_voids_every_statement_of_the_one_before() -> None:
    later = document(STATE, revision=2, supersedes=DOCUMENT["id"])
    voids = voiding(later, SHA256, parts_of(later))
    assert {each["verb"]["id"] for each in voids} == {VOIDED}
    former = {each["id"] for each in statements(DOCUMENT, SHA256)}
    assert {each["object"]["id"] for each in voids} >= former
    assert former.isdisjoint(each["id"] for each in voids)


def test_a_withdrawal_voids_what_the_statement_on_the_method_tells() -> None:
    taken_back = withdrawal(DOCUMENT["id"])
    assert statements(taken_back, SHA256) == []
    made = statements(DOCUMENT, SHA256)
    voids = voiding(taken_back, SHA256, parts_told(made[-1]))
    assert {each["object"]["id"] for each in voids} >= {each["id"] for each in made}
    assert voids[-1]["object"]["id"] == made[-1]["id"]


@pytest.mark.parametrize(
    "told",
    [None, 7, [7, None, "../x", "descriptor/", "overall\n"], ["descriptor/A"] * 10_000, {"a": "b"}],
)
def test_a_store_that_tells_nonsense_gets_nothing_else_voided(told: object) -> None:
    found = parts_told({"context": {"extensions": {"urn:epa-tui:parts": told}}})
    assert set(found) <= {"descriptor/A", METHOD}
    assert found[-1] == METHOD
    assert parts_told({"context": told}) == [METHOD]


def test_a_store_may_add_and_describe_but_change_nothing() -> None:
    sent = statements(DOCUMENT, SHA256)[0]
    stored = json.loads(json.dumps(sent))
    stored |= {"stored": "2026-05-21T00:00:00Z", "version": "1.0.3", "authority": {"mbox": "x"}}
    stored["timestamp"] = sent["timestamp"].replace("Z", "+00:00")
    stored["object"]["definition"] = {"name": {"en-GB": "other words"}}
    assert same_statement(sent, stored)
    for change in (
        {"result": {"success": not sent["result"]["success"]}},
        {"result": {"success": 1}},
        {"actor": {**sent["actor"], "name": "x"}},
        {"timestamp": "2026-05-20T10:14:06.000Z"},
        {"timestamp": None},
        {"id": statement_id(DOCUMENT["id"], "other")},
        {"more": True},
    ):
        assert not same_statement(sent, {**stored, **change})


def test_the_stores_own_model_takes_every_statement() -> None:
    """The model of ralph allows nothing that xAPI does not know."""
    states = [STATE, sealed(MADE_UP, MADE_UP.standard.methods[0].code, None)]
    made = []
    for state in states:
        first = document(state)
        later = document(state, revision=2, supersedes=first["id"])
        made += statements(first, SHA256) + voiding(later, SHA256, parts_of(later))
    assert checked(made) == [each["id"] for each in made]
