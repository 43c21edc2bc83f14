"""Whether the words of a feedback or a rationale say the opposite of the judgement.

A notice, never a refusal: words are counted against a small list (`feedback_lexicon`), and only
what is praise alone or blame alone is held against a judgement. Whoever wrote it decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from data.record.state import SittingState
from data.rules import feedback_lexicon as lexicon
from data.rules.grading import method_grade

REACH = 5
"""How many words a negation or a wish looks ahead. Our convention."""

_CLAUSE = re.compile(r"[.,;:!?\n]| - |\b(?:but|however|although|though|yet)\b")
_WORD = re.compile(r"[a-z]+")


class Tone(StrEnum):
    """What words come to."""

    PRAISE = "praise"
    BLAME = "blame"
    BOTH = "both"
    NEITHER = "neither"


@cache
def tone(text: str) -> Tone:
    """Return whether a text praises, blames, does both or neither.

    Args:
        text: A feedback or a rationale, in any case and of any length.
    """
    found = {sign for clause in _clauses(text) for sign in _signs(clause)}
    if len(found) == 2:
        return Tone.BOTH
    return Tone.NEITHER if not found else Tone.PRAISE if 1 in found else Tone.BLAME


def _clauses(text: str) -> Iterator[list[str]]:
    """Return the words of each clause that speaks of what was shown, advice left out."""
    for clause in _CLAUSE.split(text.casefold().replace("\u2019", "'").replace("n't", " not")):
        said = f" {' '.join(_WORD.findall(clause))} "
        if any(f" {phrase} " in said for phrase in lexicon.ADVICE):
            continue
        for phrase, meant in _FIXED:
            said = said.replace(f" {phrase} ", f" {meant} " if meant else " ")
        yield said.split()


_TELLING = lexicon.PRAISE | lexicon.BLAME
_FIXED = sorted(lexicon.FIXED, key=lambda pair: -len(pair[0]))


def _signs(words: list[str]) -> Iterator[int]:
    """Return 1 for each word that praises and -1 for each that blames, negations counted in."""
    turned = wished = 0
    if "never" in words and not _TELLING & set(words):
        yield -1  # `was never reconciled`: whatever it is, it was missing
    for word in words:
        turned, wished = max(0, turned - 1), max(0, wished - 1)
        if word in lexicon.NEGATIONS:
            turned = REACH
        elif word in lexicon.WISHES:
            wished = REACH
        elif word in lexicon.COMPARATIVES and wished:
            yield 1 if turned else -1
        elif word in lexicon.PRAISE or word in lexicon.BLAME:
            sign = 1 if word in lexicon.PRAISE else -1
            yield -sign if turned or (wished and sign > 0) else sign
            turned = 0


def contradiction(text: str, good: bool) -> str:
    """Return that words say the opposite of what was decided; empty where they do not.

    Args:
        text: A feedback or a rationale.
        good: Whether what was decided is good: met, or no fail.
    """
    found = tone(text)
    if good and found is Tone.BLAME:
        return "the words blame"
    return "the words praise" if not good and found is Tone.PRAISE else ""


def foreign(text: str) -> str:
    """Return what a text has that no feedback should have, as a sentence; empty for nothing."""
    said = " ".join(re.findall(r"[a-z]+", text.casefold()))
    for pattern, instead in lexicon.JARGON:
        if found := re.search(rf"\b(?:{pattern})\b", said):
            return f"The plan does not say \u201c{found[0]}\u201d. It says {instead}."
    if any(re.search(rf"\b(?:{pattern})\b", said) for pattern in lexicon.OTHERS):
        return "The words hint at other apprentices. Say what this one showed."
    return ""


def doubts(state: SittingState, code: str) -> tuple[str, ...]:
    """Return what to look at in the words on one descriptor, or on the whole; a sentence each.

    Args:
        state: The sitting.
        code: The descriptor; empty for the whole.
    """
    judged = state.judgements.get(code)
    feedback = state.feedback.get(code, "")
    if not code:
        return _on_whole(state, feedback)
    if judged is None or judged.met is None:
        wrong = foreign(feedback)
        return (f"{code} feedback: {wrong}",) if wrong else ()
    verdict = "met" if judged.met else "not met"
    found = []
    for text, what in ((feedback, "feedback"), (judged.rationale, "rationale")):
        if wrong := contradiction(text, judged.met):
            found.append(
                f"{code} {what}: {wrong}, the judgement says {verdict}. Mend it, or leave it."
            )
        if wrong := foreign(text):
            found.append(f"{code} {what}: {wrong}")
    return tuple(found)


def _on_whole(state: SittingState, feedback: str) -> tuple[str, ...]:
    """Return what to look at in the feedback on the whole, against the grade that follows."""
    grade = method_grade(state).grade
    found = []
    if grade is not None and (wrong := contradiction(feedback, grade != state.standard.fail)):
        found.append(f"Overall feedback: {wrong}, the grade is {grade}. Mend it, or leave it.")
    if wrong := foreign(feedback):
        found.append(f"Overall feedback: {wrong}")
    return tuple(found)


def all_doubts(state: SittingState) -> tuple[str, ...]:
    """Return what to look at in every feedback and rationale, in the order of the plan."""
    codes = (*(descriptor.code for descriptor in state.criteria), "")
    return tuple(sentence for code in codes for sentence in doubts(state, code))
