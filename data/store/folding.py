"""How text is compared when an assessor searches: without case, accents or compatibility forms."""

from __future__ import annotations

import unicodedata

from data.store.rows import Assessment


def folded(text: str) -> str:
    """Return `text` so that what looks alike compares equal: `JOSÉ` and `jose`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def searchable(assessment: Assessment) -> str:
    """Return all that a search looks at; it begins with the names, so that it also sorts."""
    return folded(
        "\n".join(
            (
                assessment.family_name,
                assessment.given_names,
                assessment.uln,
                assessment.employer,
                assessment.provider,
            )
        )
    )
