"""Sorts the passages of a report: what is counted under which heading, what is left out and why.

Specification, "Assessment Method 1 Component 1": the summary is counted, "not including appendices,
production documentation, references, diagrams etc".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data.exchange.reading_report.headings import (
    HeadingRules,
    could_be_heading,
    is_entry,
    plain,
    without_page,
)
from data.exchange.reading_report.passages import Passage
from data.exchange.reading_report.words import words_of

APPENDICES = "appendices"
_CONTENTS = "table of contents"
_BY_KIND = {
    "box": "text boxes and diagrams",
    "contents": _CONTENTS,
    "note": "footnotes and endnotes",
    "hidden": "hidden text",
    "margin": "heads and feet of pages",
    "code": "blocks of code",
}
_LOWEST = 10
"""Level of what only looks like a heading, in a file that marks its headings."""
_LONG = 8
"""Words of a line that a table of contents has only where its page follows."""


class Sorted(NamedTuple):
    """A passage and what becomes of it."""

    passage: Passage
    heading: str
    """Of the section that it stands in; empty before the first heading."""
    why: str = ""
    """Why it is not counted; empty where it is."""


def sort(passages: Sequence[Passage], rules: HeadingRules) -> tuple[list[Sorted], str]:
    """Sort the passages of a report.

    Args:
        passages: In the order of reading.
        rules: What the headings say.

    Returns:
        Every passage with what becomes of it, and the heading at which counting ended: empty where
        no such heading was found, and all was counted to the end.
    """
    levels = _levels(passages)
    listed = _listed(passages, rules)
    end = _end(passages, levels, listed, rules)
    done = [*_counted_part(passages[:end], levels, listed, rules)]
    done += [Sorted(passage, "", APPENDICES) for passage in passages[end:]]
    return done, passages[end].text.strip() if end < len(passages) else ""


def _levels(passages: Sequence[Passage]) -> dict[int, int]:
    """Return the level of each heading, by its place."""
    marked = {place: one.level for place, one in enumerate(passages) if one.level}
    looks = {
        place: _LOWEST if marked else one.stands_out
        for place, one in enumerate(passages)
        if one.stands_out and not one.level and one.kind == "text" and could_be_heading(one.text)
    }
    return marked | looks


def _listed(passages: Sequence[Passage], rules: HeadingRules) -> frozenset[int]:
    """Return the places of the lines of a table of contents that no style marks as one.

    It begins with its heading, and ends with the next heading of the file; where nothing marks
    headings, where one of its lines comes again, or where a line is too long for one.
    """
    found = {place for place, one in enumerate(passages) if one.kind == "text" and _entry(one)}
    seen: set[str] | None = None
    marked = False
    for place, passage in enumerate(passages):
        words = without_page(passage.text)
        if plain(passage.text) in rules.contents:
            seen, marked = set(), passage.level > 0
        elif passage.level or (not marked and (words in (seen or ()) or _too_long(passage.text))):
            seen = None
        if seen is not None:
            seen.add(words)
            found.add(place)
    return frozenset(found)


def _too_long(line: str) -> bool:
    return len(words_of(line)) > _LONG and without_page(line) == plain(line)


def _entry(passage: Passage) -> bool:
    return not passage.level and is_entry(passage.text)


def _end(
    passages: Sequence[Passage],
    levels: dict[int, int],
    listed: frozenset[int],
    rules: HeadingRules,
) -> int:
    """Return the place at which counting ends; that behind the last where nothing ends it."""
    open_ = [p for p, one in enumerate(passages) if p not in listed and one.kind == "text"]
    headed = [place for place in open_ if place in levels and rules.ends_at(passages[place].text)]
    alone = [p for p in open_ if rules.ends_alone(passages[p].text, passages[p].whole)]
    if rules.until and headed:
        return headed[0]
    return min([*headed, *alone], default=len(passages))


def _counted_part(
    passages: Sequence[Passage],
    levels: dict[int, int],
    listed: frozenset[int],
    rules: HeadingRules,
) -> Iterator[Sorted]:
    heading, out, out_level = "", "", 0
    for place, passage in enumerate(passages):
        level = levels.get(place, 0)
        if level and place not in listed:
            heading = passage.text.strip()
            if not out or level <= out_level:
                out, out_level = _left_out(heading, rules), level
        why = _CONTENTS if place in listed else _BY_KIND.get(passage.kind, "") or out
        yield Sorted(passage, heading, why)


def _left_out(heading: str, rules: HeadingRules) -> str:
    words = plain(heading)
    if words in rules.contents:
        return _CONTENTS
    return words if words in rules.others else ""
