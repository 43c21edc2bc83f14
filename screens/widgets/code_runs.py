"""Codes in a row, written short: long runs from and to, each with the digit that credits it."""

from __future__ import annotations

from textual.content import Content

LONGEST_LISTED = 3
"""Codes in a row that are listed one by one; longer runs are written as from and to."""

Keyed = tuple[str, str]
"""A code and the digit that credits it; the digit is empty for none."""


def runs(codes: tuple[str, ...]) -> list[str]:
    """Return codes with long runs written as from and to: `P2-P13`.

    Args:
        codes: In the order of the standard, for example `P1 P2 P3 P4 O1`.
    """
    return ["-".join(code for code, _ in part) for part in _parts([(c, "") for c in codes])]


def codes_written(
    codes: tuple[str, ...], digits: tuple[str, ...], gap: str, *, short: bool = False
) -> Content:
    """Return codes with their digits before them: `1P5  2P6`, long runs as `3P7-6P10`.

    A run goes on only where its digits do: whoever knows both ends can count to what is between.

    Args:
        codes: In the order of the standard.
        digits: The digit of each code, empty for none; empty where none is to be shown.
        gap: What stands between two of them.
        short: Write as few letters as can be read: two in a row as a run, `P6-7  P11-13`.
    """
    keyed = list(zip(codes, digits or ("",) * len(codes), strict=True))
    written = [
        Content("-").join(
            Content.assemble((digit, "$text-muted"), (code, "bold $accent"))
            for code, digit in (_shortened(part) if short else part)
        )
        for part in _parts(keyed, 1 if short else LONGEST_LISTED)
    ]
    return Content(gap).join(written)


def _parts(keyed: list[Keyed], listed: int = LONGEST_LISTED) -> list[list[Keyed]]:
    """Return single codes, and the two ends of long runs."""
    parts: list[list[Keyed]] = []
    run: list[Keyed] = []
    for each in (*keyed, ("", "")):
        if run and not _follows(run[-1], each):
            parts += [[run[0], run[-1]]] if len(run) > listed else [[one] for one in run]
            run = []
        run.append(each)
    return parts


def _shortened(part: list[Keyed]) -> list[Keyed]:
    """Return a run whose end is written without its letters."""
    letters = part[0][0].rstrip("0123456789")
    return [part[0], *((code.removeprefix(letters), digit) for code, digit in part[1:])]


def _follows(before: Keyed, after: Keyed) -> bool:
    """Tell whether a code is the next one of the same letters, and its digit the next digit."""
    code, digit = before
    letters = code.rstrip("0123456789")
    number = code[len(letters) :]
    if not number or after[0] != f"{letters}{int(number) + 1}":
        return False
    return after[1] == (str(int(digit) + 1) if digit else "")
