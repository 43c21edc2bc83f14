"""Rules of this house that no ready-made linter knows, found in the shape of the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

MOST_LINES = 299
MOST_STEPS = 30
"""Lines of code in one function, without its docstring."""

PRINTING = ("epa_tui/commands/", "epa_tui/opening.py", "epa_tui/cli.py")

OPENING = {
    "data/exchange/open_folder.py": "results, in a folder that is held open",
    "data/exchange/reading_report/archive.py": "parts of a document that was read before",
    "data/exchange/schema.py": "the schema, from this package",
    "data/hub/folder_inbox.py": "documents of others, in the folder that is collected from",
    "data/record/instant.py": "the name of this start of the machine",
    "data/standards/bounds.py": "files from anywhere, bounded",
    "epa_tui/cli.py": "nothing, after a broken pipe",
}
"""Which modules outside of data/store may open files, and which: closing the store's file anywhere
in the process drops the lock on it (POSIX)."""

OPENERS = {"read_text", "read_bytes", "write_text", "write_bytes", "fdopen", "copyfile", "copy2"}
STORES = {"Store", "SittingRecord", "JourneyRecord", "NoteLine", "line"}
"""What else has an `open` of its own."""

MARKED = {"Static", "Label"}
"""Widgets that read a bare text as markup: `[K1]` would vanish from it."""


@dataclass(frozen=True)
class Module:
    """One file of code."""

    path: str
    """With `/`, from the root of the project."""
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def contents(self) -> set[str]:
        """Names in this module that only ever hold `Content`."""
        held: dict[str, list[ast.expr]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    held.setdefault(ast.unparse(target), []).append(node.value)
            elif isinstance(node, ast.AnnAssign) and node.value:
                held.setdefault(ast.unparse(node.target), []).append(node.value)
        return {name for name, values in held.items() if all(map(_is_content, values))}


def broken_rules(module: Module) -> list[str]:
    """Return each place of a module where a rule is broken, and which."""
    return sorted(f"{module.path}:{line} {said}" for line, said in _found(module))


def _found(module: Module) -> Iterator[tuple[int, str]]:
    lines = module.text.count("\n")
    if lines > MOST_LINES:
        yield lines, f"has more than {MOST_LINES} lines"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield from ((node.lineno, said) for said in _call(module, node))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((node.lineno, said) for said in _import(module, node))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_long(node):
            yield node.lineno, f"{node.name} has more than {MOST_STEPS} lines of code"


def _call(module: Module, call: ast.Call) -> Iterator[str]:
    name = _name(call.func)
    first = call.args[0] if call.args else None
    if name == "notify" and not _plain(call) and not _is_literal(first):
        yield "notify without markup=False"
    if name in MARKED and not _plain(call) and not _is_safe(module, first):
        yield f"{name} of a text without Content or markup=False"
    if name == "print" and not module.path.startswith(PRINTING):
        yield "print outside of the command line"
    if name in ("getLogger", "log") and not isinstance(call.func, ast.Name):
        yield "a log"
    if module.path not in OPENING and not _in_store(module) and _opens(call):
        yield "opens a file: only the modules of OPENING may"
    if name == "on_mount" and "super()" in ast.unparse(call.func):
        yield "Textual calls the on_mount of each class itself"


def _import(module: Module, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    names = {alias.name.partition(".")[0] for alias in node.names}
    source = (node.module or "").partition(".")[0] if isinstance(node, ast.ImportFrom) else ""
    if "logging" in names | {source} or (source == "textual" and "log" in names):
        yield "a log"
    if (names | {source}) & {"sqlite3", "sqlcipher3"} and not _in_store(module):
        yield "SQLite outside of data/store"


def _in_store(module: Module) -> bool:
    return PurePosixPath(module.path).is_relative_to("data/store")


def _opens(call: ast.Call) -> bool:
    name = _name(call.func)
    if not isinstance(call.func, ast.Attribute):
        return name == "open"
    if name != "open":
        return name in OPENERS
    owner = call.func.value
    if isinstance(owner, ast.Call):  # `self.query_one(NoteLine).open()`
        owner = owner.args[0] if owner.args else owner
    return _name(owner) not in STORES


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _plain(call: ast.Call) -> bool:
    return any(
        word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
        for word in call.keywords
    )


def _is_literal(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and "[" not in str(node.value)


def _is_safe(module: Module, node: ast.expr | None) -> bool:
    if node is None or _is_literal(node) or _is_content(node):
        return True
    return ast.unparse(node) in module.contents


def _is_content(node: ast.expr) -> bool:
    """Tell whether an expression is a `Content`: made as one, or out of one."""
    if isinstance(node, ast.IfExp):
        return _is_content(node.body) and _is_content(node.orelse)
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return _name(node.func.value) == "Content" or _is_content(node.func.value)
    return _name(node.func) == "Content"


def _is_long(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    if node.name == "add_parser":  # of the command line: a list, however long
        return False
    told = ast.get_docstring(node) is not None
    begin = node.body[0].end_lineno if told else node.lineno
    return (node.end_lineno or 0) - (begin or 0) > MOST_STEPS
