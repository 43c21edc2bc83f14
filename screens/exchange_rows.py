"""What the exchange screen says: a line for each destination and document, and the text below.

Pure functions from stored rows to text; `screens.exchange` shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from textual.content import Content

from data.exchange.destinations.urls import Named
from data.record.instant import Instant
from data.record.text import clean
from data.store.rows import DELIVERED, HELD, REFUSED, WAITING, DestinationState, Sending
from screens.keys_now import key_for
from screens.widgets.columns import MUTED, Cell, fitted, table
from screens.widgets.page import Paragraph, stored
from screens.widgets.row_list import Row
from screens.wording import day_written, local

SHOWN = 100
"""How many documents of each kind are listed; a number says how many more there are."""

ROOMY = 60
"""Cells from which on a line has room for times and tries."""

NOWHERE = (
    "The settings name no destination that can be used, so nothing is sent; every result is kept. "
    "Put `destinations` in settings.toml right (`epa-tui destinations` tells what is wrong), then "
    "start again."
)
"""What to do where destinations were meant and none of them can be used."""

_KINDS = {
    "file": "Folder",
    "https": "Server",
    "s3": "Object store",
    "gs": "Object store",
    "az": "Object store",
}
_STYLES = {
    REFUSED: "bold $text-error",
    WAITING: "$text-warning",
    HELD: "$text-warning",
    DELIVERED: "$text-success",
}
_GLYPHS = {REFUSED: "x", WAITING: "○", HELD: "=", DELIVERED: "●"}


@dataclass(frozen=True)
class Served:
    """A destination, how far it is served, and what is listed of it."""

    named: Named
    state: DestinationState
    listed: tuple[Sending, ...]
    """Refused first, then what waits or is held, then what was delivered last."""
    busy: bool = False
    """Something is on its way just now."""


def place_written(url: str) -> str:
    """Return a destination for a person: the path of a folder, else its URL."""
    parts = urlsplit(url)
    return clean(unquote(parts.path)) if parts.scheme == "file" else clean(url)


def kind_written(named: Named) -> str:
    """Return what kind of destination this is."""
    if not named.automatic:
        return "Results folder, filled by hand"
    return _KINDS.get(urlsplit(named.url).scheme, "Learning record store")


def since_written(wall: int, now: Instant) -> str:
    """Return how long ago something was, in its largest unit: `2 days`."""
    seconds = max(0, now.wall - wall) // 1000
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= length:
            number = seconds // length
            return f"{number} {unit}{'s' * (number != 1)}"
    return "less than a minute"


def summary(served: Sequence[Served], now: Instant) -> str:
    """Return the state of everything for the heading."""
    if not served:
        return "nothing is sent"
    waiting = sum(one.state.waiting for one in served)
    held = sum(one.state.held for one in served)
    refused = sum(one.state.refused for one in served)
    oldest = [one.state.oldest for one in served if one.state.oldest is not None]
    parts = [f"{waiting} waiting"] if waiting else []
    parts += [f"{held} held"] if held else []
    parts += [f"{refused} refused"] if refused else []
    parts += [f"oldest {since_written(min(oldest), now)}"] if oldest else []
    return ", ".join(parts) or "nothing waits"


def rows(served: Iterable[Served], now: Instant, width: int) -> list[Row]:
    """Return the lines of the list."""
    made: list[Row] = []
    for number, one in enumerate(served):
        if number:
            made.append(Row(f"-{number}", Content(""), heading=True))
        made.append(_destination_row(one, width))
        made += _document_rows(one, now, width)
    return made


def _destination_row(one: Served, width: int) -> Row:
    word, style = _state_word(one)
    state = Content.assemble((word, style))
    room = max(8, width - state.cell_length - 2)
    name = fitted(place_written(one.named.url), room).stylize("bold")
    return Row(one.named.url, Content.assemble(name, "  ", state))


def _state_word(one: Served) -> tuple[str, str]:
    if one.state.paused:
        return "PAUSED", "bold $text-error"
    if one.busy:
        return "sending", "$text-accent"
    if one.state.told:
        return "not reached", "$text-warning"
    if one.state.waiting and not one.named.automatic:
        return f"by hand: {key_for('exchange.send')}", "$text-accent"
    if one.state.waiting:
        return "waiting", "$text-warning"
    return ("held", "$text-warning") if one.state.held else ("in order", "$text-success")


def _document_rows(one: Served, now: Instant, width: int) -> list[Row]:
    lines = [_cells(sending, now)[: None if width >= ROOMY else 3] for sending in one.listed]
    made = [
        Row(key_of(one, sending), Content("  ") + content)
        for sending, content in zip(
            one.listed, table(lines, width - 2, elastic=1, most=40), strict=True
        )
    ]
    counts = {
        WAITING: one.state.waiting,
        HELD: one.state.held,
        REFUSED: one.state.refused,
        DELIVERED: one.state.delivered,
    }
    for state, count in counts.items():
        more = count - sum(sending.state == state for sending in one.listed)
        if more > 0:
            told = Content(f"  and {more:,} more {state}").stylize(MUTED)
            made.append(Row(f"{one.named.url} {state}", told))
    return made


def key_of(one: Served, sending: Sending) -> str:
    """Return the key of a document's line."""
    return f"{one.named.url} {sending.document_id}"


def _cells(sending: Sending, now: Instant) -> list[Cell]:
    name = f"{sending.given_names} {sending.family_name}".strip()
    moment = sending.arrived_at if sending.arrived_at is not None else sending.queued_at
    return [
        Cell(f"{_GLYPHS[sending.state]} {sending.state:<9}", _STYLES[sending.state]),
        Cell(name),
        Cell(f"{sending.method} r{sending.revision}"),
        Cell(_short(local(moment), now), MUTED),
        Cell(f"tried {sending.tries}x" if sending.tries and sending.state != DELIVERED else ""),
    ]


def _short(moment: datetime, now: Instant) -> str:
    today = moment.date() == now.local().date()
    return f"{moment:%H:%M}" if today else day_written(moment.date())


def about_destination(one: Served, now: Instant) -> list[Paragraph]:
    """Return what there is to know of a destination, and what to do."""
    state = one.state
    facts = [kind_written(one.named), f"{state.delivered} delivered"]
    facts += [f"{state.waiting} waiting"] if state.waiting else []
    facts += [f"{state.held} held"] if state.held else []
    facts += [f"{state.refused} refused"] if state.refused else []
    if state.oldest is not None:
        facts.append(f"the oldest for {since_written(state.oldest, now)}")
    told = [stored(", ".join(facts) + ".")]
    if state.told:
        told.append(stored(state.told, "$text-error" if state.paused else "$text-warning"))
    told.append(Content(_next(one, now)).stylize(MUTED))
    return [Paragraph(text) for text in told if text.plain]


def _next(one: Served, now: Instant) -> str:
    if one.state.paused:
        return f"Put this right, then press {key_for('exchange.send')} to send what waits."
    if not one.state.waiting:
        return ""
    if not one.named.automatic:
        return (
            f"{key_for('exchange.send')} writes what waits into this folder, where anybody who has "
            "the disk can read it. "
            "To have results sent by themselves, name destinations in the settings."
        )
    due = max(one.state.due_at, one.state.next_due)
    if due > now.wall:
        at = local(due)
        day = "" if at.date() == now.local().date() else f"{day_written(at.date())} at "
        return f"Tried again {day or 'at '}{at:%H:%M:%S}; {key_for('exchange.send')} tries at once."
    return ""


def about_document(one: Served, sending: Sending, now: Instant) -> list[Paragraph]:
    """Return what became of a document, and what to do."""
    made = local(sending.queued_at)
    head = f"{sending.method}, revision {sending.revision}, made {day_written(made.date())}"
    told = [stored(f"{head} at {made:%H:%M}.")]
    if sending.state == DELIVERED:
        at = local(sending.arrived_at or sending.queued_at)
        arrived = f"Arrived {day_written(at.date())} at {at:%H:%M}"
        told.append(stored(f"{arrived}: {sending.place or place_written(one.named.url)}"))
    elif sending.state == REFUSED:
        told.append(stored(sending.told, "$text-error"))
        again = f"{key_for('exchange.again')} sends it once more."
        told.append(stored(f"It is kept. When it is put right there, {again}"))
    elif sending.state == HELD:
        told.append(stored(sending.told, "$text-warning"))
    else:
        if why := one.state.told or sending.told:
            told.append(stored(why, "$text-error" if one.state.paused else "$text-warning"))
        told += [Content(_next(one, now)).stylize(MUTED)]
    return [Paragraph(text) for text in told if text.plain]
