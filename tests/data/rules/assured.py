"""Facts of sealed sittings, made up for tests of sampling and drift."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from data.rules.sealed_facts import SealedFacts

DAY_MS = 86_400_000
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def facts(number: int, **changes: Any) -> SealedFacts:
    """Return the sitting that was sealed as the `number`th, one a day unless said otherwise."""
    given: dict[str, Any] = {
        "sitting": f"sitting-{number:03d}",
        "assessment": f"assessment-{number:03d}",
        "method": "M2",
        "option": "1",
        "assessor": "Pat Pretend",
        "holds": True,
        "grade": "pass",
        "failed": False,
        "flags": (),
        "first_sealed": number * DAY_MS,
        "seal": hashlib.sha256(str(number).encode()).hexdigest(),
        "began": START,
        "descriptors": 20,
        "met": 10,
        "used_ms": 7_200_000,
        "main_questions": 10,
        "phases": 1,
        "extended": 0,
    }
    return SealedFacts(**{**given, **changes})
