"""A paper as one HTML file: no network, no script, its own style, good to read and to print."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from data.exchange.papers import model as m
from data.exchange.papers.style import STYLE, margins
from data.exchange.papers.texts import harmless, one_line

_NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the page may load: nothing. Its style is in it."""


def html(paper: m.Paper) -> str:
    """Return a paper as HTML, whole in one file."""
    around = margins(one_line(paper.title), one_line(paper.reference), one_line(paper.notice))
    blocks = "\n".join(_WRITERS[type(block)](block) for block in paper.blocks)
    notice = f"<footer>{_text(paper.notice)}</footer>\n" if paper.notice else ""
    return f"""<!DOCTYPE html>
<html lang="{escape(paper.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_NOTHING_ELSE}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{_line(paper.title)} {_line(paper.reference)}</title>
<style>{STYLE}{around}</style>
</head>
<body>
<main>
<header>
<p class="over">{_line(paper.subtitle)}</p>
<h1>{_line(paper.title)}</h1>
<p class="under">{_line(paper.reference)} · {_line(paper.made)}</p>
</header>
{_facts(paper.facts)}
{blocks}
{notice}</main>
</body>
</html>
"""


def _text(text: str) -> str:
    return escape(harmless(text)).replace("\n", "<br>\n")


def _line(text: str) -> str:
    return escape(one_line(text))


def _heading(block: m.Heading) -> str:
    return f'<h{block.level + 1} dir="auto">{_line(block.text)}</h{block.level + 1}>'


def _paragraph(block: m.Paragraph) -> str:
    quiet = ' class="quiet"' if block.quiet else ""
    return f'<p{quiet} dir="auto">{_text(block.text)}</p>'


def _facts(block: m.Facts) -> str:
    rows = "\n".join(
        f'<tr><th scope="row">{_line(name)}</th><td dir="auto">{_text(told)}</td></tr>'
        for name, told in block.rows
    )
    return f'<table class="facts"><tbody>\n{rows}\n</tbody></table>'


def _table(block: m.Table) -> str:
    whole = sum(block.shares)
    widths = "".join(f'<col style="width:{share / whole:.1%}">' for share in block.shares)
    heads = "".join(f'<th scope="col">{_line(head)}</th>' for head in block.heads)
    rows = "\n".join(
        "<tr>" + "".join(f'<td dir="auto">{_text(cell)}</td>' for cell in row) + "</tr>"
        for row in block.rows
    )
    return (
        f'<table class="lines"><colgroup>{widths}</colgroup>'
        f"<thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>"
    )


def _points(block: m.Points) -> str:
    if any(point.lead for point in block.points):
        led = "\n".join(map(_led, block.points))
        return f'<dl class="points">\n{led}\n</dl>'
    told = "\n".join(f'<li dir="auto">{_text(p.text)}{_said(p)}</li>' for p in block.points)
    return f"<ul>\n{told}\n</ul>"


def _led(point: m.Point) -> str:
    return (
        f'<div><dt>{_line(point.lead)}</dt><dd dir="auto">{_text(point.text)}{_said(point)}</dd>'
        "</div>"
    )


def _said(point: m.Point) -> str:
    return f'\n<blockquote dir="auto">{_text(point.said)}</blockquote>' if point.said else ""


def _notice(block: m.Notice) -> str:
    return (
        f'<aside><strong>{_line(block.title)}</strong><p dir="auto">{_text(block.text)}</p></aside>'
    )


def _choices(block: m.Choices) -> str:
    boxes = "".join(
        f'<span class="box{" ticked" if one in block.chosen else ""}">'
        f"{'&#9746;' if one in block.chosen else '&#9744;'} {_line(one)}</span>"
        for one in block.options
    )
    return f'<p class="choices"><b>{_line(block.label)}</b>{boxes}</p>'


def _blank(block: m.Blank) -> str:
    lines = '<span class="rule"></span>' * block.lines
    return f'<p class="blank"><b>{_line(block.label)}</b>{lines}</p>'


def _page_mark(block: m.PageMark) -> str:
    return '<div class="page"></div>'


_WRITERS: dict[type, Callable[[Any], str]] = {
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
