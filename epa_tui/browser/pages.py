"""The plain pages that are shown instead of the application, and what every answer carries."""

from __future__ import annotations

from html import escape
from types import MappingProxyType

from aiohttp import web

SHUT = (
    "This address is not complete, or has been used already. Start `epa-tui serve` again and open "
    "the address that it prints."
)
COME_IN = "epa-tui opens."

HEADERS = MappingProxyType(
    {
        "Cache-Control": "no-store",
        "Content-Security-Policy": (
            # The terminal of the page makes style elements of its own.
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            "font-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'none'"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), clipboard-read=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
)
"""What every answer tells the browser."""


def page(sentence: str, status: int = 200, *, goes_to: str = "") -> web.Response:
    """Return a page of one sentence.

    Args:
        sentence: What is to be done.
        status: The status of the answer.
        goes_to: A path that the browser opens at once; empty for none.
    """
    refresh = f'<meta http-equiv="refresh" content="0;url={escape(goes_to)}">' if goes_to else ""
    text = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>epa-tui</title>'
        f"{refresh}</head><body><p>{escape(sentence)}</p></body></html>"
    )
    return web.Response(text=text, status=status, content_type="text/html")
