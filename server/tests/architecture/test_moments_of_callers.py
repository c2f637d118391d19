"""A moment that a caller sends is a `Moment`, which can be kept: a bare one may lie beyond the calendar in UTC and fail later."""

import ast
from collections.abc import Iterator
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "aisle" / "web"
BARE = {"datetime", "AwareDatetime", "NaiveDatetime"}


def named(tree: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}


def taken(tree: ast.Module) -> Iterator[ast.expr]:
    """What is annotated in bodies, and in parameters of queries."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name.endswith("Body"):
            yield from (one.annotation for one in node.body if isinstance(one, ast.AnnAssign))
        if isinstance(node, ast.arg) and node.annotation is not None and "Query" in named(node.annotation):
            yield node.annotation
        if isinstance(node, ast.Assign) and "Query" in named(node.value):
            yield node.value


def test_bodies_and_queries_take_no_bare_moment() -> None:
    found = [(path, one) for path in WEB.rglob("*.py") for one in taken(ast.parse(path.read_text()))]
    bare = [f"{path.name}:{one.lineno}" for path, one in found if named(one) & BARE]
    assert bare == []
    assert sum("Moment" in named(one) or "AwareMoment" in named(one) for _, one in found) >= 10
