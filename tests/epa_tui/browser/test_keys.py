"""No action of a sitting needs a key that a browser keeps for itself."""

from __future__ import annotations

from textual.binding import Binding

from screens.actions import ALL
from screens.writing import Writing

KEPT_BY_THE_BROWSER = {f"ctrl+{key}" for letter in "tnw" for key in (letter, f"shift+{letter}")}


def test_every_action_has_a_key_that_reaches_the_tab() -> None:
    keys = {action.id: action.keys for action in ALL if action.group != "app"}
    keys |= {bound.id or "": bound.key for bound in Writing.BINDINGS if isinstance(bound, Binding)}
    assert [
        name for name, some in keys.items() if not set(some.split(",")) - KEPT_BY_THE_BROWSER
    ] == []
    assert len(keys) > 80
