"""What is said of a command line that cannot be read: what is wrong with it, and what to type.

On the application's floor. `argparse` finds the mistake; its words are for programmers, so that
each of its messages becomes a sentence here. `epa_tui.cli` says it, as JSON where that was asked.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from itertools import takewhile
from typing import NoReturn


class WrongCall(Exception):
    """A command line that cannot be read; its text is a sentence that says what to do."""


class Parser(argparse.ArgumentParser):
    """A parser whose mistakes are sentences. The commands below one are parsers of this kind."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong.

        Args:
            message: As `argparse` puts it.

        Raises:
            WrongCall: Always.
        """
        for pattern, sentence in _SENTENCES:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                raise WrongCall(sentence(self, found))
        raise WrongCall(f"{message.rstrip('.')}. {_help(self, 'tells what it takes')}")


def not_taken(parser: argparse.ArgumentParser, words: Sequence[str]) -> WrongCall:
    """Return what to say of words that a command has no use for.

    Args:
        parser: Of the command.
        words: What was typed.
    """
    texts = words[0] == "--" and len(words) > 1
    word = words[texts]
    if word.startswith("-") and not texts:
        options = [each for action in parser._actions for each in action.option_strings]
        lists = _help(parser, "lists what it takes")
        return WrongCall(f"`{parser.prog}` takes no {word}.{nearest(word, options)} {lists}")
    quotes = "A text with blanks needs quotes around it"
    return WrongCall(
        f"`{parser.prog}` has no use for {word!r}. {quotes}; {_help(parser, 'lists what it takes')}"
    )


def asks_json(words: Sequence[str]) -> bool:
    """Tell whether a command line asks for JSON, also by a shorter `--js`, as where it is read.

    Args:
        words: What was typed; what stands behind a lone `--` is no option.
    """
    options = takewhile("--".__ne__, words)
    return any(len(word) > len("--j") and "--json".startswith(word) for word in options)


def nearest(word: str, there: Sequence[str]) -> str:
    """Return the question whether something alike was meant, a blank before it; else nothing."""
    near = get_close_matches(word, there, n=1)
    return f" Did you mean {near[0]}?" if near else ""


def _missing(parser: Parser, found: re.Match[str]) -> str:
    """Say which arguments are missing; of a verb, which there are."""
    names = found["names"].split(", ")
    below = _below(parser)
    if below is not None and below.metavar in names:
        verbs = _either([*below.choices])
        return f"`{parser.prog}` is to do what? Type one of {verbs} behind it. " + _help(
            parser, "tells what each does"
        )
    lacks = "is" if len(names) == 1 else "are"
    asks = _help(parser, "tells what is asked for")
    return f"{_either(names, 'and')} {lacks} missing behind `{parser.prog}`. {asks}"


def _other(parser: Parser, found: re.Match[str]) -> str:
    """Say which answers there are, or which command was perhaps meant."""
    word, choices = found["word"], re.split(r", ", found["choices"].replace("'", ""))
    below = _below(parser)
    if below is not None and found["name"] == below.metavar:
        lists = _help(parser, "lists them all")
        return f"`{parser.prog}` has no command {word!r}.{nearest(word, choices)} {lists}"
    name = f" for {found['name']}" if found["name"].startswith("-") else ""
    return f"{word!r} cannot be taken{name}. Type {_either(choices)}."


def _alone(parser: Parser, found: re.Match[str]) -> str:
    """Say that an option wants something behind it."""
    name = found["name"]
    behind = next(
        (each.metavar for each in parser._actions if name.split("/")[0] in each.option_strings),
        None,
    )
    return f"Type what is meant behind {name}: {name} {behind or 'VALUE'}."


def _no_number(parser: Parser, found: re.Match[str]) -> str:
    return (
        f"{found['name']} takes a {'whole ' * (found['kind'] == 'int')}number, not {found['word']}."
    )


def _bare(parser: Parser, found: re.Match[str]) -> str:
    return f"{found['name']} takes nothing behind it, so leave {found['word']} out."


def _one_of(parser: Parser, found: re.Match[str]) -> str:
    return f"Give {_either(found['names'].split())} behind `{parser.prog}`."


def _not_both(parser: Parser, found: re.Match[str]) -> str:
    return f"Give {found['name']} or {found['other']}, not both."


def _several(parser: Parser, found: re.Match[str]) -> str:
    return f"{found['word']} can mean {_either(found['names'].split(', '))}. Type it whole."


def _own(parser: Parser, found: re.Match[str]) -> str:
    """Say what a command of ours says of an argument."""
    return f"{found['name']}: {found['said'].rstrip('.')}."


_ARGUMENT = r"argument (?P<name>\S+): "

_SENTENCES: tuple[tuple[str, Callable[[Parser, re.Match[str]], str]], ...] = (
    (r"the following arguments are required: (?P<names>.+)", _missing),
    (
        _ARGUMENT + r"invalid choice: (?P<quote>['\"])(?P<word>.*)(?P=quote) "
        r"\(choose from (?P<choices>.+)\)",
        _other,
    ),
    (_ARGUMENT + r"expected (one|at least one) argument", _alone),
    (_ARGUMENT + r"invalid (?P<kind>int|float) value: (?P<word>.+)", _no_number),
    (_ARGUMENT + r"ignored explicit argument (?P<word>.+)", _bare),
    (_ARGUMENT + r"not allowed with argument (?P<other>\S+)", _not_both),
    (r"one of the arguments (?P<names>.+) is required", _one_of),
    (r"ambiguous option: (?P<word>\S+) could match (?P<names>.+)", _several),
    (_ARGUMENT + r"(?P<said>.+)", _own),
)
"""What `argparse` says, and what we say in its place."""


def _below(parser: argparse.ArgumentParser) -> argparse._SubParsersAction[Parser] | None:
    """Return the action that holds the commands below a command; None where there are none."""
    actions = (each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    return next(actions, None)


def _either(names: Sequence[str], word: str = "or") -> str:
    *before, last = names
    return f"{', '.join(before)} {word} {last}" if before else last


def _help(parser: argparse.ArgumentParser, does: str) -> str:
    return f"`{parser.prog} --help` {does}."
