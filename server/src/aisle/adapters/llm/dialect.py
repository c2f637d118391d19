"""What a provider's way of speaking consists of; each is one package, `http_model` does the rest."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Protocol, Self

from aisle.adapters.llm.options import ChatServer
from aisle.core.http import OutsideRefused
from aisle.llm.chat import ChatDelta, ChatRequest, Finish
from aisle.llm.errors import ChatModelRefused
from aisle.llm.usage import Usage


class Form(Protocol):
    """A way to put a request. Hashable; a server that refuses a field is asked in another form."""

    def body(self, request: ChatRequest, *, streamed: bool) -> dict[str, Any]:
        """Return the request in this form."""
        ...

    def blamed(self, refusal: OutsideRefused) -> Collection[str]:
        """Return the fields that a refusal speaks of."""
        ...

    def without(self, fields: Collection[str], request: ChatRequest) -> Self:
        """Return a form that does without some fields, or itself where it cannot."""
        ...

    def others(self, request: ChatRequest) -> Iterator[Self]:
        """Return forms worth a try where a server does not say what it dislikes."""
        ...


class Reader(Protocol):
    """Turns the events of one answer into deltas.

    Attributes:
        finish: Why the model stopped, once it has; later text is left out.
    """

    finish: Finish | None

    def read(self, data: bytes) -> ChatDelta | None:
        """Return what an event adds, if anything. Raises ChatModelNonsense, ChatModelUnavailable, ChatModelRefused."""
        ...

    def read_whole(self, data: bytes) -> ChatDelta:
        """Return a whole answer, which came at once; raises like `read`."""
        ...

    def take_usage(self) -> Usage | None:
        """Return the tokens counted since it was asked before."""
        ...


class Dialect(Protocol):
    """How a provider is spoken to.

    Attributes:
        carries: What of `Sampling` its forms have a field for.
    """

    carries: frozenset[str]

    def headers(self, server: ChatServer) -> Mapping[str, str]:
        """Return what every request carries, the key included."""
        ...

    def path(self, model: str, *, streamed: bool) -> str:
        """Return where a model is asked, below the server's address."""
        ...

    def first_form(self, server: ChatServer) -> Form:
        """Return the form to begin with."""
        ...

    def reader(self, server: str, model: str) -> Reader:
        """Return a reader of one answer. server, model: as messages and usage call them."""
        ...

    def refusal(self, status: int, answer: bytes) -> type[ChatModelRefused] | None:
        """Return what a refusal means in this provider's own words; None where its status says enough."""
        ...

    def wait_asked(self, answer: bytes) -> float | None:
        """Return the seconds that a busy server asks for within its answer; most say it in a header."""
        ...
