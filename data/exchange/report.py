"""A sitting as plain text, for a person: `epa-tui record ID`.

It can be made at any time, and answers what a stranger asks of a record: who, under which plan and
conditions, what was said when, what was judged and why, what departed from the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.exchange.course_text import course_lines
from data.exchange.days import assessed_on
from data.exchange.findings import unplaced
from data.exchange.handovers import assessor_of, passed_on
from data.exchange.proceedings import standing
from data.exchange.report_conduct import adjournments, room, scripts, waits
from data.exchange.report_lines import hung, span, time
from data.record.entries import Checked, GapJudged, HandedOver, Reopened, TakenOver, Withdrawn
from data.record.instant import Instant
from data.record.phase_clock import PhaseClock
from data.record.state import Note, Remark, SittingState
from data.record.text import clean
from data.rules.arrangements import arrangements_written
from data.rules.deadlines import result_due
from data.rules.grading import Overall, method_grade
from data.rules.judging import pointing_to, supporting
from data.rules.parked import waiting
from data.rules.pointing import ONLY_POINTS
from data.standards.model import Descriptor
from data.standards.own_holidays import NO_OWN, OwnHolidays
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
    holidays: OwnHolidays = NO_OWN,
) -> str:
    """Return the record of a sitting as text of many lines, safe to print on a terminal.

    Args:
        state: The sitting, sealed or not.
        assessment: Whose it is.
        sitting: Its booking.
        now: Decides how far a clock that is running has gone.
        overall: The overall grade as far as it is known; left out where None.
        demonstration: True where the store holds invented apprentices.
        holidays: The user's own table of holidays.
    """
    heading = ["RECORD OF A SITTING", f"Times are those of the zone {now.local():%Z}."]
    if demonstration:
        heading.append("DEMONSTRATION: apprentice and sitting are invented.")
    parts = (
        heading,
        _who(state, assessment, sitting),
        _grades(state, overall, holidays),
        _section("CHECKS", _checks(state)),
        _section("ROOM", room(state)),
        _section("WAITED FOR THE APPRENTICE", waits(state)),
        _section("PHASES", _phases(state, now)),
        _section("ADJOURNED", adjournments(state)),
        _section("READ OUT", scripts(state)),
        _section(_question_heading(state), _questions(state)),
        _section("COVERAGE OVER TIME", course_lines(state, now)),
        _section("DESCRIPTORS", _descriptors(state)),
        _section("NOTES SET ASIDE", _notes(state, _set_aside(state))),
        _section("NOTES THAT SUPPORT NOTHING", _notes(state, unplaced(state))),
        _section("PARKED AND NOT ASKED", _parked(state)),
        _section("INCIDENTS", _remarks(state.incidents)),
        _section("DEVIATIONS", _remarks(state.deviations)),
        _section("HANDOVERS", _handovers(state)),
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


def _fact(name: str, text: str) -> str:
    return hung(f"{name:<12}", text)


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
        "Assessor": assessor_of(state) or assessment.assessor,
        "Place": sitting.place,
    }
    return [_fact(name, text) for name, text in facts.items() if text]


def _adjustment(state: SittingState) -> str:
    """Return the effect of an adjustment and its reference, never its reason."""
    opened = state.opened
    whole, rest = divmod(opened.extra_per_mille, 10)
    extra = f"+{whole}{f'.{rest}' if rest else ''} %" if opened.extra_per_mille else ""
    parts = (extra, *arrangements_written(opened.breaks), opened.adjustment_reference)
    return ", ".join(part for part in parts if part)


def _grades(state: SittingState, overall: Overall | None, own: OwnHolidays) -> list[str]:
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
        due = result_due(state.standard, day, own)
        lines.append(_fact("Assessed", f"{day:%d %B %Y}"))
        lines.append(_fact("Result due", f"{due:%d %B %Y}"))
    return lines


def _checks(state: SittingState) -> Iterator[str]:
    for entry, body in standing(state, Checked):
        if state.checks.get(body.name) is not body:
            continue  # answered anew since, or about another plan
        told = f"{body.name}: {body.detail}" if body.detail else body.name
        yield hung(f"  {time(entry.at)}  {'yes' if body.ok else 'NO':<5}", told)


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
        yield hung("    ", f"{time(entry.at)} {gap.cause} {span(gap.gap_ms)}, {counted}")
        yield from (hung("      ", line) for line in [gap.reason] if line)


def _course(clock: PhaseClock, now: Instant) -> str:
    end = time(clock.ended) if clock.ended else "now"
    allowed = f"{span(clock.allotted)}, at the most {span(clock.ceiling)}"
    return f"{time(clock.started)} to {end}, used {span(clock.elapsed(now))} of {allowed}"


def _breaks(clock: PhaseClock) -> Iterator[str]:
    for pause in clock.pauses:
        end = time(pause.ended) if pause.ended else "now"
        dated = f", back-dated {span(pause.back_ms)}" if pause.back_ms else ""
        yield hung("    ", f"paused {time(pause.began)} to {end}{dated}: {pause.reason}")
    for reason in clock.extended:
        yield hung("    ", f"extended: {reason}")


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
        lead = f"  {span(question.clock_ms):>6}  {kind:<11}"
        yield hung(lead, f"{question.text or '(asked)'}{aims}")


def _descriptors(state: SittingState) -> Iterator[str]:
    words = {True: "met", False: "NOT MET", None: "undecided"}
    for descriptor in state.criteria:
        judged = state.judgements.get(descriptor.code)
        word = words[judged.met if judged else None]
        yield hung(f"  {descriptor.code:<4} {word:<10}", descriptor.text)
        yield from _about(state, descriptor)
        if judged and judged.rationale:
            yield hung("       Why: ", judged.rationale)
        yield from _notes(state, supporting(state, descriptor), indent=7)
        if only := pointing_to(state, descriptor):
            yield hung("       ", f"No evidence: what follows {ONLY_POINTS}.")
            yield from _notes(state, only, indent=7)


def _about(state: SittingState, descriptor: Descriptor) -> Iterator[str]:
    yield f"       {descriptor.grade}; {', '.join(descriptor.ksbs)}"
    if descriptor.statement:
        yield f"       {STAND_IN}"
    if state.report.get(descriptor.code):
        yield "       evidenced by the report"


def _notes(state: SittingState, notes: Iterable[Note], indent: int = 2) -> Iterator[str]:
    for note in notes:
        heard = _heard(state, note)
        text = f"\u201c{note.text}\u201d" if note.verbatim else note.text
        codes = " ".join(f"#{mark.code}{mark.sign}" for mark in note.marks)
        pointers = " ".join(f"@{pointer}" for pointer in note.evidence)
        told = " ".join(part for part in (text, codes, pointers) if part)
        yield hung(f"{'':{indent}}{span(note.clock_ms):>6}{heard}  ", told)


def _heard(state: SittingState, note: Note) -> str:
    """Return where a note is in the recording, and how far it was moved."""
    parts = []
    if note.recording_ms is not None:
        which = f"{note.segment}, " if state.segments > 1 else ""
        parts.append(f"recording {which}{span(note.recording_ms)}")
    if note.shifted_ms:
        parts.append(f"moved {'-' if note.shifted_ms < 0 else '+'}{span(abs(note.shifted_ms))}")
    return f" ({'; '.join(parts)})" if parts else ""


def _parked(state: SittingState) -> Iterator[str]:
    for remark in waiting(state):
        yield hung(f"  {span(remark.clock_ms):>6}  ", remark.text or "(no words)")


def _set_aside(state: SittingState) -> list[Note]:
    return [note for seq, note in state.notes.items() if seq in state.set_aside]


def _remarks(remarks: Iterable[Remark]) -> Iterator[str]:
    for remark in remarks:
        told = ": ".join(part for part in (remark.rule, remark.text) if part)
        yield hung(f"  {time(remark.at)}  ", told or "(no words)")


def _reasons(state: SittingState, kind: type[Reopened | Withdrawn]) -> Iterator[str]:
    for entry, body in standing(state, kind):
        yield hung(f"  {time(entry.at)}  ", body.reason)


def _handovers(state: SittingState) -> Iterator[str]:
    for entry, body in passed_on(state):
        lead = f"  {time(entry.at)}  "
        if isinstance(body, TakenOver):
            by = f" by {body.assessor}" if body.assessor else ""
            yield hung(lead, f"taken over{by} on device {body.device}")
        else:
            what = "handed over from" if isinstance(body, HandedOver) else "taken back by"
            yield hung(lead, f"{what} device {body.device}: {body.reason}")
        if isinstance(body, HandedOver) and body.note:
            yield hung(f"{'':{len(lead)}}", f"for whoever takes it: {body.note}")


def _feedback(state: SittingState) -> Iterator[str]:
    for code, text in state.feedback.items():
        if text:  # an empty one was taken back
            yield hung(f"  {code or 'whole':<6}", text)
