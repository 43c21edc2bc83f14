"""What an action is: something done with one key; and how its keys are written."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding


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
    def name(self) -> str:
        """The part of the id behind the dot."""
        return self.id.split(".", 1)[1]

    @property
    def group(self) -> str:
        """The part of the id before the dot: the screen."""
        return self.id.split(".", 1)[0]

    def binding(self) -> Binding:
        """Return the binding that Textual wants."""
        return Binding(
            self.keys,
            self.call or self.name,
            self.title,
            show=self.footer,
            tooltip=self.tooltip,
            id=self.id,
            priority=self.first,
        )


def bindings(actions: tuple[Action, ...]) -> list[Binding]:
    """Return the bindings of some actions, for a screen's `BINDINGS`."""
    return [action.binding() for action in actions]
