"""One descriptor with everything that bears on its judgement, as the paragraphs of a page.

Its text in parts, its KSBs with their states, the notes that support it with their minutes, and
what was judged so far: side by side, so that nothing has to be remembered.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from data.record.state import Note, Question, SittingState
from data.rules import judging
from data.rules.coverage import Heard, ksb_state
from data.rules.pointing import ONLY_POINTS
from data.standards.model import Descriptor
from screens.keys_now import key_for
from screens.widgets.columns import MUTED
from screens.widgets.descriptor_list import STANDS_IN, judged, judged_word
from screens.widgets.mark_words import signed
from screens.widgets.page import BESIDE, BLANK, Paragraph, heading, stored
from screens.widgets.recording_words import in_recording
from screens.widgets.times import span
from screens.widgets.wording import evidence_text, marks_text

_STYLES = {
    Heard.SUFFICIENT: "$text-success",
    Heard.UNCLEAR: "$text-warning",
    Heard.COUNTER: "$text-error",
}
"""Styles of the states of a KSB that stand out."""


def descriptor_page(
    state: SittingState, descriptor: Descriptor, unkept: Mapping[str, str]
) -> list[Paragraph]:
    """Return the page of one descriptor.

    Args:
        state: The sitting; its judgements are unlocked.
        descriptor: Which one.
        unkept: What was typed and is not in the record yet, under `rationale` and `feedback`.
    """
    loose = f"Look at the loose notes with {key_for('judge.loose')}."
    return [
        *_head(state, descriptor),
        *(Paragraph(_waiting(what, text)) for what, text in unkept.items()),
        BLANK,
        *demand_part(descriptor),
        BLANK,
        *_ksbs(state, descriptor),
        BESIDE,
        *notes_part(state, descriptor, loose),
        BLANK,
        *_written(state, descriptor),
    ]


def _head(state: SittingState, descriptor: Descriptor) -> list[Paragraph]:
    met = judged(state, descriptor)
    option = f", option {descriptor.option}" if descriptor.option else ""
    title = Content.assemble(
        (descriptor.code, "bold"),
        (f"  {descriptor.grade}{option}", MUTED),
        "   ",
        judged_word(met),
    )
    page = [Paragraph(title)]
    if met is None:
        page.append(Paragraph(_proposed(judging.proposal(state, descriptor))))
    if descriptor.code in state.report:
        word = "evidences" if state.report[descriptor.code] else "does not evidence"
        page.append(Paragraph(Content(f"The written report {word} it.").stylize(MUTED)))
    return page


def _proposed(proposal: bool | None) -> Content:
    if proposal is None:
        return Content(
            f"Nothing proposed: {key_for('judge.met')} met, {key_for('judge.not_met')} not met."
        ).stylize(MUTED)
    word = "met" if proposal else "not met"
    return Content.assemble(
        ("The live marks propose: ", "$text-accent"),
        (word, "bold $text-accent"),
        (f". {key_for('judge.confirm')} confirms.", "$text-accent"),
    )


def demand_part(descriptor: Descriptor) -> list[Paragraph]:
    """Return the text of a descriptor in its parts."""
    parts = judging.parts(descriptor.text)
    page = []
    if descriptor.statement:
        page.append(Paragraph(Content(f"[{STANDS_IN}]").stylize("bold $text-warning")))
    for place, part in enumerate(parts):
        label = Content(f"{chr(ord('a') + place)})" if len(parts) > 1 and place < 26 else "")
        page.append(Paragraph(stored(part), label.stylize(MUTED), 3 if label else 0))
    return page


def _ksbs(state: SittingState, descriptor: Descriptor) -> list[Paragraph]:
    page = [heading("KSBs", _counted(state, descriptor))]
    for code in descriptor.ksbs:
        heard = ksb_state(state, code)
        style = _STYLES.get(heard, MUTED)
        label = Content.assemble((code, "bold"), " ", (heard.glyph, style))
        word = Content(str(heard)).stylize(style)
        # A statement that stands in is the text above already.
        text = "" if descriptor.statement else f": {state.standard.ksb_by_code[code].text}"
        page.append(Paragraph(Content.assemble(word, stored(text)), label, 6))
    return page


def _counted(state: SittingState, descriptor: Descriptor) -> str:
    heard = sum(ksb_state(state, code) is not Heard.NOT_HEARD for code in descriptor.ksbs)
    counted = f"{heard} of {len(descriptor.ksbs)} heard"
    # Its own tag decides before those of its KSBs: without it a proposal could not be understood.
    own = ksb_state(state, descriptor.code)
    if own is Heard.NOT_HEARD:
        return counted
    return f"{counted}, tagged itself: {own.glyph}"


def notes_part(state: SittingState, descriptor: Descriptor, remedy: str = "") -> list[Paragraph]:
    """Return the notes for a descriptor: those that support it, and those that only point.

    Args:
        state: The sitting.
        descriptor: Which one.
        remedy: What to do where none supports it.
    """
    notes, only = judging.supporting(state, descriptor), judging.pointing_to(state, descriptor)
    page = [heading("Notes that support it", str(len(notes) or ""))]
    if not notes:
        none = f"No note carries it or its KSBs. {remedy}" if not only else "None."
        page.append(Paragraph(Content(none.rstrip()).stylize(MUTED)))
    for note in notes:
        page += _note_part(state, note)
    for note in only:
        page += _note_part(state, note)
        page.append(Paragraph(Content(f"It {ONLY_POINTS}.").stylize("$text-warning"), margin=9))
    return page


def _note_part(state: SittingState, note: Note) -> list[Paragraph]:
    """Return a note with its phase clock, its minute of the recording and its marks."""
    told = Content(whence(state, note)).stylize(MUTED)
    return [Paragraph(note_content(note), _minute(note), 9), Paragraph(told, margin=9)]


def note_content(note: Note) -> Content:
    """Return the words of a note with its marks behind them."""
    words = stored(f'"{note.text}"' if note.verbatim else note.text)
    return Content.assemble(words, "  ", (marks_text(note.marks), "bold $text-accent"))


def _minute(note: Note) -> Content:
    minute = span(note.clock_ms) if note.phase else "before"
    return Content(f"{minute:>7}").stylize("bold")


def whence(state: SittingState, note: Note) -> str:
    """Return where a note comes from: phase, recording, number, what it points at."""
    phase = next((p.title for p in state.method.phases if p.code == note.phase), "outside a phase")
    moved = f"moved {signed(note.shifted_ms)}" if note.shifted_ms else ""
    said = "their words" if note.verbatim else ""
    entry = f"entry {note.seq}"
    facts = (phase, in_recording(state, note), moved, said, entry, evidence_text(note.evidence))
    return ", ".join(fact for fact in facts if fact)


def question_paragraph(question: Question) -> Paragraph:
    """Return a question with its minute."""
    words = stored(question.text or "asked, not written down")
    kind = "" if question.main else "  (follow-up)"
    label = Content(f"{span(question.clock_ms):>7}").stylize("bold")
    return Paragraph(Content.assemble(words, (kind, MUTED)), label, 9)


def _written(state: SittingState, descriptor: Descriptor) -> list[Paragraph]:
    """Return rationale and feedback as the record has them."""
    judgement = state.judgements.get(descriptor.code)
    rationale = judgement.rationale if judgement else ""
    feedback = state.feedback.get(descriptor.code, "")
    return [
        heading("Rationale"),
        Paragraph(stored(rationale) if rationale else _none(key_for("judge.rationale"))),
        BLANK,
        heading("Feedback"),
        Paragraph(stored(feedback) if feedback else _none(key_for("judge.feedback"))),
    ]


def _none(writes: str) -> Content:
    return Content(f"None yet; {writes} writes it.").stylize(MUTED)


def _waiting(what: str, text: str) -> Content:
    """Return a text that waits, and how it comes into the record."""
    how = f"{key_for('judge.feedback')} goes on with it"
    if what == "rationale":
        how = f"{key_for('judge.met')} or {key_for('judge.not_met')} keeps it with the judgement"
    label = f"{what.capitalize()} not in the record yet ({how}): "
    return Content.assemble((label, "$text-warning"), stored(text))
