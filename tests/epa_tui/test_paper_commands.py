"""`epa-tui paper`, `epa-tui bundle`, and `epa-tui verify` of a bundle, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from data.exchange.papers import making
from epa_tui.bundle import masking
from epa_tui.commands import bundle, paper
from tests.epa_tui.conftest import CommandLine
from tests.epa_tui.test_assessments_command import of_stage, sealed


def test_the_commands_know_what_can_be_made() -> None:
    assert set(paper.KINDS) == set(making.KINDS)
    assert set(bundle.MASKS) == set(masking.KINDS)


def test_a_paper_is_printed_or_written_and_nothing_is_overwritten(
    epa_tui: CommandLine, tmp_path: Path
) -> None:
    name = sealed(epa_tui)[1]
    shown = epa_tui("paper", "feedback", name)
    assert shown.status == 0 and shown.out.startswith("# Feedback on the assessment")
    done = epa_tui("paper", "feedback", name, "--to", str(tmp_path / "f.html"), "--json")
    told = json.loads(done.out)
    assert (told["as"], told["file"]) == ("html", str(tmp_path / "f.html"))
    assert (tmp_path / "f.html").read_bytes().startswith(b"<!DOCTYPE html>")
    again = epa_tui("paper", "record-form", name, "--to", str(tmp_path / "f.html"))
    assert again.status == 1 and "left untouched" in again.err
    unnamed = epa_tui("paper", "quality-form", name, "--as", "md", "--to", str(tmp_path))
    assert "quality-form-ST0792-" in unnamed.out and "Sample" not in unnamed.out


def test_a_pdf_needs_a_file(epa_tui: CommandLine) -> None:
    done = epa_tui("paper", "trace", sealed(epa_tui)[0], "--as", "pdf")
    assert (done.status, done.out) == (2, "") and "--to FILE" in done.err


def test_a_bundle_of_one_sittings_assessment_is_verified_without_a_store(
    epa_tui: CommandLine, nowhere: CommandLine, tmp_path: Path
) -> None:
    to = str(tmp_path / "appeal")
    done = epa_tui(
        "bundle", sealed(epa_tui)[1], "--to", to, "--redact", "names, uln", "--as", "md", "--json"
    )
    told = json.loads(done.out)
    assert told["redacted"] == ["names", "uln"] and len(told["files"]) >= 17
    checked = nowhere("verify", to)
    assert checked.status == 0 and "All is as it was made" in checked.out
    (tmp_path / "appeal/README.txt").write_bytes(b"")
    spoiled = nowhere("verify", to, "--json")
    assert spoiled.status == 1 and not json.loads(spoiled.out)["in_order"]
    assert "README.txt was changed" in spoiled.out


def test_what_cannot_be_masked_is_refused(epa_tui: CommandLine) -> None:
    done = epa_tui("bundle", "x", "--to", "y", "--redact", "grades")
    assert done.status == 2 and "'grades' is none of names" in done.err


def test_a_no_show_can_be_appealed(epa_tui: CommandLine, tmp_path: Path) -> None:
    name = of_stage(epa_tui, "no-show")
    assert epa_tui("bundle", name, "--to", str(tmp_path / "b.zip"), "--as", "html").status == 0
    assert epa_tui("verify", str(tmp_path / "b.zip")).status == 0
