"""A full-screen glance at what is left: opened in the middle of a talk, and closed by any key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, takewhile, zip_longest

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.widgets.code_runs import runs

LABEL = 13
"""Cells of the word at the beginning of a line."""

COLUMNS_FROM = 72
"""Cells from which on the descriptors stand in two columns."""

WORDS_FROM = 56
"""Cells from which on lines have room for their words and whole sentences."""

BETWEEN = 2
"""Cells between the columns."""

CODE = 5
"""Cells of a code; a longer one takes what it needs."""

MOST_LINES = 3
"""Lines of a text that has no room to be whole, where there is room for so many."""

LEAST_SHARED = 2
"""Words that two texts have to begin with together before they are left out."""


STYLE = "bold $accent"
"""How a code that is open looks."""


@dataclass(frozen=True)
class Missing:
    """What was not heard of one grade."""

    grade: str
    descriptors: tuple[tuple[str, str], ...]
    """Code and text of each that is open."""


@dataclass(frozen=True)
class StocktakeFacts:
    """What the glance shows."""

    told: tuple[tuple[str, str], ...] = ()
    """Pace, questions and room: a word for each, and a sentence."""
    short: tuple[str, ...] = ()
    """The same for a narrow terminal."""
    missing: tuple[Missing, ...] = ()
    """The lowest grade first."""
    doors: tuple[tuple[str, str], ...] = ()
    """The higher descriptor, and the one that was heard beside it."""
    parked: tuple[str, ...] = ()


class Stocktake(Widget, can_focus=True):
    """Shows what is left; every key posts `Closed`."""

    DEFAULT_CSS = """
    Stocktake { display: none; height: 1fr; padding: 0 1; }
    """

    facts: reactive[StocktakeFacts] = reactive(StocktakeFacts())

    @dataclass
    class Closed(Message):
        """A key was pressed: what it does elsewhere it does not do here."""

    def __init__(self) -> None:
        super().__init__()
        self.passes: frozenset[str] = frozenset()
        """Keys that act although they close: they hide the screen from others."""

    def on_key(self, event: events.Key) -> None:
        """Close."""
        if event.key not in self.passes:
            event.stop()
            event.prevent_default()
        self.post_message(self.Closed())

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the whole width."""
        return container.width

    def render(self) -> Content:
        """Write everything where it fits, and codes without their texts where it does not."""
        return Content("\n").join(written(self.facts, self.size.width, self.size.height))


def written(facts: StocktakeFacts, width: int, height: int) -> list[Content]:
    """Return the lines of the glance.

    Args:
        facts: What is left.
        width: Cells of a line.
        height: Lines that there are.
    """
    lines = _narrow(facts, width) if width < WORDS_FROM else _best(facts, width, height)
    return [line.truncate(width, ellipsis=True) for line in lines[:height]]


def _best(facts: StocktakeFacts, width: int, height: int) -> list[Content]:
    """Return whole texts where there is room, else their beginnings, else the codes alone."""
    head, foot = _head(facts, width), _foot(facts)
    lines: list[Content] = []
    for middle in _ways(facts, width):
        lines = _apart((head, middle, foot), height)
        if len(lines) <= height:
            break
    return lines


def _ways(facts: StocktakeFacts, width: int) -> Iterator[list[Content]]:
    """Yield what is open, first as long as it can be written and in the end as short."""
    yield _whole(facts, width)
    for most in range(MOST_LINES, 0, -1):
        yield _texts(facts, width, most)
    yield _codes(facts, width)


def _apart(parts: tuple[list[Content], ...], height: int) -> list[Content]:
    """Return the lines of all parts, with an empty line between two as long as there is room."""
    filled = [part for part in parts if part]
    spare = height - sum(map(len, filled))
    lines: list[Content] = []
    for part in filled:
        if lines and spare > 0:
            lines.append(Content(" "))
            spare -= 1
        lines += part
    return lines


def _narrow(facts: StocktakeFacts, width: int) -> list[Content]:
    """Return what fits into a narrow terminal: figures and codes."""
    lines = [Content(text).stylize("bold") for text in facts.short]
    for missing in facts.missing:
        codes = runs(tuple(code for code, _ in missing.descriptors))
        lines += [Content(line).stylize(STYLE) for line in _filled(codes, width)]
    if facts.doors:
        lines.append(_line("doors", " ".join(to for to, _ in facts.doors), 6))
    if facts.parked:
        lines.append(_line("parked", str(len(facts.parked)), 7))
    return lines


def _filled(words: list[str], width: int) -> list[str]:
    """Return words in lines of at most `width` cells."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _line(label: str, text: str, room: int = LABEL) -> Content:
    return Content.assemble((label.ljust(room), "$text-muted"), text)


def _head(facts: StocktakeFacts, width: int) -> list[Content]:
    """Return what is left of time and questions; what is said last matters most, so none is cut."""
    lines: list[Content] = []
    for label, text in facts.told:
        words = Content(text).wrap(width - LABEL) if text else []
        labels = (label, *[""] * (len(words) - 1))
        both = zip(labels, words, strict=False)
        lines += [_line(word, part.plain).stylize("bold", LABEL) for word, part in both]
    return lines


def _foot(facts: StocktakeFacts) -> list[Content]:
    """Return the doors that are open, and what was parked."""
    doors = "   ".join(f"{to} beside {beside}" for to, beside in facts.doors)
    lines = [_line("doors", doors)] if doors else []
    if facts.parked:
        more = f"{len(facts.parked)}: " if len(facts.parked) > 1 else ""
        lines.append(_line("parked", f"{more}{facts.parked[-1]}"))
    return lines


def _codes(facts: StocktakeFacts, width: int) -> list[Content]:
    """Return a line for each grade: the codes alone."""
    return [
        _line(
            missing.grade, "  ".join(runs(tuple(code for code, _ in missing.descriptors)))
        ).stylize(STYLE, LABEL)
        for missing in facts.missing
        if missing.descriptors
    ]


def _whole(facts: StocktakeFacts, width: int) -> list[Content]:
    """Return every open descriptor with its whole text, broken into lines."""
    column = _column(width)
    blocks = []
    for missing in facts.missing:
        for code, text in missing.descriptors:
            lines = Content(text).wrap(column - CODE)
            codes = (code, *[""] * (len(lines) - 1))
            pairs = zip(codes, lines, strict=True)
            blocks.append([_cell(code, text.plain, column) for code, text in pairs])
    return _beside(blocks, width)


def _texts(facts: StocktakeFacts, width: int, most: int) -> list[Content]:
    """Return every open descriptor in at most so many lines, with what tells it apart."""
    column = _column(width)
    blocks = []
    for missing in facts.missing:
        texts = telling([text for _, text in missing.descriptors], (column - CODE) * most)
        for (code, _), text in zip(missing.descriptors, texts, strict=True):
            parts = [part.plain for part in Content(text).wrap(column - CODE)]
            # The last line takes all the rest, and is cut where that is too much.
            lines = [*parts[: most - 1], " ".join(parts[most - 1 :])]
            codes = (code, *[""] * (most - 1))
            pairs = [(c, line) for c, line in zip(codes, lines, strict=False) if line]
            blocks.append([_cell(c, line, column) for c, line in pairs])
    return _beside(blocks, width)


def _column(width: int) -> int:
    return (width - BETWEEN) // 2 if width >= COLUMNS_FROM else width


def _beside(blocks: list[list[Content]], width: int) -> list[Content]:
    """Return blocks of lines from top to bottom, in two columns where there is room for two."""
    column = _column(width)
    half = len(blocks) if column == width else (len(blocks) + 1) // 2
    left, right = (list(chain(*some)) for some in (blocks[:half], blocks[half:]))
    between, blank = Content(" " * BETWEEN), Content(" " * column)
    pairs = zip_longest(left, right, fillvalue=blank) if right else zip(left, strict=True)
    return [between.join(pair) for pair in pairs]


def telling(texts: list[str], room: int) -> list[str]:
    """Return texts without the words that they begin with as another does: `…monitored costs`.

    What tells them apart is what a glance is for. A text that fits stays whole.

    Args:
        texts: In any order.
        room: Cells for each.
    """
    words = [text.split() for text in texts]
    told: list[str] = []
    for place, mine in enumerate(words):
        shared = max((_common(mine, o) for n, o in enumerate(words) if n != place), default=0)
        whole = len(texts[place]) <= room or shared < LEAST_SHARED
        told.append(texts[place] if whole else f"…{' '.join(mine[shared:])}")
    return told


def _common(one: list[str], other: list[str]) -> int:
    """Return how many words two texts begin with together; never all of them."""
    both = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return min(sum(1 for _ in both), len(one) - 1)


def _cell(code: str, text: str, width: int) -> Content:
    """Return a code and as much of its text as a column holds."""
    line = Content.assemble((code.ljust(CODE), STYLE), text).truncate(width, ellipsis=True)
    return Content.assemble(line, " " * (width - line.cell_length))
