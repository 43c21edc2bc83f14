"""Names of people one below the other, shortened so that no two of them look alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.record.text import clean
from data.store.rows import Assessment
from screens.widgets.columns import cells_of, fitted

Way = Callable[[Assessment, int], str]


def names_apart(
    people: Sequence[Assessment], rooms: Sequence[int], *, numbered: bool = True
) -> list[str]:
    """Return the names as they are listed, the family name first because it decides the order.

    Where two would look alike, more of the given names is shown instead of the end of the family
    name; where these are the same too, the last digits of the ULN.

    Args:
        people: Whose names; in the order of the names, so that who looks alike stands together.
        rooms: For each of them the cells that there are.
        numbered: False where the ULN stands beside the names.
    """
    ways = _WAYS if numbered else _WAYS[:-1]
    return [_apart(people, place, room, ways) for place, room in enumerate(rooms)]


def _apart(people: Sequence[Assessment], place: int, room: int, ways: Sequence[Way]) -> str:
    """Return a name in the first way in which those above and below do not look the same."""
    beside = [*people[max(0, place - 1) : place], *people[place + 1 : place + 2]]
    told = ""
    for way in ways:
        told = way(people[place], room)
        if all(way(other, room) != told for other in beside):
            break
    return told


def _listed(one: Assessment, room: int) -> str:
    given = f", {one.given_names}" if one.given_names else ""
    return _cut(f"{one.family_name}{given}", room)


def _given_whole(one: Assessment, room: int) -> str:
    """Return as much of the family name as the given names leave room for."""
    given = f", {one.given_names}" if one.given_names else ""
    family = max(_FAMILY, room - cells_of(given))
    return _cut(f"{_cut(one.family_name, family)}{given}", room)


def _numbered(one: Assessment, room: int) -> str:
    """Return the name with the last digits of the ULN, which tell two people of one name apart."""
    digits = f" {one.uln[-_DIGITS:]}" if one.uln else ""
    return f"{_cut(_listed(one, room), room - cells_of(digits))}{digits}"


_FAMILY, _DIGITS = 3, 4
_WAYS: tuple[Way, ...] = (_listed, _given_whole, _numbered)
"""How a name is shortened, first of all and where it looks like another."""


def _cut(text: str, room: int) -> str:
    return fitted(text, room).plain if cells_of(text) > room else clean(text)
