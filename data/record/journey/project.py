"""The production project and its report: lines of the record, and their state.

Specification, "What happens during Gateway?" and "Assessment Method 1 Component 1". Of the report
only numbers, headings and codes are kept, never its text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import ClassVar, TypeVar

from data.record.body import Entry
from data.record.journey.body import Effects, JourneyBody


@dataclass(frozen=True)
class ProjectAgreed(JourneyBody):
    """Title, scope and subject were agreed at gateway."""

    kind: ClassVar[str] = "project-agreed"
    title: str = field(repr=False)
    scope: str = field(repr=False)
    subject: str = field(repr=False)
    genre: str
    by: str = field(repr=False)
    """Who approved it."""
    on: str
    """ISO date of the approval."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        genre = f" ({self.genre})" if self.genre else ""
        said = f"project “{self.title}”{genre} agreed on {self.on} by {self.by}"
        return f"{said}: {self.scope}; {self.subject}"


@dataclass(frozen=True)
class ProjectStarted(JourneyBody):
    """The project starts on a day."""

    kind: ClassVar[str] = "project-started"
    on: str
    """ISO date."""
    reason: str = ""
    """Why it started before gateway; empty where it did not."""


@dataclass(frozen=True)
class ProjectDeadlineAgreed(JourneyBody):
    """Another day was agreed by which the report is submitted."""

    kind: ClassVar[str] = "project-deadline-agreed"
    attempt: int
    """1 for the first attempt at the method."""
    due_on: str
    """ISO date."""
    reason: str
    by: str = field(repr=False)


@dataclass(frozen=True)
class ProjectSubmitted(JourneyBody):
    """The report was submitted."""

    kind: ClassVar[str] = "project-submitted"
    attempt: int
    on: str
    """ISO date."""
    due_on: str = ""
    """ISO date of the deadline as it stood; empty where none was known."""
    late_days: int = 0
    """Calendar days after the deadline."""
    reason: str = ""
    """Why it takes the place of an earlier one; empty where there was none."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        due = f", due on {self.due_on}" if self.due_on else ""
        late = f", {self.late_days} day{'s' * (self.late_days != 1)} late" if self.late_days else ""
        said = f"report of attempt {self.attempt} submitted on {self.on}{due}{late}"
        return f"{said}{f': {self.reason}' if self.reason else ''}"


@dataclass(frozen=True)
class ProjectMissing(JourneyBody):
    """The report was looked for, and was not there."""

    kind: ClassVar[str] = "project-missing"
    attempt: int
    on: str
    """ISO date on which it was looked for."""
    due_on: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ReportCounted(JourneyBody):
    """The words of the submitted report were counted, by this program."""

    kind: ClassVar[str] = "project-report-counted"
    name: str = field(repr=False)
    """Of the file, without its folder."""
    digest: str
    """SHA-256 of its bytes."""
    form: str
    """`docx`, `pdf`, `md` or `txt`."""
    words: int
    tokens: int
    """Everything between two blanks, as other programs count."""
    in_tables: int
    least: int
    """Fewest words as the plan stood, the tolerance taken off."""
    most: int
    """Most words as the plan stood, the tolerance added."""
    counted: tuple[str, ...] = field(repr=False)
    """`412 Introduction`: words and heading of each section that was counted, in order."""
    left_out: tuple[str, ...]
    """`908 appendices`: words and reason of what was not counted."""
    until: str = field(default="", repr=False)
    """The heading at which counting ended; empty where there was none."""
    codes: tuple[str, ...] = ()
    """KSB codes that occur in the appendices."""
    notices: tuple[str, ...] = ()
    """What has to be known of how it was read."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"report counted: {self.words:,} words in {self.name} (SHA-256 {self.digest[:12]})"

    @property
    def off(self) -> int:
        """Words over the most (above 0) or under the least (below 0); 0 within the tolerance."""
        return max(0, self.words - self.most) - max(0, self.least - self.words)


@dataclass(frozen=True)
class ReportChecked(JourneyBody):
    """Somebody looked for what the report must bring along."""

    kind: ClassVar[str] = "project-report-checked"
    outputs: tuple[str, ...]
    """Names of the outputs that are there."""
    mapped: bool
    """Whether an appendix maps the evidence to the KSBs."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        mapped = "with" if self.mapped else "WITHOUT"
        return f"report checked, {mapped} a KSB mapping: {', '.join(self.outputs) or 'no output'}"


@dataclass(frozen=True)
class ReportDeclared(JourneyBody):
    """Somebody declared that the work is the apprentice's own."""

    kind: ClassVar[str] = "project-report-declared"
    declaration: str
    """Name of a declaration of the standard: `apprentice`, `employer`."""
    by: str = field(repr=False)
    on: str
    """ISO date."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"declaration ({self.declaration}) by {self.by} on {self.on}"


@dataclass(frozen=True)
class PresentationChecked(JourneyBody):
    """Somebody noted what the presentation contained."""

    kind: ClassVar[str] = "project-presentation-checked"
    attempt: int
    contents: tuple[str, ...]
    """Names of the contents that were there."""


@dataclass(frozen=True)
class Submission:
    """A report that was submitted, and all that was found of it."""

    submitted: ProjectSubmitted
    count: ReportCounted | None = None
    check: ReportChecked | None = None
    declared: tuple[ReportDeclared, ...] = ()
    """The newest of each declaration."""


@dataclass(frozen=True)
class Project:
    """The production project and its report."""

    agreed: ProjectAgreed | None = None
    started: ProjectStarted | None = None
    deadlines: tuple[ProjectDeadlineAgreed, ...] = ()
    submissions: tuple[Submission, ...] = ()
    """Every one, oldest first: a replaced one and a reworked one follow the first."""
    missing: tuple[ProjectMissing, ...] = ()
    presented: tuple[PresentationChecked, ...] = ()

    @property
    def known(self) -> bool:
        """Whether anything was recorded of it."""
        return self != Project()

    def submission(self, attempt: int) -> Submission | None:
        """Return the newest report of an attempt; None where none was submitted."""
        of_it = [one for one in self.submissions if one.submitted.attempt == attempt]
        return of_it[-1] if of_it else None

    def agreed_deadline(self, attempt: int) -> ProjectDeadlineAgreed | None:
        """Return the newest deadline that was agreed for an attempt."""
        return _newest(self.deadlines, attempt)

    def missed(self, attempt: int) -> ProjectMissing | None:
        """Return the newest note that no report was there, where none came after it."""
        return None if self.submission(attempt) else _newest(self.missing, attempt)

    def presentation(self, attempt: int) -> PresentationChecked | None:
        """Return what was noted of the presentation of an attempt."""
        return _newest(self.presented, attempt)


_OfAttempt = TypeVar("_OfAttempt", ProjectDeadlineAgreed, ProjectMissing, PresentationChecked)


def _newest(all_: tuple[_OfAttempt, ...], attempt: int) -> _OfAttempt | None:
    return next((one for one in reversed(all_) if one.attempt == attempt), None)


def _agreed(project: Project, _: Entry, body: ProjectAgreed) -> Project:
    return replace(project, agreed=body)


def _started(project: Project, _: Entry, body: ProjectStarted) -> Project:
    return replace(project, started=body)


def _deadline(project: Project, _: Entry, body: ProjectDeadlineAgreed) -> Project:
    return replace(project, deadlines=(*project.deadlines, body))


def _submitted(project: Project, _: Entry, body: ProjectSubmitted) -> Project:
    return replace(project, submissions=(*project.submissions, Submission(body)))


def _missing(project: Project, _: Entry, body: ProjectMissing) -> Project:
    return replace(project, missing=(*project.missing, body))


def _counted(project: Project, _: Entry, body: ReportCounted) -> Project:
    return _on_last(project, lambda last: replace(last, count=body))


def _checked(project: Project, _: Entry, body: ReportChecked) -> Project:
    return _on_last(project, lambda last: replace(last, check=body))


def _declared(project: Project, _: Entry, body: ReportDeclared) -> Project:
    def changed(last: Submission) -> Submission:
        others = (one for one in last.declared if one.declaration != body.declaration)
        return replace(last, declared=(*others, body))

    return _on_last(project, changed)


def _presented(project: Project, _: Entry, body: PresentationChecked) -> Project:
    return replace(project, presented=(*project.presented, body))


def _on_last(project: Project, change: Callable[[Submission], Submission]) -> Project:
    """Change the newest submission; nothing where it was taken back."""
    *before, last = project.submissions or (None,)
    return replace(project, submissions=(*before, change(last))) if last else project


EFFECTS: Effects = {
    ProjectAgreed: _agreed,
    ProjectStarted: _started,
    ProjectDeadlineAgreed: _deadline,
    ProjectSubmitted: _submitted,
    ProjectMissing: _missing,
    ReportCounted: _counted,
    ReportChecked: _checked,
    ReportDeclared: _declared,
    PresentationChecked: _presented,
}
"""What each kind leads to."""
