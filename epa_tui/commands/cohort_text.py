"""A cohort for a person at a terminal: tables, and bars of its grades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.hub.cohort import Cohort, Group, GroupCount, Spread, in_order
from data.rules.counts import counted
from epa_tui.commands.table import table

FEW = 5
"""Fewer sittings than these may let somebody recognise a person."""

_BAR = 30
"""Cells of the longest bar."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
_MINUTE = 60_000


def text(cohort: Cohort, width: int, *, blocks: bool) -> Iterator[str]:
    """Go through the lines of a cohort.

    Args:
        cohort: What was counted.
        width: Cells of a line.
        blocks: Whether the terminal's encoding has block characters; else bars are of `#`.
    """
    yield from _head(cohort)
    for group, found in cohort.groups.items():
        yield ""
        yield f"{_named(group)}: n = {found.n}"
        if found.n < FEW:
            yield f"  Fewer than {FEW} sittings: somebody may be recognised. Do not publish these."
        yield from _chart(found, blocks=blocks)
        yield from _section("Descriptors", _descriptors(found), width, elastic=1)
        yield from _section("Time in minutes", _phases(found), width, elastic=0)
        yield from _section("Pace", _pace(found), width, elastic=0)


def _head(cohort: Cohort) -> Iterator[str]:
    yield (
        f"{counted(cohort.n, 'sitting')} counted, {cohort.withdrawn} withdrawn, "
        f"{len(cohort.conflicts)} in conflict."
    )
    if cohort.conflicts:
        yield "In conflict, graded on two devices; a person decides which holds:"
        yield from (f"  {sitting}" for sitting in cohort.conflicts)
    if cohort.overall:
        total = cohort.overall.total()
        told = ", ".join(f"{cohort.overall[one]} {one}" for one in in_order(cohort.overall))
        yield f"Overall, provisional, {counted(total, 'assessment')}: {told}."


def _named(group: Group) -> str:
    standard, method, option = group
    return f"{standard} {method}" + (f", option {option}" if option else "")


def _chart(found: GroupCount, *, blocks: bool) -> Iterator[str]:
    """Go through a bar for each grade."""
    most = max(found.grades.values())
    names = in_order(found.grades)
    wide = max(map(len, names))
    for name in names:
        count = found.grades[name]
        share = f"{count} of {found.n}"
        yield f"  {name:<{wide}}  {bar(count / most, blocks=blocks)} {share}"


def bar(share: float, *, blocks: bool) -> str:
    """Return a bar.

    Args:
        share: From 0 to 1, of the longest.
        blocks: Draw it of block characters, to an eighth of a cell.
    """
    if not blocks:
        return "#" * max(round(share * _BAR), int(share > 0))
    whole, rest = divmod(max(round(share * _BAR * 8), int(share > 0)), 8)
    return "█" * whole + _EIGHTHS[rest].strip()


def _section(title: str, rows: list[Sequence[str]], width: int, elastic: int) -> Iterator[str]:
    if len(rows) > 1:
        yield f" {title}"
        yield from (f"  {line}" for line in table(rows, width - 2, elastic))


def _descriptors(found: GroupCount) -> list[Sequence[str]]:
    """Return the descriptors, those that were not met most often first."""
    ordered = sorted(found.descriptors.items(), key=lambda pair: -pair[1].not_met / pair[1].judged)
    rows = [(code, one.words, f"{one.not_met} of {one.judged}") for code, one in ordered]
    return [("code", "descriptor", "not met"), *rows]


def _phases(found: GroupCount) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [
        ("phase", "n", "median", "quartiles", "extended", "by (median)", "over ceiling")
    ]
    for phase in found.phases.values():
        used, more = Spread.of(phase.used), Spread.of(phase.extensions)
        if used:
            extended = f"{len(phase.extensions)} of {used.n}"
            by = _minutes(more.median) if more else ""
            over = f"{phase.over_ceiling} of {used.n}"
            rows.append((phase.title, str(used.n), *_middle(used, _MINUTE), extended, by, over))
    return rows


def _pace(found: GroupCount) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("", "n", "median", "quartiles")]
    measured = (
        ("main questions", Spread.of(found.main), 1),
        ("follow-ups", Spread.of(found.followups), 1),
        ("minutes for each descriptor", Spread.of(found.per_descriptor), _MINUTE),
    )
    for name, spread, unit in measured:
        if spread:
            rows.append((name, str(spread.n), *_middle(spread, unit)))
    return rows


def _middle(spread: Spread, unit: int) -> tuple[str, str]:
    quarters = f"{spread.quarter / unit:.1f} to {spread.three_quarters / unit:.1f}"
    return f"{spread.median / unit:.1f}", quarters


def _minutes(ms: float) -> str:
    return f"{ms / _MINUTE:.1f}"
