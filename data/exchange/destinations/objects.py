"""An object store as destination: S3, and those of two other makers, behind one library.

Every object is made once and never written over (`create`), so that credentials which may write
and nothing else suffice, and a document that was sent twice is there once. What is sent is signed
with its hash, and the store refuses other bytes: nothing has to be read back.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from data.exchange.destinations.object_answers import meaning, there_already
from data.exchange.parcel import PATIENCE_S, DestinationPaused, Parcel, Receipt
from data.exchange.signature import SUFFIX

if TYPE_CHECKING:
    from obstore.store import ClientConfig, ObjectStore, RetryConfig

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
"""Where an object store may be asked without TLS: nobody listens in between."""

CLOUD_EXTRA = "Install the extra: pip install 'epa-tui[cloud]'"

_S3_ENVIRONMENT = (
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)
"""What the library finds credentials by. Without one it would ask the network for a machine's own,
which a laptop has not."""


class ObjectDestination:
    """A bucket, or a part of one; for any number of threads.

    Args:
        url: `s3://bucket/prefix`, `gs://` or `az://`; for S3 with `?endpoint=https://...` and
            `&region=...` where it is not AWS itself.
        credentials: `KEY:SECRET` or `KEY:SECRET:TOKEN` for S3, `ACCOUNT:KEY` for Azure, the key
            file's JSON for Google; None to let the library look in the environment.
    """

    def __init__(self, url: str, credentials: str | None = None) -> None:
        self._url = url
        self._credentials = credentials
        self._store: ObjectStore | None = None

    def put(self, parcel: Parcel) -> Receipt:
        """Send a signature and then its document, unless they are there already.

        Raises:
            NotDelivered: One of its kinds.
        """
        if self._store is None:
            self._store = _opened(place_of(self._url), self._credentials)
        signature = parcel.signature.encode()
        _create(self._store, f"{parcel.sha256}{SUFFIX}", signature, "application/jose")
        name = f"{parcel.sha256}.json"
        made = _create(self._store, name, parcel.body, "application/cloudevents+json")
        where = self._url.partition("?")[0].rstrip("/")
        return Receipt(parcel.sha256, f"{where}/{name}", already_there=not made)

    def close(self) -> None:
        """Let go of connections."""
        self._store = None


@dataclass(frozen=True, slots=True)
class Place:
    """What a URL names."""

    scheme: str
    bucket: str
    prefix: str
    options: dict[str, str] = field(default_factory=dict)
    """What stands behind the question mark."""


def place_of(url: str) -> Place:
    """Return what the URL of an object store names.

    Raises:
        DestinationPaused: It is no such URL, or holds what has no place in one.
    """
    try:
        parts = urlsplit(url)
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        raise DestinationPaused(_WANTED) from None
    options = {name: values[-1] for name, values in asked.items()}
    known = {"endpoint", "region"} if parts.scheme == "s3" else set()
    if "@" in parts.netloc:
        raise DestinationPaused(
            "The address of the object store holds credentials. Take them out of it, give them "
            "new ones where others may have seen it, and keep those in the keyring."
        )
    if parts.scheme not in _OPEN or not parts.netloc or parts.fragment or options.keys() - known:
        raise DestinationPaused(_WANTED)
    return Place(parts.scheme, parts.netloc, parts.path.strip("/"), options)


_WANTED = (
    "The address of the object store cannot be read. Write s3://bucket/prefix, gs://bucket/prefix "
    "or az://container/prefix; for s3 with ?endpoint=https://...&region=... where needed."
)


def _create(store: ObjectStore, name: str, body: bytes, kind: str) -> bool:
    """Make an object that is never written over; return False where it was there."""
    import obstore

    try:
        obstore.put(store, name, body, mode="create", attributes={"Content-Type": kind})
    except (OSError, ValueError, obstore.exceptions.BaseError) as error:
        # Without its cause: what the library says holds addresses, and those may hold a secret.
        said = str(error)
        if isinstance(error, obstore.exceptions.AlreadyExistsError) and there_already(said):
            return False
        raise meaning(said) from None
    return True


def _opened(place: Place, credentials: str | None) -> ObjectStore:
    try:
        import obstore
    except ImportError:
        raise DestinationPaused(CLOUD_EXTRA) from None
    try:
        return _OPEN[place.scheme](place, credentials)
    except (OSError, ValueError, TypeError, obstore.exceptions.BaseError):
        raise DestinationPaused(
            f"The object store {place.scheme}://{place.bucket} is not set up as the library wants "
            "it. Look at its address and enter its credentials again."
        ) from None


def _s3(place: Place, credentials: str | None) -> ObjectStore:
    from obstore.store import S3Store

    # `conditional_put` too: a variable of the environment could turn create-only off.
    config: dict[str, Any] = {"conditional_put": "etag", "checksum_algorithm": "SHA256"}
    if credentials is not None:
        names = ("access_key_id", "secret_access_key", "session_token")
        config |= zip(names, _split(credentials, 2, 3), strict=False)
    elif not any(map(os.environ.get, _S3_ENVIRONMENT)):
        raise DestinationPaused(_NO_CREDENTIALS)
    endpoint = place.options.get("endpoint") or _endpoint_of_environment()
    if endpoint:
        config["endpoint"] = endpoint
    if region := place.options.get("region"):
        config["region"] = region
    return S3Store(
        place.bucket,
        prefix=place.prefix or None,
        client_options=_client(endpoint),
        retry_config=_once(),
        **config,
    )


def _gs(place: Place, credentials: str | None) -> ObjectStore:
    from obstore.store import GCSStore

    config: dict[str, Any] = {"service_account_key": credentials} if credentials else {}
    return GCSStore(
        place.bucket,
        prefix=place.prefix or None,
        client_options=_client(),
        retry_config=_once(),
        **config,
    )


def _az(place: Place, credentials: str | None) -> ObjectStore:
    from obstore.store import AzureStore

    config: dict[str, Any] = {}
    if credentials is not None:
        config |= zip(("account_name", "account_key"), _split(credentials, 2, 2), strict=True)
    return AzureStore(
        place.bucket,
        prefix=place.prefix or None,
        client_options=_client(),
        retry_config=_once(),
        **config,
    )


_OPEN: dict[str, Callable[[Place, str | None], ObjectStore]] = {"s3": _s3, "gs": _gs, "az": _az}

_NO_CREDENTIALS = (
    "There are no credentials for the object store. Enter them as KEY:SECRET; they are kept in "
    "the keyring."
)


def _split(credentials: str, fewest: int, most: int) -> list[str]:
    words = credentials.strip().split(":", most - 1)
    if len(words) < fewest or not all(words):
        raise DestinationPaused(_NO_CREDENTIALS)
    return words


def _endpoint_of_environment() -> str:
    return os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""


def _client(endpoint: str = "") -> ClientConfig:
    """Return what holds for every request: bounded in time, and over TLS but for loopback."""
    parts = urlsplit(endpoint)
    local = parts.hostname in LOOPBACK
    if endpoint and parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise DestinationPaused(
            "The object store is asked without TLS, which anybody could read along. "
            "Give its endpoint as https://..."
        )
    return {
        "allow_http": local,
        "allow_invalid_certificates": False,
        # A delivery is two requests.
        "timeout": timedelta(seconds=PATIENCE_S / 2),
        "connect_timeout": timedelta(seconds=PATIENCE_S / 4),
    }


def _once() -> RetryConfig:
    """Return that nothing is tried again: when it is, and how often, is kept in the store."""
    return {"max_retries": 0}
