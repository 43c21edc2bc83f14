"""Who may come in: a token that works once, the cookie it is exchanged for, and where from.

Pure of any network: `server` asks, and tells a stranger nothing but that the door is shut.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

ADDRESS = "127.0.0.1"
"""The only address that is listened on."""

_NAMES = (ADDRESS, "localhost")
_SECRET_BYTES = 32


def _secret() -> str:
    return secrets.token_urlsafe(_SECRET_BYTES)


def _same(given: str, kept: str) -> bool:
    """Tell whether two secrets are the same, without telling how far; nothing is like nothing."""
    return bool(kept) and secrets.compare_digest(given.encode("utf-8", "replace"), kept.encode())


@dataclass
class Door:
    """The door of one server.

    What is kept in here is never shown by `repr`, so that no report can hold it.
    """

    port: int
    """What is listened on; a page of another port is a stranger."""
    place: str = field(default_factory=_secret, repr=False)
    """First part of every path behind the door. The cookie is for it alone: browsers do not tell
    ports apart, and would hand a cookie for everything to whatever else this computer serves."""
    _token: str = field(default_factory=_secret, repr=False)
    _cookie: str = field(default="", repr=False)

    @property
    def cookie_name(self) -> str:
        """Name of the cookie, which differs from server to server."""
        return f"epa-tui-{self.port}"

    @property
    def address(self) -> str:
        """Where the browser begins; works until somebody has come in with it."""
        return f"http://{ADDRESS}:{self.port}/?token={self._token}"

    def renew(self) -> None:
        """Let somebody come in once more; whoever is in stays until then."""
        self._token = _secret()

    def exchange(self, token: str) -> str | None:
        """Take a token, which is dead then, and return the cookie; None for a wrong one."""
        if not _same(token, self._token):
            return None
        self._token, self._cookie = "", _secret()
        return self._cookie

    def knows(self, cookie: str) -> bool:
        """Tell whether a cookie is the one that was given last."""
        return _same(cookie, self._cookie)

    def is_ours(self, host: str) -> bool:
        """Tell whether a request was meant for this server, not for a name that points here."""
        return host in {f"{name}:{self.port}" for name in _NAMES}

    def came_from_us(self, origin: str, host: str) -> bool:
        """Tell whether a page of this server asks, under the name that it was opened by."""
        return self.is_ours(host) and origin == f"http://{host}"
