"""A result that is held for a suspicion leaves nowhere until it is released, and leaves then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.store.store import Store
from tests.epa_tui.hub import FLAG, Hub

WHOSE = "assessment-0"
SUSPECTED = ("--by", "Vera Example", "--at", "20/05/2019 10:40", "--facts", "10:40 a second voice")
RELEASED = ("--by", "Quinn Example", "--outcome", "not-upheld")


@pytest.fixture
def hub(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Hub]:
    made = Hub(tmp_path / "home", capsys)
    for method, day in (("M1", "2019-05-20"), ("M2", "2019-05-27")):
        made.graded(method, day).done()
    made.store.close()
    assert made("conduct", "suspect", WHOSE, *SUSPECTED).status == 0
    yield made
    made.store.close()


def _sync(hub: Hub) -> tuple[int, dict[str, Any]]:
    done = hub("sync", "--once", "--json")
    return done.status, json.loads(done.out)["destinations"][0]


def test_it_is_not_sent_and_says_so_and_is_sent_once_it_is_released(hub: Hub) -> None:
    status, there = _sync(hub)
    assert (status, there["held"], there["waiting"], there["delivered"]) == (0, 2, 0, 0)
    assert "2 held" in hub("sync", "--once", "--now").out
    assert hub("conduct", "release", WHOSE, *RELEASED).status == 0
    assert _sync(hub)[1]["delivered"] == 2


def test_no_file_is_written_of_it(hub: Hub) -> None:
    done = hub("export", "--json")
    told = json.loads(done.out)["results"]
    assert done.status == 1 and {one["status"] for one in told} == {"failed"}
    assert "held for a suspicion" in told[0]["problem"]
    assert not list(hub.home.rglob("*.jws"))


def test_the_service_is_not_told_of_it(hub: Hub) -> None:
    done = hub("export", FLAG, "--json")
    told = json.loads(done.out)
    assert (done.status, told["kept_back"], told["folder"]) == (1, [WHOSE], None)
    assert [problem["code"] for problem in told["problems"]] == ["held"]
    assert hub("conduct", "release", WHOSE, *RELEASED).status == 0
    assert json.loads(hub("export", FLAG, "--json").out)["included"] == [WHOSE]


def test_what_takes_a_result_back_may_leave(tmp_path: Path, hub: Hub) -> None:
    assert hub("conduct", "release", WHOSE, *RELEASED).status == 0
    assert _sync(hub)[1]["delivered"] == 2
    assert hub("conduct", "suspect", WHOSE, *SUSPECTED).status == 0
    sitting = f"{WHOSE}-M1-1"
    assert hub("withdraw", sitting, "--reason", "malpractice was found", "--yes").status == 0
    assert _sync(hub)[1]["delivered"] == 3
    with Store.open(hub.home) as store:
        assert [way.state for way in store.ways(sitting)] == ["delivered", "delivered"]


def test_it_does_not_leave_before_what_it_takes_back(hub: Hub) -> None:
    assert hub("withdraw", f"{WHOSE}-M1-1", "--reason", "it was found", "--yes").status == 0
    status, there = _sync(hub)
    assert (status, there["held"], there["waiting"], there["delivered"]) == (0, 3, 0, 0)
