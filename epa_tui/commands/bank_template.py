"""A question bank to fill in: one empty question for each descriptor of a standard.

The texts of the descriptors come from the standard's own file and stand in comments.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.standards.model import Descriptor, Standard

_WIDTH = 96


def template(standard: Standard) -> str:
    """Return the text of a bank whose questions have no words yet.

    Args:
        standard: The standard that it is for.
    """
    return "\n".join(_lines(standard))


def _lines(standard: Standard) -> Iterator[str]:
    yield f"# Questions for {standard.reference} {standard.version}, {standard.title}."
    yield "# Fill in the words, remove what you do not need, save it in the folder questions, and"
    yield "# let `epa-tui bank check FILE` look at it."
    yield ""
    yield "format = 1"
    yield f'reference = "{standard.reference}"'
    yield f'version = "{standard.version}"'
    for descriptor in standard.descriptors:
        yield ""
        yield from _question(descriptor)
    yield from _stem(standard)


def _question(descriptor: Descriptor) -> Iterator[str]:
    yield from _comment(f"{descriptor.code}, {descriptor.grade}: {descriptor.text}")
    yield from _comment(f"KSBs: {' '.join(descriptor.ksbs)}")
    yield "[[questions]]"
    yield f'id = "{descriptor.id}-1"'
    yield from _home(descriptor)
    yield 'text = ""'
    yield f'aims = ["{descriptor.code}"]'


def _stem(standard: Standard) -> Iterator[str]:
    """Yield one stem as an example, in comments: which descriptors belong together is not ours."""
    lowest = standard.grades[1]
    for first in (d for d in standard.descriptors if d.grade == lowest):
        above = [
            d
            for d in standard.criteria(first.method, first.option)
            if d.grade != lowest and not set(d.ksbs).isdisjoint(first.ksbs)
        ]
        if above:
            stem = (f'from = "{first.code}"', f'to = "{above[0].code}"', 'text = ""')
            yield from ("", "# One question that lifts a pass descriptor to its distinction:")
            yield from (f"# {line}" for line in ("[[stems]]", *_home(first), *stem))
            return


def _home(descriptor: Descriptor) -> Iterable[str]:
    yield f'method = "{descriptor.method}"'
    if descriptor.option is not None:
        yield f'option = "{descriptor.option}"'


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")
