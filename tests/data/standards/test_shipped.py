"""The shipped standard holds the texts of the specification, and nothing that is not in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.standards.loader import SHIPPED_FOLDER, LoadedStandard, load_standard
from data.standards.model import Standard

SHIPPED = SHIPPED_FOLDER / "ST0792-1.1.toml"
CRITERIA: dict[str, Any] = json.loads(
    Path(__file__).with_name("criteria.json").read_text(encoding="utf-8")
)
GRADES = ("pass", "distinction")
# What criteria.json has only for some, and the file must have exactly there.
PROVENANCE = ("source", "lines", "as_printed", "official_wording", "confidence")


def sections() -> list[tuple[dict[str, Any], str | None]]:
    return [
        (s, None if s["scope"] == "core" else s["scope"].removeprefix("option "))
        for s in CRITERIA["sections"]
    ]


@pytest.fixture(scope="module")
def loaded() -> LoadedStandard:
    return load_standard(SHIPPED)


@pytest.fixture(scope="module")
def standard(loaded: LoadedStandard) -> Standard:
    return loaded.standard


def expected(row: dict[str, Any], option: str | None, method: str) -> dict[str, Any]:
    provenance = {key: row.get(key) for key in PROVENANCE}
    provenance["lines"] = tuple(row["lines"])
    return {"text": row["text"], "option": option, "method": method, **provenance}


def test_is_the_standard_of_the_specification(loaded: LoadedStandard) -> None:
    standard = loaded.standard
    assert loaded.shipped
    assert (standard.reference, standard.version) == ("ST0792", "1.1")
    assert standard.title == CRITERIA["standard"]["title"]
    assert (standard.level, standard.lars_code) == (4, 598)


def test_every_statement_is_there_character_for_character(standard: Standard) -> None:
    wanted = {
        row["id"]: expected(row, option, section["method"])
        for section, option in sections()
        for row in section["ksbs"]
    }
    assert len(wanted) == 87
    assert [ksb.code for ksb in standard.ksbs] == list(wanted)
    for ksb in standard.ksbs:
        assert ksb.model_dump(exclude={"code", "kind"}) == wanted[ksb.code], ksb.code
        assert ksb.kind[0].upper() == ksb.code[0]


def test_every_descriptor_is_there_character_for_character(standard: Standard) -> None:
    wanted = {
        row["id"]: {
            **expected(row, option, section["method"]),
            "ksbs": tuple(row["ksbs"]),
            "grade": grade,
            "statement": False,
        }
        for section, option in sections()
        for grade in GRADES
        for row in section[grade]
        if not row["id"].endswith("-fragment")
    }
    real = [d for d in standard.descriptors if not d.statement]
    assert [d.id for d in real] == list(wanted)
    for descriptor in real:
        dump = descriptor.model_dump(exclude={"id", "code"})
        assert {"official_wording": None, **dump} == wanted[descriptor.id], descriptor.id


@pytest.mark.parametrize(
    ("method", "option", "counts"),
    [
        ("M1", None, (7, 3)),
        ("M1", "1", (7, 3)),
        ("M2", None, (13, 3)),
        ("M2", "1", (22, 4)),
        ("M2", "2", (23, 4)),
    ],
)
def test_counts(
    standard: Standard, method: str, option: str | None, counts: tuple[int, int]
) -> None:
    grades = [d.grade for d in standard.criteria(method, option)]
    assert (grades.count("pass"), grades.count("distinction")) == counts


@pytest.mark.parametrize("option", ["1", "2"])
def test_codes_of_a_discussion(standard: Standard, option: str) -> None:
    codes = [d.code for d in standard.criteria("M2", option)]
    passes = 9 if option == "1" else 10
    assert codes == [
        *(f"P{n}" for n in range(1, 14)),
        *(f"O{n}" for n in range(1, passes + 1)),
        *("D1", "D2", "D3", "OD1"),
    ]


def test_the_fragments_of_option_2_appear_nowhere() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    fragments = [row for section, _ in sections() for row in section["pass"] if not row["ksbs"]]
    assert len(fragments) == 2
    for row in fragments:
        assert row["id"] not in text
        assert row["text"].replace("[...]", "").strip() not in text


def test_option_2_is_marked_as_statements(standard: Standard) -> None:
    statements = [d for d in standard.descriptors if d.statement]
    own = [ksb for ksb in standard.ksbs if ksb.option == "2"]
    assert [(d.id, d.text, d.ksbs) for d in statements] == [
        (f"AM2O2-{ksb.code}", ksb.text, (ksb.code,)) for ksb in own
    ]
    assert all(d.option == "2" and d.grade == "pass" for d in statements)
    assert all("stands in" in d.source for d in statements)
    assert list(standard.criteria_gaps) == ["2"]
    assert "cannot be read" in standard.criteria_gaps["2"]
    assert standard.criteria_status("M2", "2") == "statements"
    assert standard.criteria_status("M2", "1") == "descriptors"
    assert standard.criteria_status("M1", "2") == "descriptors"


def test_phases_and_minimum_questions(standard: Standard) -> None:
    phases = {
        (m.code, p.code): (p.minutes, p.silent, p.minimum_questions)
        for m in standard.methods
        for p in m.phases
    }
    assert phases == {
        ("M1", "presentation"): (20, True, 0),
        ("M1", "questioning"): (40, False, 6),
        ("M2", "discussion"): (120, False, 10),
    }


def test_extension_is_a_tenth_of_each_adjusted_phase(standard: Standard) -> None:
    for method, last in (("M1", "last point"), ("M2", "last answer")):
        extension = standard.method(method).extension
        assert (extension.per_mille, extension.scope, extension.basis) == (100, "phase", "adjusted")
        assert extension.purpose.endswith(last)


def test_the_report_and_the_portfolio(standard: Standard) -> None:
    first, second = standard.methods
    assert first.report_is_evidence
    assert not second.report_is_evidence
    assert (first.portfolio_pieces, second.portfolio_pieces) == (0, 15)
    assert "How risks were mitigated during the project" in first.presentation_contents
    assert "A production schedule" in first.report_contents
    assert len(standard.gateway) == 6


def test_the_rules_of_the_result(standard: Standard) -> None:
    assert standard.grades == ("fail", "pass", "distinction")
    assert [(r.methods["M1"], r.methods["M2"], r.overall) for r in standard.overall] == [
        ("distinction", "distinction", "distinction"),
        ("distinction", "pass", "pass"),
        ("pass", "distinction", "pass"),
        ("pass", "pass", "pass"),
        ("any", "fail", "fail"),
        ("fail", "any", "fail"),
    ]
    assert (standard.resit.cap, standard.resit.rework_weeks) == ("pass", 3)
    assert "exceptional circumstances" in (standard.resit.cap_unless or "")
    assert standard.deadlines.model_dump() == {
        "result_working_days": 7,
        "claim_working_days": 15,
        "epa_period_months": 6,
    }


def test_options_keep_both_wordings(standard: Standard) -> None:
    assert [(o.code, o.title, o.service_title) for o in standard.options] == [
        (
            "1",
            "Film, TV, Commercial, Short Form, Radio or Audio",
            "Film, TV, Commercial, Short Form, Radio and Audio Production",
        ),
        (
            "2",
            "Post-Production, VFX or Animation",
            "Post Production, VFX and Animation Production",
        ),
    ]


def test_the_scripts_tell_the_times_and_no_outcome(standard: Standard) -> None:
    first, second = (" ".join(method.preamble) for method in standard.methods)
    assert "20 minutes" in first
    assert "40 minutes" in first
    assert "at least six" in first
    assert "two hours" in second
    assert "at least ten questions" in second
    for method in standard.methods:
        script = " ".join(method.closing).casefold()
        assert "seven working days" in script
        assert "appeals" in script
        assert not any(grade in script for grade in ("fail", "distinction", "well done"))


def test_the_made_up_standard_is_clean_and_different() -> None:
    path = Path(__file__).parents[2] / "standards" / "made-up-1.0.toml"
    loaded = load_standard(path)
    kite = loaded.standard
    assert not loaded.shipped
    assert (kite.reference, kite.version, kite.resit.cap) == ("ZZ0001", "1.0", "merit")
    assert kite.grades == ("fail", "pass", "merit", "distinction")
    assert [m.code for m in kite.methods] == ["A", "B", "C"]
    pooled = kite.method("A").extension
    assert (pooled.per_mille, pooled.scope, pooled.basis) == (150, "pooled", "base")
    assert [p.minimum_questions for m in kite.methods for p in m.phases] == [0, 4, 0, 1]
    assert [d.code for d in kite.criteria("B", "a")] == ["P1", "O1", "M1", "OD1"]
