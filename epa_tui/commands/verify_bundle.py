"""`epa-tui verify` of appeal bundles, for whoever has nothing but a bundle: a part of `verify`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.exchange.bundle_check import CheckedBundle

_IN_ORDER = "All is as it was made. Compare the device's name with the one that you were given."
_KEEP = "Keep such a bundle as evidence, and ask its sender for it again."


def is_bundle(path: Path) -> bool:
    """Tell whether a path that was named is to be checked as a bundle: a folder, or a ZIP file."""
    return path.suffix.casefold() == ".zip" or path.is_dir()


def run(args: argparse.Namespace, paths: Sequence[Path]) -> int:
    """Check bundles.

    Args:
        args: Of the command.
        paths: Their folders or ZIP files.

    Returns:
        The exit status: 0 when all is as it was made, 1 where something was changed, 2 where a
        path is no bundle.
    """
    checked, unread = _checked(paths, args.device)
    in_order = not unread and not any(found.findings for _, found in checked)
    if args.json:
        told = {"format": 1, "in_order": in_order, "unread": unread}
        print(json.dumps({**told, "bundles": [_json(*one) for one in checked]}, indent=2))
    else:
        print("\n".join(line for one in checked for line in _about(*one)))
        if checked:
            print(_IN_ORDER if in_order else _KEEP)
    return 2 if unread else 0 if in_order else 1


def _checked(
    paths: Sequence[Path], devices: Sequence[str]
) -> tuple[list[tuple[Path, CheckedBundle]], int]:
    """Check each bundle by itself, say which paths are none, and count these."""
    from data.exchange.bundle_check import NotABundle, check_bundle

    checked, unread = [], 0
    for path in paths:
        try:
            checked.append((path, check_bundle(path, devices)))
        except NotABundle as error:
            print(error, file=sys.stderr)
            unread += 1
        except OSError as error:
            print(f"{path} cannot be read ({error.strerror}). Check its name.", file=sys.stderr)
            unread += 1
    return checked, unread


def _about(path: Path, found: CheckedBundle) -> Iterator[str]:
    yield from (f"{path}: {finding}." for finding in found.findings)
    if not found.findings:
        masked = f"; masked: {', '.join(found.redacted)}" if found.redacted else ""
        yield (
            f"{path}: {found.files} files, {found.records} records with {found.entries} entries, "
            f"signed by device {found.device}{masked}."
        )


def _json(path: Path, found: CheckedBundle) -> dict[str, object]:
    return {
        "bundle": str(path),
        "device": found.device,
        "files": found.files,
        "records": found.records,
        "entries": found.entries,
        "redacted": list(found.redacted),
        "findings": list(found.findings),
    }
