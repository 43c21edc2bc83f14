"""What can be told of a learner's number and name without the learner record."""

from __future__ import annotations

TEST_NUMBERS = frozenset(str(number) for number in range(1_000_159_800, 1_000_159_810))
"""The government service's invented learners: their family name is the number itself."""


def check_digit_fits(uln: str) -> bool:
    """Tell whether the last digit of a unique learner number follows from the nine before it.

    The nine are weighted 10 to 2 and added up; what is left after a division by 11 is taken from
    10. Where nothing is left no digit is ten, and there is no such number.

    Args:
        uln: Ten digits.
    """
    rest = sum(int(digit) * weight for digit, weight in zip(uln[:9], range(10, 1, -1), strict=True))
    return int(uln[9]) == 10 - rest % 11


def spaces_too_many(name: str) -> bool:
    """Tell whether a name has a space at its ends, two together, or one of another kind."""
    return name != " ".join(name.split())
