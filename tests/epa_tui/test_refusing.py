"""Whatever a command is asked with `--json`, a program can read what comes back."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from data.rules.step import Part
from epa_tui.commands.paper import KINDS
from epa_tui.journey_parts import parts
from epa_tui.parsers import arguments, branches, every_parser
from tests.epa_tui.conftest import CommandLine


def verbs(part: Part) -> Iterator[str]:
    """Return the commands of a part of the journey that are made from it."""
    yield "show"
    yield from (step.verb for step in part.steps)


NOWHERE = {
    "show": "ID",
    "note": "ID words",
    "judge": "ID",
    "feedback": "ID P1 words",
    "seal": "ID --yes",
    "reopen": "ID --reason words",
    "record": "ID",
    "withdraw": "ID --reason words --yes",
    "handover": "ID --to out --reason words --yes",
    "erase": "NAME --yes",
    "sync": "",
    "import": "no-file --yes",
    "collect": "--from no-folder --into none://record --once",
    "report cohort": "--from none://record",
    "backup": "",
    "restore": "--yes",
    "verify": "",
    "calendar": "",
    "encryption status": "",
    "practice": "",
    "quality sample": "",
    "quality drift": "",
    "quality give": "ID M1 --to out",
    "quality blind": "ID M1 --marker words",
    "quality mark": "no-file --marker words",
    "quality take": "ID no-file",
    "quality compare": "ID M1",
    "quality set": "--demo --to .",
    "quality spread": "no-folder",
    "standard show": "ST9999",
    "bank show": "ST9999 --method M1",
    "journey": "ID",
    "project count": "no-file",
    "due": "",
    "bundle": "ID --to out",
    **{f"paper {kind}": "ID" for kind in KINDS},
    **{f"{part.key} {verb}": "ID" for part in parts() for verb in verbs(part)},
}
"""What each command is asked on a computer where nothing is: it refuses."""

ANSWERED = {
    "export": "",
    "list": "",
    "destinations": "",
    "doctor": "",
    "bank list": "",
    "bank check": "no-file.toml",
    "keys": "",
}
"""And what has an answer even there."""


def taking_json() -> Iterator[str]:
    """Return every command, and every command below one, that takes `--json`."""
    for name, parser in every_parser().items():
        for below, branch in {"": parser, **branches(parser)}.items():
            if _takes_json(branch):
                yield f"{name} {below}".strip()


def _takes_json(parser: argparse.ArgumentParser) -> bool:
    return any("--json" in action.option_strings for action in arguments(parser))


def test_each_command_is_asked_here() -> None:
    assert {*NOWHERE, *ANSWERED} == set(taking_json())


def test_each_answer_and_each_refusal_is_json_of_format_1(nowhere: CommandLine) -> None:
    for name, words in {**NOWHERE, **ANSWERED}.items():
        done = nowhere(*name.split(), *words.split(), "--json")
        told = json.loads(done.out)
        assert told["format"] == 1, name
        assert ("refused" in told) == (name in NOWHERE), name
        if name in NOWHERE:
            assert done.status in (1, 2) and done.err == f"{told['refused']}\n", name
