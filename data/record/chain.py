"""Entries as bytes, and the chain of hashes that shows a changed or missing one.

A hash speaks of the ciphertext of a body, so the chain can be checked without any key, and still
holds when the key was destroyed. The bytes are canonical JSON (RFC
8785). Entries hold strings, whole numbers and truth values only, for which the standard library's
writer gives exactly those bytes. A field that holds its default is not written: so a kind can gain
a field later, and old records keep their hashes.
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

from data.record.body import Line
from data.record.cipher import Cipher
from data.record.entries import KINDS, Body, Entry, Mark
from data.record.errors import BrokenChain, UnreadableEntry
from data.record.instant import Instant

_PREFIX = b"epa-entry-v2\0"


def body_to_json(body: Body) -> str:
    """Return the fields of a body as canonical JSON."""
    return _canonical(_written(body))


def _written(body: Body) -> dict[str, Any]:
    """Return the fields of a body that do not hold their default."""
    defaults = type(body).__dict__
    return {
        name: value
        for name, value in body.__dict__.items()
        if name not in defaults or defaults[name] != value
    }


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def body_from_json(kind: str, text: str, kinds: Mapping[str, type[Body]] = KINDS) -> Body:
    """Read a body back.

    Args:
        kind: Its kind, for example `note`.
        text: What `body_to_json` wrote.
        kinds: What there may be: that of a sitting's record, or of an assessment's.

    Raises:
        UnreadableEntry: The kind is unknown, or a field is missing, unknown or of a wrong type.
    """
    made = kinds.get(kind)
    if made is None:
        raise UnreadableEntry(f"an entry of the unknown kind {kind!r}")
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableEntry(f"a {kind} entry that is not JSON") from error
    if not isinstance(raw, dict):
        raise UnreadableEntry(f"a {kind} entry that is no object")
    hints = _hints(made)
    if unknown := raw.keys() - hints.keys():
        raise UnreadableEntry(f"a {kind} entry with the unknown field {sorted(unknown)[0]!r}")
    try:
        return made(**{name: _value(hints[name], value) for name, value in raw.items()})
    except (TypeError, UnicodeEncodeError) as error:
        raise UnreadableEntry(f"a {kind} entry with a missing or wrong field") from error


def _hints(made: type[Body]) -> dict[str, Any]:
    """Return the type of each field of a kind of entry."""
    if made not in _HINTS:
        hints = get_type_hints(made)
        _HINTS[made] = {field.name: hints[field.name] for field in fields(made)}
    return _HINTS[made]


_HINTS: dict[type[Body], dict[str, Any]] = {}


def _value(hint: Any, value: Any) -> Any:
    """Return `value` as the type `hint` asks for.

    Raises:
        TypeError: It is something else.
        UnicodeEncodeError: It is text that cannot be written.
    """
    if hint is Mark:
        if not isinstance(value, list) or len(value) != 2:
            raise TypeError(hint)
        return Mark(*(_value(str, part) for part in value))
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise TypeError(hint)
        return tuple(_value(get_args(hint)[0], part) for part in value)
    if get_origin(hint) is types.UnionType:
        choices = get_args(hint)
        if value is None and type(None) in choices:
            return None
        return _value(next(choice for choice in choices if choice is not type(None)), value)
    if type(value) is not hint:
        raise TypeError(hint)
    if hint is str:
        value.encode()  # half a surrogate pair has no bytes, hence no hash
    return value


def entry_hash(seq: int, name: str, at: Instant, kind: str, ciphertext: bytes, prev: str) -> str:
    """Return the hash of an entry: SHA-256 over its canonical bytes, in hexadecimal."""
    return hash_of(seq, name, at, kind, hashlib.sha256(ciphertext).hexdigest(), prev)


def hash_of(seq: int, name: str, at: Instant, kind: str, commit: str, prev: str) -> str:
    """Return the hash of an entry of which only the hash of its ciphertext is known.

    Args:
        seq: Its number.
        name: Its id.
        at: When it was made.
        kind: What kind of thing happened.
        commit: SHA-256 of its ciphertext, in hexadecimal.
        prev: Hash of the entry before.
    """
    whole = {
        "at": [at.wall, at.tick, at.boot],
        "commit": commit,
        "id": name,
        "kind": kind,
        "prev": prev,
        "seq": seq,
    }
    return hashlib.sha256(_PREFIX + _canonical(whole).encode()).hexdigest()


def link(body: Body, at: Instant, name: str, after: Entry | Line | None, cipher: Cipher) -> Entry:
    """Make the entry that follows `after`.

    Args:
        body: What happened.
        at: When.
        name: An id that no other entry has.
        after: The last entry of the sitting; None for the first.
        cipher: Makes unreadable what is kept of the body.
    """
    seq, prev = (after.seq + 1, after.hash) if after else (1, "")
    kept = cipher.encipher(body_to_json(body).encode(), name)
    return Entry(seq, name, at, body, prev, entry_hash(seq, name, at, body.kind, kept, prev), kept)


def read_line(line: Line, cipher: Cipher, kinds: Mapping[str, type[Body]] = KINDS) -> Entry:
    """Return a kept entry with its body.

    Args:
        line: As it is kept.
        cipher: Of its assessment.
        kinds: What there may be: that of a sitting's record, or of an assessment's.

    Raises:
        Unreadable: The key does not open it.
        UnreadableEntry: This version cannot read what it says.
    """
    text = cipher.decipher(line.ciphertext, line.id)
    try:
        body = body_from_json(line.kind, text.decode(), kinds)
    except UnicodeDecodeError as error:
        raise UnreadableEntry(f"a {line.kind} entry that is no text") from error
    return Entry(line.seq, line.id, line.at, body, line.prev, line.hash, line.ciphertext)


def verify(entries: Iterable[Entry | Line]) -> None:
    """Check that no entry was changed, left out or put elsewhere; no key is needed.

    Raises:
        BrokenChain: Names the first entry that does not fit.
    """
    prev = ""
    for seq, entry in enumerate(entries, start=1):
        true = entry_hash(entry.seq, entry.id, entry.at, entry.kind, entry.ciphertext, entry.prev)
        if entry.seq != seq or entry.prev != prev or entry.hash != true:
            raise BrokenChain(seq)
        prev = entry.hash
