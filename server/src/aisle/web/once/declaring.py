"""What a route says of being sent twice. A route that says nothing keeps its effect and its reply together."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
METHODS = frozenset({"POST", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True)
class Declared:
    """exempt_why: keys do not count here, for this reason. repeats_by: how the route finds its own effect when it is
    carried out again, so that its transactions are committed as they come and its reply is stored for itself."""

    exempt_why: str = ""
    repeats_by: str = ""


USUAL = Declared()


def exempt(why: str) -> Callable[[Endpoint], Endpoint]:
    """Mark an endpoint at which Idempotency-Key does not count. why: read by people, and shown in the OpenAPI document."""
    return _marking(Declared(exempt_why=why))


def repeats(by: str) -> Callable[[Endpoint], Endpoint]:
    """Mark an endpoint that finds its own effect when it is carried out again. by: how."""
    return _marking(Declared(repeats_by=by))


def declared_of(endpoint: Any) -> Declared:
    """Return what an endpoint says."""
    found = getattr(endpoint, "being_sent_twice", USUAL)
    assert isinstance(found, Declared)
    return found


def _marking(declared: Declared) -> Callable[[Endpoint], Endpoint]:
    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.being_sent_twice = declared  # type: ignore[attr-defined]
        return endpoint

    return mark
