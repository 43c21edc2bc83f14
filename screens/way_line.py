"""The way of an assessment in one line: what was passed, where it stands, what lies ahead."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from data.rules.way import Post
from screens.widgets.columns import MUTED

_SIGNS = {
    "passed": ("●", "$text-success"),
    "here": ("►", "bold $text-accent"),
    "ahead": ("○", MUTED),
    "not recorded": ("·", MUTED),
}
_BETWEEN = Content(" ─ ").stylize(MUTED)
_MORE = Content("…").stylize(MUTED)


def way_line(posts: Sequence[Post], width: int) -> Content:
    """Return the way; where it is too long, what is far from here is left out at both ends.

    Args:
        posts: In order; one of them is marked `here`.
        width: Cells of the line.
    """
    here = next(place for place, post in enumerate(posts) if post.mark == "here")
    first, last = here, here
    while True:
        wider = [(first, last + 1), (first - 1, last)]
        fitting = [
            (a, b)
            for a, b in wider
            if a >= 0 and b < len(posts) and _drawn(posts, a, b).cell_length <= width
        ]
        if not fitting:
            return _drawn(posts, first, last)
        # From here one step on and one step back in turn, so that both ends stay alike.
        first, last = min(fitting, key=lambda span: abs((here - span[0]) - (span[1] - here)))


def _drawn(posts: Sequence[Post], first: int, last: int) -> Content:
    shown = [_post(post) for post in posts[first : last + 1]]
    if first > 0:
        shown.insert(0, _MORE)
    if last < len(posts) - 1:
        shown.append(_MORE)
    return _BETWEEN.join(shown)


def _post(post: Post) -> Content:
    sign, style = _SIGNS[post.mark]
    name = style if post.mark in ("here", "ahead", "not recorded") else ""
    return Content.assemble((sign, style), (f" {post.name}", name))
