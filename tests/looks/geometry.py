"""Where widgets lie: none outside the screen, none over its neighbour, no text cut off silently."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from textual.css.styles import RulesMap
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Input, TextArea

from screens.live import LiveScreen
from screens.widgets.note_line import NoteLine
from screens.widgets.phase_panel import PhasePanel


def faults(screen: Screen[object]) -> Iterator[str]:
    """Yield a sentence for each fault of a screen as it is laid out now."""
    shown = [widget for widget in screen.walk_children(Widget) if _shown(widget)]
    for widget in shown:
        if not _scrolls(widget):
            yield from _outside(widget, screen)
            yield from _cut(widget)
    for parent in (screen, *shown):
        yield from _overlapping(parent)
    if isinstance(screen, LiveScreen) and not screen.has_class("-stocktake"):
        for needed in (PhasePanel, NoteLine):
            if not screen.query_one(needed).region.height:
                yield f"{needed.__name__} cannot be seen"


def _shown(widget: Widget) -> bool:
    system = any(node.has_class("-textual-system") for node in widget.ancestors_with_self)
    return widget.display and widget.is_on_screen and not system


def _scrolls(widget: Widget) -> bool:
    """Tell whether a widget lies in something that can be scrolled to it."""
    return any(
        isinstance(node, Widget) and not isinstance(node, Screen) and node.is_scrollable
        for node in widget.ancestors
    )


def _outside(widget: Widget, screen: Screen[object]) -> Iterator[str]:
    if widget.region and not screen.region.contains_region(widget.region):
        yield f"{_named(widget)} lies outside: {widget.region}"


def _overlapping(parent: Widget) -> Iterator[str]:
    children = [child for child in parent.displayed_children if child.region and _shown(child)]
    for one, other in combinations(children, 2):
        # What scrolls may lie below what is docked: it can be scrolled out from there.
        docked = one.styles.dock != other.styles.dock and parent.is_vertical_scroll_end is False
        if docked and parent.allow_vertical_scroll:
            continue
        if one.layer == other.layer and one.region.intersection(other.region):
            yield f"{_named(one)} and {_named(other)} overlap"


def _cut(widget: Widget) -> Iterator[str]:
    """Look for text that has no room, unless it ends in an ellipsis."""
    if isinstance(widget, ScrollView | Input | TextArea) or widget.is_container:
        return
    if widget.styles.text_overflow == "ellipsis" and widget.styles.text_wrap == "nowrap":
        return
    room = widget.content_size
    visual = widget._render()
    needed = visual.get_height(RulesMap(), max(1, room.width))
    if needed > room.height:
        yield f"{_named(widget)} needs {needed} lines and has {room.height}"


def _named(widget: Widget) -> str:
    return f"{type(widget).__name__}#{widget.id}" if widget.id else type(widget).__name__
