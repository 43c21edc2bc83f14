"""A paper as Markdown (CommonMark with tables): no text in it becomes mark-up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from data.exchange.papers import model as m
from data.exchange.papers.texts import harmless, one_line

_ALWAYS = re.compile(r"([\\`*_\[\]<>|~&#])")
_AT_START = re.compile(r"^([+\-=])|^(\d{1,9})([.)])", re.MULTILINE)
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)|(@)")
"""What some readers make a link of by themselves."""


def markdown(paper: m.Paper) -> str:
    """Return a paper as Markdown."""
    parts = [
        f"# {_line(paper.title)}",
        _text(paper.subtitle),
        f"{_line(paper.reference)} · {_line(paper.made)}",
        *_facts(paper.facts),
        *(part for block in paper.blocks for part in _WRITERS[type(block)](block)),
    ]
    if paper.notice:
        parts += ["---", _text(paper.notice)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _text(text: str) -> str:
    """Return a text of several lines, its line feeds kept."""
    lines = [line.strip() for line in _escaped(harmless(text)).split("\n")]
    return "\n\n".join("\\\n".join(part) for part in _paragraphs(lines))


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in [*lines, ""]:
        if line:
            part.append(line)
        elif part:
            yield part
            part = []


def _line(text: str) -> str:
    return _escaped(one_line(text))


def _escaped(text: str) -> str:
    """Return a text of which nothing is mark-up."""
    marked = _ALWAYS.sub(r"\\\1", text)
    marked = _AT_START.sub(lambda found: _sign(found), marked)
    return _ADDRESS.sub(_unlinked, marked)


def _sign(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"


def _unlinked(found: re.Match[str]) -> str:
    name, sign = found[1] or found[3] or "", found[2] or found[4] or found[5]
    return f"{name}\\{sign}"


def _cell(text: str) -> str:
    lines = (line.strip() for line in _escaped(harmless(text)).split("\n"))
    return "<br>".join(line for line in lines if line)


def _heading(block: m.Heading) -> list[str]:
    return [f"{'#' * (block.level + 1)} {_line(block.text)}"]


def _paragraph(block: m.Paragraph) -> list[str]:
    return [_text(block.text)]


def _facts(block: m.Facts) -> list[str]:
    heads = ["| | |", "|---|---|"]
    return ["\n".join([*heads, *(f"| {_cell(n)} | {_cell(t)} |" for n, t in block.rows)])]


def _table(block: m.Table) -> list[str]:
    rows = [block.heads, ("---",) * len(block.heads)]
    lines = [_row(tuple(map(_cell, block.heads))), f"|{'---|' * len(rows[0])}"]
    return ["\n".join([*lines, *(_row(tuple(map(_cell, row))) for row in block.rows)])]


def _row(cells: m.Row) -> str:
    return f"| {' | '.join(cells)} |"


def _points(block: m.Points) -> list[str]:
    return ["\n".join(_point(point) for point in block.points)]


def _point(point: m.Point) -> str:
    lead = f"**{_line(point.lead)}** " if point.lead else ""
    told = [f"- {lead}{_text(point.text)}".replace("\n", "\n  ")]
    if point.said:
        told += ["", "  > " + _text(point.said).replace("\n", "\n  > ")]
    return "\n".join(told)


def _notice(block: m.Notice) -> list[str]:
    return ["> " + f"**{_line(block.title)}**\n\n{_text(block.text)}".replace("\n", "\n> ")]


def _choices(block: m.Choices) -> list[str]:
    ticked = [f"[{'x' if one in block.chosen else ' '}] {one}" for one in block.options]
    return [f"{_line(block.label)}: {'  '.join(_line(one) for one in ticked)}"]


def _blank(block: m.Blank) -> list[str]:
    return [f"{_line(block.label)}:", *(["\\_" * 40] * block.lines)]


def _page_mark(block: m.PageMark) -> list[str]:
    return ["---"]


_WRITERS: dict[type, Callable[[Any], list[str]]] = {
    m.Heading: _heading,
    m.Paragraph: _paragraph,
    m.Facts: _facts,
    m.Table: _table,
    m.Points: _points,
    m.Notice: _notice,
    m.Choices: _choices,
    m.Blank: _blank,
    m.PageMark: _page_mark,
}
