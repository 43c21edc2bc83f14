"""Breaks and what else is different are one text, and come apart again as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.rules.arrangements import also_of, arranged, arrangements_written, breaks_of

WORDS = st.text("abc x35;:", max_size=12).map(str.strip)


@given(WORDS, st.lists(WORDS, max_size=3))
def test_what_is_put_together_comes_apart(breaks: str, also: list[str]) -> None:
    text = arranged("; ".join(part for each in breaks.split(";") if (part := each.strip())), also)
    named = [effect.replace(";", ",") for effect in also if effect]
    assert list(also_of(text)) == named
    assert [part.strip() for part in breaks_of(text).split(";") if part] == [
        part.strip() for part in breaks.split(";") if part.strip()
    ]


def test_effects_in_words() -> None:
    assert arrangements_written("") == ()
    assert arrangements_written("3 x 5 min") == ("breaks 3 x 5 min",)
    both = arranged("3 x 5 min", ("questions in writing", "", "a reader; remote"))
    assert both == "3 x 5 min; also: questions in writing; also: a reader, remote"
    assert arrangements_written(both) == (
        "breaks 3 x 5 min",
        "questions in writing",
        "a reader, remote",
    )
    assert arrangements_written(arranged("", ("a reader",))) == ("a reader",)
