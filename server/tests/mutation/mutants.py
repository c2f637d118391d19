"""What a mutant is: a check that is taken away while a few tests run, one of which has to notice."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from rewriting import rewritten


@dataclass(frozen=True)
class Mutant:
    """One check taken away.

    Attributes:
        name: What is gone, for the table.
        tests: Node ids of the tests that should notice, the likeliest first; without parameters, all of them.
        applied: Takes the check away and brings it back.
    """

    name: str
    tests: tuple[str, ...]
    applied: Callable[[], AbstractContextManager[Any]]


def text(place: str, old: str, new: str, *tests: str) -> Mutant:
    """A mutant of a function's text."""
    short = place.removeprefix("aisle.")
    return Mutant(
        f"{short}: {_line(old)} -> {_line(new) or 'gone'}", tests, partial(rewritten, place, old, new)
    )


def entry(name: str, holder: Any, key: Any, value: Any, *tests: str) -> Mutant:
    """A mutant of one entry of a mapping, or of one name of a module."""
    return Mutant(name, tests, partial(_replaced, holder, key, value))


def together(name: str, mutants: tuple[Mutant, ...], *tests: str) -> Mutant:
    """Several changes at once, where one check stands in two places."""
    return Mutant(name, tests, partial(_all, mutants))


@contextmanager
def _all(mutants: tuple[Mutant, ...]) -> Iterator[None]:
    with ExitStack() as stack:
        for one in mutants:
            stack.enter_context(one.applied())
        yield


@contextmanager
def _replaced(holder: Any, key: Any, value: Any) -> Iterator[None]:
    names = holder if isinstance(holder, dict) else vars(holder)
    kept = names[key]
    names[key] = value
    try:
        yield
    finally:
        names[key] = kept


def _line(words: str) -> str:
    return " ".join(words.split())
