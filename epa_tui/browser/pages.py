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

_STEADY = MappingProxyType(
    {
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), clipboard-read=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
)


def headers(port: int) -> dict[str, str]:
    """Return what every answer tells the browser: keep nothing, load nothing, tell nobody.

    Args:
        port: What is listened on.
    """
    # Not every browser takes 'self' for a connection; the terminal makes style elements of its own.
    wires = f"ws://127.0.0.1:{port} ws://localhost:{port}"
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        f"font-src 'self'; img-src data:; connect-src {wires}; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
    return {**_STEADY, "Content-Security-Policy": policy}


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
