"""Which sealed sittings are sampled, and why: chosen by rule, the same on every machine.

Sittings are taken in the order in which they were first sealed. The record fixes that order and
nobody can change it afterwards; sealing again, or later sittings, changes nothing of what was
chosen before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from data.record.people import person_key
from data.rules.sealed_facts import SealedFacts
from data.standards.sampling_rules import AllRules, EveryRules, NewRules, SamplingRules

_DAY_MS = timedelta(days=1) // timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sitting that is to be sampled."""

    facts: SealedFacts
    reasons: tuple[str, ...]
    """Which rules chose it, in the order of the file."""


def in_order(sittings: Iterable[SealedFacts]) -> list[SealedFacts]:
    """Return sealed sittings in the order of their first seals."""
    return sorted(sittings, key=lambda one: (one.first_sealed, one.seal))


def choose(rules: SamplingRules, sittings: Iterable[SealedFacts]) -> tuple[Chosen, ...]:
    """Return the sittings that the rules choose, in the order of their first seals.

    Args:
        rules: The organisation's.
        sittings: All that are sealed: leaving some out would change the runs.
    """
    ordered = in_order(sittings)
    reasons: dict[str, list[str]] = {one.sitting: [] for one in ordered}
    for sitting, reason in (
        *_every(rules.every, ordered),
        *_new(rules.new, ordered),
        *_always(rules.all, ordered),
    ):
        reasons[sitting].append(reason)
    return tuple(
        Chosen(one, tuple(reasons[one.sitting])) for one in ordered if reasons[one.sitting]
    )


def _every(rules: EveryRules, ordered: Sequence[SealedFacts]) -> Iterator[tuple[str, str]]:
    """Yield one of each whole run, with what to say of it."""
    if not rules.of:
        return
    by_assessor = rules.per == "assessor"
    whose = " of its assessor" if by_assessor else ""
    for run in _grouped(ordered, by_assessor=by_assessor):
        for start in range(0, len(run) - rules.of + 1, rules.of):
            whole = run[start : start + rules.of]
            place = _drawn(whole) if rules.pick == "drawn" else rules.of - 1
            nth = f"seals {start + 1} to {start + rules.of}"
            yield whole[place].sitting, f"one of every {rules.of} ({nth}{whose})"


def _grouped(
    ordered: Sequence[SealedFacts], *, by_assessor: bool
) -> Iterable[Sequence[SealedFacts]]:
    """Return the sittings in order, for each assessor or all together."""
    groups: dict[str, list[SealedFacts]] = {}
    for one in ordered:
        groups.setdefault(person_key(one.assessor) if by_assessor else "", []).append(one)
    return groups.values()


def _drawn(run: Sequence[SealedFacts]) -> int:
    """Return the place in a run that its seals point at: known only when the last is made."""
    digest = hashlib.sha256("".join(one.seal for one in run).encode()).digest()
    return int.from_bytes(digest, "big") % len(run)


def _new(rules: NewRules, ordered: Sequence[SealedFacts]) -> Iterator[tuple[str, str]]:
    known = {person_key(name) for name in rules.known}
    for run in _grouped(ordered, by_assessor=True):
        if person_key(run[0].assessor) in known:
            continue
        until = run[0].first_sealed + rules.days * _DAY_MS
        for number, one in enumerate(run, start=1):
            if number <= rules.first:
                yield (
                    one.sitting,
                    f"new assessor (sealed sitting {number} of the first {rules.first})",
                )
            elif rules.days and one.first_sealed <= until:
                yield one.sitting, f"new assessor (within {rules.days} days of the first seal)"


def _always(rules: AllRules, ordered: Sequence[SealedFacts]) -> Iterator[tuple[str, str]]:
    for one in ordered:
        if (rules.fails and one.failed) or one.grade in rules.grades:
            yield one.sitting, f"grade {one.grade}"
        yield from ((one.sitting, flag) for flag in rules.flags if flag in one.flags)
