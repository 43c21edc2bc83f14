"""The rows of all assessments: how the sittings of each stand."""

from __future__ import annotations

from dataclasses import replace

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
