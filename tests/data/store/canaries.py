"""People who do not exist, under names that can be looked for in every byte of a folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from data.record.chain import link
from data.record.cipher import Cipher
from data.record.entries import Body, Entry, Noted
from data.store.rows import Assessment, Document, Draft
from data.store.store import Store
from tests.data.store.building import LIVE, NOON, OPENED, a_sitting, an_assessment

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))


def person(number: int = 0) -> Assessment:
    return replace(
        an_assessment(number),
        family_name=f"Kanarienvogel{number:02d}",
        given_names=f"Testa Serinus{number:02d}",
        uln=f"10001598{number:02d}",
        employer=f"Fringillidae{number:02d} Ltd",
        provider=f"Atlantic{number:02d} College",
        breaks=f"perch{number:02d} x 5 min",
        adjustment_reference=f"cage{number:02d}",
        assessor=f"Pat Ornitho{number:02d}",
    )


def words(number: int = 0) -> dict[str, str]:
    """Return what is kept of a person, by what it is."""
    kept = person(number)
    return {
        "family name": kept.family_name,
        "folded": kept.family_name.lower(),
        "given names": f"Serinus{number:02d}",
        "ULN": kept.uln,
        "employer": kept.employer,
        "provider": kept.provider,
        "assessor": f"Ornitho{number:02d}",
        "place": f"aviary{number:02d}",
        "exceptional": f"moulting{number:02d}",
        "note": f"sings{number:02d} in the morning",
        "draft": f"twitters{number:02d}",
        "result": f"plumage{number:02d}",
    }


def written(store: Store, sitting: str, bodies: Iterable[Body]) -> tuple[Entry, ...]:
    """Return entries that go on with a sitting, enciphered as the program does it."""
    cipher: Cipher = store.cipher_of(sitting)
    before = store.lines(sitting)
    entries: list[Entry] = []
    for number, body in enumerate(bodies, start=len(before) + 1):
        after = entries[-1] if entries else before[-1] if before else None
        now = NOON.later(number * 1000)
        entries.append(link(body, now, f"{sitting}-{number}", after, cipher))
    return tuple(entries)


def add_notes(store: Store, count: int = 1, number: int = 0) -> None:
    sitting = f"sitting-{number}"
    begun = len(store.lines(sitting))
    said = [Noted(f"{words(number)['note']}, {begun + n}") for n in range(count)]
    opened = replace(OPENED, exceptional=store.sitting(sitting).exceptional)
    first = [] if begun else [opened]
    store.append(sitting, written(store, sitting, [*first, *said]), LIVE, OPENED.digest)


def a_result(
    number: int = 0, body: bytes = b"", name: str = "", record: Mapping[str, object] | None = None
) -> Document:
    sitting, name = f"sitting-{number}", name or f"result-{number}"
    told = {"revision": 1, "supersedes": None, "record": record or {}}
    raw = {"id": name, "subject": sitting, "data": told, "x": words(number)["result"]}
    body = body or json.dumps(raw).encode()
    digest = hashlib.sha256(body).hexdigest()
    return Document(name, sitting, 1, None, digest, body, NOON.wall)


def fill(store: Store, *numbers: int, notes: int = 3) -> None:
    """Put people with all that can be kept of them into a store."""
    for number in numbers or (0,):
        told = words(number)
        sitting = a_sitting(number, place=told["place"], exceptional=told["exceptional"])
        store.save_bookings([person(number)], [sitting])
        add_notes(store, notes, number)
        line = Draft(told["draft"], 0, None, NOON)
        store.append(sitting.id, (), LIVE, draft=line, document=a_result(number))


def readable(folder: Path, *numbers: int) -> set[tuple[str, str]]:
    """Return which file holds what of these people in clear: name of the file, and what."""
    return {
        (path.name, what)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for content in [path.read_bytes()]
        for number in numbers or (0,)
        for what, word in words(number).items()
        if word.encode() in content
    }
