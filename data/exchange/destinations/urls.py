"""Which destinations there are, by the begin of their URLs; nothing heavy is imported here."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

LONGEST = 500
"""Most characters of a URL."""

SCHEMES = {
    "file": "a folder, which may be a synchronised one",
    "https": "a server that takes each result at its content address",
    "s3": "an object store (extra `cloud`)",
    "gs": "an object store (extra `cloud`)",
    "az": "an object store (extra `cloud`)",
    "xapi+https": "a learning record store",
}
"""What each scheme stands for."""

_LOOPBACK = ("127.0.0.1", "::1")  # a name may mean anything
_OPTIONS = {"s3": {"endpoint", "region"}}
"""What may follow the question mark, by the scheme."""


@dataclass(frozen=True, slots=True)
class Named:
    """A destination that results are queued for."""

    url: str
    """Without secrets."""
    automatic: bool
    """False for the folder of results that nobody named: what lies there can be read by whoever
    has the disk, so it is filled only by hand."""


def problem(url: str) -> str:
    """Return what is wrong with the URL of a destination; empty where nothing is.

    Args:
        url: As a person wrote it. It is not repeated: it may hold a secret.
    """
    if not url.isprintable() or " " in url or len(url) > LONGEST:
        return f"it must be one line of at most {LONGEST} characters, with %20 for each space"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "it is no URL, for example https://results.example.org/inbox"
    if parts.username is not None or parts.password is not None:
        return "leave the secret out and keep it with `epa-tui destinations secret URL`"
    if "#" in url:
        return "leave out what follows the #"
    if "?" in url and not _names(parts.query) <= _OPTIONS.get(parts.scheme, set()):
        return "leave out what follows the ?; a secret is kept with `epa-tui destinations secret`"
    if not url.startswith(f"{parts.scheme}:") or port == 0:
        return "it is no URL, for example https://results.example.org/inbox"
    if parts.scheme != "file" and not url.isascii():
        return "write the host as xn--... and other signs as %C3%BC: plain letters only"
    return _place_problem(parts.scheme, host, parts.path)


def _names(query: str) -> set[str]:
    return {name for name, _ in parse_qsl(query, keep_blank_values=True)} or {""}


def _place_problem(scheme: str, host: str | None, path: str) -> str:
    if scheme == "file":
        sound = not host and path.startswith("/") and path.strip("/") and "%00" not in path
        return "" if sound else "a folder is file:///its/whole/path"
    if scheme == "xapi+http" and host in _LOOPBACK:
        return ""  # a learning record store on this machine, for a trial
    if scheme not in SCHEMES:
        known = ", ".join(f"{name}://" for name in SCHEMES)
        return f"it must begin with one of {known}"
    return "" if host else "it names no host"
