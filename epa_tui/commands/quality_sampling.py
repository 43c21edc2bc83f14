"""`epa-tui quality sample` and `drift`: what is counted over all sealed sittings of a store."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from data.rules.counts import counted
from data.rules.drift import LEAST, Drift, Group, drift
from data.rules.sampling import Chosen, choose
from data.rules.sealed_facts import SealedFacts
from data.standards.sampling_rules import NAME, sampling_rules
from data.store.store import Store
from epa_tui.asking import tell
from epa_tui.commands.chosen import NotChosen, has_store, no_store
from epa_tui.commands.table import table, terminal_width
from epa_tui.home import resolve
from epa_tui.quality import Sheets
from epa_tui.unlocking import open_store
from screens.wording import local


def sample(args: argparse.Namespace) -> int:
    """List what is to be sampled, and why.

    Raises:
        NotChosen: There is no store, or the day has no meaning.
        StandardError: The rules of the organisation are wrong.
    """
    home = resolve(args)
    rules, since = sampling_rules(home), _day(args.since)
    if not has_store(home):
        raise NotChosen(no_store(home))
    with open_store(home) as store:
        read, unreadable = Sheets(store).all()
        chosen = choose(rules, read)
        wanted = [one for one in chosen if since is None or _sealed_on(one.facts) >= since]
        taken = {one.facts.sitting for one in wanted if _was_sampled(store, one.facts)}
    source = NAME if (home / NAME).exists() else "defaults"
    if args.json:
        listed = [_as_json(one, one.facts.sitting in taken) for one in wanted]
        told = {"format": 1, "rules": source, "sealed": len(read), "unreadable": unreadable}
        print(json.dumps({**told, "chosen": listed}, indent=2))
    else:
        tell("\n".join(_as_text(wanted, taken, len(read), source)))
    return 0


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotChosen("--since: type a day as 2026-11-24.") from error


def _sealed_on(facts: SealedFacts) -> date:
    return local(facts.first_sealed).date()


def _was_sampled(store: Store, facts: SealedFacts) -> bool:
    """Tell whether the record of the assessment says that the sitting was sampled."""
    from data.record.journey.fold import fold_journey

    state = fold_journey(store.journey_entries(facts.assessment))
    return any(one.sitting == facts.sitting for one in state.quality.sampled)


def _as_json(one: Chosen, taken: bool) -> dict[str, Any]:
    facts = one.facts
    return {
        "sitting": facts.sitting,
        "assessment": facts.assessment,
        "method": facts.method,
        "option": facts.option,
        "assessor": facts.assessor,
        "grade": facts.grade,
        "first_sealed_on": _sealed_on(facts).isoformat(),
        "reasons": list(one.reasons),
        "sampled": taken,
    }


def _as_text(chosen: Sequence[Chosen], taken: set[str], sealed: int, source: str) -> Iterator[str]:
    read = counted(sealed, "sealed sitting", "sealed sittings")
    rules = f"by {NAME}" if source == NAME else f"by the defaults (no {NAME} in the home folder)"
    yield f"{len(chosen)} of {read} to be sampled, {rules}."
    if not chosen:
        return
    yield ""
    heading = ("SITTING", "SEALED", "METHOD", "ASSESSOR", "TAKEN", "WHY")
    rows = [
        (
            one.facts.sitting[:8],
            _sealed_on(one.facts).isoformat(),
            one.facts.method,
            one.facts.assessor,
            "yes" if one.facts.sitting in taken else "no",
            ", ".join(one.reasons),
        )
        for one in chosen
    ]
    yield from table([heading, *rows], terminal_width(), 5)
    yield ""
    yield "`epa-tui quality sampled SITTING --sitting METHOD --by NAME` records that one was taken."


def drift_of(args: argparse.Namespace) -> int:
    """Tell how judgements move over the day and over months."""
    home = resolve(args)
    if not has_store(home):
        raise NotChosen(no_store(home))
    with open_store(home) as store:
        found = drift(Sheets(store).all()[0], args.assessor)
    if args.assessor and not found:
        raise NotChosen(f"No sealed sitting is one of {args.assessor!r}'s. Leave --assessor out.")
    if args.json:
        told = {"format": 1, "least": LEAST, "assessors": [_drift_json(one) for one in found]}
        print(json.dumps(told, indent=2))
    else:
        tell("\n".join(_drift_text(found)))
    return 0


def _drift_json(one: Drift) -> dict[str, Any]:
    return {
        "assessor": one.assessor,
        "method": one.method,
        "option": one.option,
        "whole": _group_json(one.whole),
        "series": [
            {"by": series.name, "groups": [_group_json(group) for group in series.groups]}
            for series in one.series
        ],
    }


def _group_json(group: Group) -> dict[str, Any]:
    shown = None if group.ms_per_question is None else round(group.ms_per_question)
    return {
        "name": group.name,
        "sittings": group.n,
        "too_few": group.too_few,
        "met_per_mille": _per_mille(group.met),
        "grades": dict(group.grades),
        "ms_per_question": shown,
        "extended_per_mille": _per_mille(group.extended),
    }


def _per_mille(share: Fraction | None) -> int | None:
    return None if share is None else round(1000 * share)


def _drift_text(found: Sequence[Drift]) -> Iterator[str]:
    if not found:
        yield "Nothing is sealed yet."
    for one in found:
        option = f", option {one.option}" if one.option else ""
        yield f"{one.assessor}, {one.method}{option}"
        heading = ("", "SITTINGS", "MET", "GRADES", "MIN A QUESTION", "EXTENDED")
        rows = [heading, _row("all", one.whole)]
        for series in one.series:
            rows.append((series.name, *5 * ("",)))
            rows += [_row(f"  {group.name}", group) for group in series.groups]
        yield from table(rows, terminal_width(), 3)
        yield ""
    yield (
        f"Groups of fewer than {LEAST} sittings are too few to say anything. A difference is a "
        "reason to look, and no proof: the apprentices were not the same."
    )


def _row(name: str, group: Group) -> tuple[str, ...]:
    if group.met is None or group.extended is None:
        return (name, str(group.n), "too few" if group.n else "-", "", "", "")
    grades = ", ".join(f"{number} {grade}" for grade, number in group.grades)
    asked = group.ms_per_question
    minutes = "-" if asked is None else f"{float(asked) / 60_000:.1f}"
    return (name, str(group.n), _share(group.met), grades, minutes, _share(group.extended))


def _share(share: Fraction) -> str:
    return f"{float(100 * share):.0f} %"
