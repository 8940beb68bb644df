"""Whether a zip holds what its code imports. It is read, not run, so any processor will do."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

_OURS = ("app", "chalicelib")


def missing(folder: Path, other_door: str) -> list[str]:
    """What is imported and not there, each with who wants it; followed from app.py.

    Of our own modules imports inside functions count too: they would fail at their first use. Of
    libraries they do not: domain/calendar.py asks for one the public side neither has nor needs.
    Only app.py may name ``other_door``, which is left out: it asks for the door it is told to.
    """
    faults: set[str] = set()
    waiting, seen = ["app"], set[str]()
    while waiting:
        module = waiting.pop()
        source = _source(folder, module)
        if module in seen or source is None:
            continue
        seen.add(module)
        for name, must in _imports(source, module):
            is_shut = name == other_door or name.startswith(f"{other_door}.")
            if is_shut and module == "app":
                continue
            if is_shut or (must and not _is_there(folder, name)):
                faults.add(f"{module} imports {name}, which is not in the zip")
            waiting += _with_parents(name)
    return sorted(faults)


def _source(folder: Path, module: str) -> Path | None:
    """Ours only: what a library imports is the library's business."""
    if not _is_ours(module):
        return None
    path = folder / module.replace(".", "/")
    both = (path.with_name(f"{path.name}.py"), path / "__init__.py")
    return next((one for one in both if one.exists()), None)


def _imports(source: Path, module: str) -> Iterator[tuple[str, bool]]:
    """Each name, and whether it must be there: in ``from x import y`` y need not be a module."""
    package = module if source.name == "__init__.py" else module.rpartition(".")[0]
    tree = ast.parse(source.read_text(encoding="utf-8"))
    late = {id(inside) for one in _functions(tree) for inside in ast.walk(one)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, _is_ours(alias.name) or id(node) not in late
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level]
            base = ".".join([*(above if node.level else ()), *filter(None, [node.module])])
            yield base, _is_ours(base) or id(node) not in late
            yield from ((f"{base}.{alias.name}", False) for alias in node.names)


def _functions(tree: ast.Module) -> Iterator[ast.AST]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return (node for node in ast.walk(tree) if isinstance(node, kinds))


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in _OURS


def _is_there(folder: Path, name: str) -> bool:
    if _is_ours(name):
        return _source(folder, name) is not None
    top = name.partition(".")[0]
    is_library = (folder / top).is_dir() or any(folder.glob(f"{top}.*"))
    return is_library or top in sys.stdlib_module_names


def _with_parents(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
