"""What a bundle says of itself: the manifest with every hash, its signature, and a README."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from data.exchange.bundle_check import FORMAT, KIND, MANIFEST, README, SIGNATURE, SUMS, sums
from data.exchange.canonical import canonical
from data.exchange.signature import sign
from epa_tui import __version__
from epa_tui.bundle.contents import BundleFile
from epa_tui.bundle.dossier import Dossier
from epa_tui.bundle.masking import KINDS, Mask
from epa_tui.bundle.matter import matter

_README = """\
APPEAL BUNDLE {reference}
{line}
{standard}
State of the records: {made} ({entries} entries). {demonstration}

{matter}
WHAT IS IN IT

Papers to read, to be opened by a double click ({forms}), in this order:
papers/timeline     everything that was recorded, by time, in sentences: begin here
papers/trace        from each grade to the descriptor, the note and the minute
papers/record-form  the assessor's record of each sitting: conditions, times, questions, notes
papers/quality-form internal quality assurance: second marking, what a third person decided
papers/feedback     what apprentice and employer are told

Codes such as P4 are grading descriptors (their text is in papers/trace), codes such as K5 are
statements of knowledge, skills and behaviours (their text is in the file in standards/).

Files to check them against, for a computer:
records/            every entry of every record as JSON lines, with the hashes of its chain
results/            every revision of every result that was made, with its signature
standards/          the standard that each sitting was begun under, and what surrounds it
{manifest}       every file with its SHA-256, and the signed heads of the records

WHAT IS MASKED

{masked}

HOW TO CHECK IT

1. No file was changed since the bundle was made: in a terminal, in the folder of this file,

       sha256sum -c {sums}                  on Linux
       shasum -a 256 -c {sums}              on macOS
       certutil -hashfile NAME SHA256           on Windows, a file at a time

   Each line of the first two has to end with OK; what Windows shows has to stand in {sums}.

2. All of it, with epa_tui (no store and no key is needed; name the folder or the ZIP file):

       epa-tui verify FOLDER

   It checks the signature of the manifest, every file, every chain of hashes, the signed head of
   every record, every result with its signature, and that each standard is the one that a sitting
   was begun under. It says whose device signed: {device}.
   Compare this name with the one that the organisation gives you (`epa-tui doctor` shows it there).

3. Without epa_tui: {signature} is a detached JWS (RFC 7515, RFC 7797, EdDSA) of the bytes of
   {manifest}, by the key "device_key" in it. The hash of an entry is
   SHA-256 of "epa-entry-v2", a zero byte, and the canonical JSON (RFC 8785) of
   {{"at": [wall, tick, boot], "commit": ..., "id": ..., "kind": ..., "prev": ..., "seq": ...}}.

WHAT CANNOT BE CHECKED FROM THE BUNDLE ALONE

"commit" is the SHA-256 of an entry as it is kept, enciphered. That the words of an entry are those
that were enciphered can be shown where the store is: a bundle made there anew has the same bytes.
What was judged is held by the signed results as well. Whose device a key is, only the organisation
can tell.
{unchecked}"""

_NOTHING = "Nothing."
_MASKED = """\
{kinds}
A mark such as [name] or [redacted] stands in its place. Each file that was masked has in the
manifest, beside its own hash, that of the unmasked one: HMAC-SHA-256 with a salt that only the
unmasked bundle holds (so that nobody can find a masked text by trying). The organisation proves
what was masked by showing the unmasked bundle, which `epa-tui bundle` without --redact makes anew,
byte for byte, as long as nothing is added to the records.
Words of the standard and of dates stay, also where a name is the same word."""
_UNCHECKED = """
In this bundle results are masked: their signatures are those of the unmasked results and do not fit
the masked ones. The chains of the records hold all the same, for they speak of ciphertexts.
"""


def telling(dossier: Dossier, files: tuple[BundleFile, ...], mask: Mask) -> tuple[BundleFile, ...]:
    """Return the files that tell of a bundle: README, manifest, its signature, and sums.

    Args:
        dossier: What the bundle is made of.
        files: Its other files.
        mask: What was masked in them.
    """
    readme = BundleFile(README, "begin here", _readme(dossier, files, mask).encode())
    listed = (readme, *files)
    manifest = canonical(_manifest(dossier, listed, mask))
    signature = sign(manifest, dossier.device).encode()
    named = {one.path: one.body for one in listed}
    named |= {MANIFEST: manifest, SIGNATURE: signature}
    return (
        readme,
        BundleFile(MANIFEST, "every file with its hash", manifest),
        BundleFile(SIGNATURE, "signature of the manifest", signature),
        BundleFile(SUMS, "for sha256sum -c", sums(named)),
    )


def _manifest(dossier: Dossier, files: tuple[BundleFile, ...], mask: Mask) -> dict[str, Any]:
    case = dossier.case
    told: dict[str, Any] = {
        "format": FORMAT,
        "kind": KIND,
        "made_with": f"epa_tui {__version__}",
        "as_of": case.now.iso(),
        "demonstration": case.demonstration,
        "assessment": case.assessment.id,
        "standard": {"reference": case.standard.reference, "version": case.standard.version},
        "device_key": dossier.device.public,
        "redacted": list(mask.kinds),
        "files": [_listed(dossier, one) for one in files],
        "records": _heads(dossier),
    }
    return told if mask.kinds else {**told, "salt": dossier.salt.hex()}


def _listed(dossier: Dossier, one: BundleFile) -> dict[str, Any]:
    told = {
        "path": one.path,
        "what": one.what,
        "bytes": len(one.body),
        "sha256": _sha256(one.body),
    }
    if one.original is None:
        return told
    hidden = hmac.new(dossier.salt, one.original, hashlib.sha256).hexdigest()
    return {**told, "unmasked_hmac_sha256": hidden}


def _heads(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the head of each record, signed by the device that makes the bundle."""
    case = dossier.case
    ends = [(held.sitting.id, held.state.last) for held in case.held]
    if last := case.view.state.last:
        ends.insert(0, (case.assessment.id, last))
    signed = [dossier.device.sign_head(name, entry.seq, entry.hash) for name, entry in ends]
    return [
        {"record": one.sitting, "entries": one.seq, "head": one.hash, "signature": one.signature}
        for one in signed
    ]


def _forms(files: tuple[BundleFile, ...]) -> str:
    """Return how the papers are written: `.html, .pdf`."""
    papers = {one.path.rpartition(".")[2] for one in files if one.path.startswith("papers/")}
    return ", ".join(f".{form}" for form in sorted(papers))


def _readme(dossier: Dossier, files: tuple[BundleFile, ...], mask: Mask) -> str:
    case = dossier.case
    title = f"APPEAL BUNDLE {case.reference}"
    masked = _MASKED.format(kinds="\n".join(f"- {KINDS[kind]}" for kind in mask.kinds))
    entries = sum(len(held.state.entries) for held in case.held) + len(case.view.state.entries)
    return _README.format(
        reference=case.reference,
        line="=" * len(title),
        standard=case.subtitle,
        made=case.now.iso(),
        entries=entries,
        demonstration="Demonstration: everybody is invented." if case.demonstration else "",
        masked=masked if mask.kinds else _NOTHING,
        device=dossier.device.name,
        unchecked=_UNCHECKED if mask.kinds else "",
        matter=matter(mask.case(case) if mask.kinds else case),
        forms=_forms(files),
        manifest=MANIFEST,
        sums=SUMS,
        signature=SIGNATURE,
    )


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
