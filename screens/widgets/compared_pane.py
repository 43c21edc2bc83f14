"""How two markings of one sitting are written: the list, the agreement, one descriptor in full."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from data.record.entries import Judged
from data.record.journey.quality_kinds import SecondJudged
from data.record.state import Note
from data.rules.comparison import Compared, Comparison
from data.rules.counts import counted
from data.rules.sample_outcome import follows
from screens.keys_now import key_for
from screens.widgets.columns import MUTED, fitted
from screens.widgets.descriptor_list import judged_word
from screens.widgets.descriptor_pane import demand_part
from screens.widgets.page import ACROSS, BESIDE, Paragraph, heading, stored
from screens.widgets.row_list import Row
from screens.widgets.times import span


def compared_rows(found: Comparison) -> list[Row]:
    """Return one row for each descriptor, under the name of the sitting.

    Returns:
        Rows with the sitting and the code as their key: `M1 P4`.
    """
    name = found.attempt.code
    differing = counted(len(found.differing), "differs", "differ")
    title = Content(f" {name}  {differing}")
    return [Row(name, title, heading=True), *(_row(name, row) for row in found.rows)]


def _row(name: str, row: Compared) -> Row:
    met = judged_word(row.first.met)
    content = Content.assemble(
        " ",
        fitted(row.descriptor.code, 4),
        " ",
        met.pad_right(11 - met.cell_length),
        judged_word(row.second.met),
        ("" if row.agrees else "  decided" if row.decided else "  <>", "bold $text-warning"),
    )
    return Row(f"{name} {row.descriptor.code}", content)


def summary_line(found: Comparison) -> Content:
    """Return both grades and the agreement."""
    name = found.attempt.code
    grades = f"{name}: {found.first_grade} and {found.second_grade}"
    told = (found.agreement_told, "$text-warning" if found.not_blind else MUTED)
    return Content.assemble((grades, "bold"), "\n", told)


def compared_page(found: Comparison, row: Compared) -> list[Paragraph]:
    """Return one descriptor with what both said of it, and what was decided.

    Args:
        found: The two markings.
        row: Which descriptor.
    """
    title = Content.assemble(
        (row.descriptor.code, "bold"), (f"  {row.descriptor.grade}", MUTED), "   ", _word(row)
    )
    return [
        Paragraph(title),
        *_decided(found, row),
        ACROSS,
        *_said("Assessor", found.assessor, row.first, found.notes),
        BESIDE,
        *_said("Second marker", found.marker, row.second, found.notes),
        ACROSS,
        *demand_part(row.descriptor),
    ]


def _word(row: Compared) -> Content:
    if row.agrees:
        return Content("both agree").stylize("$text-success")
    return Content("the two differ").stylize("bold $text-warning")


def _decided(found: Comparison, row: Compared) -> list[Paragraph]:
    decided = row.decided
    if decided is not None:
        by = Content.assemble(("Decided by ", MUTED), stored(decided.by), ": ")
        return [
            Paragraph(by + judged_word(decided.met)),
            Paragraph(stored(decided.reason)),
            Paragraph(stored(follows(found.attempt, decided)).stylize("$text-warning")),
        ]
    if row.agrees:
        return []
    told = f"A third person decides it with {key_for('comparison.decide')}."
    return [Paragraph(Content(told).stylize(MUTED))]


def _said(
    role: str, name: str, said: Judged | SecondJudged, notes: Mapping[int, Note]
) -> list[Paragraph]:
    """Return what one of the two said, and the notes that are cited for it."""
    why = stored(said.rationale) if said.rationale else Content("No rationale.").stylize(MUTED)
    cited = [notes[seq] for seq in said.notes if seq in notes]
    page = [heading(role, name), Paragraph(judged_word(said.met)), Paragraph(why)]
    if not cited:
        page.append(Paragraph(Content("No notes cited.").stylize(MUTED)))
    for note in cited:
        minute = Content(f"{span(note.clock_ms):>5}").stylize(MUTED)
        page.append(Paragraph(stored(note.text, MUTED), minute, 7))
    return page
