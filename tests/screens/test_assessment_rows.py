"""The rows of all assessments: how the sittings of each stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.store.rows import AssessmentRow
from screens.assessment_rows import assessment_rows
from tests.screens.booked import a_row, at
from tests.screens.ticking import NOON


def test_an_assessment_shows_how_its_sittings_stand() -> None:
    first = replace(a_row(0, at(0, 9), "sealed").sitting, grade="fail")
    again = replace(first, id="again", attempt="re-sit", number=2, stage="booked", grade=None)
    row = AssessmentRow(a_row(0, None).assessment, (first, again))
    line = assessment_rows([row], NOON, 80)[0].content.plain
    assert "Example, Testa" in line
    assert "M1 fail" in line and "M1 re-sit 20 May" in line


NARROW, USUAL, WIDE = 37, 77, 97


def _people(*names: str) -> list[AssessmentRow]:
    sitting = replace(a_row(0, at(0, 9), "sealed").sitting, grade="pass")
    told = [name.partition(", ") for name in names]
    return [
        AssessmentRow(
            replace(
                a_row(number, None).assessment,
                family_name=family,
                given_names=given,
                uln=f"100000{number:04}",
            ),
            (sitting,),
        )
        for number, (family, _, given) in enumerate(told)
    ]


def _names(rows: list[AssessmentRow], width: int) -> list[str]:
    lines = [row.content.plain for row in assessment_rows(rows, NOON, width)]
    assert all("M1 pass" in line for line in lines)
    return [line.partition("  ")[0].strip() for line in lines]


def test_a_name_takes_the_room_that_its_own_sittings_leave() -> None:
    names = ["Placeholder, Konstantin", "Sample, Anna"]
    assert _names(_people(*names), NARROW) == names


@pytest.mark.parametrize("width", [NARROW, USUAL])
def test_nobody_looks_like_another(width: int) -> None:
    rows = _people(
        "Example-Featherstonehaugh-Illustration, Konrad",
        "Example-Featherstonehaugh-Illustration, Konstantin",
        "Sample, Anna",
        "Sample, Anna",
    )
    konrad, konstantin, *annas = _names(rows, width)
    assert konrad.endswith("…, Konrad") and konstantin.endswith("…, Konstantin")
    assert annas == ["Sample, Anna 0002", "Sample, Anna 0003"]


def test_where_the_uln_stands_beside_it_a_name_has_no_number() -> None:
    assert _names(_people("Sample, Anna", "Sample, Anna"), WIDE) == ["Sample, Anna"] * 2
