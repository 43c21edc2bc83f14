"""`epa-tui practice` in a terminal: it opens, is left, prints the score, and leaves nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from epa_tui.cli import main
from tests.epa_tui.session import Session


def test_what_was_done_is_printed_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    home = tmp_path / "home"
    with Session("--home", str(home), "practice", "--json", lines=40) as session:
        session.wait("1/20").type("z").wait("wrong key").type("s").wait("2/20").type("h")
        assert session.ended() == 0
    _, _, told = session.written.decode().rpartition("\x1b[?1049l")
    score = json.loads(told[told.index("{") : told.rindex("}") + 1])
    assert (score["format"], score["finished"], score["misses"]) == (1, False, 1)
    (task,) = score["tasks"]
    assert (task["task"], task["keys"], task["quickest"]) == ("start a phase", 2, "s")
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["practice"]) == 2
    assert "needs a terminal" in capsys.readouterr().err
