"""`epa-tui due` and `epa-tui results`: what is due until it is done, and every step in order."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.epa_tui.conftest import CommandLine

PUBLISH = "publish the result of M2"


def due(epa_tui: CommandLine, *words: str) -> list[dict[str, Any]]:
    told: dict[str, Any] = json.loads(epa_tui("due", "--json", *words).out)
    mine: list[dict[str, Any]] = [one for one in told["due"] if one["given_names"] == "Proba"]
    return mine


def test_what_is_due_is_listed_until_it_is_done(
    epa_tui: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    (claim,) = due(epa_tui)
    assert (claim["what"], claim["overdue"]) == ("claim", False)
    for _ in ("confirmed", "published"):
        assert epa_tui("journey", claim["assessment"], "--undo", "--yes").status == 0
    (one,) = due(epa_tui, "--days", "0")
    assert (one["what"], one["sitting"], one["on"]) == ("result", "M2", "2026-11-20")
    shown = epa_tui("due").out
    assert "Proba Sample" in shown and PUBLISH in shown and "overdue." in shown
    name = one["assessment"]
    for words, status, told in (
        (("claim", name, "--reference", "CL-1"), 1, "confirm it before you claim"),
        (("publish", name, "--sitting", "M2", "--on", "1 Nov 2026"), 1, "when M2 was sealed"),
        (("publish", name), 0, "The result of M2, distinction, was published"),
        (("publish", name), 1, "Every result was published"),
        (("confirm", name), 2, "--by: This is needed"),
        (("confirm", name, "--by", "Pat Pretend"), 0, "Pat Pretend assessed as well"),
        (("claim", name, "--reference", "CL-1"), 0, "State: certificate claimed."),
        (("received", name), 0, "State: certificate received."),
        (("replacement", name, "--by", "Sample Films"), 0, "Pass the request on by"),
    ):
        done = epa_tui("results", *words)
        assert (done.status, told in done.out + done.err) == (status, True), done
    (one,) = due(epa_tui)
    assert (one["what"], one["overdue"]) == ("replacement", False)
    assert epa_tui("results", "requested", name).status == 0
    assert due(epa_tui, "--days", "3660") == []


def test_the_days_are_bounded_and_the_users_holidays_are_told(epa_tui: CommandLine) -> None:
    assert epa_tui("due", "--days", "-1").status == 2
    assert epa_tui("due", "--days", "9999").status == 2
    (epa_tui.home / "holidays.toml").write_text("[[add]]\nday = 3\n", encoding="utf-8")
    done = epa_tui("due", "--json")
    assert "add, number 1, needs a day" in done.err
    assert json.loads(done.out)["holidays"]["problems"]
    # Its lines are broken wherever the name of the folder ends.
    assert "needs a day such as" in " ".join(epa_tui("doctor").out.split())


def test_where_no_store_is_nothing_is_due(nowhere: CommandLine) -> None:
    assert nowhere("due").status == 1
