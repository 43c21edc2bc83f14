"""The entries themselves, worked out by hand, and who is kept back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.exchange.assessment_service.apprentice import Apprentice
from data.exchange.assessment_service.batches import Batch
from data.exchange.assessment_service.problems import Problem
from data.exchange.assessment_service.sending import Sending, sending
from tests.data.exchange.assessment_service.sat import NOW, STANDARD, apprentice

FILM = "Film, TV, Commercial, Short Form, Radio and Audio Production"
POST = "Post Production, VFX and Animation Production"
WHO = {
    "requestId": "7d1b5a52-6f0e-4b0e-9d8e-3f6a4f6a0002",
    "standard": {"standardCode": 598, "standardReference": "ST0792"},
    "learner": {"uln": 9276308686, "familyName": "Example"},
}


def epa(day: str, outcome: str, **flag: bool) -> dict[str, Any]:
    return {"epaDate": f"{day}T00:00:00Z", "epaOutcome": outcome, **flag}


def entries(made: Sequence[Batch]) -> list[Any]:
    return [entry for batch in made for entry in json.loads(batch.body)]


def sent(*written: str, **changes: Any) -> Sending:
    return sending([apprentice(*written, **changes)], NOW)


def numbered(number: int, *written: str, **changes: Any) -> Apprentice:
    """Return one of many apprentices, with a ULN of its own whose check digit fits."""
    stem = f"{900_000_000 + number}"
    rest = sum(int(d) * w for d, w in zip(stem, range(10, 1, -1), strict=True)) % 11
    one = apprentice(*written, uln=f"{stem}{10 - rest}" if rest else f"{stem}0", **changes)
    return replace(one, assessment=replace(one.assessment, id=f"{number:05d}"))


@pytest.mark.parametrize(
    ("written", "epas", "grade", "achieved"),
    [
        (
            ("M1 distinction 2026-05-20", "M2 distinction 2026-05-27"),
            [epa("2026-05-27", "Pass")],
            "Distinction",
            "2026-05-27T00:00:00Z",
        ),
        (
            ("M1 distinction 2026-05-20", "M2 pass 2026-05-20"),
            [epa("2026-05-20", "Pass")],
            "Pass",
            "2026-05-20T00:00:00Z",
        ),
        (("M1 fail 2026-05-20",), [epa("2026-05-20", "Fail")], None, None),
        (
            ("M1 fail 2026-05-20", "M2 distinction 2026-05-27", "M1 distinction 2026-06-30 re-sit"),
            [epa("2026-05-20", "Fail"), epa("2026-06-30", "Pass", resit=True)],
            "Pass",
            "2026-06-30T00:00:00Z",
        ),
        (
            ("M1 fail 2026-05-20", "M1 fail 2026-06-30 re-sit", "M1 fail 2026-09-01 re-take"),
            [
                epa("2026-05-20", "Fail"),
                epa("2026-06-30", "Fail", resit=True),
                epa("2026-09-01", "Fail", retake=True),
            ],
            None,
            None,
        ),
    ],
)
def test_the_entries_of_an_apprentice(
    written: tuple[str, ...], epas: list[Any], grade: str | None, achieved: str | None
) -> None:
    made = sent(*written)
    learning = {"version": "1.1", "courseOption": FILM}
    assert made.problems == ()
    assert entries(made.epas) == [
        {**WHO, "learningDetails": learning, "epaDetails": {"epas": epas}}
    ]
    claimed = {**learning, "overallGrade": grade, "achievementDate": achieved}
    drafts = [{**WHO, "learningDetails": claimed}] if grade else []
    assert entries(made.certificates) == drafts


def test_exceptional_circumstances_reach_the_certificate() -> None:
    made = sent(
        "M1 fail 2026-05-20",
        "M2 distinction 2026-05-27",
        "M1 distinction 2026-06-30 re-sit",
        exceptional="EX-1",
    )
    (draft,) = entries(made.certificates)
    assert draft["learningDetails"]["overallGrade"] == "Distinction"


def test_the_other_option_has_the_wording_of_the_service() -> None:
    (entry,) = entries(sent("M1 fail 2026-05-20", option="2").epas)
    assert entry["learningDetails"] == {"version": "1.1", "courseOption": POST}


def test_a_standard_without_options_has_no_option() -> None:
    bare = STANDARD.model_copy(update={"options": ()})
    (entry,) = entries(sent("M1 fail 2026-05-20", standard=bare, option=None).epas)
    assert entry["learningDetails"] == {"version": "1.1"}


def test_the_bytes_of_a_file() -> None:
    (batch,) = sent("M1 fail 2026-05-20", family_name="Exämple").epas
    assert batch.body.decode() == (
        '[\n{"requestId":"7d1b5a52-6f0e-4b0e-9d8e-3f6a4f6a0002",'
        '"standard":{"standardCode":598,"standardReference":"ST0792"},'
        '"learner":{"uln":9276308686,"familyName":"Exämple"},'
        f'"learningDetails":{{"version":"1.1","courseOption":"{FILM}"}},'
        '"epaDetails":{"epas":[{"epaDate":"2026-05-20T00:00:00Z","epaOutcome":"Fail"}]}}\n]\n'
    )


def test_who_has_no_outcome_waits_and_is_not_wrong() -> None:
    made = sent("M1 pass 2026-05-20", uln="")
    assert made.waiting == (WHO["requestId"],)
    assert (made.epas, made.included, made.problems, made.kept_back()) == ((), (), (), ())


def test_who_has_a_problem_is_kept_back_whole_and_keeps_back_nobody_else() -> None:
    one = numbered(1, "M1 pass 2026-05-20", "M2 pass 2026-05-27", option=None)
    two = numbered(2, "M1 pass 2026-05-20", "M2 pass 2026-05-27")
    made = sending([two, one], NOW)
    assert (made.included, made.kept_back()) == (("00002",), ("00001",))
    assert [e["requestId"] for e in entries(made.epas)] == ["00002"]
    assert [e["requestId"] for e in entries(made.certificates)] == ["00002"]


def test_two_assessments_of_one_learner_would_replace_each_other() -> None:
    one = numbered(1, "M1 fail 2026-05-20")
    twin = replace(one, assessment=replace(one.assessment, id="00002"))
    made = sending([one, twin, numbered(3, "M1 fail 2026-05-20")], NOW)
    assert made.kept_back() == ("00001", "00002")
    assert {problem.code for problem in made.problems} == {"learner-twice"}


def test_an_entry_that_no_call_can_hold_is_kept_back() -> None:
    made = sent("M1 fail 2026-05-20", family_name="例" * 20_000)
    assert [problem.code for problem in made.problems] == ["too-long"]
    assert (made.epas, made.included) == ((), ())


def test_what_could_not_be_read_is_told_with_the_others() -> None:
    unread = Problem("00000", "unreadable", "", "It was changed.")
    made = sending([numbered(1, "M1 fail 2026-05-20")], NOW, [unread])
    assert made.kept_back() == ("00000",)
    assert made.problems[0] == unread


@settings(max_examples=25)
@given(st.permutations(range(60)), st.sampled_from(["Example", "Exämple", "例" * 300]))
def test_the_same_apprentices_give_the_same_bytes_in_any_order(
    order: list[int], family_name: str
) -> None:
    written = ("M1 pass 2026-05-20", "M2 distinction 2026-05-27")
    many = [numbered(n, *written, family_name=family_name) for n in reversed(range(60))]
    made = sending(many, NOW)
    assert sending([many[place] for place in order], NOW) == made
    assert made.included == tuple(f"{n:05d}" for n in range(60))
    assert sum(batch.entries for batch in made.certificates) == 60
