"""What cannot be undone is done after the word that is asked for, and after nothing else."""

from __future__ import annotations

import os
import pty
import sys

import pytest

from epa_tui.commands.confirming import confirmed

CLOSE_INPUT = "\x04"


@pytest.mark.parametrize(
    ("answer", "word", "yes"),
    [
        ("yes\n", "yes", True),
        (" YES \n", "yes", True),
        ("no\n", "yes", False),
        ("y\n", "yes", False),
        ("\n", "yes", False),
        (CLOSE_INPUT, "yes", False),
        ("7d1b5a52\n", "7d1b5a52", True),
        ("yes\n", "7d1b5a52", False),
    ],
)
def test_only_the_word_itself_is_a_yes(
    monkeypatch: pytest.MonkeyPatch, answer: str, word: str, yes: bool
) -> None:
    above, below = pty.openpty()
    with os.fdopen(above, "wb", buffering=0) as hand, os.fdopen(below, encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        hand.write(answer.encode())
        assert confirmed("Do it?", already=False, word=word) is yes


def test_who_said_it_before_is_not_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert confirmed("Do it?", already=True)
    assert capsys.readouterr().out == ""


def test_no_question_stands_in_the_middle_of_a_document(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    above, below = pty.openpty()
    with os.fdopen(above, "wb", buffering=0) as hand, os.fdopen(below, encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        hand.write(b"yes\n")
        assert not confirmed("Do it?", already=False, as_json=True)
    told = capsys.readouterr()
    assert (told.out, "say --yes" in told.err) == ("", True)
