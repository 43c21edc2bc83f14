"""How often each property is tried, and what is made of text and bytes that nobody meant."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("EPA_TUI_EXAMPLES", "100"))
"""Examples of each property: few beside the other tests, many in `make fuzz`."""

tries = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

any_text = st.text(
    st.characters()
    | st.characters(categories=["Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Mn"])
    | st.sampled_from("\0\t\r\n\x1b[]{}\"'\\#=.,:@?+-!“”")
)

numbers = (
    st.integers()
    | st.floats()
    | st.sampled_from([2**53, -(2**53), 2**63, 10**400, -0.0, float("nan"), float("inf")])
)

any_json = st.recursive(
    st.none() | st.booleans() | numbers | any_text,
    lambda below: st.lists(below, max_size=5) | st.dictionaries(any_text, below, max_size=5),
    max_leaves=15,
)
"""What the standard library's writer of JSON takes, NaN and half characters too."""


def edited(text: str, pieces: list[str]) -> st.SearchStrategy[bytes]:
    """Return a text with a few places of it cut out, doubled or written over.

    Args:
        text: What is edited.
        pieces: What may be put in, beside anything.
    """
    content = text.encode()
    places = st.integers(0, len(content))
    put = st.sampled_from([piece.encode() for piece in pieces]) | st.binary(max_size=12)
    edits = st.lists(st.tuples(places, st.integers(0, 40), put), min_size=1, max_size=6)

    def edit(changes: list[tuple[int, int, bytes]]) -> bytes:
        made = content
        for place, gone, new in changes:
            made = made[:place] + new + made[place + gone :]
        return made

    return edits.map(edit)
