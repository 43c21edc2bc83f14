"""A sitting as plain text, for a person: `epa-tui record ID`.

It can be made at any time, and answers what a stranger asks of a record: who, under which plan and
conditions, what was said when, what was judged and why, what departed from the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.exchange.course_text import course_lines
from data.exchange.document import assessed_on
from data.exchange.findings import unplaced
from data.exchange.proceedings import standing
from data.record.entries import Checked, GapJudged, Reopened, Withdrawn
from data.record.instant import Instant
from data.record.phase_clock import PhaseClock
from data.record.state import Note, Remark, SittingState
from data.record.text import clean
from data.rules.deadlines import result_due
from data.rules.grading import Overall, method_grade
from data.rules.judging import supporting
from data.standards.model import Descriptor
from data.store.rows import Assessment, Sitting

STAND_IN = "statement; descriptor text not available"
"""How a statement is marked that stands in for a descriptor."""


def plain_report(
    state: SittingState,
    assessment: Assessment,
    sitting: Sitting,
    now: Instant,
    *,
    overall: Overall | None = None,
    demonstration: bool = False,
) -> str:
    """Return the record of a sitting as text of many lines, safe to print on a terminal.

    Args:
        state: The sitting, sealed or not.
        assessment: Whose it is.
        sitting: Its booking.
        now: Decides how far a clock that is running has gone.
        overall: The overall grade as far as it is known; left out where None.
        demonstration: True where the store holds invented apprentices.
    """
    heading = ["RECORD OF A SITTING", f"Times are those of the zone {now.local():%Z}."]
    if demonstration:
        heading.append("DEMONSTRATION: apprentice and sitting are invented.")
    parts = (
        heading,
        _who(state, assessment, sitting),
        _grades(state, overall),
        _section("CHECKS", _checks(state)),
        _section("PHASES", _phases(state, now)),
        _section(_question_heading(state), _questions(state)),
        _section("COVERAGE OVER TIME", course_lines(state, now)),
        _section("DESCRIPTORS", _descriptors(state)),
        _section("NOTES SET ASIDE", _notes(_set_aside(state))),
        _section("NOTES THAT SUPPORT NOTHING", _notes(unplaced(state))),
        _section("INCIDENTS", _remarks(state.incidents)),
        _section("DEVIATIONS", _remarks(state.deviations)),
        _section("SEAL BROKEN", _reasons(state, Reopened)),
        _section("RESULT WITHDRAWN", _reasons(state, Withdrawn)),
        _section("FEEDBACK", _feedback(state)),
        [f"Record: {state.last.seq} entries, head {state.last.hash}"],
    )
    return clean("\n\n".join("\n".join(part) for part in parts if part) + "\n", lines=True)


def _section(title: str, lines: Iterable[str]) -> list[str]:
    """Return a heading with its lines; nothing where there are none."""
    body = list(lines)
    return [title, *body] if body else []


def _hung(lead: str, text: str) -> str:
    """Return text behind a lead; its further lines stand below its first.

    Nobody can then type a line that looks like a heading of the report.
    """
    return lead + clean(text, lines=True).replace("\n", "\n" + " " * len(lead))


def _fact(name: str, text: str) -> str:
    return _hung(f"{name:<12}", text)


def _span(ms: int) -> str:
    """Return a length of time as minutes and seconds, begun seconds left out."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"


def _time(at: Instant) -> str:
    return f"{at.local():%H:%M:%S}"


def _who(state: SittingState, assessment: Assessment, sitting: Sitting) -> list[str]:
    opened, standard = state.opened, state.standard
    option = standard.option(opened.option)
    name = f"{assessment.family_name}, {assessment.given_names}, ULN {assessment.uln}"
    facts = {
        "Apprentice": name,
        "Employer": assessment.employer,
        "Provider": assessment.provider,
        "Standard": f"{opened.reference} version {opened.version}, {standard.title}",
        "Option": f"{option.code}, {option.title}" if option else "",
        "Method": f"{state.method.code}, {state.method.title}",
        "Attempt": f"{opened.attempt}, number {opened.number}",
        "Exceptional": opened.exceptional,
        "Adjustment": _adjustment(state),
        "Assessor": opened.assessor or assessment.assessor,
        "Place": sitting.place,
    }
    return [_fact(name, text) for name, text in facts.items() if text]


def _adjustment(state: SittingState) -> str:
    """Return the effect of an adjustment and its reference, never its reason."""
    opened = state.opened
    whole, rest = divmod(opened.extra_per_mille, 10)
    extra = f"+{whole}{f'.{rest}' if rest else ''} %" if opened.extra_per_mille else ""
    parts = (extra, opened.breaks, opened.adjustment_reference)
    return ", ".join(part for part in parts if part)


def _grades(state: SittingState, overall: Overall | None) -> list[str]:
    found, seal = method_grade(state), state.sealed
    lines = [_fact("Grade", f"{found.grade or 'none yet'}: {found.reason}")]
    if overall:
        grade = overall.grade or "open"
        lines.append(_fact("Overall", f"{grade} (provisional): {overall.rule}"))
    lines.append(_fact("Sealed", f"{seal.at.local():%d %B %Y, %H:%M}" if seal else "no"))
    if back := state.withdrawn:
        lines.append(_fact("Withdrawn", f"{back.at.local():%d %B %Y, %H:%M}"))
    if state.live_over:
        day = assessed_on(state, state.last.at)
        due = result_due(state.standard, day)
        lines.append(_fact("Assessed", f"{day:%d %B %Y}"))
        lines.append(_fact("Result due", f"{due:%d %B %Y}"))
    return lines


def _checks(state: SittingState) -> Iterator[str]:
    for entry, body in standing(state, Checked):
        if state.checks.get(body.name) is not body:
            continue  # answered anew since, or about another plan
        told = f"{body.name}: {body.detail}" if body.detail else body.name
        yield _hung(f"  {_time(entry.at)}  {'yes' if body.ok else 'NO':<5}", told)


def _phases(state: SittingState, now: Instant) -> Iterator[str]:
    for phase in state.method.phases:
        clock = state.phases.get(phase.code)
        if clock is None:
            yield f"  {phase.title}: not held"
        else:
            yield f"  {phase.title}: {_course(clock, now)}"
            yield from _breaks(clock)
    for entry, gap in standing(state, GapJudged):
        counted = "counted" if gap.counts else "left out"
        yield _hung("    ", f"{_time(entry.at)} {gap.cause} {_span(gap.gap_ms)}, {counted}")
        yield from (_hung("      ", line) for line in [gap.reason] if line)


def _course(clock: PhaseClock, now: Instant) -> str:
    end = _time(clock.ended) if clock.ended else "now"
    allowed = f"{_span(clock.allotted)}, at the most {_span(clock.ceiling)}"
    return f"{_time(clock.started)} to {end}, used {_span(clock.elapsed(now))} of {allowed}"


def _breaks(clock: PhaseClock) -> Iterator[str]:
    for pause in clock.pauses:
        end = _time(pause.ended) if pause.ended else "now"
        dated = f", back-dated {_span(pause.back_ms)}" if pause.back_ms else ""
        yield _hung("    ", f"paused {_time(pause.began)} to {end}{dated}: {pause.reason}")
    for reason in clock.extended:
        yield _hung("    ", f"extended: {reason}")


def _question_heading(state: SittingState) -> str:
    least = sum(phase.minimum_questions for phase in state.method.phases)
    asked, more = state.main_asked, state.followups_asked
    return f"QUESTIONS ({asked} main of at least {least}, {more} more)"


def _questions(state: SittingState) -> Iterator[str]:
    if not state.questions:
        yield "  none"
    for question in state.questions:
        aims = f" [{', '.join(question.aims)}]" if question.aims else ""
        kind = "main" if question.main else "follow-up"
        lead = f"  {_span(question.clock_ms):>6}  {kind:<11}"
        yield _hung(lead, f"{question.text or '(asked)'}{aims}")


def _descriptors(state: SittingState) -> Iterator[str]:
    words = {True: "met", False: "NOT MET", None: "undecided"}
    for descriptor in state.criteria:
        judged = state.judgements.get(descriptor.code)
        word = words[judged.met if judged else None]
        yield _hung(f"  {descriptor.code:<4} {word:<10}", descriptor.text)
        yield from _about(state, descriptor)
        if judged and judged.rationale:
            yield _hung("       Why: ", judged.rationale)
        yield from _notes(supporting(state, descriptor), indent=7)


def _about(state: SittingState, descriptor: Descriptor) -> Iterator[str]:
    yield f"       {descriptor.grade}; {', '.join(descriptor.ksbs)}"
    if descriptor.statement:
        yield f"       {STAND_IN}"
    if state.report.get(descriptor.code):
        yield "       evidenced by the report"


def _notes(notes: Iterable[Note], indent: int = 2) -> Iterator[str]:
    for note in notes:
        heard = f" (recording {_span(note.recording_ms)})" if note.recording_ms is not None else ""
        text = f"\u201c{note.text}\u201d" if note.verbatim else note.text
        codes = " ".join(f"#{mark.code}{mark.sign}" for mark in note.marks)
        pointers = " ".join(f"@{pointer}" for pointer in note.evidence)
        told = " ".join(part for part in (text, codes, pointers) if part)
        yield _hung(f"{'':{indent}}{_span(note.clock_ms):>6}{heard}  ", told)


def _set_aside(state: SittingState) -> list[Note]:
    return [note for seq, note in state.notes.items() if seq in state.set_aside]


def _remarks(remarks: Iterable[Remark]) -> Iterator[str]:
    for remark in remarks:
        told = ": ".join(part for part in (remark.rule, remark.text) if part)
        yield _hung(f"  {_time(remark.at)}  ", told or "(no words)")


def _reasons(state: SittingState, kind: type[Reopened | Withdrawn]) -> Iterator[str]:
    for entry, body in standing(state, kind):
        yield _hung(f"  {_time(entry.at)}  ", body.reason)


def _feedback(state: SittingState) -> Iterator[str]:
    for code, text in state.feedback.items():
        if text:  # an empty one was taken back
            yield _hung(f"  {code or 'whole':<6}", text)
