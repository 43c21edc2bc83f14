from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.exchange.errors import NotWritten
from epa_tui.results import device_name, make_document, overall_of, write_document
from tests.data.store.building import a_sitting
from tests.screens.acted import Acted


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Callable[..., Acted]]:
    made: list[Acted] = []

    def make(method: str, *failed: str) -> Acted:
        made.append(Acted(tmp_path / str(len(made)), method).heard().sealed(*failed))
        made[-1].record.flush()
        return made[-1]

    yield make
    for acted in made:
        acted.close()


def result(acted: Acted) -> Any:
    record = acted.record
    return make_document(
        acted.store,
        record.state,
        record.assessment,
        record.sitting,
        device="0123456789abcdef",
        demonstration=True,
    )


def test_the_same_seal_gives_the_same_document(sealed: Callable[..., Acted]) -> None:
    acted = sealed("M1")
    first = result(acted)
    acted.record.add(acted.ticker.now, document=first)
    assert acted.record.flush()
    assert result(acted) == first
    assert acted.store.documents("sitting-0") == (first,)


def test_a_fail_in_one_method_decides_the_whole(sealed: Callable[..., Acted]) -> None:
    acted = sealed("M1", "P3")
    both = overall_of(acted.store, acted.loaded.standard, acted.record.sitting, "fail")
    assert both.grade == "fail"


@pytest.mark.parametrize(
    ("attempt", "exceptional", "expected"),
    [("first", "", "distinction"), ("re-sit", "", "pass"), ("re-sit", "EX-1", "distinction")],
)
def test_a_second_attempt_caps_the_overall_grade_alone(
    sealed: Callable[..., Acted], attempt: str, exceptional: str, expected: str
) -> None:
    acted = sealed("M1")
    other = replace(
        a_sitting(1, method="M2", assessment_id="assessment-0"),
        attempt=attempt,
        number=1 if attempt == "first" else 2,
        exceptional=exceptional,
    )
    acted.store.save_sitting(other)
    both = overall_of(acted.store, acted.loaded.standard, other, "distinction")
    assert both.grade == expected


def test_the_device_keeps_its_name(tmp_path: Path) -> None:
    name = device_name(tmp_path)
    assert device_name(tmp_path) == name
    assert len(name) == 16
    assert (tmp_path / "device").stat().st_mode & 0o777 == 0o600


def test_a_folder_is_made_for_the_results(sealed: Callable[..., Acted], tmp_path: Path) -> None:
    receipt = write_document(result(sealed("M1")), tmp_path / "a" / "b")
    assert receipt.path.read_bytes().startswith(b"{")
    assert not receipt.already_there


def test_a_folder_that_cannot_be_made_is_told(sealed: Callable[..., Acted], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritten) as told:
        write_document(result(sealed("M1")), tmp_path / "file" / "results")
    assert "folder" in str(told.value)
