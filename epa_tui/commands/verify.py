"""`epa-tui verify`: checks documents by themselves, and every chain and signed head of the store.

On the application's floor. Nothing heavy is imported before the command runs, so that `--help`
stays instant. Whoever receives documents has no store: naming them is enough.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from epa_tui.commands import COMMANDS

if TYPE_CHECKING:
    from data.exchange.checking import CheckedDocument
    from data.store.store import Store
    from data.store.verifying import Finding, Verified


_IN_ORDER = "All is as it was written."
_IN_ORDER_HERE = (
    "All that is here is as it was written; no result that has left was compared: "
    "name them to find a record that was made anew or removed."
)
_UNREAD = "{files} of those that were named could not be checked: see above."
_NOT_COMPARED = "the record was not compared: it is not on this machine"
_DEVICE = re.compile(r"[0-9a-f]{16}|[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class _Named:
    """A document that was named, and what was found in it."""

    path: Path
    found: CheckedDocument
    compared: bool = False
    """Whether its record is in the store here, or has to be."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `verify` with the main parser."""
    parser = subparsers.add_parser("verify", help=COMMANDS["verify"][1])
    parser.add_argument(
        "results",
        nargs="*",
        type=Path,
        metavar="RESULT",
        help="documents that have left: bytes, schema and signature are checked, and the record "
        "where it is here; or appeal bundles, as folders or ZIP files",
    )
    parser.add_argument(
        "--device",
        action="append",
        default=[],
        type=_device,
        metavar="KEY",
        help="public key (or name) of a device of which the documents have to be; may be repeated",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=run)


def _device(text: str) -> str:
    if not _DEVICE.fullmatch(text):
        raise argparse.ArgumentTypeError("it is neither a key nor a name: 43 or 16 characters")
    return text


def run(args: argparse.Namespace) -> int:
    """Verify what is named: appeal bundles, or documents and the store where there is one.

    Returns:
        The exit status: 0 when all is as it was written, 1 where something was changed, is not
        signed or cannot be read, 2 where there is nothing to verify or a named file is no result.
    """
    from epa_tui.commands import verify_bundle

    if args.results and all(map(verify_bundle.is_bundle, args.results)):
        return verify_bundle.run(args, args.results)
    return _documents(args)


def _documents(args: argparse.Namespace) -> int:
    from data.store.errors import StoreError
    from epa_tui.asking import say
    from epa_tui.commands.chosen import has_store, no_store
    from epa_tui.commands.refusing import refuse
    from epa_tui.home import resolve

    home = resolve(args)
    named = _checked(args.results, args.device)
    unread = len(args.results) - len(named)
    if not args.results and not has_store(home):
        refuse(args, no_store(home))
        return 2
    verified = None
    try:
        if has_store(home) and (named or not unread):
            named, verified = _with_store(home, named)
    except StoreError as error:
        if not named:
            refuse(args, error)
            return 1
        _tell(args, named, None, unread)
        say(str(error))
        return 1
    if named or not unread or args.json:
        _tell(args, named, verified, unread)
    if unread:
        return 2
    return 0 if _in_order(named, verified) else 1


def _tell(
    args: argparse.Namespace, named: list[_Named], verified: Verified | None, unread: int
) -> None:
    print(_json(named, verified, unread) if args.json else _text(named, verified, unread))


def _checked(paths: Sequence[Path], devices: Sequence[str]) -> list[_Named]:
    """Check each document by itself, and say which files are none."""
    from data.exchange.checking import check_file
    from data.exchange.errors import ExchangeError

    named = []
    for path in paths:
        try:
            named.append(_Named(path, check_file(path, devices)))
        except OSError as error:
            print(f"{path} cannot be read ({error.strerror}). Check its name.", file=sys.stderr)
        except (ExchangeError, ValueError):
            print(
                f"{path} is no result of epa_tui, or not a whole one. "
                "Name the JSON files that `epa-tui export` wrote.",
                file=sys.stderr,
            )
    return named


def _with_store(home: Path, named: list[_Named]) -> tuple[list[_Named], Verified]:
    """Verify the store, with the heads of the documents whose records have to be in it."""
    from data.store.verifying import verify_store
    from epa_tui.unlocking import open_store

    with open_store(home) as store:
        named = _to_compare(store, named)
        heads = [each.found.head for each in named if each.compared and each.found.head]
        return named, verify_store(store, heads)


def _to_compare(store: Store, named: list[_Named]) -> list[_Named]:
    """Mark the documents whose records are here; those of this device have to be."""
    if not named:
        return []
    here, own = {sitting.id for sitting in store.begun()}, store.device().public
    return [
        replace(each, compared=head.sitting in here or head.device_key == own) if head else each
        for each in named
        for head in [each.found.head]
    ]


def _in_order(named: list[_Named], verified: Verified | None) -> bool:
    return not any(each.found.findings for each in named) and not (verified and verified.findings)


def _json(named: list[_Named], verified: Verified | None, unread: int) -> str:
    from data.store.verifying import Verified

    made = asdict(verified or Verified(0, 0, 0, 0, ()))
    in_order = not unread and _in_order(named, verified)
    told = {"format": 1, "in_order": in_order, "unread": unread, **made}
    return json.dumps({**told, "documents": [_document(each) for each in named]}, indent=2)


def _document(each: _Named) -> dict[str, Any]:
    found = each.found
    return {
        "file": str(each.path),
        "kind": found.kind,
        "sitting": found.head.sitting if found.head else None,
        "revision": found.revision,
        "sha256": found.sha256,
        "device": found.device,
        "device_key": found.head.device_key if found.head else None,
        "record_compared": each.compared,
        "findings": found.findings,
    }


def _text(named: list[_Named], verified: Verified | None, unread: int) -> str:
    from data.rules.counts import counted
    from data.store.finding import NEWER

    lines = [line for each in named for line in _about(each)]
    lines.append(_counts(named, verified))
    if unread:
        lines.append(_UNREAD.format(files=counted(unread, "file")))
    elif _in_order(named, verified):
        compared = named or (verified and verified.compared_outside)
        return "\n".join([*lines, _IN_ORDER if compared else _IN_ORDER_HERE])
    if verified:
        lines += [_line(finding) for finding in verified.findings]
    if any(each.found.findings for each in named):
        lines.append("Keep such a document as evidence, and ask its sender for it again.")
    if verified and any(finding.sentence != NEWER for finding in verified.findings):
        lines.append(
            "Keep this store as evidence. `epa-tui restore` brings back the newest backup in order."
        )
    return "\n".join(lines)


def _counts(named: list[_Named], verified: Verified | None) -> str:
    from data.rules.counts import counted

    told = [counted(len(named), "document")] if named else []
    if verified:
        told += [
            counted(verified.sittings + verified.journeys, "record"),
            counted(verified.entries, "entry", "entries"),
            counted(verified.heads, "signed head"),
        ]
    return f"Checked: {', '.join(told)}."


def _about(each: _Named) -> Iterator[str]:
    """Say what a document is, or each thing that is not as it was written."""
    found = each.found
    if found.findings:
        yield from (f"{each.path}: {finding}." for finding in found.findings)
        return
    record = "" if each.compared else f"; {_NOT_COMPARED}"
    what = f"{found.kind}, revision {found.revision}, signed by device {found.device}"
    yield f"{each.path}: {what}{record}."


def _line(finding: Finding) -> str:
    if not finding.sitting:
        return f"Store: {finding.sentence}."
    entry = "" if finding.seq is None else f" entry {finding.seq}"
    return f"{finding.whose} {finding.sitting}:{entry} {finding.sentence}."
