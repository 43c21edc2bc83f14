"""`epa-tui project`: the production project of an assessment, and a quick look at any report.

On the application's floor; nothing heavy is imported before the command runs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.exchange.reading_report.reading import Counted
    from data.standards.journey import ProjectRules


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `project`, its steps and `count` with the main parser."""
    from data.exchange.project_part import PART
    from epa_tui.commands.journeying import add_part

    counted = add_part(subparsers, PART).add_parser(
        "count", help="count the words of a report, and record nothing"
    )
    counted.add_argument("file", type=Path, metavar="FILE", help=".docx, .pdf, .md or .txt")
    counted.add_argument(
        "--until",
        metavar="HEADING",
        default="",
        help="how the heading begins at which the appendices start; found if left out",
    )
    counted.add_argument("--json", action="store_true", help="as JSON")
    counted.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Count the words of a file.

    Returns:
        The exit status: 0 within the tolerance, 1 outside of it, 2 where nothing can be counted.
    """
    from data.exchange.reading_report.errors import UncountableReport
    from data.exchange.reading_report.reading import count_report
    from data.standards.errors import StandardError
    from epa_tui.asking import tell
    from epa_tui.commands.refusing import refuse

    try:
        rules = _rules(args)
        counted = count_report(args.file, rules, args.until)
    except (UncountableReport, StandardError) as error:
        refuse(args, error)
        return 2
    if args.json:
        print(json.dumps(_as_json(counted, rules), indent=2))
    else:
        tell("\n".join(_as_text(counted, rules)))
    return int(_off(counted, rules) != 0)


def _rules(args: argparse.Namespace) -> ProjectRules:
    """Return what the first standard that has a project says of it."""
    from data.standards.journey import ProjectRules
    from data.standards.journey_loader import journey_of
    from data.standards.library import Library
    from data.standards.loader import LoadedStandard
    from epa_tui.home import resolve

    home = resolve(args)
    library = Library(home / "standards").all()
    standards = [one.standard for one in library if isinstance(one, LoadedStandard)]
    journeys = (journey_of(standard, home) for standard in standards)
    found = (journey.project for journey in journeys if journey.project.method)
    return next(found, ProjectRules())


def _off(counted: Counted, rules: ProjectRules) -> int:
    from data.exchange.project_part import body_of

    return body_of(counted, rules).off


def _as_json(counted: Counted, rules: ProjectRules) -> dict[str, object]:
    from data.rules.project import word_range

    count = counted.count
    least, most = word_range(rules)
    return {
        "format": 1,
        "file": counted.name,
        "sha256": counted.digest,
        "form": counted.form,
        "words": count.words,
        "least": least,
        "most": most,
        "off": _off(counted, rules),
        "between_blanks": count.tokens,
        "in_tables": count.in_tables,
        "sections": [
            {"heading": one.heading, "words": one.words, "left_out": one.why}
            for one in count.sections
        ],
        "left_out": dict(count.left_out),
        "until": count.until,
        "first": count.first,
        "last": count.last,
        "ksbs": list(count.codes),
        "notices": list(counted.notices),
    }


def _as_text(counted: Counted, rules: ProjectRules) -> Iterator[str]:
    from data.rules.project import word_range

    count, off = counted.count, _off(counted, rules)
    least, most = word_range(rules)
    beside = f", {abs(off):,} too {'many' if off > 0 else 'few'}" if off else ""
    yield f"{count.words:,} words{beside}; {least:,} to {most:,} are allowed."
    yield f"File: {counted.name}"
    yield f"SHA-256: {counted.digest}"
    yield f"Counted from: {count.first}"
    yield f"Counted to: {count.last}"
    ended = count.until or "the end of the file: no heading of appendices was found"
    yield f"Counting ended at: {ended}"
    yield f"As `wc -w` counts the same text: {count.tokens:,}"
    if count.in_tables:
        yield f"In tables, counted: {count.in_tables:,}"
    yield ""
    yield "Sections:"
    for one in count.sections:
        yield f"{one.words:>7,}  {one.heading}{' (left out)' if one.why else ''}"
    if count.left_out:
        yield "Left out:"
    yield from (f"{number:>7,}  {why}" for why, number in count.left_out)
    if count.codes:
        yield f"KSBs named in the appendices: {' '.join(count.codes)}"
    yield from counted.notices
