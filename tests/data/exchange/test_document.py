"""What a result says, and that it says all of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from data.exchange.canonical import address, canonical
from data.exchange.document import document_id, result_document, withdrawal_document
from data.exchange.errors import GradesDisagree, NotSealed
from data.exchange.folder import result_name
from data.exchange.schema import load_schema, validate
from data.record import entries as e
from data.record.fold import fold
from data.record.head import SignedHead
from data.standards.loader import LoadedStandard
from data.standards.own_holidays import OwnHolidays
from tests.data.exchange.building import (
    ASSESSMENT,
    LAPTOP,
    MADE_UP,
    SHIPPED,
    SITTING_ID,
    Record,
    document,
    heard,
    judged,
    opened,
    overall_of,
    sealed,
    sitting_of,
    texts,
)

SITTINGS = [
    pytest.param(SHIPPED, "M1", "1", id="method 1"),
    pytest.param(SHIPPED, "M2", "1", id="method 2, option 1"),
    pytest.param(SHIPPED, "M2", "2", id="method 2, option 2"),
    pytest.param(MADE_UP, "A", "a", id="made up, pooled extension"),
    pytest.param(MADE_UP, "B", "b", id="made up, no minimum of questions"),
    pytest.param(MADE_UP, "C", "a", id="made up, no extension"),
]


@pytest.mark.parametrize(("loaded", "method", "option"), SITTINGS)
def test_every_document_has_the_published_shape(
    loaded: LoadedStandard, method: str, option: str
) -> None:
    made = document(sealed(loaded, method, option))

    read_back = json.loads(canonical(made))

    Draft202012Validator(load_schema()).validate(read_back)
    validate(read_back)


@pytest.mark.parametrize(("loaded", "method", "option"), SITTINGS)
def test_every_descriptor_is_in_the_document_with_its_judgement(
    loaded: LoadedStandard, method: str, option: str
) -> None:
    state = sealed(loaded, method, option)

    told = document(state)["data"]["descriptors"]

    assert [d["id"] for d in told] == [d.id for d in loaded.standard.criteria(method, option)]
    assert all(d["met"] is True and d["rationale"] and d["notes"] for d in told)
    assert all(d["text"] and d["ksbs"] for d in told)


def test_the_fields_that_the_government_service_wants_are_there() -> None:
    data = document(sealed(SHIPPED, "M2", "1"))["data"]

    assert data["apprentice"] == {
        "uln": "1000159800",
        "family_name": "Example",
        "given_names": "Testa",
    }
    assert (data["standard"]["reference"], data["standard"]["version"]) == ("ST0792", "1.1")
    assert data["standard"]["lars_code"] == 598
    wanted = "Film, TV, Commercial, Short Form, Radio and Audio Production"
    assert data["option"]["service_title"] == wanted
    assert data["attempt"]["kind"] == "first"
    assert data["deadlines"] == {
        "assessed_on": "2026-05-20",
        "result_due": "2026-06-01",
        "claim_due": "2026-06-22",
    }


def test_days_are_counted_by_the_users_own_table_and_tell_what_they_skipped() -> None:
    own = OwnHolidays(frozenset({date(2026, 6, 1)}), frozenset({date(2026, 5, 25)}))
    made = document(sealed(SHIPPED, "M2", "1"), holidays=own)

    assert made["data"]["deadlines"] == {
        "assessed_on": "2026-05-20",
        "result_due": "2026-05-29",
        "claim_due": "2026-06-22",
        "holidays": ["2026-06-01"],
    }
    validate(json.loads(canonical(made)))


def test_whoever_receives_a_result_counts_the_same_days_without_any_calendar() -> None:
    own = OwnHolidays(added=frozenset({date(2026, 6, 5), date(2026, 6, 6)}))
    told = document(sealed(SHIPPED, "M2", "1"), holidays=own)["data"]["deadlines"]

    first = date.fromisoformat(told["assessed_on"])
    days = (first + timedelta(days=number) for number in range(1, 60))
    counted = [d for d in days if d.weekday() < 5 and d.isoformat() not in told["holidays"]]

    assert told["holidays"] == ["2026-05-25", "2026-06-05"]
    assert counted[7 - 1].isoformat() == told["result_due"]
    assert counted[7 + 15 - 1].isoformat() == told["claim_due"]


def test_a_table_that_says_nothing_of_these_days_changes_no_byte() -> None:
    state = sealed(SHIPPED, "M2", "1")
    elsewhere = OwnHolidays(frozenset({date(2026, 5, 20), date(2026, 6, 23)}))

    assert canonical(document(state, holidays=elsewhere)) == canonical(document(state))


def test_ids_and_file_names_hold_no_name_of_a_person() -> None:
    made = document(sealed(SHIPPED, "M1", "1"))

    outside = json.dumps({key: value for key, value in made.items() if key != "data"})
    outside += result_name(made["subject"], 1)
    for personal in (ASSESSMENT.family_name, ASSESSMENT.given_names, ASSESSMENT.uln):
        assert personal not in outside
    assert made["subject"] == SITTING_ID
    validate(made)


def test_the_same_seal_gives_the_same_bytes() -> None:
    state = sealed(SHIPPED, "M2", "1")
    again = fold(state.standard, state.entries)

    assert canonical(document(state)) == canonical(document(again))


def test_a_change_is_a_new_revision_that_names_the_former() -> None:
    record = judged(heard(SHIPPED, "M1", "1"))
    first = document(record.seal())
    record.add(e.Reopened("the recording was heard again"))
    record.add(e.Judged("D1", False, "the recording says otherwise"))

    second = document(record.seal(), revision=2, supersedes=first["id"])

    assert second["data"]["supersedes"] == first["id"] != second["id"]
    assert (first["data"]["grade"]["grade"], second["data"]["grade"]["grade"]) == (
        "distinction",
        "pass",
    )
    assert second["data"]["seal"]["number"] == 2
    assert [r["reason"] for r in second["data"]["reopenings"]] == ["the recording was heard again"]
    assert address(canonical(first)) != address(canonical(second))
    validate(second)


def test_two_devices_that_seal_the_same_sitting_give_two_documents() -> None:
    assert document_id(SITTING_ID, 1, "one") != document_id(SITTING_ID, 1, "two")
    assert document_id(SITTING_ID, 1, "one") != document_id(SITTING_ID, 2, "one")
    assert document_id(SITTING_ID, 1, "one") == document_id(SITTING_ID, 1, "one")


def test_the_document_anchors_the_record() -> None:
    state = sealed(SHIPPED, "M1", "1")

    anchor = document(state)["data"]["record"]

    assert (anchor["sequence"], anchor["head"]) == (len(state.entries), state.entries[-1].hash)
    signed = SignedHead(
        SITTING_ID, anchor["sequence"], anchor["head"], anchor["device_key"], anchor["signature"]
    )
    assert signed.genuine() and signed.device_key == LAPTOP.public
    assert not replace(signed, hash="0" * 64).genuine()


def test_a_withdrawal_takes_a_result_back_and_holds_no_name() -> None:
    record = judged(heard(SHIPPED, "M1", "1"))
    first = document(record.seal())

    made = withdrawal_document(
        record.state,
        sitting_of(record.state),
        record.now.later(1000),
        device=LAPTOP,
        revision=2,
        supersedes=first["id"],
        reason="assessed under the wrong option",
    )

    Draft202012Validator(load_schema()).validate(json.loads(canonical(made)))
    assert made["data"]["supersedes"] == first["id"] != made["id"]
    assert (made["type"], made["subject"]) == ("epa-tui.withdrawal.v1", first["subject"])
    assert not {"Example", "Testa", "1000159800"} & texts(made)


def test_a_demonstration_says_so() -> None:
    state = sealed(SHIPPED, "M1", "1")

    assert document(state)["data"]["demonstration"] is False
    assert document(state, demonstration=True)["data"]["demonstration"] is True


def test_the_adjustment_is_told_by_its_effect_only() -> None:
    told = document(sealed(SHIPPED, "M1", "1"))["data"]["adjustment"]

    assert told == {"extra_per_mille": 250, "breaks": "3 x 5 min", "reference": "RA-0001"}


def test_a_sitting_without_a_seal_has_no_result() -> None:
    record = judged(heard(SHIPPED, "M1", "1"))
    with pytest.raises(NotSealed, match="seal it"):
        document(record.state)
    record.seal()
    record.add(e.Reopened("a slip"))
    with pytest.raises(NotSealed):
        document(record.state)


def test_a_seal_that_disagrees_with_the_judgements_does_not_leave() -> None:
    record = judged(heard(SHIPPED, "M1", "1"), failed="P3")
    record.add(e.Sealed("distinction"))

    with pytest.raises(GradesDisagree, match=r"distinction.*fail.*Reopen"):
        document(record.state)


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_hostile_text_survives_as_typed(text: str) -> None:
    state = sealed(SHIPPED, "M1", "1", text)
    assessment = replace(ASSESSMENT, family_name=text, given_names=text, employer=text)
    made = result_document(
        state,
        assessment,
        replace(sitting_of(state), place=text),
        device=LAPTOP,
        revision=1,
        supersedes=None,
        overall=overall_of(state),
    )

    validate(made)
    data = json.loads(canonical(made))["data"]

    assert data == made["data"]
    assert data["apprentice"]["family_name"] == data["booking"]["place"] == text
    assert data["checks"][0]["detail"] == data["portfolio"][0]["title"] == text
    assert {note["text"] for d in data["descriptors"] for note in d["notes"]} == {text}
    assert {d["rationale"] for d in data["descriptors"]} == {text}
    assert {question["text"] for question in data["questions"]["asked"]} == {text}
    assert data["incidents"][0]["text"] == data["feedback"]["whole"] == text


def test_a_sitting_without_an_option_has_none() -> None:
    record = Record(MADE_UP, opened(MADE_UP, "C", None))
    record.add(e.PhaseStarted("field"))
    record.add(e.Noted("waited", (e.Mark("B1", "+"),)))
    record.add(e.PhaseEnded("field"))

    made = document(judged(record).seal())

    assert made["data"]["option"] is None
    validate(made)
