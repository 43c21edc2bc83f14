"""`epa-tui project` on the command line: a journey, and a quick look at a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.store.store import Store
from tests.data.exchange.reading_report.reports import as_docx, as_text, made
from tests.epa_tui.conftest import CommandLine


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes(as_text(made(3301)))
    return path


def test_a_quick_look_tells_what_was_counted_and_records_nothing(
    nowhere: CommandLine, report: Path
) -> None:
    done = nowhere("project", "count", str(report))
    assert done.status == 1
    lines = done.out.splitlines()
    assert lines[0] == "3,301 words, 1 too many; 2,700 to 3,300 are allowed."
    assert "Counting ended at: Appendix A: Schedule" in lines
    assert any(line.endswith("References (left out)") for line in lines)
    assert "KSBs named in the appendices: K1 S4 S5 S6 B2" in lines
    assert not nowhere.home.exists()
    report.write_bytes(as_text(made(3300)))
    told = json.loads(nowhere("project", "count", str(report), "--json").out)
    assert (told["format"], told["words"], told["off"]) == (1, 3300, 0)
    assert sum(one["words"] for one in told["sections"] if not one["left_out"]) == 3300
    assert told["left_out"] == {"references": 8, "appendices": 13}


def test_a_heading_can_be_named(nowhere: CommandLine, report: Path) -> None:
    done = nowhere("project", "count", str(report), "--until", "approach")
    assert "Counting ended at: Approach" in done.out
    done = nowhere("project", "count", str(report), "--until", "Annexe")
    assert done.status == 2 and "begins with the heading" in done.err


def test_a_report_that_is_late_and_long_is_shown_before_the_sitting(
    demonstration: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from data.record.instant import Instant
    from epa_tui.demonstration import prepare
    from epa_tui.start_facts import start_facts
    from tests.epa_tui.conftest import NOW

    command = CommandLine(demonstration, capsys)
    prepare(demonstration, NOW, more=2)
    with Store.open(demonstration) as store:
        # Of those that were added nothing is recorded yet.
        rows = [one for one in store.agenda(0) if one.assessment.family_name[-1].isdigit()]
        row = next(one for one in rows if one.sitting.method == "M1" and not one.sitting.grade)
    name = row.assessment.id
    file = tmp_path / "report.docx"
    file.write_bytes(as_docx(made(3301)))
    for words in (
        ("start", "--on", "1/6/2026", "--reason", "Agreed before"),
        ("submit", "--on", "27/8/2026"),
        ("report", "--file", str(file)),
    ):
        done = command("project", words[0], name, *words[1:])
        assert done.status == 0, done.err
    shown = json.loads(command("project", "show", name, "--json").out)
    assert shown["line"] == "submitted 3 days late; 3,301 words, 1 over"
    with Store.open(demonstration) as store:
        (fact,) = start_facts(store, row.sitting, lambda: Instant(NOW.wall, NOW.tick, NOW.boot))
        assert (fact.label, fact.words, fact.tone) == ("Report", shown["line"], "warn")
        others = [one.sitting for one in rows if one.assessment.id != name]
        assert start_facts(store, others[0], lambda: NOW) == ()
