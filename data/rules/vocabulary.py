"""The codes that may be typed in one sitting, and why another code may not.

Made once for a standard, a method and an option. The note line, the completion and the checklist
ask it; it knows the texts behind the codes, and never the record.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from itertools import islice
from typing import Self

from data.standards.model import Descriptor, Ksb, Method, Standard

LONGEST_CODE = 32
"""Characters of the longest code that a standard may have."""

_WORD = re.compile(r"[^\W_]+(?:[-'\u2019][^\W_]+)*")
_JOINT = re.compile(r"[-'\u2019]")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A code that may not be typed here."""

    sentence: str
    """Says why, and what to do."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What may be typed after `#` and `@` in one sitting."""

    reference: str
    """Reference of the standard, for example `ST0792`."""
    method: Method
    option: str | None
    texts: Mapping[str, str]
    """The text behind each code: descriptors in their order, then KSBs in theirs."""
    names: Mapping[str, str] = field(repr=False)
    """The code behind everything that may be typed, in lower case: codes and full ids."""
    elsewhere: Mapping[str, str] = field(repr=False)
    """Why a code of the standard, in lower case, may not be typed here."""

    @classmethod
    def of(cls, standard: Standard, method: str, option: str | None) -> Self:
        """Gather the codes of a method and option.

        Args:
            standard: The standard that is assessed.
            method: Code of the method.
            option: Code of the apprentice's option, or None.

        Raises:
            KeyError: The standard has no such method.
        """
        criteria = standard.criteria(method, option)
        texts = {d.code: d.text for d in criteria}
        texts |= {k.code: k.text for k in standard.statements(method, option)}
        names = {code.casefold(): code for code in texts}
        # A code wins over another descriptor's id that happens to read the same.
        names = {d.id.casefold(): d.code for d in criteria} | names
        elsewhere = _elsewhere(standard, method, option)
        return cls(standard.reference, standard.method(method), option, texts, names, elsewhere)

    def knows(self, typed: str) -> bool:
        """Tell whether `typed` is a code or a full id, in either case."""
        return typed.casefold() in self.names

    def resolve(self, typed: str) -> str | Unknown:
        """Return the code that was meant, or the reason why it may not be typed here.

        Args:
            typed: A code or the full id of a descriptor, in either case, without `#` and sign.
        """
        name = typed.casefold()
        if name in self.names:
            return self.names[name]
        return Unknown(self.elsewhere.get(name) or self._no_such_code(typed))

    def starting(self, prefix: str) -> tuple[str, ...]:
        """Return the codes whose text has a word that starts with `prefix`, in order.

        Args:
            prefix: The beginning of a word, in either case, hyphens or not.
        """
        wanted = _JOINT.sub("", prefix.casefold())
        found = set()
        for word, code in islice(self._words, bisect_left(self._words, (wanted, "")), None):
            if not word.startswith(wanted):
                break
            found.add(code)
        return tuple(code for code in self.texts if code in found)

    @cached_property
    def _words(self) -> list[tuple[str, str]]:
        """Every word of every text with its code, in the order of the alphabet."""
        return sorted(
            {(word, code) for code, text in self.texts.items() for word in _words_of(text)}
        )

    def _no_such_code(self, typed: str) -> str:
        shown = typed if len(typed) <= LONGEST_CODE else f"{typed[:LONGEST_CODE]}..."
        near = self._nearest(typed)
        meant = f"Did you mean {_either(near)}?" if near else "Choose a code of the checklist."
        problem = f"{shown} is not a code of {self.reference}."
        return f"{problem} {meant} Type ## where a plain # is meant."

    def _nearest(self, typed: str) -> list[str]:
        """Return at most three codes that may have been meant: alike, or of such a word."""
        if len(typed) > LONGEST_CODE:
            return []
        codes = {code.casefold(): code for code in self.texts}
        alike = get_close_matches(typed.casefold(), codes, n=3, cutoff=0.6)
        return [codes[code] for code in alike] or list(self.starting(typed)[:3])


def _words_of(text: str) -> set[str]:
    """Return the words of a text in lower case: `co-ordinate` as `coordinate` and as its parts."""
    words: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        parts = _JOINT.split(word)
        words |= {"".join(parts), *parts}
    return words


def _elsewhere(standard: Standard, method: str, option: str | None) -> dict[str, str]:
    """Return the reasons against the codes that belong to another option or method."""
    everything: tuple[Ksb | Descriptor, ...] = (*standard.ksbs, *standard.descriptors)
    reasons: dict[str, str] = {}
    homes: dict[str, list[str]] = {}
    for owned in everything:
        names = (owned.code, owned.id) if isinstance(owned, Descriptor) else (owned.code,)
        for name in names:
            if owned.method != method:
                homes.setdefault(name, []).append(owned.method)
            elif owned.option not in (None, option):
                reasons[name.casefold()] = _other_option(standard, name, owned.option, option)
    for name, methods in homes.items():
        reasons.setdefault(name.casefold(), _other_method(name, methods, method))
    return reasons


def _other_option(standard: Standard, code: str, owner: str | None, taken: str | None) -> str:
    option = standard.option(owner)
    title = f" ({option.title})" if option else ""
    takes = f"option {taken}" if taken else "no option"
    problem = f"{code} belongs to option {owner}{title}; this apprentice takes {takes}."
    return f"{problem} Choose a code of the checklist, or leave the tag out."


def _other_method(code: str, homes: list[str], method: str) -> str:
    there = _either(list(dict.fromkeys(homes)))
    problem = f"{code} is assessed in {there}, not in {method}."
    return f"{problem} Choose a code of {method}, or leave the tag out."


def _either(names: list[str]) -> str:
    """Return names as a sentence says them: `P1, P2 or P3`."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last
