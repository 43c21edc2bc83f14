"""The columns of a file of bookings, and the template that shows them.

One row is one sitting with its apprentice; a row without a method is an apprentice without a
booking. The names are those of `data.store.rows`.
"""

from __future__ import annotations

import csv
import io
import json
import re

APPRENTICE = (
    *("uln", "family_name", "given_names", "employer", "provider"),
    *("standard", "version", "option", "extra_time", "breaks", "adjustment_reference"),
    *("gateway_on", "epa_ends_on", "assessor"),
)
"""What is said of an apprentice, in the order of the template."""

SITTING = ("method", "attempt", "number", "date", "time", "place", "exceptional")
"""What is said of a sitting, in the order of the template."""

NEEDED = ("uln", "standard")
"""Without these nobody knows whose row it is."""

_MORE = ("id", "extra_per_mille", "scheduled_at")
"""What `epa-tui list --json` writes instead, or beside it."""

_ALIASES = {
    "reference": "standard",
    "standard_reference": "standard",
    "surname": "family_name",
    "last_name": "family_name",
    "first_name": "given_names",
    "first_names": "given_names",
    "forename": "given_names",
    "forenames": "given_names",
    "unique_learner_number": "uln",
    "training_provider": "provider",
    "extra_time_percent": "extra_time",
    "scheduled": "scheduled_at",
    "gateway": "gateway_on",
    "epa_ends": "epa_ends_on",
}
_KNOWN = frozenset({*APPRENTICE, *SITTING, *_MORE})

_ROW = {
    "uln": "1000159800",
    "family_name": "Example",
    "given_names": "Testa",
    "employer": "Fictional Films",
    "provider": "Imaginary College",
    "standard": "ST0792",
    "version": "1.1",
    "option": "1",
    "extra_time": "25",
    "breaks": "3 x 5 min",
    "adjustment_reference": "RA-0000",
    "gateway_on": "2026-11-02",
    "epa_ends_on": "2027-05-02",
    "assessor": "Pat Pretend",
    "method": "M1",
    "attempt": "first",
    "number": "1",
    "date": "2026-11-24",
    "time": "10:00",
    "place": "a room",
    "exceptional": "",
}
"""Of somebody who does not exist."""


def column(heading: str) -> str | None:
    """Return the column that a heading means, however it is written; None where it means none.

    Args:
        heading: For example `Family Name` or `ULN`.
    """
    name = re.sub(r"[\W_]+", "_", heading.strip().casefold()).strip("_")
    name = _ALIASES.get(name, name)
    return name if name in _KNOWN else None


def template_csv() -> str:
    """Return a file to begin with: the heading, and a row of somebody who does not exist."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(_ROW)
    lines.writerow(_ROW.values())
    return written.getvalue()


def template_json() -> str:
    """Return the same as JSON."""
    sitting = {name: _ROW[name] for name in SITTING}
    assessment = {**{name: _ROW[name] for name in APPRENTICE}, "sittings": [sitting]}
    return json.dumps({"format": 1, "assessments": [assessment]}, indent=2) + "\n"
