"""What the store gives and takes: plain frozen values, one for each kind of row.

Nothing heavy is imported here, so that lists can be shown before the ORM is loaded. The fields
stand in the order of the columns; personal data is left out of `repr`, which ends up in logs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from data.record.instant import Instant

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Assessment:
    """One apprentice's whole assessment against one standard, version and option."""

    id: str
    family_name: str = field(repr=False)
    """Exactly as on the learner record."""
    given_names: str = field(repr=False)
    uln: str = field(repr=False)
    """Unique learner number, ten digits."""
    employer: str = field(repr=False)
    provider: str = field(repr=False)
    reference: str
    """Of the standard: `ST0792`."""
    version: str
    option: str | None
    extra_per_mille: int
    """Approved extra time in thousandths of the base time."""
    breaks: str
    """Approved breaks and what else is different, as effects: see `data.rules.arrangements`."""
    adjustment_reference: str
    """Where the approval of the adjustment is kept; never its reason."""
    gateway_on: str | None
    """ISO date."""
    epa_ends_on: str | None
    """ISO date of the last day of the EPA period."""
    assessor: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """One attempt at one method: its booking, and the summary of its record."""

    id: str
    assessment_id: str
    method: str
    attempt: str
    """`first`, `re-sit` or `re-take`."""
    number: int
    """1 for the first attempt, 2 for the next."""
    scheduled_at: int | None
    """UTC, milliseconds since 1970."""
    place: str
    """A link or a room."""
    exceptional: str
    """Reference of exceptional circumstances; empty where there are none."""
    stage: str = "booked"
    """A value of `data.rules.stage.Stage`; written with the record only."""
    grade: str | None = None
    """The method grade, once sealed; written with the record only."""
    outcome: str | None = None
    """How the live part ended; while it is adjourned, what is left: `28:15 left`."""
    digest: str | None = None
    """SHA-256 of the standard's file, once the sitting has begun."""
    entries: int = 0
    """How many entries the record has."""
    head: str = ""
    """Hash of the last entry."""
    updated_at: int = 0
    """When the last entry was made: UTC, milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A sitting on the agenda, and whose it is.

    Its stage is `withdrawn` where its whole assessment was withdrawn before it began.
    """

    sitting: Sitting
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment in the list of all, with its sittings in the order of their attempts."""

    assessment: Assessment
    sittings: tuple[Sitting, ...]
    state: str = ""
    """Where its own record had it last; empty where nothing was recorded."""
    held: bool = False
    """True while no result may leave."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A part of a list."""

    rows: tuple[Row, ...]
    total: int
    """How long the whole list is."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood on the note line, and when the program was last seen alive."""

    text: str = field(repr=False)
    cursor: int
    """Where the cursor stood, in characters."""
    first_key: Instant | None
    """When the text was begun; None where there is none."""
    seen: Instant
    """When this was kept."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What lists show of a record, so that they need not read it."""

    stage: str
    grade: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class JourneySummary:
    """What lists show of an assessment's own record."""

    assessment_id: str
    state: str
    """One of `data.record.journey.machine.STATES`, with what the sittings add."""
    held: bool
    """True while no result may leave."""
    entries: int = 0
    head: str = ""
    updated_at: int = 0
    """When the last entry was made: UTC, milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that is due on a day."""

    assessment_id: str
    what: str
    """A short name of the rule: `result`, `claim`."""
    method: str
    """Code of the method that it is about; empty where it is about the whole."""
    due_on: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that is due, and of whom."""

    due: DueRow
    assessment: Assessment
    held: bool = False
    """True while no result of the assessment may leave."""


@dataclass(frozen=True, slots=True)
class Document:
    """One result document, as the bytes that leave."""

    id: str
    sitting_id: str
    revision: int
    supersedes: str | None
    """Id of the revision before; None for the first."""
    sha256: str
    """Of the body, in hexadecimal."""
    body: bytes = field(repr=False)
    made_at: int
    """UTC, milliseconds since 1970."""


WAITING, REFUSED, DELIVERED = "waiting", "refused", "delivered"
"""How far the sending of a document is."""

HELD = "held"
"""How lists show what would wait, and does not leave while its result is held."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that is to be sent somewhere now."""

    document_id: str
    tries: int
    """How often it was tried in vain."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a try to send a document: where it stands from then on."""

    document_id: str
    state: str
    """`WAITING`, `REFUSED` or `DELIVERED`."""
    told: str = ""
    """Why it waits or was refused, without personal data."""
    place: str = ""
    """Where it lies, once delivered."""
    tries: int = 0
    due_at: int = 0
    """When it is tried again: UTC, milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A document on its way to one destination, as lists show it."""

    document_id: str
    sitting_id: str
    revision: int
    method: str
    family_name: str = field(repr=False)
    given_names: str = field(repr=False)
    queued_at: int
    state: str
    tries: int
    due_at: int
    told: str
    place: str
    arrived_at: int | None
    """When it was delivered: UTC, milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Way:
    """How far one document of a sitting has come to one destination."""

    revision: int
    destination: str
    state: str
    """`WAITING`, `REFUSED` or `DELIVERED`."""
    told: str
    """Why it waits or was refused; empty where there is nothing to say."""
    arrived_at: int | None
    """When it was delivered: UTC, milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class DestinationState:
    """How far a destination is served."""

    url: str
    paused: bool = False
    told: str = ""
    """Why it is paused or could not be reached; empty where all is well."""
    tries: int = 0
    due_at: int = 0
    waiting: int = 0
    """What leaves by itself; what is held is not among it."""
    held: int = 0
    refused: int = 0
    delivered: int = 0
    oldest: int | None = None
    """Since when the oldest document waits: UTC, milliseconds since 1970."""
    next_due: int = 0
    """When the next of those that wait is due."""
