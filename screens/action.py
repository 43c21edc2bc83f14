"""What an action is: something done with one key; and how its keys are written."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding

from screens.key_names import is_printable

TYPING = ".typing"
"""End of the id of a binding whose keys work while letters type."""


@dataclass(frozen=True)
class Action:
    """Something that the assessor can do with one key."""

    id: str
    keys: str
    """Keys as Textual calls them, with commas between; the first is shown."""
    title: str
    """Two or three words."""
    tooltip: str
    """One sentence for the help."""
    footer: bool = False
    """Shown at the bottom of the screen; at most six on each."""

    call: str = ""
    """What to call with which argument, where it is not the name alone: `reason(2)`."""

    first: bool = False
    """It opens a line to type in: act before the letters typed after it are looked at."""

    priority: bool = False
    """Acts before the next key is looked at, however fast it follows."""

    @property
    def key_list(self) -> tuple[str, ...]:
        """Its keys, one by one, as they are when the user has set no other."""
        return tuple(self.keys.split(","))

    @property
    def name(self) -> str:
        """The part of the id behind the dot."""
        return self.id.split(".", 1)[1]

    @property
    def group(self) -> str:
        """The part of the id before the dot: the screen."""
        return self.id.split(".", 1)[0]

    def bindings(self) -> list[Binding]:
        """Return the bindings that Textual wants.

        The keys of an action that acts before an input sees them stand apart: letters are taken out
        while letters type, before the user's keys are put in the place of the others.
        """
        if not self.first:
            return [self._binding(self.keys, self.id)]
        letters = [key for key in self.key_list if is_printable(key)]
        others = [key for key in self.key_list if not is_printable(key)]
        if not (letters and others):
            return [self._binding(self.keys, self.id)]
        typing = self._binding(",".join(others), f"{self.id}{TYPING}")
        return [self._binding(",".join(letters), self.id), typing]

    def _binding(self, keys: str, name: str) -> Binding:
        return Binding(
            keys,
            self.call or self.name,
            self.title,
            show=self.footer,
            tooltip=self.tooltip,
            id=name,
            priority=self.first,
        )

    def split(self, keys: str) -> dict[str, str]:
        """Return other keys of the action by the ids of its bindings.

        Args:
            keys: With commas between them.
        """
        names = [binding.id or "" for binding in self.bindings()]
        if len(names) == 1:
            return {self.id: keys}
        letters = ",".join(key for key in keys.split(",") if is_printable(key))
        others = ",".join(key for key in keys.split(",") if not is_printable(key))
        return {self.id: letters or others, names[1]: others or letters}


def action_id(binding: Binding) -> str:
    """Return the id of the action that a binding belongs to; empty where it has none."""
    return (binding.id or "").removesuffix(TYPING)


def bindings(actions: tuple[Action, ...]) -> list[Binding]:
    """Return the bindings of some actions, for a screen's `BINDINGS`."""
    return [binding for action in actions for binding in action.bindings()]
