"""A command line that cannot be read is answered with a sentence, and with JSON where asked."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator

import pytest

from epa_tui.parsers import branches, every_parser
from epa_tui.wrong_calls import Parser, WrongCall, not_taken
from tests.epa_tui.conftest import CommandLine

SAID = {
    "lst": "There is no command 'lst'. Did you mean list?",
    "--hom x": "There is no command 'x'.",
    "-x": "`epa-tui` takes no -x.",
    "gateway": "`epa-tui gateway` is to do what? Type one of show, submit, began, tick, check, ",
    "gateway acept ID": "`epa-tui gateway` has no command 'acept'. Did you mean accept?",
    "gateway it's": '`epa-tui gateway` has no command "it\'s".',
    "gateway accept": "ID is missing behind `epa-tui gateway accept`.",
    "gateway accept ID --on": "Type what is meant behind --on: --on DAY.",
    "gateway accept ID --reson x": "`epa-tui gateway accept` takes no --reson. Did you mean",
    "gateway accept ID two": "`epa-tui gateway accept` has no use for 'two'.",
    "judge ID P1 mat": "'mat' cannot be taken. Type met, not-met or undecided.",
    "collect": "--from and --into are missing behind `epa-tui collect`.",
    "due --days x": "--days: a whole number of days, at most 3660.",
}
"""What is typed, and how the answer begins."""


@pytest.mark.parametrize("words", SAID)
def test_each_mistake_is_one_sentence_and_json_where_it_is_asked(
    words: str, nowhere: CommandLine
) -> None:
    done = nowhere(*words.split())
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(SAID[words]), done.err
    assert done.err.count("\n") == 1 and "error:" not in done.err
    asked = nowhere(*words.split(), "--json")
    assert (asked.status, asked.err) == (2, done.err)
    assert json.loads(asked.out) == {"format": 1, "refused": done.err.strip()}


def test_json_is_found_wherever_it_stands(nowhere: CommandLine) -> None:
    for words in ("--json lst", "gateway --json", "gateway --json acept ID", "list --js --bogus"):
        assert "refused" in json.loads(nowhere(*words.split()).out), words


def test_what_stands_behind_two_dashes_is_a_text(nowhere: CommandLine) -> None:
    assert nowhere("list", "--").err.startswith("`epa-tui list` takes no --.")
    done = nowhere("list", "--", "--json")
    assert done.out == ""
    assert done.err.startswith("`epa-tui list` has no use for '--json'."), done.err


def parsers() -> Iterator[argparse.ArgumentParser]:
    """Return the parser of every command, and of every command below one."""
    for parser in every_parser().values():
        yield parser
        yield from branches(parser).values()


def test_every_command_says_in_a_sentence_what_is_missing_or_too_much() -> None:
    for parser in parsers():
        assert isinstance(parser, Parser)
        assert re.fullmatch(
            r"`epa-tui [a-z -]+` takes no --nonsense\..* `epa-tui [a-z -]+ --help` lists .+\.",
            str(not_taken(parser, ["--nonsense"])),
        )
        below = branches(parser)
        typed = ["nonsense"] if below else []
        try:
            parser.parse_known_args(typed)
        except WrongCall as wrong:
            said = str(wrong)
            assert "has no command 'nonsense'" in said if below else "missing behind" in said, said


def made() -> Parser:
    """A parser with what no command of ours has yet."""
    parser = Parser(prog="epa-tui any")
    parser.add_argument("--whole", type=int)
    parser.add_argument("--wide", action="store_true")
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--one", action="store_true")
    either.add_argument("--other", action="store_true")
    return parser


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Give --one or --other behind `epa-tui any`."),
        ("--one --other", "Give --other or --one, not both."),
        ("--one --whole x", "--whole takes a whole number, not 'x'."),
        ("--one --w x", "--w can mean --whole or --wide. Type it whole."),
        ("--wide=x --one", "--wide takes nothing behind it, so leave 'x' out."),
    ],
)
def test_other_mistakes_are_sentences_as_well(words: str, said: str) -> None:
    with pytest.raises(WrongCall) as wrong:
        made().parse_args(words.split())
    assert str(wrong.value) == said


def test_what_is_not_foreseen_is_said_with_the_way_to_the_help() -> None:
    with pytest.raises(WrongCall) as wrong:
        made().error("something new")
    assert str(wrong.value) == "something new. `epa-tui any --help` tells what it takes."
