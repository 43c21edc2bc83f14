"""The one adapter to the HTTP library: requests to one destination, bounded answers, plain errors.

The library is the engine of httpx by itself: it follows no redirect, keeps no cookie, reads no
netrc file, decompresses nothing, and lets every step of the network be bounded. (httpx as a whole
imports a terminal's toolkit where its command line is installed.)

TLS is always verified, against the authorities of the system, those that come with the library, and
a file of the organisation's own. A proxy is taken from the environment (`HTTPS_PROXY`, `NO_PROXY`)
or the system's settings, because many organisations have no other way out; it sees no document,
since TLS goes through it to the destination; nothing on this machine is reached through one.
"""

from __future__ import annotations

import ipaddress
import re
import ssl
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
import httpcore

from data.exchange.destinations.bounded import Patience, bounded_pool
from data.exchange.destinations.told import Answer
from data.exchange.parcel import LONGEST_ANSWER, DestinationPaused, TryLater
from data.record.text import clean

MOST_REDIRECTS = 3
_PORTS = {"https": 443, "http": 80}
_AGAIN = "It is tried again by itself."
_BROKEN = (httpcore.NetworkError, httpcore.ProtocolError)
_SECRET = re.compile(r"[!-~]+( [!-~]+)?")


class Connection:
    """Requests to one destination, from one thread at a time.

    Args:
        url: Where all requests go: scheme, host and port; `http` only to this machine.
        authorization: Value of that header; None to send none.
        trust: PEM file with authorities to believe beside those of the system.
        patience_s: How long everything after `begin` may take, in seconds.

    Raises:
        DestinationPaused: The URL, the authorization or the file cannot be used.
    """

    def __init__(
        self, url: str, *, authorization: str | None, trust: Path | None, patience_s: float
    ) -> None:
        parts = usable(url)
        self._host = clean(parts.hostname or "")[:100]
        self._headers = {
            "Host": parts.netloc,
            "User-Agent": "epa-tui",
            "Accept": "application/json, */*",
            "Accept-Encoding": "identity",
        }
        if authorization is not None:
            self._headers["Authorization"] = _printable(authorization)
        self._patience = Patience(patience_s)
        self._pool = bounded_pool(self._patience, _authorities(trust), _proxy(parts))

    def begin(self) -> None:
        """Begin a delivery: its patience counts from now on."""
        self._patience.begin()

    def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        *,
        longest: int = LONGEST_ANSWER,
    ) -> Answer:
        """Send a request; follow 307 and 308 within the same scheme, host and port.

        Any other redirect comes back as the answer that it is.

        Args:
            method: GET, PUT or POST.
            url: Where to.
            headers: Beside those of every request.
            body: What to send.
            longest: Most bytes of an answer that are read.

        Raises:
            TryLater: No answer came.
            DestinationPaused: The proxy wants a password.
        """
        answer = self._once(method, url, headers, body, longest)
        for _ in range(MOST_REDIRECTS):
            further = same_origin(url, answer)
            if further is None:
                break
            url = further
            answer = self._once(method, url, headers, body, longest)
        return answer

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()

    def _once(
        self, method: str, url: str, headers: Mapping[str, str] | None, body: bytes, longest: int
    ) -> Answer:
        length = {"Content-Length": str(len(body))} if body else {}
        sent = {**self._headers, **length, **(headers or {})}
        try:
            with self._pool.stream(method, url, headers=list(sent.items()), content=body) as told:
                read, whole = _read(told, longest)
                return Answer(told.status, _joined(told.headers), read, whole)
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            raise TryLater(f"{self._unreached(error)} {_AGAIN}", all_wait=True) from error
        except httpcore.ProxyError as error:
            raise self._not_let_through(error) from error
        except httpcore.TimeoutException as error:
            waited = f"{self._host} gave no answer within {self._patience.seconds:g} seconds."
            raise TryLater(f"{waited} {_AGAIN}") from error
        except _BROKEN as error:
            raise TryLater(f"{self._host} broke the connection off. {_AGAIN}") from error

    def _unreached(self, error: Exception) -> str:
        cause = next(iter(error.args), None)  # the library puts it there, not into the chain
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"The certificate of {self._host} is not trusted on this machine. Check the "
                "address; where the organisation has an authority of its own, give its file."
            )
        if isinstance(cause, ssl.SSLError):
            return f"{self._host} broke off before the connection was secure."
        return f"{self._host} cannot be reached. Check the network."

    def _not_let_through(self, error: httpcore.ProxyError) -> DestinationPaused | TryLater:
        if str(error).startswith("407"):
            return DestinationPaused(
                "The proxy asks for a name and a password (407). Put them into HTTPS_PROXY."
            )
        return TryLater(f"The proxy does not reach {self._host}. {_AGAIN}", all_wait=True)


_UNUSABLE = (
    "The address of the destination cannot be used. Give it as https://host/path, without a name, "
    "a password, a question mark or a number sign."
)


def usable(url: str) -> SplitResult:
    """Return the parts of a destination's address.

    Raises:
        DestinationPaused: It is none that documents may go to.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        sound = parts.hostname and port != 0 and not re.search(r"[^!-~]", url)
    except ValueError as error:
        raise DestinationPaused(_UNUSABLE) from error
    if not sound or "@" in parts.netloc or "?" in url or "#" in url:
        raise DestinationPaused(_UNUSABLE)
    if parts.scheme != "https" and not (parts.scheme == "http" and _here(parts)):
        raise DestinationPaused("Results leave over https only. Give the address as https://...")
    return parts


def same_origin(url: str, answer: Answer) -> str | None:
    """Return where a redirect leads if it may be followed; else None.

    Only 307 and 308 keep the request as it is, and only the same scheme, host and port is the same
    destination.
    """
    target = answer.headers.get("location")
    if answer.status not in {307, 308} or not target:
        return None
    try:
        further = urlsplit(urljoin(url, target))
        if _origin(further) != _origin(urlsplit(url)) or "@" in further.netloc:
            return None
    except ValueError:
        return None
    return further._replace(fragment="").geturl()


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def _here(parts: SplitResult) -> bool:
    """Tell whether a host is this machine, by its address: a name may mean anything."""
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _printable(authorization: str) -> str:
    if not _SECRET.fullmatch(authorization):
        raise DestinationPaused(
            "The token holds a blank, a line break or a sign that none has. Store it anew."
        )
    return authorization


def _authorities(trust: Path | None) -> ssl.SSLContext:
    """Return which certificates are believed."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    try:
        if trust is not None:
            context.load_verify_locations(trust)
    except OSError as error:  # of TLS too
        raise DestinationPaused(
            "The file of trusted authorities cannot be read. Give a file with certificates as PEM."
        ) from error
    return context


def _proxy(parts: SplitResult) -> httpcore.Proxy | None:
    """Return what the environment puts between us and a host."""
    proxies = getproxies()
    url = proxies.get("https") or proxies.get("all")
    if not url or _here(parts) or proxy_bypass(parts.hostname or ""):
        return None
    try:
        found = urlsplit(url if "://" in url else f"http://{url}")
        usable = found.scheme in _PORTS and found.hostname and found.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise DestinationPaused(
            "The proxy in HTTPS_PROXY cannot be used. Give it as http://host:port."
        )
    login = (unquote(found.username), unquote(found.password or "")) if found.username else None
    return httpcore.Proxy(found._replace(netloc=found.netloc.rpartition("@")[2]).geturl(), login)


def _joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers by their names in lower case; those that come twice as one list."""
    found: dict[str, str] = {}
    for raw_name, raw_text in headers:
        name, text = raw_name.decode("latin-1").lower(), raw_text.decode("latin-1")
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found


def _read(told: httpcore.Response, longest: int) -> tuple[bytes, bool]:
    """Return what came of a body, as it came, and whether that is all.

    The head of an answer may say enough: a body that is too long or breaks off does not undo it.
    """
    read = bytearray()
    try:
        for piece in told.iter_stream():
            read += piece
            if len(read) > longest:
                return bytes(read[:longest]), False
    except (httpcore.TimeoutException, *_BROKEN):
        return bytes(read), False
    return bytes(read), True
