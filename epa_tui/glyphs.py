"""Which characters the screens are drawn with, and what stands for them where there is only ASCII.

All of them are in WGL4, the set that the fonts of Windows, macOS and Linux have in common.
"""

from __future__ import annotations

from collections.abc import Mapping

LINES = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬"
BLOCKS = "▀▄█▌▐░▒▓"
SIGNS = "●○►▲▼→…·“”"

ALLOWED = frozenset(LINES + BLOCKS + SIGNS)
"""Every character beyond ASCII that a screen may draw by itself; stored text is as it was typed."""

_ASCII = str.maketrans(
    {
        **dict.fromkeys("┌┐└┘├┤┬┴┼╠╣╬", "+"),
        **dict.fromkeys("╔╗╦", "."),
        **dict.fromkeys("╚╝╩", "'"),
        "─": "-",
        "═": "=",
        "│": "|",
        "║": "|",
        "▀": '"',
        "▄": "_",
        "█": "#",
        "▌": "|",
        "▐": "|",
        "░": ".",
        "▒": ":",
        "▓": "%",
        "●": "*",
        "○": "o",
        "►": ">",
        "▲": "^",
        "▼": "v",
        "→": ">",
        "…": "~",
        "·": ".",
        "“": '"',
        "”": '"',
        "\u2013": "-",
        "\u2018": "'",
        "\u2019": "'",
    }
)


def in_ascii(text: str) -> str:
    """Return text with a character of ASCII in each cell; what has none becomes `?`.

    Args:
        text: Of the screen; an accent is taken off its letter.
    """
    if text.isascii():
        return text
    import unicodedata  # most terminals have UTF-8 and never come here

    from rich.cells import cell_len

    written = []
    for character in text.translate(_ASCII):
        if character.isascii():
            written.append(character)
            continue
        plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
        width = cell_len(character)
        written.append(plain if len(plain) == width else "?" * width)
    return "".join(written)


def ascii_wanted(setting: str, environment: Mapping[str, str], encoding: str) -> bool:
    """Tell whether a terminal has to be spared everything but ASCII.

    Args:
        setting: `full`, `ascii`, or `auto` to go by the environment.
        environment: Of the process.
        encoding: In which the process writes, where the environment names none.
    """
    if setting != "auto":
        return setting == "ascii"
    # Python sets LC_CTYPE itself where it found the C locale: what the user said is in LANG.
    spoken = environment.get("LC_CTYPE", "")
    named = environment.get("LC_ALL") or (spoken if spoken not in _COERCED else "")
    named = named or environment.get("LANG", "")
    return "utf" not in (named or encoding).casefold().replace("-", "")


_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
