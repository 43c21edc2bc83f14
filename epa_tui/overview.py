"""The help of the program as a whole, written without a parser: it has to be there at once."""

from __future__ import annotations

from epa_tui.commands import COMMANDS, HEADINGS

USAGE = "epa-tui [--home DIR] [--no-mouse] [COMMAND ...]"

HOME_HELP = "folder of the store (else $EPA_TUI_HOME, else your data folder)"

OPTIONS = {
    "--home DIR": HOME_HELP,
    "--no-mouse": "leave the mouse to the terminal",
    "--version": "print the version",
    "-h, --help": "print this; behind a command, what the command does",
}
"""What may stand before a command."""

DESCRIPTION = "Assess apprentices live: clock, coverage, notes and grade beside the call."
EPILOGUE = "Without a command the application opens. `epa-tui demo` leaves no trace."


def overview() -> str:
    """Return the usage, every command under its heading, and the options."""
    lines = [f"usage: {USAGE}", "", DESCRIPTION]
    for name, (_, sentence) in COMMANDS.items():
        if name in HEADINGS:
            lines += ["", f"{HEADINGS[name]}:"]
        lines.append(_line(name, sentence))
    lines += ["", "options:"]
    lines += [_line(option, sentence) for option, sentence in OPTIONS.items()]
    return "\n".join([*lines, "", EPILOGUE])


def _line(name: str, sentence: str) -> str:
    return f"  {name:<14}{sentence}"


def unknown(name: str) -> str:
    """Return what to say of a command that there is not, with the nearest that there is.

    Args:
        name: What was typed.
    """
    from epa_tui.wrong_calls import nearest

    return f"There is no command {name!r}.{nearest(name, [*COMMANDS])} `epa-tui --help` lists all."
