"""What a standard is: methods, phases, KSBs, descriptors and the rules of its grade.

The ground floor of the house. Everything that differs from one assessment plan to the next is a
value in here, so that a second standard needs a file and no code.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=4000)]
"""Text of a standard: never empty, and short enough to be read on a screen."""

Code = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,31}$")]
"""A code that can be typed after `#` on the note line."""

GradeName = Annotated[str, Field(pattern=r"^[a-z][a-z ]{0,31}$")]
"""A grade, in lower case, as the plan says it."""


Status = Literal["descriptors", "statements"]
"""What is judged: the plan's descriptors, or statements that stand in for them."""


class _Model(BaseModel):
    """A strict, frozen value: unknown keys are refused and types are not guessed."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)


class Option(_Model):
    """A specialism that an apprentice takes."""

    code: Code | Annotated[str, Field(pattern=r"^[0-9]{1,3}$")]
    """What the assessor calls it: `1`, `2`."""
    title: Text
    """The title as the assessment plan prints it."""
    service_title: Text | None = None
    """The exact wording that the government service expects (`courseOption`)."""


class Phase(_Model):
    """A timed part of a method."""

    code: Code
    """For example `presentation`."""
    title: Text
    minutes: Annotated[int, Field(gt=0, le=1440)]
    """Base time in minutes, before any adjustment."""
    silent: bool = False
    """True where the assessor listens and asks nothing."""
    minimum_questions: Annotated[int, Field(ge=0, le=200)] = 0
    """How many main questions the plan demands at least."""


class Extension(_Model):
    """The assessor's discretion to let the apprentice finish."""

    per_mille: Annotated[int, Field(ge=0, le=1000)]
    """Thousandths of the time: 100 is one tenth."""
    scope: Literal["phase", "pooled"] = "phase"
    """Per phase, or one pool for the phases of the method together."""
    basis: Literal["adjusted", "base"] = "adjusted"
    """Whether the share is taken of the adjusted time or of the base time."""
    purpose: Text
    """What the discretion is for, in the words of the plan."""


class Method(_Model):
    """An assessment method and its timed phases."""

    code: Code
    """For example `M1`."""
    title: Text
    short: Annotated[str, Field(min_length=1, max_length=40)]
    """A title short enough for one line of the live screen."""
    phases: Annotated[tuple[Phase, ...], Field(min_length=1, max_length=20)]
    extension: Extension
    report_is_evidence: bool = False
    """True where a written report is part of what is graded."""
    portfolio_pieces: Annotated[int, Field(ge=0, le=200)] = 0
    """How many pieces of portfolio evidence underpin the method; 0 where there is none."""
    report_contents: tuple[Text, ...] = ()
    """What the plan demands of the written report."""
    presentation_contents: tuple[Text, ...] = ()
    """What the plan demands of the presentation."""
    preamble: tuple[Text, ...] = ()
    """What the assessor tells the apprentice before the first phase."""
    closing: tuple[Text, ...] = ()
    """What the assessor says at the end: no hint of the outcome."""

    def phase(self, code: str) -> Phase:
        """Return the phase called `code`; `KeyError` where the method has none."""
        for phase in self.phases:
            if phase.code == code:
                return phase
        raise KeyError(code)


class Ksb(_Model):
    """A knowledge, skill or behaviour statement."""

    code: Code
    """For example `K12`."""
    kind: Literal["knowledge", "skill", "behaviour"]
    text: Text
    method: Code
    option: str | None = None
    """The option that it belongs to; None where it is core."""
    source: Text
    """Where the text comes from."""
    lines: tuple[int, ...] = ()
    """Lines of the specification, 1-based."""
    as_printed: Text | None = None
    """The damaged print, where the text had to be repaired."""
    official_wording: Text | None = None
    """The published wording, where the specification departs from it."""
    confidence: Text | None = None


class Descriptor(_Model):
    """A grading descriptor: what is judged met or not met."""

    id: Code
    """Unique in the whole standard, for example `AM2O1-P5`."""
    code: Code
    """Short and unique within a method and option, for example `P5`; typed after `#`."""
    grade: GradeName
    """The grade whose demand this is: `pass`, `distinction`."""
    text: Text
    ksbs: tuple[Code, ...]
    method: Code
    option: str | None = None
    statement: bool = False
    """True where the text of a KSB stands in because the descriptor's own is not available."""
    source: Text
    lines: tuple[int, ...] = ()
    as_printed: Text | None = None
    confidence: Text | None = None


class OverallRow(_Model):
    """One row of the table that combines method grades; `any` matches every grade."""

    methods: dict[str, str]
    overall: GradeName


class Resit(_Model):
    """What the plan says of second attempts."""

    cap: GradeName | None = None
    """The highest overall grade after a re-sit or re-take; None where there is no cap."""
    cap_unless: Text | None = None
    """The circumstances under which the cap is lifted."""
    rework_weeks: Annotated[int, Field(ge=0, le=520)] = 0
    rule: Text | None = None


class Deadlines(_Model):
    """How soon results must be out, in working days of England and Wales."""

    result_working_days: Annotated[int, Field(gt=0, le=366)]
    claim_working_days: Annotated[int, Field(gt=0, le=366)]
    epa_period_months: Annotated[int, Field(gt=0, le=120)]


class Standard(_Model):
    """An occupational standard and its assessment plan, whole."""

    format: Literal[1]
    reference: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,32}$")]
    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z.-]{1,16}$")]
    title: Text
    level: Annotated[int, Field(ge=1, le=8)]
    lars_code: Annotated[int, Field(ge=1, le=999999)] | None = None
    source: Text
    """Where the texts come from."""
    grades: Annotated[tuple[GradeName, ...], Field(min_length=2, max_length=12)]
    """Lowest first; the first is the fail."""
    # The limits are far above any plan: they bound what the cross checks have to go through.
    options: Annotated[tuple[Option, ...], Field(max_length=50)] = ()
    methods: Annotated[tuple[Method, ...], Field(min_length=1, max_length=20)]
    ksbs: Annotated[tuple[Ksb, ...], Field(max_length=1000)]
    descriptors: Annotated[tuple[Descriptor, ...], Field(max_length=1000)]
    overall: Annotated[tuple[OverallRow, ...], Field(max_length=1000)]
    """Read from the top: the first row that matches decides."""
    resit: Resit
    deadlines: Deadlines
    gateway: tuple[Text, ...] = ()
    """What the apprentice must have achieved before the assessment."""
    criteria_gaps: dict[str, Text] = Field(default_factory=dict)
    """By option: what of its criteria is missing, and what stands in."""

    @cached_property
    def ksb_by_code(self) -> dict[str, Ksb]:
        """Every KSB under its code."""
        return {ksb.code: ksb for ksb in self.ksbs}

    @cached_property
    def descriptor_by_id(self) -> dict[str, Descriptor]:
        """Every descriptor under its id."""
        return {descriptor.id: descriptor for descriptor in self.descriptors}

    def method(self, code: str) -> Method:
        """Return the method called `code`; `KeyError` where the standard has none."""
        for method in self.methods:
            if method.code == code:
                return method
        raise KeyError(code)

    def option(self, code: str | None) -> Option | None:
        """Return the option called `code`; None where there is none of that code."""
        return next((option for option in self.options if option.code == code), None)

    @property
    def fail(self) -> str:
        """The lowest grade."""
        return self.grades[0]

    def criteria_status(self, method: str, option: str | None) -> Status:
        """Tell whether real descriptors are judged, or statements that stand in for them."""
        stands_in = any(d.statement for d in self.criteria(method, option))
        return "statements" if stands_in else "descriptors"

    def criteria(self, method: str, option: str | None) -> tuple[Descriptor, ...]:
        """Return the descriptors that apply to a method and option.

        Args:
            method: Code of the method.
            option: Code of the apprentice's option, or None.

        Returns:
            Core before option, grade by grade from the lowest, in the order of the file.
        """
        rank = {grade: place for place, grade in enumerate(self.grades)}
        applying = [
            d for d in self.descriptors if d.method == method and d.option in (None, option)
        ]
        return tuple(sorted(applying, key=lambda d: (rank[d.grade], d.option is not None)))

    def statements(self, method: str, option: str | None) -> tuple[Ksb, ...]:
        """Return the KSBs that apply to a method and option, in the order of the file."""
        return tuple(k for k in self.ksbs if k.method == method and k.option in (None, option))
