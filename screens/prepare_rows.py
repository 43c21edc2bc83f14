"""The rows of the screen before a sitting: checks, report and portfolio.

Pure functions from the state of a sitting to lines of text; `screens.prepare` shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from data.record.entries import Checked
from data.record.phase_clock import allotted_ms, discretion_ms, pool_ms
from data.record.state import SittingState
from data.rules.counts import counted
from data.rules.gate import (
    ALONE,
    ATTEMPT,
    CHECKS,
    CONFLICT,
    PREAMBLE,
    RECORDING,
    STANDARD,
    Check,
    missing,
)
from data.rules.step import Fact
from data.standards.model import Descriptor
from screens.keys_now import key_for
from screens.widgets.columns import MUTED
from screens.widgets.page import Paragraph, set_paragraphs, stored
from screens.widgets.row_list import Row
from screens.wording import counter_written, minutes_written

READING = "contents "
"""How the keys of rows begin that are only read."""

MANY = 4
"""More checks than this are counted, not named."""

_MARGIN = 5


def text_row(
    key: str,
    label: Content,
    text: Content,
    width: int,
    margin: int = _MARGIN,
    codes: str = "",
) -> Row:
    """Return a row whose text hangs beside its label.

    Args:
        key: By which the row is known.
        label: Stands in the margin.
        text: Is broken into lines.
        width: Cells of one line.
        margin: Cells of the label.
        codes: Quiet words behind the text: whole on its last line, else on one of their own.
    """
    if codes:
        behind = stored(f"  {codes}", MUTED)
        room = max(2, width - margin - 1)
        fits = text.wrap(room)[-1].cell_length + behind.cell_length <= room
        text += behind if fits else Content("\n") + behind[2:]
    return Row(key, set_paragraphs([Paragraph(text, label, margin, 1)], width))


def title_row(text: str) -> Row:
    """Return a heading."""
    return Row(f"title {text}", Content(text), heading=True)


def gap_row(after: str) -> Row:
    """Return an empty line before a part, by the name of the part."""
    return Row(f"gap {after}", Content(" "), heading=True)


# --- Checks ------------------------------------------------------------------------------------


def _known_rows(facts: Iterable[Fact], width: int) -> list[Row]:
    """Return what is known beforehand: nothing to answer, and nothing that stops anybody."""
    rows = []
    for fact in facts:
        good = fact.tone in ("", "good", "muted")
        label = Content("" if good else " !").stylize("bold $text-warning")
        words = stored(f"{fact.label}: {fact.words}", MUTED if good else "$text-warning")
        rows.append(text_row(f"{READING}{fact.label}", label, words, width))
    return rows


def check_rows(
    state: SittingState,
    width: int,
    gateway: tuple[str, str] = ("", ""),
    known: Iterable[Fact] = (),
) -> list[Row]:
    """Return the checks of the start gate, each with its answer and what follows from it.

    Args:
        state: The sitting.
        width: Cells of one line.
        gateway: What is known of gateway and EPA period, with its style: stands by the attempt.
        known: What the assessment's own record says that matters now; stands in front.
    """
    more = {ATTEMPT: gateway}
    checks = (_check_row(state, check, width, more.get(check.name, ("", ""))) for check in CHECKS)
    return [*_known_rows(known, width), *checks]


def _check_row(state: SittingState, check: Check, width: int, more: tuple[str, str]) -> Row:
    answer = state.checks.get(check.name)
    if answer is None:
        label = Content(" .").stylize(MUTED)
    elif answer.ok:
        label = Content("yes").stylize("bold $text-success")
    else:
        label = Content("NO").stylize("bold $text-error")
    text = Content(check.question)
    for line, style in (*_beneath(state, check, answer), more):
        text += Content("\n") + stored(line, style) if line else Content("")
    return text_row(check.name, label, text, width)


def _beneath(
    state: SittingState, check: Check, answer: Checked | None
) -> Iterable[tuple[str, str]]:
    """Return what stands beneath a check: what it is about, the detail, what a no means."""
    fact = _fact(state, check.name)
    if fact:
        yield fact, MUTED
    if answer and answer.detail:
        yield answer.detail, MUTED
    if answer and not answer.ok:
        yield after_no(check.name, answer.detail), "$text-warning"


def _fact(state: SittingState, name: str) -> str:
    opened = state.opened
    if name == STANDARD:
        option = state.standard.option(opened.option)
        taken = f", option {option.code}: {option.title}" if option else ""
        return f"{opened.reference} version {opened.version}, {opened.method}{taken}"
    if name == ATTEMPT:
        first = opened.attempt == "first"
        return "first attempt" if first else f"{opened.attempt}, attempt {opened.number}"
    if name == RECORDING and state.recording:
        return f"its counter showed {counter_written(state.recording[-1].counter_ms)}"
    if name == PREAMBLE and PREAMBLE not in state.checks:
        return (
            f"{key_for('prepare.answer')} or {key_for('prepare.script')} shows it, to be read out"
        )
    if name == ALONE and ALONE not in state.checks:
        return f"{key_for('prepare.answer')} goes through the room, line by line"
    return ""


def after_no(name: str, detail: str) -> str:
    """Say what follows from a no."""
    if name == CONFLICT:
        if detail:
            return "You may assess all the same, under this decision."
        enter = f"{key_for('prepare.no')} enters its reference"
        return f"You cannot start without a decision of the organisation; {enter}."
    return "The start will ask for a reason, and record a deviation."


def missing_words(state: SittingState, width: int) -> str:
    """Say how far the checks are and what is missing, as long as `width` cells can hold."""
    left = missing(state)
    if not left:
        live = key_for("prepare.go_live")
        told = f"All checks are passed: {live} goes to the live screen."
        short, least = f"All passed: {live} goes live", "All passed"
    else:
        told = f"Not passed yet: {', '.join(check.name for check in left)}"
        if len(left) > MANY:
            told = f"{len(left)} checks are not passed yet; the start asks for all of them."
        least = f"{counted(len(left), 'check')} open"
        short = f"{least}: the start asks"
    return next((words for words in (told, short) if len(words) <= width), least)


def missing_line(state: SittingState, width: int, *, late: bool) -> Content:
    """Return what is missing as the last line of the screen.

    Args:
        state: The sitting.
        width: Cells of the line.
        late: Whether the EPA period is over on its day, which is said first.
    """
    start = "After the EPA period. " if late else ""
    words = Content(missing_words(state, width - len(start)))
    words = words.stylize("$text-warning" if missing(state) else "$text-success")
    return Content(start).stylize("bold $text-error") + words


def progress(state: SittingState) -> str:
    """Return how many checks are passed: `4 of 7 done`."""
    return f"{len(CHECKS) - len(missing(state))} of {len(CHECKS)} done"


def times_words(state: SittingState) -> list[str]:
    """Return each phase with its time and what the discretion adds, the adjustment included."""
    method, extra = state.method, state.opened.extra_per_mille
    pool = pool_ms(method, extra)
    each = pool and method.extension.scope == "phase"
    parts: list[str] = []
    for phase in method.phases:
        allotted = allotted_ms(phase, extra)
        ceiling = allotted + discretion_ms(method, phase, extra)
        most = f" (at most {minutes_written(ceiling)})" if each else ""
        parts.append(f"{phase.title} {minutes_written(allotted)}{most}")
    if not pool:
        parts.append("no extension")
    elif not each:
        parts.append(f"extension {minutes_written(pool)}, one pool for all phases")
    return parts


# --- Report ------------------------------------------------------------------------------------


def report_rows(state: SittingState, width: int) -> list[Row]:
    """Return the descriptors with what the report evidences, then what the plan demands of it."""
    rows: list[Row] = []
    for grade in state.standard.grades[1:]:
        criteria = [d for d in state.criteria if d.grade == grade]
        if criteria:
            if rows:
                rows.append(gap_row(grade))
            rows.append(title_row(f"{grade.capitalize()}: does the report evidence it already?"))
            rows += [_report_row(state, descriptor, width) for descriptor in criteria]
    rows += _contents("The report must contain", state.method.report_contents, width)
    rows += _contents("The presentation must contain", state.method.presentation_contents, width)
    return rows


def _report_row(state: SittingState, descriptor: Descriptor, width: int) -> Row:
    marked = state.report.get(descriptor.code)
    word = {True: "yes", False: "no", None: "."}[marked]
    style = {True: "bold $text-success", False: "$text-warning", None: MUTED}[marked]
    label = Content.assemble((f"{descriptor.code:<4}", "bold"), (word, style))
    text = Content(descriptor.text)
    return text_row(descriptor.code, label, text, width, margin=9, codes=" ".join(descriptor.ksbs))


def _contents(title: str, contents: Sequence[str], width: int) -> list[Row]:
    if not contents:
        return []
    rows = [
        text_row(f"{READING}{title} {place}", Content(" -"), Content(text).stylize(MUTED), width)
        for place, text in enumerate(contents)
    ]
    return [gap_row(title), title_row(title), *rows]


# --- Portfolio ---------------------------------------------------------------------------------


def portfolio_rows(state: SittingState, width: int) -> list[Row]:
    """Return the pieces of the portfolio, listed or not."""
    rows: list[Row] = []
    for number in range(1, state.method.portfolio_pieces + 1):
        piece = state.portfolio.get(number)
        label = Content(f"{number:>2}").stylize("bold")
        text, codes = Content("not listed").stylize(MUTED), ""
        if piece is not None:
            text, codes = stored(piece.title), "  ".join(piece.ksbs) or "claims no KSB"
        rows.append(text_row(str(number), label, text, width, codes=codes))
    return rows


def stays() -> str:
    """Say why a piece of the portfolio cannot be taken off the list, and what can be done."""
    change, undo = key_for("prepare.answer"), key_for("prepare.undo")
    return f"A piece stays listed; {change} changes it, {undo} takes the last entry back."
