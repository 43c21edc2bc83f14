"""The rows of an organisation's record, whichever engine keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

VERSION = 1
"""Version of the tables; a record that has a greater one is left alone."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that was checked: genuine, of the published shape, from a known device."""

    sha256: str
    """Of the body, in hexadecimal."""
    id: str
    type: str
    sitting: str
    assessment: str
    revision: int
    supersedes: str | None
    """Id of the document that it stands in the place of; None for a first."""
    device: str
    """Name of the device's key."""
    public_key: str
    time: str
    """When it was sealed or withdrawn, ISO 8601 in UTC."""
    standard: str
    version: str
    method: str
    option: str | None
    assessed_on: str | None
    """Day of the assessment; None in a withdrawal."""
    grade: str | None
    """Of the method; None in a withdrawal."""
    overall: str | None
    """Of the assessment, as far as this document knows it."""
    facts: str
    """JSON of what the reports count: `data.hub.facts`."""
    body: str = field(repr=False)
    """The document, byte for byte."""


DOCUMENT_COLUMNS = tuple(one.name for one in fields(DocumentRow))
"""The columns of table `document` that a row fills, in order."""


@dataclass(frozen=True, slots=True)
class Place:
    """A document lies under a name that is not its address."""

    name: str
    mark: str
    """Changes when what lies there changes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """What lies in an inbox and was not taken, with the reason."""

    name: str
    mark: str
    signature_mark: str
    """Mark of the signature beside it; empty where there is none."""
    sha256: str
    code: str
    """Kind of the reason, `data.hub.errors.Reason`."""
    reason: str
    """A sentence without personal data."""
    device: str | None
    """Public key that it names, as far as it could be read."""
    content: bytes = field(repr=False)
    """Its bytes, or the first of them where there are too many."""


@dataclass(slots=True)
class Batch:
    """What is kept in one transaction: all of it or nothing."""

    documents: list[DocumentRow] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    """Names that hold what was taken, now or before: they leave quarantine."""

    def __len__(self) -> int:
        return len(self.set_aside) + len(self.mended)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which heads a report is about; None sets no bound."""

    since: str | None = None
    """First day of assessment, ISO 8601."""
    until: str | None = None
    """Last day of assessment, ISO 8601."""
    standard: str | None = None
    """Reference of the standard."""

    def conditions(self, bound: str) -> str:
        """Return the conditions in SQL, each behind an `AND`.

        Args:
            bound: What stands for a value: `?` or `%s`.
        """
        return "".join(f" AND {sql} {bound}" for sql, value in self._given() if value is not None)

    def values(self) -> list[str]:
        """Return the values that are bound, in order."""
        return [value for _, value in self._given() if value is not None]

    def _given(self) -> tuple[tuple[str, str | None], ...]:
        return (
            ("assessed_on >=", self.since),
            ("assessed_on <=", self.until),
            ("standard =", self.standard),
        )


@dataclass(frozen=True, slots=True)
class HeadRow:
    """What a report needs of the one current document of a sitting."""

    sitting: str
    assessment: str
    time: str
    standard: str
    method: str
    option: str | None
    grade: str | None
    overall: str | None
    facts: str


HEAD_COLUMNS = tuple(one.name for one in fields(HeadRow))
"""The columns of view `head` that a report reads, in order."""

VIEWS = (
    # A later revision stands in the place of the one that it names, and of every earlier one of
    # its own device: those between may still be on their way. Only a greater number counts, so
    # that no ring of documents can hide a sitting.
    """
CREATE VIEW head AS
SELECT d.*, d.type = 'epa-tui.withdrawal.v1' AS withdrawn
FROM document AS d
WHERE NOT EXISTS (
    SELECT 1 FROM document AS later
    WHERE later.sitting = d.sitting AND later.revision > d.revision
    AND (later.supersedes = d.id OR later.public_key = d.public_key))
""",
    """
CREATE VIEW conflict AS
SELECT * FROM head WHERE sitting IN (
    SELECT sitting FROM head GROUP BY sitting HAVING count(*) > 1)
""",
)
"""The current documents of each sitting, and those of sittings that have several."""
