"""Anthropic's models by Anthropic's own API, and servers that speak it too."""

from collections.abc import Mapping
from dataclasses import replace

from aisle.adapters.llm.anthropic.events import EventReader
from aisle.adapters.llm.anthropic.form import AnthropicForm
from aisle.adapters.llm.http_model import HttpChatModel
from aisle.adapters.llm.options import ChatServer
from aisle.core.http import Timing
from aisle.llm.errors import ChatModelRefused

VERSION = "2023-06-01"


class AnthropicDialect:
    """The Messages API.

    Source: Anthropic's API reference ("Messages", "Streaming messages", "Errors", "Structured outputs").
    """

    carries = frozenset({"top_p", "one_call"})

    def headers(self, server: ChatServer) -> Mapping[str, str]:
        """Return the key and the version of the API, which every request must name."""
        return {**server.headers("x-api-key"), "anthropic-version": VERSION}

    def path(self, model: str, *, streamed: bool) -> str:
        """Return the path, which is the same for all models."""
        return "v1/messages"

    def first_form(self, server: ChatServer) -> AnthropicForm:
        """Return the form with everything."""
        return AnthropicForm()

    def reader(self, server: str, model: str) -> EventReader:
        """Return a reader of events."""
        return EventReader(server, model)

    def refusal(self, status: int, answer: bytes) -> type[ChatModelRefused] | None:
        """Return None: its statuses and sentences are among the usual ones."""
        return None

    def wait_asked(self, answer: bytes) -> float | None:
        """Return None: it is said in a header."""
        return None


def make_model(server: ChatServer, timing: Timing | None = None) -> HttpChatModel:
    """Return a model of Anthropic. The official clients' address has no version, others' often has; both are taken."""
    return HttpChatModel(
        replace(server, base_url=server.base_url.removesuffix("/v1")), AnthropicDialect(), timing
    )
