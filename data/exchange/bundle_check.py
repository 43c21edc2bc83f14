"""Checks an appeal bundle with nothing but itself: hashes, chains, signed heads, results.

Whoever receives one needs no store for this. It is read bounded, and nothing in it is believed
before its hash was compared.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.exchange.checking import check_document
from data.exchange.errors import ExchangeError, UnreadableDocument
from data.exchange.reading import read_document
from data.exchange.signature import SUFFIX, genuine
from data.record.chain import hash_of
from data.record.head import SignedHead, device_name
from data.record.instant import Instant
from data.standards.bounds import Unbounded, read_bounded

FORMAT, KIND = 1, "epa-tui appeal bundle"
MANIFEST, SIGNATURE = "MANIFEST.json", "MANIFEST.jws"
README, SUMS = "README.txt", "SHA256SUMS"

_MOST_FILES, _MOST_BYTES = 500, 256 * 1024 * 1024
_UNLISTED = frozenset({MANIFEST, SIGNATURE, SUMS})


class NotABundle(ExchangeError):
    """A folder or file is no appeal bundle; the text says what to do."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is no appeal bundle of epa_tui, or not a whole one. "
            "Name the folder or ZIP file that `epa-tui bundle` wrote."
        )


@dataclass(frozen=True, slots=True)
class CheckedBundle:
    """What was found in a bundle."""

    device: str
    """Name of the device that signed it."""
    files: int
    records: int
    entries: int
    redacted: tuple[str, ...]
    findings: tuple[str, ...]
    """What is not as it was made, a sentence without its full stop each."""


def check_bundle(path: Path, devices: Collection[str] = ()) -> CheckedBundle:
    """Check a bundle.

    Args:
        path: Its folder or ZIP file.
        devices: Names or public keys of the devices of which it may be; empty for any.

    Raises:
        NotABundle: It is none, or larger than any.
        OSError: It cannot be read.
    """
    try:
        files = _zipped(path) if path.is_file() else _in_folder(path)
        manifest = read_document(files[MANIFEST])
        if (manifest["format"], manifest["kind"]) != (FORMAT, KIND):
            raise NotABundle(path)
        return _checked(files, manifest, devices)
    except (KeyError, TypeError, ValueError, AttributeError, UnreadableDocument) as error:
        raise NotABundle(path) from error
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        # The last two are what `zipfile` says of a password and of a compression it does not know.
        raise NotABundle(path) from error


def _checked(
    files: Mapping[str, bytes], manifest: dict[str, Any], devices: Collection[str]
) -> CheckedBundle:
    key = str(manifest["device_key"])
    told = {str(one["path"]): str(one["sha256"]) for one in manifest["files"]}
    records = {str(one["record"]): one for one in manifest["records"]}
    lines = {name: _lines(files.get(f"records/{name}.jsonl", b"")) for name in records}
    redacted = tuple(map(str, manifest["redacted"]))
    findings = [
        *_signature(files, key, devices),
        *_hashes(files, told),
        *(found for name, one in records.items() for found in _chain(name, one, lines[name], key)),
        *_results(files, masked={p["path"] for p in manifest["files"] if _is_masked(p)}),
        *_standards(files, lines),
    ]
    entries = sum(map(len, lines.values()))
    device = device_name(key)
    return CheckedBundle(device, len(files), len(records), entries, redacted, tuple(findings))


def _is_masked(listed: dict[str, Any]) -> bool:
    return "unmasked_hmac_sha256" in listed


def _signature(files: Mapping[str, bytes], key: str, devices: Collection[str]) -> Iterator[str]:
    if devices and key not in devices and device_name(key) not in devices:
        yield "was made by another device than those that you named"
    signature = files.get(SIGNATURE, b"").decode("ascii", "replace").strip()
    if not genuine(signature, files[MANIFEST], key):
        yield f"{MANIFEST} has a signature that is not of its device, or was changed"


def _hashes(files: Mapping[str, bytes], told: Mapping[str, str]) -> Iterator[str]:
    for path, sha256 in told.items():
        if path not in files:
            yield f"{path} is missing"
        elif hashlib.sha256(files[path]).hexdigest() != sha256:
            yield f"{path} was changed since the bundle was made"
    for path in sorted(files.keys() - told.keys() - _UNLISTED):
        yield f"{path} was put in since the bundle was made"
    if files.get(SUMS) != sums({path: body for path, body in files.items() if path != SUMS}):
        yield f"{SUMS} does not list these files"


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return the hashes of files as `sha256sum -c` reads them."""
    hashes = {path: hashlib.sha256(body).hexdigest() for path, body in sorted(files.items())}
    return "".join(f"{sha256}  {path}\n" for path, sha256 in hashes.items()).encode()


def _lines(content: bytes) -> list[dict[str, Any]]:
    """Return the entries of a record; none where it is no record any more."""
    try:
        return [json.loads(line) for line in content.splitlines()]
    except ValueError:
        return []


def _chain(name: str, told: dict[str, Any], lines: list[dict[str, Any]], key: str) -> Iterator[str]:
    """Find the first entry that does not fit, or a head that is not the signed one."""
    prev = ""
    for seq, one in enumerate(lines, start=1):
        if not _follows(one, seq, prev):
            yield f"record {name}: entry {seq} was changed, or is out of its place"
            return
        prev = one["hash"]
    if (len(lines), prev) != (told["entries"], told["head"]):
        yield f"record {name} does not end where its signed head says"
    head = SignedHead(name, told["entries"], told["head"], key, told["signature"])
    if not head.genuine():
        yield f"record {name}: its head has a wrong signature"


def _follows(one: dict[str, Any], seq: int, prev: str) -> bool:
    """Tell whether an entry is the one that follows; anything may stand in its place."""
    try:
        at = Instant(one["wall"], one["tick"], one["boot"])
        true = hash_of(one["seq"], one["id"], at, one["kind"], one["commit"], one["prev"])
        return (one["seq"], one["prev"], one["hash"]) == (seq, prev, true)
    except (KeyError, TypeError):
        return False


def _results(files: Mapping[str, bytes], masked: set[str]) -> Iterator[str]:
    """Check each result that was not masked, with its signature."""
    for path, content in files.items():
        if not (path.startswith("results/") and path.endswith(".json")) or path in masked:
            continue
        beside = files.get(path.removesuffix(".json") + SUFFIX)
        signature = beside.decode("ascii", "replace") if beside else None
        try:
            found = check_document(content, signature, name=Path(path).name).findings
        except UnreadableDocument:
            found = ("holds no result any more",)
        yield from (f"{path} {finding}" for finding in found)


def _standards(
    files: Mapping[str, bytes], records: Mapping[str, list[dict[str, Any]]]
) -> Iterator[str]:
    """Find a sitting whose standard is not in the bundle."""
    there = {hashlib.sha256(content).hexdigest() for content in files.values()}
    for name, lines in records.items():
        opened = [one["body"]["digest"] for one in lines if one.get("kind") == "opened"]
        if opened and opened[-1] not in there:
            yield f"record {name}: the standard that it was begun under is not in the bundle"


def _in_folder(path: Path) -> dict[str, bytes]:
    """Read every file of a folder, whatever it is called; no link is followed out of it."""
    found, left = {}, _MOST_BYTES
    for number, inner in enumerate(sorted(path.rglob("*"))):
        if number > _MOST_FILES:
            raise NotABundle(path)
        if inner.is_dir() and not inner.is_symlink():
            continue
        if inner.is_symlink():
            raise NotABundle(path)
        content = _bounded(path, inner, left)
        left -= len(content)
        found[inner.relative_to(path).as_posix()] = content
    return found


def _bounded(path: Path, inner: Path, most: int) -> bytes:
    try:
        return read_bounded(inner, most)
    except Unbounded as error:
        raise NotABundle(path) from error


def _zipped(path: Path) -> dict[str, bytes]:
    """Read every file of a ZIP with one folder in it, without unpacking more than is allowed."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(_bounded(path, path, _MOST_BYTES))) as packed:
        infos = packed.infolist()
        if len(infos) > _MOST_FILES or sum(one.file_size for one in infos) > _MOST_BYTES:
            raise NotABundle(path)
        for info in infos:
            if not info.is_dir():
                found[info.filename.partition("/")[2]] = packed.read(info)
    return found
