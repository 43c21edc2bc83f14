"""What an attempt at a method is called: the same words in bookings, records and results."""

from __future__ import annotations

from typing import Final

FIRST: Final = "first"
RE_SIT: Final = "re-sit"
"""After a fail, without further learning."""
RE_TAKE: Final = "re-take"
"""After a fail, with further learning."""

ATTEMPTS: Final = (FIRST, RE_SIT, RE_TAKE)
"""Every kind of attempt."""
