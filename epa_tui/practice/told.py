"""The score of a practice in words: a table for people, JSON for programs, and keys as printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from epa_tui.practice.course import Course, Outcome
from epa_tui.practice.task import Task
from screens.actions import BY_ID
from screens.key_names import shown


def way(task: Task, keys: Mapping[str, str]) -> str:
    """Return the quickest way to a task: `n  budget #p4+  Enter`.

    Args:
        task: The task.
        keys: What the user has set, by the id of the action.
    """
    return "  ".join(_step(step, keys) for step in task.quickest)


def _step(step: str, keys: Mapping[str, str]) -> str:
    action = BY_ID.get(step)
    if action is not None:
        return shown(keys.get(step, action.keys).split(",")[0])
    return shown(step) if step in ("enter", "y") else step


def seconds(milliseconds: int) -> str:
    """Return a time with one decimal: `2.4`."""
    return f"{milliseconds / 1000:.1f}"


def total(course: Course) -> str:
    """Return the score in a sentence."""
    done = [outcome for outcome in course.outcomes if not outcome.skipped]
    took = seconds(sum(outcome.took_ms for outcome in course.outcomes))
    misses = sum(outcome.misses for outcome in course.outcomes)
    missed = {0: "no misses", 1: "1 miss"}.get(misses, f"{misses} misses")
    return f"{len(done)} of {len(course.tasks)} tasks in {took} s, {missed}."


def table(course: Course, keys: Mapping[str, str], *, short: bool = False) -> list[str]:
    """Return a heading and a line for each task that was begun; empty where there was none.

    Args:
        course: What was done.
        keys: What the user has set, by the id of the action.
        short: Leave out how long each task took, and with how many keys.
    """
    if not course.outcomes:
        return []
    figures = "" if short else f"{'sec':>5}{'keys':>5}"
    heading = f"{'task':<16}{figures}{'misses':>8}  quickest way"
    return [heading, *(_line(outcome, keys, short=short) for outcome in course.outcomes)]


def _line(outcome: Outcome, keys: Mapping[str, str], *, short: bool) -> str:
    misses = "skipped" if outcome.skipped else str(outcome.misses or "-")
    figures = "" if short else f"{seconds(outcome.took_ms):>5}{outcome.keys:>5}"
    return f"{outcome.task.title:<16}{figures}{misses:>8}  {way(outcome.task, keys)}"


def document(course: Course, keys: Mapping[str, str]) -> dict[str, Any]:
    """Return the score for a program; times in seconds."""
    return {
        "format": 1,
        "finished": course.over,
        "seconds": sum(outcome.took_ms for outcome in course.outcomes) / 1000,
        "misses": sum(outcome.misses for outcome in course.outcomes),
        "tasks": [
            {
                "task": outcome.task.title,
                "seconds": outcome.took_ms / 1000,
                "keys": outcome.keys,
                "misses": outcome.misses,
                "skipped": outcome.skipped,
                "quickest": way(outcome.task, keys),
            }
            for outcome in course.outcomes
        ],
    }
