"""What every line of the present request or job says beside its own words: which one it is, who asks, and for whom.

One variable of the context for all of it: structlog's own way looks through every variable there is with each line.
"""

from collections.abc import Mapping, MutableMapping
from contextvars import ContextVar, Token
from types import MappingProxyType
from typing import Any

_facts: ContextVar[Mapping[str, Any]] = ContextVar("facts", default=MappingProxyType({}))


def present_facts() -> Mapping[str, Any]:
    """Return the facts of the present block."""
    return _facts.get()


def add_facts(**more: Any) -> None:
    """Have the lines from here on say these, too, in this task and those that it starts."""
    _facts.set({**_facts.get(), **more})


class WithFacts:
    """A block whose lines say these."""

    __slots__ = ("_more", "_token")

    def __init__(self, **more: Any) -> None:
        self._more = more

    def __enter__(self) -> None:
        """Begin to say them."""
        self._token: Token[Mapping[str, Any]] = _facts.set({**_facts.get(), **self._more})

    def __exit__(self, *_: object) -> None:
        """Say what was said before."""
        _facts.reset(self._token)


def merge_facts(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Add them to a line, whose own words come first (a processor of structlog)."""
    return {**_facts.get(), **event}
