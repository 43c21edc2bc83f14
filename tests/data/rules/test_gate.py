from __future__ import annotations

import pytest

from data.record.entries import Checked
from data.rules import gate
from data.rules.clock_guards import start_phase
from data.rules.gate import check, missing
from tests.data.rules.acting import Acting


def test_all_checks_are_missing_at_first_and_none_when_all_are_passed() -> None:
    sitting = Acting()
    assert missing(sitting.state) == gate.CHECKS
    assert missing(sitting.checked().state) == ()


def test_the_recording_comes_before_the_identity_so_that_it_shows_the_document() -> None:
    names = [check.name for check in gate.CHECKS]
    assert names.index(gate.RECORDING) < names.index(gate.IDENTITY)


def test_a_check_answered_no_is_still_missing_and_can_be_answered_again() -> None:
    sitting = Acting().checked()
    sitting.do(check, gate.ALONE, False)
    assert [c.name for c in missing(sitting.state)] == [gate.ALONE]
    sitting.do(check, gate.ALONE, True)
    assert missing(sitting.state) == ()


def test_the_identity_wants_the_kind_of_document() -> None:
    sitting = Acting()
    assert sitting.refused(check, gate.IDENTITY, True).rule == "reason"
    assert sitting.do(check, gate.IDENTITY, True, "passport") == (
        Checked(gate.IDENTITY, True, "passport"),
    )


@pytest.mark.parametrize("detail", ["passport 123456789", "licence no. TESTA9", "passport ١٢٣"])
def test_the_number_of_a_document_is_never_kept(detail: str) -> None:
    assert "never kept" in Acting().refused(check, gate.IDENTITY, True, detail).sentence


def test_an_identity_that_does_not_match_needs_no_document() -> None:
    sitting = Acting().checked()
    sitting.do(check, gate.IDENTITY, False)
    assert [c.name for c in missing(sitting.state)] == [gate.IDENTITY]


def test_an_unknown_check_is_refused_with_those_there_are() -> None:
    assert gate.PREAMBLE in Acting().refused(check, "weather", True).sentence


def test_a_conflict_of_interest_blocks_the_start_whatever_the_deviation() -> None:
    sitting = Acting().checked()
    sitting.do(check, gate.CONFLICT, False)
    refused = sitting.refused(start_phase, deviation="it will be fine")
    assert not refused.deviation
    assert "reference" in refused.sentence


def test_the_organisations_reference_lifts_the_conflict_of_interest() -> None:
    sitting = Acting().checked()
    sitting.do(check, gate.CONFLICT, False, "COI-7")
    assert missing(sitting.state) == ()
    sitting.do(start_phase)
    assert sitting.state.current == "discussion"


def test_checks_are_closed_when_the_live_part_is_over() -> None:
    sitting = Acting().heard()
    assert "over" in sitting.refused(check, gate.ALONE, True).sentence
