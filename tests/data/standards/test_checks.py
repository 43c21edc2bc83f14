"""Each cross check: a minimal change to a clean standard breaks it, and the place is named."""

from __future__ import annotations

import copy
import json
import tomllib
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.standards.checks import ANY, check_standard
from data.standards.errors import InvalidStandard
from data.standards.loader import load_standard
from data.standards.model import OverallRow

KITE = Path(__file__).parents[2] / "standards" / "made-up-1.0.toml"
CLEAN: dict[str, Any] = tomllib.loads(KITE.read_text(encoding="utf-8"))

Change = Callable[[dict[str, Any]], object]


def problems_after(change: Change, folder: Path) -> list[tuple[str, str]]:
    data = copy.deepcopy(CLEAN)
    change(data)
    path = folder / "changed.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InvalidStandard) as caught:
        load_standard(path)
    assert caught.value.file == path
    assert all(p.remedy.endswith(".") for p in caught.value.problems)
    return [(p.place, p.problem) for p in caught.value.problems]


def descriptor(data: dict[str, Any], wanted: str) -> dict[str, Any]:
    return next(d for d in data["descriptors"] if d["id"] == wanted)


def ksb(data: dict[str, Any], wanted: str) -> dict[str, Any]:
    return next(k for k in data["ksbs"] if k["code"] == wanted)


def without(data: dict[str, Any], *ids: str) -> None:
    data["descriptors"] = [d for d in data["descriptors"] if d["id"] not in ids]


def stand_in(data: dict[str, Any], text: str, gap: bool = True) -> None:
    descriptor(data, "Ba-P1").update(ksbs=["K3"], statement=True, text=text)
    if gap:
        data["criteria_gaps"] = {"a": "The box kites are lost."}


def test_the_unchanged_standard_is_clean_as_json(tmp_path: Path) -> None:
    path = tmp_path / "kite.json"
    path.write_text(json.dumps(CLEAN), encoding="utf-8")
    assert load_standard(path).standard == load_standard(KITE).standard


CASES: dict[str, tuple[Change, str, str]] = {
    "a KSB that is not there": (
        lambda d: descriptor(d, "A-P1").update(ksbs=["K1", "K9"]),
        "descriptor A-P1, ksbs",
        "K9 is not a KSB of the standard",
    ),
    "a KSB of another method": (
        lambda d: descriptor(d, "A-P1").update(ksbs=["K1", "K2"]),
        "descriptor A-P1, ksbs",
        "K2 belongs to B core, not to A core",
    ),
    "a KSB of another option": (
        lambda d: descriptor(d, "Ba-P1").update(ksbs=["K3", "K4"]),
        "descriptor Ba-P1, ksbs",
        "K4 belongs to B option b, not to B option a",
    ),
    "a KSB of an option in a core descriptor": (
        lambda d: descriptor(d, "B-P1").update(ksbs=["K2", "K3"]),
        "descriptor B-P1, ksbs",
        "K3 belongs to B option a, not to B core",
    ),
    "no KSB at all": (
        lambda d: descriptor(d, "A-D1").update(ksbs=[]),
        "descriptor A-D1, ksbs",
        "is empty",
    ),
    "a KSB twice in one descriptor": (
        lambda d: descriptor(d, "A-P1").update(ksbs=["K1", "K1"]),
        "descriptor A-P1, ksbs",
        "has K1 twice",
    ),
    "a KSB that only a merit descriptor reaches": (
        lambda d: without(d, "A-P2"),
        "KSB S1",
        "no pass descriptor of A core covers it",
    ),
    "a core KSB that only one option reaches": (
        lambda d: (
            d["ksbs"].append({**ksb(d, "K2"), "code": "K5"})
            or descriptor(d, "Ba-P1").update(ksbs=["K3", "K5"])
        ),
        "KSB K5",
        "no pass descriptor of B core covers it",
    ),
    "an option without any pass descriptor": (
        lambda d: without(d, "B-P1", "Bb-P1"),
        "method B, option b",
        "has no pass descriptor",
    ),
    "a KSB code twice": (
        lambda d: d["ksbs"].append({**ksb(d, "K2"), "code": "k2"}),
        "ksbs",
        "has k2 twice",
    ),
    "a descriptor id twice": (
        lambda d: descriptor(d, "A-P2").update(id="C-P1"),
        "descriptors",
        "has C-P1 twice",
    ),
    "a descriptor code twice in one combination": (
        lambda d: descriptor(d, "Bb-P1").update(code="p1"),
        "descriptor Bb-P1, code",
        "p1 is also the code of B-P1",
    ),
    "a descriptor code that is a KSB code": (
        lambda d: descriptor(d, "A-P1").update(code="k4"),
        "descriptor A-P1, code",
        "k4 is also the code of a KSB",
    ),
    "a method code twice": (
        lambda d: d["methods"].append({**d["methods"][0], "code": "a"}),
        "methods",
        "has a twice",
    ),
    "a phase code twice": (
        lambda d: d["methods"][0]["phases"][1].update(code="display"),
        "method A, phases",
        "has display twice",
    ),
    "an option code twice": (
        lambda d: d["options"].append(d["options"][0]),
        "options",
        "has a twice",
    ),
    "a grade twice": (lambda d: d["grades"].append("merit"), "grades", "has merit twice"),
    "a grade called any": (lambda d: d["grades"].append("any"), "grades", "matches every grade"),
    "a KSB of an unknown method": (
        lambda d: ksb(d, "K1").update(method="Z"),
        "KSB K1, method",
        "Z is not known",
    ),
    "a KSB of an unknown option": (
        lambda d: ksb(d, "K3").update(option="z"),
        "KSB K3, option",
        "z is not known",
    ),
    "a descriptor of an unknown method": (
        lambda d: descriptor(d, "C-D1").update(method="Z"),
        "descriptor C-D1, method",
        "Z is not known",
    ),
    "a descriptor of an unknown option": (
        lambda d: descriptor(d, "Ba-D1").update(option="z"),
        "descriptor Ba-D1, option",
        "z is not known",
    ),
    "a descriptor of the fail": (
        lambda d: descriptor(d, "C-D1").update(grade="fail"),
        "descriptor C-D1, grade",
        "fail is not known",
    ),
    "a cap that is not a grade": (
        lambda d: d["resit"].update(cap="gold"),
        "resit, cap",
        "gold is not known",
    ),
    "a gap of an unknown option": (
        lambda d: d.update(criteria_gaps={"z": "Nobody knows."}),
        "criteria_gaps",
        "z is not known",
    ),
    "a table row with an unknown grade": (
        lambda d: d["overall"][0]["methods"].update(A="gold"),
        "overall row 1, A",
        "gold is not known",
    ),
    "a table row with an unknown result": (
        lambda d: d["overall"][3].update(overall="gold"),
        "overall row 4, overall",
        "gold is not known",
    ),
    "a table row with an unknown method": (
        lambda d: d["overall"][1]["methods"].update(Z="any"),
        "overall row 2, methods",
        "Z is not known",
    ),
    "a table row that leaves a method out": (
        lambda d: d["overall"][1]["methods"].pop("C"),
        "overall row 2, methods",
        "says nothing of C",
    ),
    "a table without an answer": (
        lambda d: d["overall"].pop(),
        "overall",
        "has no row for A merit, B merit, C pass",
    ),
    "a table of too many combinations": (
        lambda d: (
            d["grades"].extend(f"grade {letter}" for letter in "abcdefgh")
            or d["methods"].append({**d["methods"][2], "code": "D"})
            or d["descriptors"].append({**descriptor(d, "C-P1"), "id": "D-P1", "method": "D"})
            or d["ksbs"].append({**ksb(d, "S2"), "code": "S9", "method": "D"})
            or descriptor(d, "D-P1").update(ksbs=["S9"])
            or [row["methods"].update(D="any") for row in d["overall"]]
        ),
        "overall",
        "has more than 4,096 combinations",
    ),
    "a statement with another text": (
        lambda d: stand_in(d, "How many corners a pretend box kite has"),
        "descriptor Ba-P1, text",
        "is not the text of the KSB it stands for",
    ),
    "a statement that no gap explains": (
        lambda d: stand_in(d, ksb(d, "K3")["text"], gap=False),
        "criteria_gaps",
        "says nothing of option a",
    ),
}


@pytest.mark.parametrize(("change", "place", "problem"), CASES.values(), ids=CASES.keys())
def test_a_minimal_change_is_found(
    change: Change, place: str, problem: str, tmp_path: Path
) -> None:
    found = problems_after(change, tmp_path)
    assert [True for where, what in found if where == place and problem in what], found


def test_a_true_statement_with_its_gap_is_clean(tmp_path: Path) -> None:
    data = copy.deepcopy(CLEAN)
    stand_in(data, ksb(data, "K3")["text"])
    path = tmp_path / "kite.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert load_standard(path).standard.criteria_status("B", "a") == "statements"


def test_all_contradictions_are_told_together(tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["resit"]["cap"] = "gold"
        descriptor(data, "A-P1")["ksbs"] = ["K8", "K9"]

    places = [place for place, _ in problems_after(change, tmp_path)]
    assert sorted(places) == ["descriptor A-P1, ksbs", "descriptor A-P1, ksbs", "resit, cap"]


ROW = st.tuples(*[st.sampled_from([ANY, "fail", "pass", "merit", "distinction"])] * 3)


@settings(deadline=None, max_examples=60)
@given(st.lists(ROW, max_size=12))
def test_exactly_the_combinations_without_a_row_are_told(rows: list[tuple[str, ...]]) -> None:
    standard = load_standard(KITE).standard
    codes = [method.code for method in standard.methods]
    table = [OverallRow(methods=dict(zip(codes, row, strict=True)), overall="pass") for row in rows]
    told = check_standard(standard.model_copy(update={"overall": tuple(table)}))
    open_ends = [
        ", ".join(f"{code} {grade}" for code, grade in zip(codes, grades, strict=True))
        for grades in product(standard.grades, repeat=len(codes))
        if not any(all(r in (ANY, g) for r, g in zip(row, grades, strict=True)) for row in rows)
    ]
    assert [problem.problem for problem in told] == [f"has no row for {each}" for each in open_ends]
