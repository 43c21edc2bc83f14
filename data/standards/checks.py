"""What has to agree inside of a standard, beyond the shape of its file.

A rule that reads a checked standard need not ask whether a code exists, whether the grade table has
an answer, or whether a statement can be reached at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .errors import Problem
from .model import Descriptor, Ksb, Standard

ANY = "any"
"""Matches every grade in the table that combines them: no grade may be called that."""

_Row = tuple[str, ...]
"""Grades in the order of the methods."""

MAX_COMBINATIONS = 4096
"""Most combinations of method grades that are gone through: four grades of six methods."""


def check_standard(standard: Standard) -> list[Problem]:
    """Return everything in which a standard contradicts itself; nothing where it is clean."""
    problems = [
        *_duplicates(standard),
        *_unknown_names(standard),
        *_unknown_statements(standard),
        *_stand_ins(standard),
        *_table_names(standard),
    ]
    # What follows asks whether things reach each other: noise as long as their names are wrong.
    return problems or [*_unreached(standard), *_table_gaps(standard)]


def _duplicates(standard: Standard) -> Iterator[Problem]:
    yield from _twice("grades", standard.grades)
    yield from _twice("options", (option.code for option in standard.options))
    yield from _twice("methods", (method.code for method in standard.methods))
    for method in standard.methods:
        yield from _twice(f"method {method.code}, phases", (p.code for p in method.phases))
    yield from _twice("ksbs", (ksb.code for ksb in standard.ksbs))
    yield from _twice("descriptors", (descriptor.id for descriptor in standard.descriptors))
    yield from dict.fromkeys(_ambiguous_codes(standard))


def _twice(place: str, codes: Iterable[str]) -> Iterator[Problem]:
    # Codes are typed after `#` in either case: K1 and k1 are the same to a hand in a hurry.
    seen: set[str] = set()
    for code in codes:
        if code.casefold() in seen:
            yield Problem(place, f"has {code} twice", "Give each a code of its own.")
        seen.add(code.casefold())


def _ambiguous_codes(standard: Standard) -> Iterator[Problem]:
    statements = {ksb.code.casefold() for ksb in standard.ksbs}
    for descriptor in standard.descriptors:
        if descriptor.code.casefold() in statements:
            problem = f"{descriptor.code} is also the code of a KSB"
            yield Problem(f"descriptor {descriptor.id}, code", problem, "Choose another code.")
    for method, option in _combinations(standard):
        seen: dict[str, str] = {}
        for descriptor in standard.descriptors:
            if descriptor.method != method or descriptor.option not in (None, option):
                continue
            other = seen.setdefault(descriptor.code.casefold(), descriptor.id)
            if other != descriptor.id:
                problem = f"{descriptor.code} is also the code of {other}, which applies with it"
                yield Problem(f"descriptor {descriptor.id}, code", problem, "Choose another code.")


def _combinations(standard: Standard) -> list[tuple[str, str | None]]:
    options: list[str | None] = [option.code for option in standard.options]
    return [(method.code, option) for method in standard.methods for option in options or [None]]


def _unknown_names(standard: Standard) -> Iterator[Problem]:
    for ksb in standard.ksbs:
        yield from _unknown_home(standard, f"KSB {ksb.code}", ksb)
    for descriptor in standard.descriptors:
        place = f"descriptor {descriptor.id}"
        yield from _unknown_home(standard, place, descriptor)
        yield from _unknown(f"{place}, grade", descriptor.grade, standard.grades[1:])
    if standard.resit.cap is not None:
        yield from _unknown("resit, cap", standard.resit.cap, standard.grades)
    for option in standard.criteria_gaps:
        yield from _unknown("criteria_gaps", option, _option_codes(standard))


def _unknown_home(standard: Standard, place: str, owned: Ksb | Descriptor) -> Iterator[Problem]:
    yield from _unknown(f"{place}, method", owned.method, [m.code for m in standard.methods])
    if owned.option is not None:
        yield from _unknown(f"{place}, option", owned.option, _option_codes(standard))


def _option_codes(standard: Standard) -> list[str]:
    return [option.code for option in standard.options]


def _unknown(place: str, name: str, known: Iterable[str]) -> Iterator[Problem]:
    choice = list(known)
    if name not in choice:
        listed = f"Write one of {', '.join(choice)}." if choice else "Remove it: there is none."
        yield Problem(place, f"{name} is not known", listed)


def _unknown_statements(standard: Standard) -> Iterator[Problem]:
    by_code = standard.ksb_by_code
    for descriptor in standard.descriptors:
        place = f"descriptor {descriptor.id}, ksbs"
        if not descriptor.ksbs:
            yield Problem(place, "is empty", "Name the KSBs that the descriptor covers.")
        yield from _twice(place, descriptor.ksbs)
        for code in descriptor.ksbs:
            if code not in by_code:
                remedy = "Correct the code, or add the KSB."
                yield Problem(place, f"{code} is not a KSB of the standard", remedy)
            elif not _same_home(descriptor, by_code[code]):
                problem = f"{code} belongs to {_home(by_code[code])}, not to {_home(descriptor)}"
                yield Problem(place, problem, "Name KSBs of its own method, core or its option.")


def _same_home(descriptor: Descriptor, ksb: Ksb) -> bool:
    return ksb.method == descriptor.method and ksb.option in (None, descriptor.option)


def _home(owned: Ksb | Descriptor) -> str:
    return f"{owned.method} {'core' if owned.option is None else f'option {owned.option}'}"


def _stand_ins(standard: Standard) -> Iterator[Problem]:
    told: set[str] = set()
    for descriptor in standard.descriptors:
        if not descriptor.statement:
            continue
        place = f"descriptor {descriptor.id}"
        texts = [k.text for k in standard.ksbs if k.code in descriptor.ksbs]
        if texts != [descriptor.text]:
            remedy = "Name one KSB, and copy its text character for character."
            yield Problem(f"{place}, text", "is not the text of the KSB it stands for", remedy)
        option = descriptor.option
        if option is not None and option not in standard.criteria_gaps and option not in told:
            told.add(option)
            problem = f"says nothing of option {option}, whose descriptors are statements"
            yield Problem("criteria_gaps", problem, "Say what is missing, and what stands in.")


def _table_names(standard: Standard) -> Iterator[Problem]:
    if ANY in standard.grades:
        yield Problem("grades", f"'{ANY}' matches every grade", "Call the grade something else.")
    methods = [method.code for method in standard.methods]
    for number, row in enumerate(standard.overall, 1):
        place = f"overall row {number}"
        yield from _unknown(f"{place}, overall", row.overall, standard.grades)
        for method, grade in row.methods.items():
            yield from _unknown(f"{place}, methods", method, methods)
            yield from _unknown(f"{place}, {method}", grade, [*standard.grades, ANY])
        for method in methods:
            if method not in row.methods:
                remedy = f'Add {method} = "{ANY}" where its grade does not matter.'
                yield Problem(f"{place}, methods", f"says nothing of {method}", remedy)


def _table_gaps(standard: Standard) -> Iterator[Problem]:
    methods = [method.code for method in standard.methods]
    if len(standard.grades) ** len(methods) > MAX_COMBINATIONS:
        problem = f"has more than {MAX_COMBINATIONS:,} combinations to answer"
        yield Problem("overall", problem, "Use fewer grades or methods.")
        return
    # Rows of the same conditions are one: a thousand copies would be gone through each time.
    rows = list({tuple(row.methods[method] for method in methods) for row in standard.overall})
    for grades in _unanswered(standard.grades, rows, len(methods)):
        listed = ", ".join(f"{m} {grade}" for m, grade in zip(methods, grades, strict=True))
        remedy = "Add a row, or a wildcard to one that is there."
        yield Problem("overall", f"has no row for {listed}", remedy)


def _unanswered(grades: Sequence[str], rows: list[_Row], methods: int) -> Iterator[_Row]:
    """Return the grades of methods that no row matches, method by method."""
    if methods == 0:
        if not rows:
            yield ()
        return
    for grade in grades:
        left = [row for row in rows if row[-methods] in (ANY, grade)]
        for rest in _unanswered(grades, left, methods - 1):
            yield (grade, *rest)


def _unreached(standard: Standard) -> Iterator[Problem]:
    lowest = standard.grades[1]
    told: set[str] = set()
    for method, option in _combinations(standard):
        demands = [d for d in standard.criteria(method, option) if d.grade == lowest]
        if not demands:
            place = f"method {method}" + (f", option {option}" if option else "")
            yield Problem(place, f"has no {lowest} descriptor", "Add its descriptors.")
            continue
        reached = {code for descriptor in demands for code in descriptor.ksbs}
        for ksb in standard.statements(method, option):
            if ksb.code not in reached | told:
                told.add(ksb.code)
                problem = f"no {lowest} descriptor of {_home(ksb)} covers it"
                yield Problem(f"KSB {ksb.code}", problem, "Name it in a descriptor's ksbs.")
