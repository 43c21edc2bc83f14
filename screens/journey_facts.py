"""What the screen of the journey writes: one row for each part, and the text of one of them.

Pure functions from a view to lines; `screens.journey` shows them, commands print the same facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from data.record.body import Entry, Undone
from data.record.journey.body import JourneyBody
from data.record.journey.machine import PERIOD_OVER
from data.rules.days import sentence
from data.rules.journey_view import JourneyView
from data.rules.period import period_tone
from data.rules.period import period_words as left_words
from data.rules.stage import Stage
from data.rules.standing import OVER
from data.rules.step import Fact, Part, Step
from data.store.journey_record import JourneyRecord
from screens.widgets.columns import MUTED, Cell, table
from screens.widgets.page import BLANK, Paragraph, heading, stored
from screens.widgets.row_list import Row
from screens.wording import day_written, local, moment_written

STYLES = {
    "": "",
    "good": "$text-success",
    "warn": "$text-warning",
    "loud": "bold $text-error",
    "muted": MUTED,
}
"""How the tones of facts are drawn."""
_MARGIN = 24
_NARROW = 56
"""Cells below which a row says only the first word of its part: the state matters more."""


def standing_line(view: JourneyView, width: int) -> Content:
    """Return where the assessment stands: its state, and how long the EPA period lasts.

    While a sitting is on another laptop, that takes the place of the period: what is recorded on
    both is not put together.

    Args:
        view: The assessment.
        width: Cells of the line; where it is short, so are the words.
    """
    state = Content.assemble((f" {view.at} ", "bold reverse $accent"))
    if away := elsewhere(view):
        return state + Content.assemble((f"  {away}: record nothing here", STYLES["warn"]))
    words, ends = f"  {period_words(view)}", view.epa_ends_on
    if state.cell_length + len(words) > width and ends is not None:
        words = f"  to {day_written(ends)}"
    tone = period_tone(ends, view.today) if ends and view.at not in OVER else ""
    return state + Content.assemble((words.rstrip(), STYLES[tone or "muted"]))


def elsewhere(view: JourneyView) -> str:
    """Return which sittings were handed over and are not back; empty where all are here."""
    away = [attempt.code for attempt in view.attempts if attempt.stage == Stage.HANDED_OVER]
    verb = "is" if len(away) == 1 else "are"
    return f"{', '.join(away)} {verb} on another laptop" if away else ""


def period_words(view: JourneyView) -> str:
    """Return when the EPA period ends and how many days are left; empty where it is not known."""
    ends = view.epa_ends_on
    if ends is None:
        return "no EPA period yet" if view.gateway_on is None else ""
    if view.at in OVER - {PERIOD_OVER}:
        return f"EPA period to {day_written(ends)}"  # its days press nobody any more
    return f"EPA period {left_words(ends, view.today)}"


def part_rows(parts: Sequence[Part], view: JourneyView, width: int) -> list[Row]:
    """Return one row for each part: its title, of which little room keeps a word; and its state."""
    facts = [part.line(view) for part in parts]
    words = None if width >= _NARROW else 1
    titles = [" ".join(part.title.split()[:words]) for part in parts]
    cells = [
        [Cell(f" {title}", "bold"), Cell(fact.words, STYLES[fact.tone])]
        for title, fact in zip(titles, facts, strict=True)
    ]
    lines = table(cells, width, elastic=1, most=width)
    return [Row(part.key, line) for part, line in zip(parts, lines, strict=True)]


def part_page(part: Part, view: JourneyView) -> list[Paragraph]:
    """Return what is known of a part, and what can be done in it now."""
    page = [heading(part.title)]
    page += [fact_line(fact) for fact in part.facts(view)]
    steps = list(_steps(part.steps, view))
    if steps:
        page += [BLANK, heading("What can be done"), *steps]
    return page


def fact_line(fact: Fact) -> Paragraph:
    """Return a fact with its label in the margin."""
    label = Content.assemble((fact.label, MUTED))
    return Paragraph(stored(fact.words, STYLES[fact.tone]), label, _MARGIN)


def _steps(steps: Sequence[Step], view: JourneyView) -> Iterator[Paragraph]:
    """Go through the steps: those that are open first, then each reason with what it shuts."""
    shut: dict[str, list[str]] = {}
    for step in steps:
        if reason := step.closed(view):
            shut.setdefault(reason, []).append(step.words)
        else:
            name = Content.assemble((step.words, "bold"))
            yield Paragraph(Content(step.told), name, _MARGIN)
    for reason, words in shut.items():
        # Colour alone does not say it: what cannot be done stands below the same heading.
        told = f"Not now: {reason}" if len(words) == 1 else f"{', '.join(words)}: {reason}"
        label = words[0] if len(words) == 1 else "Not now"
        yield Paragraph(stored(told, MUTED), Content.assemble((label, MUTED)), _MARGIN)


def timeline_page(record: JourneyRecord) -> list[Paragraph]:
    """Return everything that was recorded of an assessment, in order."""
    page, before = [heading("Timeline", "what was recorded outside the sittings")], ""
    by_number = {entry.seq: entry for entry in record.state.entries}
    for entry in by_number.values():
        gone, told = entry.seq in record.state.undone, _told(entry)
        if isinstance(entry.body, Undone) and entry.body.target in by_number:
            told = f"Taken back: {_told(by_number[entry.body.target])}"
        words = stored(f"{told} (taken back)" if gone else told, MUTED if gone else "")
        when = moment_written(local(entry.at.wall))
        label = "" if when == before else when
        page.append(Paragraph(words, Content.assemble((label, MUTED)), _MARGIN))
        before = when
    if len(page) == 1:
        page.append(Paragraph(Content("Nothing was recorded yet.")))
    return page


def _told(entry: Entry) -> str:
    return sentence(entry.body.told if isinstance(entry.body, JourneyBody) else entry.kind)
