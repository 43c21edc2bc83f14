"""What is known of the production project and its report, in lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from data.record.journey.project import ReportCounted, Submission
from data.rules.counts import counted
from data.rules.days import day_written, iso_written
from data.rules.journey_view import JourneyView
from data.rules.project import attempt_now, due_on, mapped_codes, starts_on, word_range
from data.rules.step import Fact, Tone
from data.standards.journey import Demand

_NOT = "not recorded"


def line(view: JourneyView) -> Fact:
    """Return where the project stands, in a few words."""
    if view.journey.project.method is None:
        return Fact("", "none in this standard", "muted")
    attempt = attempt_now(view)
    due = due_on(view, attempt)
    if gate := gate_fact(view, attempt):
        return gate
    if due is None or _sat(view, attempt):
        return Fact("", "title agreed" if view.state.project.agreed else _NOT, "muted")
    return Fact("", f"report due {day_written(due)}", "warn" if view.today > due else "")


def _sat(view: JourneyView, attempt: int) -> bool:
    """Tell whether the sitting has begun that a report is for: nobody waits for it any more."""
    method = view.journey.project.method
    return any(one.begun for one in view.attempts if (one.method, one.number) == (method, attempt))


def gate_fact(view: JourneyView, attempt: int) -> Fact | None:
    """Return how the report of an attempt stands at the start of its sitting.

    Args:
        view: The assessment.
        attempt: 1 for the first attempt.

    Returns:
        None where nothing was recorded of a project, or the report is not due yet: that is no
        reason to warn anybody.
    """
    project, due = view.state.project, due_on(view, attempt)
    if submission := project.submission(attempt):
        words, tones = zip(*_of_submission(submission), strict=True)
        tone: Tone = "warn" if "warn" in tones else "good"
        return Fact("Report", "; ".join(words), tone)
    if project.missed(attempt):
        return Fact("Report", "NOT SUBMITTED" + _since(due), "loud")
    if project.known and due and view.today > due:
        return Fact("Report", "no submission recorded" + _since(due), "warn")
    return None


def _since(due: date | None) -> str:
    return f", due {day_written(due)}" if due else ""


def _of_submission(submission: Submission) -> Iterator[tuple[str, Tone]]:
    late = submission.submitted.late_days
    if late:
        yield f"submitted {counted(late, 'day')} late", "warn"
    else:
        yield f"submitted {iso_written(submission.submitted.on)}", ""
    if submission.count is None:
        yield "words not counted", ""
    else:
        words = f"{submission.count.words:,} words"
        yield words + _off(submission.count), "warn" if submission.count.off else ""


def _off(count: ReportCounted) -> str:
    """Return by how much a count is outside of the tolerance."""
    if count.off > 0:
        return f", {count.off:,} over"
    return f", {-count.off:,} under" if count.off else ""


def facts(view: JourneyView) -> Sequence[Fact]:
    """Return all that is known of the project, of its report and of earlier reports."""
    if view.journey.project.method is None:
        return [Fact("Project", "This standard has none.", "muted")]
    found = [*_agreed(view), *_times(view)]
    newest = view.state.project.submission(attempt_now(view))
    if newest is not None:
        found += [*_report(view, newest)]
    if earlier := [one for one in view.state.project.submissions if one is not newest]:
        found += [Fact("Earlier report", _in_short(one), "muted") for one in earlier]
    return [*found, _presentation(view)]


def _agreed(view: JourneyView) -> Iterator[Fact]:
    agreed = view.state.project.agreed
    if agreed is None:
        yield Fact("Title, scope, subject", f"{_NOT} as agreed", "muted")
        return
    yield Fact("Title", agreed.title)
    yield Fact("Scope", agreed.scope)
    yield Fact("Subject", agreed.subject)
    if agreed.genre:
        yield Fact("Genre", agreed.genre)
    yield Fact("Approved", f"by {agreed.by} on {iso_written(agreed.on)}")


def _times(view: JourneyView) -> Iterator[Fact]:
    rules, project, attempt = view.journey.project, view.state.project, attempt_now(view)
    yield Fact("Time", f"typically {rules.hours} hours within {rules.weeks} weeks", "muted")
    begun = starts_on(view)
    if begun:
        why = "" if project.started else ", the day of gateway"
        yield Fact("Start", day_written(begun) + why)
    else:
        yield Fact("Start", _NOT, "muted")
    due, agreed = due_on(view, attempt), project.agreed_deadline(attempt)
    if due is None:
        source = "it follows from the start" if attempt == 1 else "it is agreed with the re-sit"
        yield Fact("Deadline", f"none yet: {source}", "muted")
    elif agreed:
        yield Fact("Deadline", f"{day_written(due)}, agreed by {agreed.by}: {agreed.reason}")
    else:
        source = f"{rules.weeks} weeks after the start" if attempt == 1 else "to rework the project"
        yield Fact("Deadline", f"{day_written(due)}, {source}", _deadline_tone(view, due))
    if missed := project.missed(attempt):
        why = f": {missed.reason}" if missed.reason else ""
        yield Fact("Report", f"NOT SUBMITTED, looked for on {iso_written(missed.on)}{why}", "loud")


def _deadline_tone(view: JourneyView, due: date) -> Tone:
    open_ = view.state.project.submission(attempt_now(view)) is None
    outside = view.epa_ends_on is not None and due > view.epa_ends_on
    return "warn" if outside or (open_ and view.today > due) else ""


def _report(view: JourneyView, one: Submission) -> Iterator[Fact]:
    sent = one.submitted
    days = counted(sent.late_days, "day")
    late = f", {days} after {iso_written(sent.due_on)}" if sent.late_days else ""
    words = iso_written(sent.on) + (late or (", in time" if sent.due_on else ""))
    yield Fact("Submitted", words, "warn" if late else "good" if sent.due_on else "")
    if sent.reason:
        yield Fact("In place of another", sent.reason)
    yield from _count(view, one.count)
    yield from _check(view, one)
    yield _declarations(view, one)


def _count(view: JourneyView, count: ReportCounted | None) -> Iterator[Fact]:
    if count is None:
        least, most = word_range(view.journey.project)
        yield Fact("Words", f"not counted; {least:,} to {most:,} are allowed", "muted")
        return
    allowed = f" ({count.least:,} to {count.most:,} are allowed)"
    tone: Tone = "warn" if count.off else "good"
    yield Fact("Words", f"{count.words:,}{_off(count)}{allowed}", tone)
    yield Fact("Counted", _listed(count.counted) + _in_tables(count), "muted")
    end = f"counting ended at: {count.until}" if count.until else "no heading ended the counting"
    out = f"{_listed(count.left_out)}; {end}" if count.left_out else end
    yield Fact("Left out", out, "muted" if count.until else "warn")
    yield Fact("File", f"{count.name}, SHA-256 {count.digest[:16]}", "muted")
    yield from (Fact("Note", notice, "muted") for notice in count.notices)


def _listed(parts: Sequence[str]) -> str:
    """Return numbers with what they are of, as a person writes them."""
    told = (part.partition(" ") for part in parts)
    return "; ".join(f"{int(number):,} {of}" for number, _, of in told)


def _in_tables(count: ReportCounted) -> str:
    return f"; {count.in_tables:,} of them in tables" if count.in_tables else ""


def _check(view: JourneyView, one: Submission) -> Iterator[Fact]:
    outputs = view.journey.project.outputs
    if one.check is None:
        yield Fact("Outputs", "not checked", "muted")
    else:
        yield _those("Outputs", outputs, one.check.outputs)
        there = "there" if one.check.mapped else "MISSING"
        yield Fact("KSB mapping", f"appendix {there}", "good" if one.check.mapped else "warn")
    if one.count is not None and one.count.until:
        found, missing = mapped_codes(view, one.count.codes)
        told = f"{len(found)} of {len(found) + len(missing)} codes occur"
        rest = f"; not found: {' '.join(missing)}" if missing else ""
        yield Fact("Codes in appendices", told + rest, "muted")


def _those(label: str, demands: Sequence[Demand], there: Iterable[str]) -> Fact:
    """Return how many of a list are there, and which are not."""
    missing = [demand.name for demand in demands if demand.name not in there]
    told = f"{len(demands) - len(missing)} of {len(demands)}"
    return Fact(
        label,
        f"{told}; missing: {', '.join(missing)}" if missing else told,
        "warn" if missing else "good",
    )


def _declarations(view: JourneyView, one: Submission) -> Fact:
    demands = view.journey.project.declarations
    done = {each.declaration: each for each in one.declared}
    told = [
        f"{name} ({done[name].by}, {iso_written(done[name].on)})"
        if name in done
        else f"{name}: not yet"
        for name in (demand.name for demand in demands)
    ]
    whole = len(done) >= len(demands)
    return Fact("Own work declared", "; ".join(told), "good" if whole else "warn")


def _presentation(view: JourneyView) -> Fact:
    noted = view.state.project.presentation(attempt_now(view))
    if noted is None:
        return Fact("Presentation", "contents not noted", "muted")
    return _those("Presentation", view.journey.project.presentation, noted.contents)


def _in_short(one: Submission) -> str:
    words = "; ".join(words for words, _ in _of_submission(one))
    return f"attempt {one.submitted.attempt}: {words}"
