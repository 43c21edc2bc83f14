"""The command that tells which words are read out, and writes them for editing."""

from __future__ import annotations

from pathlib import Path

import pytest

from epa_tui.cli import main


def test_words_are_listed_written_once_and_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ["--home", str(tmp_path)]
    assert main([*home, "scripts"]) == 0
    assert "M1  preamble     8 paragraphs  the standard" in capsys.readouterr().out
    (tmp_path / "scripts").mkdir()
    mine = tmp_path / "scripts" / "closing.M1.md"
    mine.write_text("Goodbye, {apprentice}.")
    assert main([*home, "scripts", "--write"]) == 0
    told = capsys.readouterr().out
    assert f"kept     {mine}" in told
    assert f"written  {tmp_path / 'scripts' / 'room.toml'}" in told
    assert mine.read_text() == "Goodbye, {apprentice}."
    assert main([*home, "scripts"]) == 0
    assert f"M1  closing      1 paragraphs  {mine}" in capsys.readouterr().out


def test_a_file_that_cannot_be_used_and_a_standard_that_is_not_there_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "incidents.toml").write_text("incidents = 3")
    assert main(["--home", str(tmp_path), "scripts"]) == 1
    assert "The built-in words stand in." in capsys.readouterr().err
    assert main(["--home", str(tmp_path), "scripts", "--standard", "ST9999"]) == 2
    assert "ST9999" in capsys.readouterr().err
