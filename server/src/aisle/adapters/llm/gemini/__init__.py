"""Google's Gemini by its own API."""

import re
from collections.abc import Mapping

from aisle.adapters.llm.gemini.chunks import ContentReader
from aisle.adapters.llm.gemini.form import GeminiForm
from aisle.adapters.llm.http_model import HttpChatModel
from aisle.adapters.llm.json_data import found_in
from aisle.adapters.llm.options import ChatServer
from aisle.core.http import Timing
from aisle.llm.errors import ChatKeyRefused, ChatModelRefused

DELAY = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)s")


class GeminiDialect:
    """`generateContent` and `streamGenerateContent`.

    Source: Google's Gemini API reference ("Generating content", "Troubleshooting").
    """

    carries = frozenset({"top_p", "presence", "frequency"})

    def headers(self, server: ChatServer) -> Mapping[str, str]:
        """Return the key, in a header: in the address it would reach logs."""
        return server.headers("x-goog-api-key")

    def path(self, model: str, *, streamed: bool) -> str:
        """Return the path, which holds the model. Without `alt=sse` a stream would be one long list."""
        name = model if "/" in model else f"models/{model}"
        return f"{name}:streamGenerateContent?alt=sse" if streamed else f"{name}:generateContent"

    def first_form(self, server: ChatServer) -> GeminiForm:
        """Return the form with everything."""
        return GeminiForm()

    def reader(self, server: str, model: str) -> ContentReader:
        """Return a reader of chunks."""
        return ContentReader(server, model)

    def refusal(self, status: int, answer: bytes) -> type[ChatModelRefused] | None:
        """Return a bad key, which Google answers with 400 like a bad request."""
        return ChatKeyRefused if status == 400 and b"API_KEY_INVALID" in answer else None

    def wait_asked(self, answer: bytes) -> float | None:
        """Return the seconds of a `RetryInfo`, which is how Google says when to come back."""
        error = found_in(answer).get("error")
        details = error.get("details") if isinstance(error, dict) else None
        for one in details if isinstance(details, list) else []:
            found = DELAY.fullmatch(str(one.get("retryDelay"))) if isinstance(one, dict) else None
            if found:
                return float(found[1])
        return None


def make_model(server: ChatServer, timing: Timing | None = None) -> HttpChatModel:
    """Return a model of Google."""
    return HttpChatModel(server, GeminiDialect(), timing)
