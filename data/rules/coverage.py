"""What has been heard, and what has not: of every KSB, every descriptor and every grade.

Computed from the state alone. Coverage says what may be asked next; it is not a judgement, and a
descriptor that was heard is not yet met.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.record.state import SittingState
from data.rules.remembered import per_state
from data.standards.model import Descriptor, Ksb


class Heard(StrEnum):
    """How a KSB or a descriptor stands after all its marks."""

    NOT_HEARD = "not heard"
    HEARD = "heard"
    SUFFICIENT = "sufficient"
    UNCLEAR = "unclear"
    COUNTER = "counter"

    @property
    def glyph(self) -> str:
        """One character of ASCII, so that no state depends on colour or font."""
        return _GLYPHS[self]


_GLYPHS = {
    Heard.NOT_HEARD: ".",
    Heard.HEARD: "h",
    Heard.SUFFICIENT: "+",
    Heard.UNCLEAR: "?",
    Heard.COUNTER: "-",
}
_BY_SIGN = {
    "": Heard.HEARD,
    "+": Heard.SUFFICIENT,
    "?": Heard.UNCLEAR,
    "-": Heard.COUNTER,
}


@dataclass(frozen=True, slots=True)
class GradeCoverage:
    """How far the descriptors of one grade have been heard."""

    grade: str
    total: int
    heard: int
    """How many were heard in any way, counter-evidence included."""
    sufficient: int
    """How many of those stand as sufficient."""
    open: tuple[Descriptor, ...]
    """Not heard yet, and not evidenced by the report either."""
    from_report: tuple[Descriptor, ...]
    """Not heard, but evidenced by the written report."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a sitting has come."""

    grades: tuple[GradeCoverage, ...]
    """Lowest first; only grades that demand something of this method and option."""

    @property
    def lowest(self) -> GradeCoverage:
        """The coverage of the lowest grade above the fail: without it there is no passing."""
        return self.grades[0]


@dataclass(frozen=True, slots=True)
class KsbRow:
    """One KSB on the checklist."""

    ksb: Ksb
    heard: Heard


@dataclass(frozen=True, slots=True)
class Row:
    """One descriptor on the checklist, with its KSBs."""

    descriptor: Descriptor
    heard: Heard
    from_report: bool
    """True where the written report already evidences it."""
    ksbs: tuple[KsbRow, ...]

    @property
    def left(self) -> int:
        """How many of its KSBs were not heard."""
        return sum(row.heard is Heard.NOT_HEARD for row in self.ksbs)


@dataclass(frozen=True, slots=True)
class Checklist:
    """Everything that can be heard in a sitting, and how it stands."""

    rows: tuple[Row, ...]
    """Core before option, the lowest grade first."""

    @property
    def descriptors_left(self) -> int:
        """How many descriptors were neither heard nor evidenced by the report."""
        return sum(row.heard is Heard.NOT_HEARD and not row.from_report for row in self.rows)

    @property
    def ksbs_left(self) -> int:
        """How many KSBs were not heard, each counted once."""
        rows = (ksb for row in self.rows for ksb in row.ksbs)
        return len({row.ksb.code for row in rows if row.heard is Heard.NOT_HEARD})


def ksb_state(state: SittingState, code: str) -> Heard:
    """Tell how a KSB stands: its last sign that said more than heard.

    Args:
        state: Where the sitting stands.
        code: Code of the KSB.
    """
    standing = state.standings.get(code)
    return _BY_SIGN[standing.sign] if standing else Heard.NOT_HEARD


def descriptor_state(state: SittingState, descriptor: Descriptor) -> Heard:
    """Tell how a descriptor stands, through its own marks or through its KSBs.

    Its own sign decides. Without one it is heard as soon as any of its KSBs was, and sufficient
    when all of them are. That last step is for the lowest grade above the fail only: every KSB is
    demanded there already, so a sufficient KSB says nothing about a higher demand on it.

    Args:
        state: Where the sitting stands.
        descriptor: A descriptor of its method and option.
    """
    own = ksb_state(state, descriptor.code)
    if own not in (Heard.NOT_HEARD, Heard.HEARD):
        return own
    heard = [ksb_state(state, code) for code in descriptor.ksbs]
    lowest = descriptor.grade == state.standard.grades[1]
    if lowest and heard and all(each is Heard.SUFFICIENT for each in heard):
        return Heard.SUFFICIENT
    return own if all(each is Heard.NOT_HEARD for each in heard) else Heard.HEARD


@per_state
def coverage(state: SittingState) -> Coverage:
    """Count what was heard, grade by grade from the lowest above the fail."""
    return Coverage(tuple(covered for covered in _by_grade(state).values() if covered.total))


def grade_coverage(state: SittingState, grade: str) -> GradeCoverage:
    """Count what was heard of the descriptors of one grade.

    Args:
        state: Where the sitting stands.
        grade: A grade of the standard; one that demands nothing here has a total of 0.
    """
    return _by_grade(state).get(grade) or _counted(state, grade)


@per_state
def _by_grade(state: SittingState) -> dict[str, GradeCoverage]:
    return {grade: _counted(state, grade) for grade in state.standard.grades[1:]}


def _counted(state: SittingState, grade: str) -> GradeCoverage:
    stands = [(d, descriptor_state(state, d)) for d in state.criteria if d.grade == grade]
    missing = [d for d, heard in stands if heard is Heard.NOT_HEARD]
    return GradeCoverage(
        grade,
        total=len(stands),
        heard=len(stands) - len(missing),
        sufficient=sum(heard is Heard.SUFFICIENT for _, heard in stands),
        open=tuple(d for d in missing if not state.report.get(d.code)),
        from_report=tuple(d for d in missing if state.report.get(d.code)),
    )


def checklist(state: SittingState) -> Checklist:
    """Return every descriptor of the method and option in order, with its KSBs."""
    by_code = state.standard.ksb_by_code
    ksbs = {
        code: KsbRow(by_code[code], ksb_state(state, code))
        for descriptor in state.criteria
        for code in descriptor.ksbs
    }
    return Checklist(
        tuple(
            Row(
                descriptor,
                descriptor_state(state, descriptor),
                state.report.get(descriptor.code, False),
                tuple(ksbs[code] for code in descriptor.ksbs),
            )
            for descriptor in state.criteria
        )
    )


def matches(row: Row, text: str) -> bool:
    """Tell whether a row is wanted by a filter.

    Args:
        row: A row of the checklist.
        text: Beginnings of codes, and parts of the descriptor's or a statement's wording, in
            either case. All of them have to be found; an empty text finds every row.
    """
    codes = [name.casefold() for name in _names(row)]
    wordings = [row.descriptor.text, *(each.ksb.text for each in row.ksbs)]
    wording = "\n".join(wordings).casefold()
    return all(
        wanted in wording or any(code.startswith(wanted) for code in codes)
        for wanted in text.casefold().split()
    )


def _names(row: Row) -> tuple[str, ...]:
    return (row.descriptor.code, row.descriptor.id, *(each.ksb.code for each in row.ksbs))
