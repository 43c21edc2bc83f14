"""Scripts that let shells complete a command line, written from the parsers.

A file name is what a shell completes anyway where the script offers nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from epa_tui.commands import COMMANDS
from epa_tui.overview import OPTIONS
from epa_tui.parsers import arguments, branches, every_parser, told

_IDS = {"sitting": "sittings", "id": "sittings", "reference": "standards"}
"""What is completed by asking the program, by the name of the argument."""

_MOST_VALUES = 20
"""Of more values, such as numbers, nobody chooses one from a list."""


@dataclass
class Taken:
    """What a command takes, those below it included."""

    words: list[str] = field(default_factory=list)
    """Options, names of commands below, and fixed operands."""
    ids: list[str] = field(default_factory=list)
    """Kinds of ids that stand by themselves."""
    choices: dict[str, list[str]] = field(default_factory=dict)
    """Fixed values of an option."""
    option_ids: dict[str, str] = field(default_factory=dict)
    """The kind of ids that an option takes."""
    free: list[str] = field(default_factory=list)
    """Options with a value of any other kind."""
    told: dict[str, str] = field(default_factory=dict)
    """What an option is for."""


def taken(parser: argparse.ArgumentParser) -> Taken:
    """Return what a command takes."""
    found = Taken()
    for action in arguments(parser):
        _add(found, action)
    for name, branch in branches(parser).items():
        found.words.append(name)
        for action in arguments(branch):
            _add(found, action)
    found.words = list(dict.fromkeys(found.words))
    return found


def _add(found: Taken, action: argparse.Action) -> None:
    ids = _IDS.get(action.dest)
    values = [str(choice) for choice in action.choices or ()]
    if len(values) > _MOST_VALUES:
        values = []
    if not action.option_strings:
        found.words += values
        found.ids += [ids] if ids and ids not in found.ids else []
        return
    option = action.option_strings[-1]
    found.words.append(option)
    found.told[option] = told(action)
    if values:
        found.choices[option] = values
    elif ids:
        found.option_ids[option] = ids
    elif action.nargs != 0 and action.dest != "home":
        found.free.append(option)


def _every() -> dict[str, Taken]:
    return {name: taken(parser) for name, parser in every_parser().items()}


def bash() -> str:
    """Return the script for bash."""
    return "\n".join(
        ["# Completes epa-tui in bash; made by `epa-tui completion bash`.", *_function()]
    )


def zsh() -> str:
    """Return the script for zsh, which takes that of bash."""
    made = "# Completes epa-tui in zsh; made by `epa-tui completion zsh`."
    load = "autoload -Uz compinit bashcompinit && compinit && bashcompinit"
    return "\n".join([made, load, *_function()])


_FRAME = """\
_epa_tui() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
    local command= home=$EPA_TUI_HOME words= ids= i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --home) home=${COMP_WORDS[i+1]}; ((i++)) ;;
            -*) ;;
            *) [ -n "$command" ] || command=${COMP_WORDS[i]} ;;
        esac
    done
    COMPREPLY=()
    case "$command $previous" in
        *" --home") return ;;"""
_END = """\
    esac
    if [ -n "$ids" ]; then
        words="$words $(EPA_TUI_HOME=$home "${COMP_WORDS[0]}" completion --ids "$ids" \\
            2>/dev/null </dev/null)"
    fi
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _epa_tui epa-tui"""


def _function() -> Iterator[str]:
    every = _every()
    yield _FRAME
    for name, takes in every.items():
        for option, values in takes.choices.items():
            yield f'        "{name} {option}") words="{" ".join(values)}" ;;'
        for option, ids in takes.option_ids.items():
            yield f'        "{name} {option}") ids={ids} ;;'
        if takes.free:
            free = "|".join(f'"{name} {option}"' for option in takes.free)
            yield f"        {free}) return ;;"
    yield "        *) case $command in"
    yield f'            "") words="{" ".join([*COMMANDS, "--home", "--no-mouse", "--help"])}" ;;'
    for name, takes in every.items():
        ids = f"; ids={takes.ids[0]}" if takes.ids else ""
        yield f'            {name}) words="{" ".join([*takes.words, "--help"])}"{ids} ;;'
    yield "        esac ;;"
    yield _END


# What fish brings would take the `show` of `standard show` for the command, and a folder for one.
_FISH_FRAME = """\
# Completes epa-tui in fish; made by `epa-tui completion fish`.
function __epa_tui_command
    set -l skipped no
    for word in (commandline -opc)[2..]
        if test $skipped = yes
            set skipped no
        else if test $word = --home
            set skipped yes
        else if not string match -q -- '-*' $word
            test $word = "$argv"
            return
        end
    end
    test -z "$argv"
end
complete -c epa-tui -f"""


def fish() -> str:
    """Return the script for fish."""
    lines = [_FISH_FRAME]
    for option in ("home", "no-mouse", "version"):
        said = next(said for name, said in OPTIONS.items() if name.split()[0] == f"--{option}")
        value = " -r -F" if option == "home" else ""
        lines.append(f"complete -c epa-tui -l {option}{value} -d {_quoted(said)}")
    for name, (_, sentence) in COMMANDS.items():
        lines.append(f"complete -c epa-tui -n __epa_tui_command -a {name} -d {_quoted(sentence)}")
    for name, takes in _every().items():
        lines += _fish_lines(name, takes)
    return "\n".join(lines)


def _fish_lines(name: str, takes: Taken) -> Iterator[str]:
    begin = f"complete -c epa-tui -n '__epa_tui_command {name}'"
    for option, said in takes.told.items():
        value = ""
        if option in takes.choices:
            value = f" -x -a '{' '.join(takes.choices[option])}'"
        elif option in takes.option_ids:
            value = f" -x -a '{_asked(takes.option_ids[option])}'"
        elif option in takes.free:
            value = " -r -F"
        yield f"{begin} -l {option.lstrip('-')}{value} -d {_quoted(said)}"
    if words := [word for word in takes.words if not word.startswith("-")]:
        yield f"{begin} -a '{' '.join(words)}'"
    yield from (f"{begin} -a '{_asked(ids)}'" for ids in takes.ids)


def _asked(ids: str) -> str:
    return f"(epa-tui completion --ids {ids} 2>/dev/null </dev/null)"


def _quoted(text: str) -> str:
    """Return a text between single quotes, as fish reads it."""
    plain = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{plain}'"


SCRIPTS: dict[str, Callable[[], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
"""The script of each shell."""
