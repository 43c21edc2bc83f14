"""Checks a document that came from anywhere, with nothing but itself and the signature beside it.

Whoever receives results needs no store for this. What only the record can show, that nothing was
made anew before the document left, is for `data.store.verifying`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.exchange.canonical import address, canonical
from data.exchange.document import RESULT_TYPE, WITHDRAWAL_TYPE, document_id, source
from data.exchange.errors import InvalidDocument, NotJson
from data.exchange.folder import result_name
from data.exchange.proceedings import Json
from data.exchange.reading import MAX_BYTES, read_document
from data.exchange.schema import validate
from data.exchange.signature import SUFFIX, genuine
from data.record.head import SignedHead, device_name
from data.standards.bounds import Unbounded, read_bounded

_KINDS = {RESULT_TYPE: "result", WITHDRAWAL_TYPE: "withdrawal"}
_LONGEST_SIGNATURE = 4_000
_BY_ADDRESS = re.compile(r"([0-9a-f]{64})\.json")
_BY_REVISION = re.compile(r".+-r[0-9]+\.json")


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """What was found in one document."""

    kind: str
    """`result` or `withdrawal`."""
    sha256: str
    """Of its bytes, in hexadecimal."""
    head: SignedHead | None
    """What it says of its record; None where it does not follow the schema."""
    revision: int
    """0 where it does not follow the schema."""
    findings: tuple[str, ...]
    """What is not as it was written, a sentence without its full stop each; no personal data."""

    @property
    def device(self) -> str:
        """Name of the device that made it; empty where it does not follow the schema."""
        return device_name(self.head.device_key) if self.head else ""


def check_file(path: Path, devices: Collection[str] = ()) -> CheckedDocument:
    """Check a document in a file, with the signature that lies beside it.

    Args:
        path: The document.
        devices: See `check_document`.

    Raises:
        OSError: It cannot be read.
        Unbounded: It is no plain file, or is larger than any document.
        UnreadableDocument: It holds no document.
    """
    content = read_bounded(path, MAX_BYTES)
    try:
        signature = read_bounded(path.with_suffix(SUFFIX), _LONGEST_SIGNATURE).decode("ascii")
    except FileNotFoundError:
        signature = None
    except (OSError, Unbounded, UnicodeDecodeError):
        signature = ""
    return check_document(content, signature, name=path.name, devices=devices)


def check_document(
    content: bytes, signature: str | None, *, name: str = "", devices: Collection[str] = ()
) -> CheckedDocument:
    """Check bytes, shape, envelope, signature and signed head of a document.

    Args:
        content: Its bytes.
        signature: Its detached JWS; None where there is none.
        name: Of its file; a name that holds an address or a revision has to fit.
        devices: Names or public keys of the devices of which it may be; empty for any.

    Raises:
        UnreadableDocument: The bytes hold no document.
    """
    raw = read_document(content)
    kind = _KINDS.get(str(raw.get("type")))
    if kind is None:
        raise NotJson("its type is another", 1)
    bytes_changed = () if canonical(raw) == content else (_NOT_CANONICAL,)
    try:
        validate(raw)
    except InvalidDocument as error:
        said = f"does not follow the schema at {error.path or 'its top'}: {error.problem}"
        return CheckedDocument(kind, address(content), None, 0, (*bytes_changed, said))
    head, revision = _head(raw), int(raw["data"]["revision"])
    found = (
        *bytes_changed,
        *_in_envelope(raw, head, revision),
        *_in_signatures(content, signature, head),
        *_in_name(name, content, result_name(head.sitting, revision)),
        *_in_device(head.device_key, devices),
    )
    return CheckedDocument(kind, address(content), head, revision, found)


_NOT_CANONICAL = "has other bytes than it was made with: it was written anew (RFC 8785)"


def _head(raw: Json) -> SignedHead:
    record = raw["data"]["record"]
    return SignedHead(
        raw["subject"],
        record["sequence"],
        record["head"],
        record["device_key"],
        record["signature"],
    )


def _in_envelope(raw: Json, head: SignedHead, revision: int) -> Iterator[str]:
    device = device_name(head.device_key)
    if raw["source"] != source(device):
        yield "names another device as its source than the one whose key it carries"
    if raw["id"] != document_id(head.sitting, revision, device):
        yield "has an id that does not follow from its sitting, revision and device"


def _in_signatures(content: bytes, signature: str | None, head: SignedHead) -> Iterator[str]:
    if signature is None:
        yield f"is not signed: its signature ({SUFFIX}) does not lie beside it"
    elif not genuine(signature.strip(), content, head.device_key):
        yield "has a signature that is not of its device, or was changed since it was signed"
    if not head.genuine():
        yield "carries a head of its record with a wrong signature"


def _in_name(name: str, content: bytes, wanted: str) -> Iterator[str]:
    by_address = _BY_ADDRESS.fullmatch(name)
    if by_address and by_address[1] != address(content):
        yield "has a name that is not its address (SHA-256)"
    if _BY_REVISION.fullmatch(name) and name != wanted:
        yield "has the name of another sitting or revision"


def _in_device(device_key: str, devices: Collection[str]) -> Iterator[str]:
    if devices and device_key not in devices and device_name(device_key) not in devices:
        yield "was made by another device than those that you named"
