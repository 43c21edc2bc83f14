from __future__ import annotations

from pathlib import Path

from epa_tui.commands import COMMANDS, HEADINGS
from epa_tui.parsers import arguments, branches, every_parser
from tests.epa_tui.conftest import CommandLine

ROOT = Path(__file__).parents[2]


def test_the_document_of_the_commands_is_what_the_parsers_say(nowhere: CommandLine) -> None:
    made = nowhere("commands", "--markdown").out
    assert (ROOT / "docs/commands.md").read_text("utf-8") == made


def test_every_command_and_all_that_it_takes_is_described(nowhere: CommandLine) -> None:
    plain = nowhere("commands").out
    for name, parser in every_parser().items():
        assert f"\n{name}: " in f"\n{plain}"
        for one in (parser, *branches(parser).values()):
            options = [a.option_strings[-1] for a in arguments(one) if a.option_strings]
            assert all(option in plain for option in options if option != "--home")
            assert all(action.help for action in arguments(one)), name


def test_headings_stand_before_commands_that_are_there() -> None:
    assert set(HEADINGS) <= set(COMMANDS)
    assert next(iter(COMMANDS)) in HEADINGS
