"""Files that no standard is in, made by somebody who wants the program to hang, grow or fall."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable
from pathlib import Path

KITE = Path(__file__).parents[2] / "standards" / "made-up-1.0.toml"
KITE_TEXT = KITE.read_text(encoding="utf-8")
KITE_DATA = tomllib.loads(KITE_TEXT)

DEEP = "nested deeper than 64"


def _json(**changed: object) -> str:
    return json.dumps({**KITE_DATA, **changed})


def _growing(most: int) -> str:
    return "\n".join(f"{'.'.join('a' * length)}.b{length} = 1" for length in range(1, most))


def _many_methods() -> str:
    """Return a table of a thousand rows, of which none decides before its last method."""
    codes = [f"M{number}" for number in range(12)]
    row = {"methods": {**dict.fromkeys(codes, "any"), "M11": "fail"}, "overall": "fail"}
    statement = {**KITE_DATA["ksbs"][0], "code": "K", "method": "M"}
    descriptor = {**KITE_DATA["descriptors"][0], "id": "D", "code": "P", "grade": "pass"}
    return _json(
        grades=["fail", "pass"],
        options=[],
        methods=[{**KITE_DATA["methods"][0], "code": code} for code in codes],
        ksbs=[{**statement, "code": f"K{n}", "method": code} for n, code in enumerate(codes)],
        descriptors=[
            {**descriptor, "id": f"D{n}", "code": f"P{n}", "method": code, "ksbs": [f"K{n}"]}
            for n, code in enumerate(codes)
        ],
        overall=[row] * 1000,
        resit={},
        criteria_gaps={},
    )


TEXTS: dict[str, tuple[str | bytes, str]] = {
    "lists.toml": ("a = " + "[" * 20_000, DEEP),
    "lists.json": ("[" * 20_000, DEEP),
    "objects.json": ('{"a":' * 5_000, DEEP),
    "inline-tables.toml": ("a = " + "{b=" * 5_000, DEEP),
    "dotted-key.toml": (".".join(["a"] * 20_000) + " = 1", DEEP),
    "quoted-dotted-key.toml": (".".join(['"a"'] * 20_000) + " = 1", DEEP),
    "dotted-table.toml": ("[" + ".".join(["a"] * 20_000) + "]", DEEP),
    "behind-a-string.toml": ('a = ["]' + ']" ,' + "[" * 20_000, DEEP),
    "behind-an-open-comment.toml": ("a = [ # ]]]\n" + "[" * 20_000, DEEP),
    "dotted-in-tables.toml": (
        "a = " + ("{" + ".".join(["a"] * 60) + "=") * 60 + "1" + "}" * 60,
        DEEP,
    ),
    "growing.toml": (_growing(1200), "larger than 1,000,000 bytes"),
    "growing-to-the-limit.toml": (_growing(64), "is not a key of this format"),
    "open-quotes.toml": ('"' * 999_999, "is not TOML"),
    "escaped-quotes.toml": ('\\"""' * 200_000, "is not TOML"),
    "half-closed.toml": ("a = '''" + "''x" * 300_000, "is not TOML"),
    "backslashes.toml": ('a = "' + "\\" * 900_000, "is not TOML"),
    "backslashes.json": ('{"a": "' + "\\" * 900_000, "is not JSON"),
    "a-great-many.toml": ("[[ksbs]]\n" * 100_000, "more than 20,000 values"),
    "unknown-keys.json": (
        _json(**{f"presentation_contents{n}": 1 for n in range(18_000)}),
        "is not a key",
    ),
    "table.json": (_many_methods(), "has no row for M0 fail"),
    "digits.toml": ("a = " + "9" * 100_000, "is not TOML"),
    "digits.json": ('{"a": ' + "9" * 100_000 + "}", "is not JSON"),
    "hexadecimal.toml": ("a = 0x" + "f" * 900_000, "a: is not a key of this format"),
    "exponent.json": (_json(level=1).replace('"level": 1', '"level": 1e999999'), "level: "),
    "infinity.toml": (KITE_TEXT.replace("level = 3", "level = inf"), "level: should be a valid"),
    "nan.toml": (KITE_TEXT.replace("level = 3", "level = nan"), "level: should be a valid"),
    "nan.json": ('{"level": NaN}', "NaN is not a number"),
    "infinity.json": ('{"level": -Infinity}', "-Infinity is not a number"),
    "twice.toml": ("level = 1\nlevel = 2", "is not TOML"),
    "twice.json": ('{"level": 1, "level": 2}', "the key 'level' stands twice"),
    "half-character.json": (_json(source="half \ud800"), "U+D800"),
    "half-character-key.json": (_json(**{"\udfff": 1}), "U+DFFF"),
    "nul.toml": (KITE_TEXT.replace("Flown", "Flo\0wn"), "is not TOML"),
    "nul-escape.toml": (KITE_TEXT.replace("Flown", "Flo\\u0000wn"), "U+0000"),
    "nul-escape.json": (_json(source="a\0b"), "U+0000"),
    "latin-1.toml": (b'format = 1\ntitle = "caf\xe9"\n', "line 2: is not UTF-8"),
    "overlong.toml": (b'title = "\xc0\xae"\n', "line 1: is not UTF-8"),
    "utf-16.toml": (KITE_TEXT.encode("utf-16"), "is not UTF-8"),
    "compressed.json": (b"\x1f\x8b\x08\x00" + bytes(range(256)) * 100, "is not UTF-8"),
    "yaml.toml": ("format: 1\nreference: KITE\ngrades: [NO, 012, 1:30]\n", "is not TOML"),
    "yaml-bomb.json": ("a: &a [x, x]\nb: &b [*a, *a]\n", "is not JSON"),
    "empty.toml": ("", "format: is missing"),
    "empty.json": ("", "is not JSON"),
}
"""By the name of the file: what stands in it, and what is said of it."""

FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe.toml": (os.mkfifo, "is not a file"),
    "folder.toml": (Path.mkdir, "is not a file"),
    "loop.toml": (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
    "dangling.toml": (lambda path: path.symlink_to("nowhere"), "No such file or directory"),
    "zeros.toml": (lambda path: path.symlink_to("/dev/zero"), "is not a file"),
    "memory.json": (lambda path: path.symlink_to("/proc/self/mem"), "cannot be read"),
    "sparse.toml": (lambda path: _sparse(path, 3 * 2**30), "larger than 1,000,000 bytes"),
    "text.yaml": (lambda path: path.write_text("format: 1"), "neither TOML nor JSON"),
}
"""By the name of the file: how it is made, and what is said of it."""


def _sparse(path: Path, size: int) -> None:
    path.touch()
    os.truncate(path, size)
