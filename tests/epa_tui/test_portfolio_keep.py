"""`epa-tui portfolio keep` changes what is given of a piece, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.epa_tui.journeyed import WHO, Way

WHOLE = {
    "title": "Call sheet",
    "kind": "document",
    "link": "https://example.org/3",
    "ksbs": "K3 S4",
}
ON = "on programme"


@pytest.fixture
def way(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Way:
    made = Way(tmp_path / "home", capsys, monkeypatch).on("2026-03-02")
    keep(made, **WHOLE)
    return made


def keep(way: Way, **given: str) -> str:
    answers = [word for name, text in given.items() for word in (f"--{name}", text)]
    return way.does("portfolio keep", "--number", "3", *answers, at=ON)


def listed(way: Way) -> str:
    facts = json.loads(way("portfolio", "show", WHO, "--json").out)["facts"]
    return str(next(fact["words"] for fact in facts if fact["label"] == "Piece 3"))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"title": "Call sheet, day 2"}, "Call sheet, day 2 (document)  K3 S4"),
        ({"kind": "audio"}, "Call sheet (audio)  K3 S4"),
        ({"ksbs": "K10"}, "Call sheet (document)  K10"),
        ({"ksbs": ""}, "Call sheet (document)"),
    ],
)
def test_what_is_left_out_stays_as_it_was(way: Way, given: dict[str, str], shown: str) -> None:
    assert listed(way) == "Call sheet (document)  K3 S4"
    keep(way, **given)
    assert listed(way) == shown


def test_a_link_stays_until_another_or_none_is_given(way: Way) -> None:
    keep(way, title="Call sheet, day 2")
    assert "listed so already" in keep(way, link=WHOLE["link"])
    assert "is listed." in keep(way, link="")
    assert "listed so already" in keep(way, link="")


def test_a_new_piece_needs_its_title_and_takes_nothing_from_another(way: Way) -> None:
    done = way("portfolio", "keep", WHO, "--number", "4", "--kind", "audio")
    assert done.status == 2 and "--title" in done.err
    way.does("portfolio keep", "--title", "Budget", "--kind", "document", at=ON)
    assert listed(way) == "Call sheet (document)  K3 S4"
    assert "Piece 1: Budget (document)" in " ".join(
        f"{fact['label']}: {fact['words']}"
        for fact in json.loads(way("portfolio", "show", WHO, "--json").out)["facts"]
    )


@pytest.mark.parametrize("number", ["x", "0", "100", "9" * 12])
def test_a_number_that_is_none_is_refused(way: Way, number: str) -> None:
    done = way("portfolio", "keep", WHO, "--number", number, "--title", "A", "--kind", "audio")
    assert done.status in (1, 2) and done.err
