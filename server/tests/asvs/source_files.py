"""The source as trees, for tests that look for what must not be in it."""

import ast
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "server" / "src" / "aisle"
Tree = ast.AST


@lru_cache(maxsize=1)
def trees() -> dict[str, Tree]:
    """Every file of the server by its path below the package."""
    return {
        file.relative_to(SOURCE).as_posix(): ast.parse(file.read_text("utf-8"))
        for file in sorted(SOURCE.rglob("*.py"))
    }


@cache
def calls(tree: Tree) -> list[tuple[str, ast.Call]]:
    """Every call with the name that is called, as it is written."""
    return [(ast.unparse(node.func), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]


@cache
def imported(tree: Tree) -> frozenset[str]:
    """Names of modules that are imported, and of what is imported from them."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def places(look: Callable[[Tree], bool]) -> set[str]:
    """The files in which a look finds something."""
    found = trees()
    assert len(found) > 300
    return {place for place, tree in found.items() if look(tree)}
