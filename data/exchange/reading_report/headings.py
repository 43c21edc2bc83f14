"""Which line is a heading, and what a heading says of the section below it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.exchange.reading_report.words import tokens_of, words_of
from data.standards.journey import ProjectRules

_MOST_WORDS = 14
"""Words of a line that can be a heading without being marked as one."""
_LONGEST = 300
"""Letters of a line that is looked at: on a longer one the patterns below could take for ever."""
_ENTRY = re.compile(r"(?:\.{3,}|…+|\s{3,}|\t|(?:\s\.){3,})\s*(?:\d{1,4}|[ivx]{1,6})\s*$")
"""How a line of a table of contents ends: dots or a gap, then the page."""
_PAGE = re.compile(r"\s+\d{1,4}$")
_NUMBER = re.compile(
    r"^(?:\d{1,2}((?:\.\d{1,2})*)[.)]?|[IVX]{1,5}\.|[A-Z]\.|section \d+:?)\s+", re.I
)
_BARE = re.compile(r"(?:\s+\w{1,3})?", re.I)
_LINKED = re.compile(r"(?:\s+\w{1,3})?\s*[:.\u2013\u2014-]\s*\S.*|\s+\w{1,3}\s{2,}\S.*", re.I)


def plain(heading: str) -> str:
    """Return a heading without its number, its page and its blanks, in small letters."""
    bare = _ENTRY.sub("", heading.strip()[:_LONGEST])
    return " ".join(tokens_of(_NUMBER.sub("", bare))).casefold().rstrip(":. ")


def is_entry(line: str) -> bool:
    """Tell whether a line looks like one of a table of contents: it ends with a page."""
    return len(line) <= _LONGEST and bool(_ENTRY.search(line))


def without_page(line: str) -> str:
    """Return a heading as `plain` does, and without a page number behind a single blank."""
    return _PAGE.sub("", plain(line))


def could_be_heading(line: str) -> bool:
    """Tell whether a line that looks like a heading is short, and no sentence, enough for one."""
    if len(line) > _LONGEST:
        return False
    words = words_of(line)
    ends = line.rstrip()[-1:]
    return 0 < len(words) <= _MOST_WORDS and ends not in ".,;" and not is_entry(line)


def number_level(line: str) -> int:
    """Return the level that the number of a heading tells: 2 for `3.1`; 1 where it has none."""
    found = _NUMBER.match(line.strip())
    return 1 + (found.group(1) or "").count(".") if found else 1


@dataclass(frozen=True)
class HeadingRules:
    """What the headings of a report say.

    Args:
        ends: How the heading begins at which counting ends, in small letters.
        others: What a heading says whose section is left out, in small letters.
        contents: What stands above a table of contents, in small letters.
        until: The heading at which counting ends, as the assessor named it; in place of `ends`.
    """

    ends: tuple[str, ...]
    others: frozenset[str]
    contents: frozenset[str]
    until: str = ""

    def ends_at(self, heading: str) -> bool:
        """Tell whether counting ends at a heading."""
        words = plain(heading)
        if self.until:
            return words.startswith(self.until)
        return any(re.match(rf"{re.escape(end)}\b", words) for end in self.ends)

    def ends_alone(self, line: str, whole: bool) -> bool:
        """Tell whether counting ends at a line that nothing marks as a heading.

        It is nothing but `Appendix B`; a paragraph may have a title behind a colon or a dash.

        Args:
            line: The line.
            whole: Whether it is a paragraph, and no line of one.
        """
        line = line.strip()
        if self.until:
            return plain(line).startswith(self.until) and not is_entry(line)
        shapes = (_BARE, _LINKED) if whole else (_BARE,)
        begun = [end for end in self.ends if line.casefold().startswith(end)]
        return could_be_heading(line) and any(
            shape.fullmatch(line[len(end) :]) for end in begun for shape in shapes
        )


def heading_rules(rules: ProjectRules, until: str = "") -> HeadingRules:
    """Return what headings say of a report.

    Args:
        rules: Of the standard's journey.
        until: The heading that the assessor named; empty where the standard's own are looked for.
    """
    return HeadingRules(
        tuple(heading.casefold() for heading in rules.appendix_headings),
        frozenset(heading.casefold() for heading in rules.other_headings),
        frozenset(heading.casefold() for heading in rules.contents_headings),
        plain(until),
    )
