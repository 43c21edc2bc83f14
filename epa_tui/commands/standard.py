"""`epa-tui standard`: lists, shows and checks standards, in plain text or JSON.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant.
"""

from __future__ import annotations

import argparse
import json
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.standards.library import Library
    from data.standards.loader import LoadedStandard
    from data.standards.model import Descriptor, Ksb, Method, Standard

STATEMENT_MARK = "[statement; descriptor text not available]"
"""Stands beside every criterion that is not the plan's own descriptor."""

_INDENT = " " * 6


class _Refused(Exception):
    """The arguments name something that is not there; the text says what is."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `standard` and its actions with the main parser."""
    parser = subparsers.add_parser("standard", help=COMMANDS["standard"][1])
    parser.set_defaults(json=False)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="list the standards at hand, and the broken files")
    listing.set_defaults(run=run, action="list")
    show = actions.add_parser("show", help="show a standard, or its criteria")
    show.add_argument("reference", metavar="REFERENCE", help="for example ST0792")
    show.add_argument("--version", metavar="VERSION", help="the newest if left out")
    show.add_argument("--method", metavar="CODE", help="only the criteria of this method")
    show.add_argument("--option", metavar="CODE", help="only core and this option")
    show.add_argument("--json", action="store_true", help="as JSON")
    show.set_defaults(run=run, action="show")
    check = actions.add_parser("check", help="check a standard's file, and tell all its errors")
    check.add_argument("file", metavar="FILE", type=Path, help="a .toml or .json file")
    check.set_defaults(run=run, action="check")


def run(args: argparse.Namespace) -> int:
    """Do what the arguments say.

    Returns:
        The exit status: 0, 1 where a checked file has errors, 2 where something named is not there.
    """
    from epa_tui.commands.refusing import refuse

    if args.action == "check":
        return _check(args.file)
    from data.standards.errors import StandardError
    from data.standards.library import Library
    from epa_tui.home import resolve

    library = Library(resolve(args) / "standards")
    try:
        lines = _list(library) if args.action == "list" else _show(library, args)
        print("\n".join(lines))
    except (_Refused, StandardError) as error:
        refuse(args, error)
        return 2
    return 0


def _check(file: Path) -> int:
    from data.standards.errors import StandardError
    from data.standards.loader import load_standard

    try:
        loaded = load_standard(file)
    except StandardError as error:
        print(error)
        return 1
    print("\n".join(["No errors.", *_summary(loaded, _shown(file))]))
    return 0


def _list(library: Library) -> Iterator[str]:
    from data.standards.loader import LoadedStandard

    entries = library.all()
    seen: set[tuple[str, str]] = set()
    for entry in (e for e in entries if isinstance(e, LoadedStandard)):
        origin = _origin(entry)
        key = (entry.standard.reference.casefold(), entry.standard.version)
        if key in seen:
            origin += "; not used, your own file replaces it"
        seen.add(key)
        yield from _summary(entry, origin)
    broken = [entry for entry in entries if not isinstance(entry, LoadedStandard)]
    if broken:
        yield from _heading("Cannot be used (epa-tui standard check FILE tells all):")
    for failed in broken:
        yield f"  {_shown(failed.path)}"
        yield from _wrapped(str(failed.error.problems[0]), _INDENT, _INDENT)


def _origin(loaded: LoadedStandard) -> str:
    return "comes with epa-tui" if loaded.shipped else _shown(loaded.path)


def _shown(path: Path) -> str:
    from data.standards.errors import printable

    return printable(str(path), 1000)


def _summary(loaded: LoadedStandard, origin: str, option: str | None = None) -> Iterator[str]:
    standard = loaded.standard
    yield from _wrapped(f"{standard.reference} {standard.version}  {standard.title}", "", _INDENT)
    yield f"{_INDENT}{origin}"
    options = ", ".join(option.code for option in standard.options) or "none"
    counts = (
        f"methods: {', '.join(method.code for method in standard.methods)}; options: {options}; "
        f"KSBs: {len(standard.ksbs)}; descriptors: {len(standard.descriptors)}; "
        f"digest: {loaded.digest[:12]}"
    )
    yield from _wrapped(counts, _INDENT, _INDENT)
    for code, sentence in standard.criteria_gaps.items():
        if option in (None, code):
            yield from _wrapped(f"Option {code}: {sentence}", _INDENT, _INDENT)


def _show(library: Library, args: argparse.Namespace) -> Iterable[str]:
    loaded = library.find(args.reference, args.version)
    standard = loaded.standard
    name = f"{standard.reference} {standard.version}"
    method = _pick(name, "method", args.method, [m.code for m in standard.methods])
    option = _pick(name, "option", args.option, [o.code for o in standard.options])
    narrowed = method is not None or option is not None
    if not args.json:
        return _text(loaded, method, option, narrowed)
    whole = standard.model_dump(mode="json")
    shown = _criteria_json(standard, method, option) if narrowed else whole
    return [json.dumps({**shown, "digest": loaded.digest}, indent=2)]


def _pick(name: str, kind: str, wanted: str | None, codes: list[str]) -> str | None:
    if wanted is None:
        return None
    for code in codes:
        if code.casefold() == wanted.casefold():
            return code
    there = f"Its {kind}s are: {', '.join(codes)}." if codes else f"It has no {kind}s."
    raise _Refused(f"{name} has no {kind} {wanted!r}. {there}")


def _criteria(standard: Standard, method: str, option: str | None) -> list[Descriptor]:
    """Return a method's descriptors: of core and one option, or of all options after each other."""
    codes: list[str | None] = [o.code for o in standard.options if option in (None, o.code)]
    applying = [d for code in codes or [None] for d in standard.criteria(method, code)]
    return list({descriptor.id: descriptor for descriptor in applying}.values())


def _methods(standard: Standard, method: str | None) -> list[Method]:
    return [m for m in standard.methods if method in (None, m.code)]


def _statements(standard: Standard, method: str | None, option: str | None) -> list[Ksb]:
    return [
        ksb
        for ksb in standard.ksbs
        if method in (None, ksb.method) and (option is None or ksb.option in (None, option))
    ]


def _criteria_json(standard: Standard, method: str | None, option: str | None) -> dict[str, object]:
    methods = _methods(standard, method)
    criteria = [d for m in methods for d in _criteria(standard, m.code, option)]
    stands_in = any(descriptor.statement for descriptor in criteria)
    gaps = standard.criteria_gaps
    return {
        "format": 1,
        "reference": standard.reference,
        "version": standard.version,
        "method": method,
        "option": option,
        "criteria_status": "statements" if stands_in else "descriptors",
        "criteria_gaps": {code: gaps[code] for code in gaps if option in (None, code)},
        "criteria": [descriptor.model_dump(mode="json") for descriptor in criteria],
        "ksbs": [k.model_dump(mode="json") for k in _statements(standard, method, option)],
    }


def _text(
    loaded: LoadedStandard, method: str | None, option: str | None, narrowed: bool
) -> Iterator[str]:
    standard = loaded.standard
    yield from _summary(loaded, _origin(loaded), option)
    if not narrowed:
        yield from _rules(standard)
    for shown in _methods(standard, method):
        yield from _criteria_text(standard, shown, option)
    yield from _heading("Knowledge, skills and behaviours")
    for ksb in _statements(standard, method, option):
        belongs = f"({ksb.method}{f', option {ksb.option}' if ksb.option else ''})"
        yield from _entry(ksb.code, f"{ksb.text} {belongs}")


def _rules(standard: Standard) -> Iterator[str]:
    for option in standard.options:
        yield from _wrapped(f"Option {option.code}: {option.title}", _INDENT, _INDENT)
    for method in standard.methods:
        yield from _heading(f"{method.code}  {method.title}")
        for phase in method.phases:
            rules = [f"{phase.minutes} minutes"]
            rules += ["the assessor asks nothing"] if phase.silent else []
            least = phase.minimum_questions
            rules += [f"at least {least} question{'s' * (least > 1)}"] if least else []
            yield from _wrapped(f"{phase.title}: {', '.join(rules)}", _INDENT, _INDENT)
        extension = method.extension
        scope = "of each phase" if extension.scope == "phase" else "of all phases together"
        share = (
            f"Extension: up to {extension.per_mille / 10:g} % {scope} ({extension.basis} time), "
        )
        yield from _wrapped(share + extension.purpose, _INDENT, _INDENT)
    yield from _grade_rules(standard)


def _grade_rules(standard: Standard) -> Iterator[str]:
    yield from _heading("Overall grade (the first row that matches decides)")
    for row in standard.overall:
        grades = ", ".join(f"{method} {grade}" for method, grade in row.methods.items())
        yield from _wrapped(f"{grades}: {row.overall}", _INDENT, _INDENT)
    resit = standard.resit
    if resit.cap is not None:
        unless = f", unless {resit.cap_unless}" if resit.cap_unless else ""
        cap = f"After a re-sit or re-take: {resit.cap} at most{unless}"
        yield from _wrapped(cap, _INDENT, _INDENT)
    due = standard.deadlines
    days = (
        f"Results within {due.result_working_days} working days, certificate claim within "
        f"{due.claim_working_days}, EPA period {due.epa_period_months} months"
    )
    yield from _wrapped(days, _INDENT, _INDENT)


def _criteria_text(standard: Standard, method: Method, option: str | None) -> Iterator[str]:
    group = None
    for descriptor in _criteria(standard, method.code, option):
        scope = "core" if descriptor.option is None else f"option {descriptor.option}"
        title = f"{method.code}, {scope}: {descriptor.grade}"
        if title != group:
            yield from _heading(title)
            group = title
        mark = f" {STATEMENT_MARK}" if descriptor.statement else ""
        yield from _entry(descriptor.code, f"{descriptor.text} ({' '.join(descriptor.ksbs)}){mark}")


def _heading(title: str) -> Iterator[str]:
    yield ""
    yield from _wrapped(title, "", "    ")


def _entry(code: str, text: str) -> Iterator[str]:
    yield from _wrapped(text, f"  {code:<3} ", _INDENT)


def _wrapped(text: str, first: str, rest: str) -> Iterator[str]:
    # Lines longer than that are hard to read, however wide the terminal is.
    width = max(30, min(shutil.get_terminal_size().columns, 100))
    for paragraph in text.split("\n"):
        yield from textwrap.wrap(
            paragraph,
            width,
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,  # "pre- production" would read like the damaged print
        )
        first = rest
