"""Functions of the running process with one piece of their text changed; no file is touched."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any


class Stale(RuntimeError):
    """The text that a mutant changes is not in the source any more, or not once: the mutant has to be written anew."""


@dataclass(frozen=True)
class Place:
    """A function's text within its module. name: as module:function, with `.<locals>.` for one within another."""

    name: str

    @property
    def module(self) -> ModuleType:
        return importlib.import_module(self.name.partition(":")[0])

    @property
    def qualname(self) -> str:
        return self.name.partition(":")[2]

    @property
    def text(self) -> str:
        first, last = self._lines()
        return "".join(_source(self.module).splitlines(keepends=True)[first - 1 : last])

    def mutated(self, old: str, new: str) -> CodeType:
        """The function's code with one text in the place of another. Raises Stale."""
        first, last = self._lines()
        lines, text = _source(self.module).splitlines(keepends=True), self.text
        if text.count(old) != 1:
            raise Stale(f"{self.name}: {text.count(old)} times {old!r}")
        changed = "".join([*lines[: first - 1], text.replace(old, new), *lines[last:]])
        return _find(compile(changed, str(self.module.__file__), "exec", dont_inherit=True), self.qualname)

    def function(self) -> FunctionType:
        """The function itself, below its decorators."""
        found = self.held()
        found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
        return inspect.unwrap(found)

    def held(self) -> Any:
        """What the module holds under the name, with its decorators."""
        found: Any = self.module
        for part in self.qualname.split("."):
            found = inspect.getattr_static(found, part)
        return found

    def _lines(self) -> tuple[int, int]:
        node: Any = ast.parse(_source(self.module))
        for part in self.qualname.replace(".<locals>", "").split("."):
            node = next(
                one for one in ast.walk(node) if getattr(one, "name", None) == part and one is not node
            )
        return node.lineno, node.end_lineno


@contextmanager
def rewritten(name: str, old: str, new: str) -> Iterator[None]:
    """Let a function run with other text; whoever holds it already runs the other text, too."""
    place = Place(name)
    function, code = place.function(), place.mutated(old, new)
    if code.co_freevars != function.__code__.co_freevars:
        raise Stale(f"{name}: the change uses other names of the function around it")
    kept, function.__code__ = function.__code__, code
    forget = getattr(
        place.held(), "cache_clear", _nothing
    )  # answers of before would hide the change, and those of now stay
    forget()
    try:
        yield
    finally:
        function.__code__ = kept
        forget()


def _nothing() -> None:
    pass


@cache
def _source(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text("utf-8")


def _find(code: CodeType, qualname: str) -> CodeType:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            if one.co_qualname == qualname:
                return one
            if qualname.startswith(f"{one.co_qualname}."):
                return _find(one, qualname)
    raise Stale(f"there is no code of {qualname}")
