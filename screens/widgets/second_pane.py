"""What a second marker sees: one descriptor with its text and KSBs, and everything that was said.

The same parts as on the assessor's screen, without what the assessor made of it: no state of a KSB,
no marks of a note. The notes are the same whatever the descriptor: which of them speak to it is for
the marker to find.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from data.record.journey.quality_kinds import SecondJudged
from data.record.state import Note, Question, SittingState
from data.record.text import clean
from data.rules.blinding import in_order
from data.rules.counts import counted
from data.rules.second_marking import with_judgements
from data.standards.model import Descriptor
from screens.keys_now import key_for
from screens.widgets.columns import MUTED
from screens.widgets.descriptor_list import descriptor_rows, judged_word
from screens.widgets.descriptor_pane import demand_part
from screens.widgets.page import BLANK, Paragraph, heading, stored
from screens.widgets.row_list import Row
from screens.widgets.times import span
from screens.widgets.wording import evidence_text

_INDENT = 11
"""Cells before the words of a question or note: the minute, and a sign for asked or cited."""


def judged_rows(paper: SittingState, said: Mapping[str, SecondJudged]) -> list[Row]:
    """Return the list of descriptors as the second marker judged them."""
    return descriptor_rows(with_judgements(paper, said))


def second_page(
    paper: SittingState, descriptor: Descriptor, said: SecondJudged | None, unkept: str
) -> list[Paragraph]:
    """Return the page of one descriptor.

    Args:
        paper: What is marked.
        descriptor: Which one.
        said: What the second marker said of it so far.
        unkept: A rationale that is not in the record yet.
    """
    met = said.met if said else None
    option = f", option {descriptor.option}" if descriptor.option else ""
    cited = len(said.notes) if said else 0
    title = Content.assemble(
        (descriptor.code, "bold"),
        (f"  {descriptor.grade}{option}", MUTED),
        "   ",
        judged_word(met),
        (f"   {counted(cited, 'note')} cited" if cited else "", MUTED),
    )
    return [
        Paragraph(title),
        *_rationale(said, unkept),
        BLANK,
        *demand_part(descriptor),
        *_ksbs(paper, descriptor),
    ]


def _rationale(said: SecondJudged | None, unkept: str) -> list[Paragraph]:
    if unkept:
        label = f"Rationale not kept yet ({key_for('second.rationale')} goes on with it): "
        return [Paragraph(Content.assemble((label, "$text-warning"), stored(unkept)))]
    if said is None or not said.rationale:
        return []
    waits = "Rationale, waits for a verdict: " if said.met is None else "Rationale: "
    return [Paragraph(Content.assemble((waits, MUTED), stored(said.rationale)))]


def _ksbs(paper: SittingState, descriptor: Descriptor) -> list[Paragraph]:
    if descriptor.statement:  # it is the text above already
        return []
    page = [BLANK, heading("KSBs")]
    for code in descriptor.ksbs:
        label = Content.assemble((code, "bold"))
        page.append(Paragraph(stored(paper.standard.ksb_by_code[code].text), label, 5))
    return page


def said_rows(paper: SittingState, cited: Sequence[int], words: str = "") -> list[Row]:
    """Return what was asked and noted, in order, phase by phase.

    Args:
        paper: What is marked.
        cited: Numbers of the notes that support the descriptor at the cursor.
        words: Only what holds all of these words, in any case, each note with its question.

    Returns:
        Notes with their number as the key; questions and phases as headings between them.
    """
    rows, above = list[Row](), dict[str, Row]()
    for one in in_order(paper):
        phase = one.phase or ""
        if f"phase {phase}" not in above:
            title = Content(f" {paper.method.phase(phase).title}")
            above = {f"phase {phase}": Row(f"phase {phase}", title, heading=True)}
        question = isinstance(one, Question)
        row = _asked(one) if isinstance(one, Question) else _noted(one, one.seq in cited)
        if question:
            above["question"] = row
        if _found(one.text, words):
            shown = {row.key for row in rows}
            before = [each for each in above.values() if each.key not in shown]
            rows += before if question else [*before, row]
    return rows


def _found(text: str, words: str) -> bool:
    return all(word in text.casefold() for word in words.casefold().split())


def _asked(question: Question) -> Row:
    kind = "?" if question.main else "??"
    text = clean(question.text) or "asked, not written down"
    content = Content(f"{span(question.clock_ms):>7} {kind:<3}{text}")
    return Row(f"question {question.seq}", content, heading=True, indent=_INDENT)


def _noted(note: Note, cited: bool) -> Row:
    text = clean(" ".join(note.text.split("\n")))
    words = Content(f'"{text}"' if note.verbatim else text)
    pointers = evidence_text(note.evidence)
    content = Content.assemble(
        (f"{span(note.clock_ms):>7} ", "bold"),
        ("►  " if cited else "   ", "bold $text-accent"),
        words,
        (f"  {pointers}" if pointers else "", MUTED),
    )
    return Row(str(note.seq), content, indent=_INDENT)
