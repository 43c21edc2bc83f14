"""From a grade to the minute: what one descriptor's judgement stands on, as a page.

Read from the top it answers an appeal: the grade, the judgement, the notes, the minute of the
phase and of the recording at which each was said, and which questions were aimed at it.
"""

from __future__ import annotations

from textual.content import Content

from data.record.state import Question, SittingState
from data.standards.model import Descriptor
from screens.widgets.columns import MUTED
from screens.widgets.descriptor_list import STANDS_IN, judged, judged_word
from screens.widgets.descriptor_pane import notes_part, question_paragraph
from screens.widgets.grade_words import grade_line
from screens.widgets.page import BESIDE, BLANK, Paragraph, heading, stored


def trace_page(state: SittingState, descriptor: Descriptor, *, judged_too: bool) -> list[Paragraph]:
    """Return the trace of one descriptor.

    Args:
        state: The sitting.
        descriptor: Which one.
        judged_too: True where grade and judgement may be shown: the live part is over.
    """
    chain = _judgement(state, descriptor) if judged_too else []
    return [
        *chain,
        Paragraph(stored(descriptor.text), Content(descriptor.code).stylize("bold"), 6),
        *_stand_in(descriptor),
        BESIDE,
        *notes_part(state, descriptor),
        BLANK,
        *_questions(state, descriptor),
    ]


def _judgement(state: SittingState, descriptor: Descriptor) -> list[Paragraph]:
    """Return grade and judgement, each standing on what comes below it."""
    judgement = state.judgements.get(descriptor.code)
    rationale = judgement.rationale if judgement else ""
    told = stored(rationale) if rationale else Content("without a rationale").stylize(MUTED)
    line = Content.assemble(
        (f"{descriptor.code} ", "bold"), judged_word(judged(state, descriptor)), "  ", told
    )
    return [
        Paragraph(grade_line(state)),
        Paragraph(line, Content("└─").stylize(MUTED), 3),
        BLANK,
    ]


def _stand_in(descriptor: Descriptor) -> list[Paragraph]:
    if not descriptor.statement:
        return []
    return [Paragraph(Content(f"[{STANDS_IN}]").stylize("bold $text-warning"), margin=6)]


def _questions(state: SittingState, descriptor: Descriptor) -> list[Paragraph]:
    """Return the questions that were aimed at a descriptor or one of its KSBs."""
    found = aimed(state, descriptor)
    page = [heading("Questions aimed at it", str(len(found) or ""))]
    if not found:
        none = "No question was aimed at it or its KSBs."
        page.append(Paragraph(Content(none).stylize(MUTED)))
    return [*page, *(question_paragraph(question) for question in found)]


def aimed(state: SittingState, descriptor: Descriptor) -> tuple[Question, ...]:
    """Return the questions aimed at a descriptor or one of its KSBs, in order."""
    codes = {descriptor.code, *descriptor.ksbs}
    return tuple(question for question in state.questions if codes & set(question.aims))
