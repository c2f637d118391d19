"""Any server that speaks OpenAI's `/chat/completions`: OpenAI, Azure, Ollama, vLLM, llama.cpp, LM Studio and many more."""

from collections.abc import Mapping

from aisle.adapters.llm.openai.chunks import ChunkReader
from aisle.adapters.llm.openai.form import OpenAiForm, first_form
from aisle.adapters.llm.openai.forward import OpenAiModel
from aisle.adapters.llm.options import ChatServer
from aisle.core.http import Timing
from aisle.llm.errors import ChatModelRefused


class OpenAiDialect:
    """OpenAI's chat completions.

    Sources: OpenAI's API reference ("Create chat completion", "Streaming events"); the references of Azure, Groq,
    OpenRouter, Mistral, Ollama, vLLM and LM Studio for what they do otherwise.
    """

    carries = frozenset({"top_p", "presence", "frequency", "one_call", "logprobs", "top_logprobs"})

    def headers(self, server: ChatServer) -> Mapping[str, str]:
        """Return what carries the key: a bearer token, or Azure's `api-key` where the settings say so."""
        return server.headers()

    def path(self, model: str, *, streamed: bool) -> str:
        """Return the path, which is the same for all models."""
        return "chat/completions"

    def first_form(self, server: ChatServer) -> OpenAiForm:
        """Return the form to begin with at an address."""
        return first_form(server.base_url)

    def reader(self, server: str, model: str) -> ChunkReader:
        """Return a reader of chunks."""
        return ChunkReader(server, model)

    def refusal(self, status: int, answer: bytes) -> type[ChatModelRefused] | None:
        """Return None: the usual reading of a refusal is OpenAI's."""
        return None

    def wait_asked(self, answer: bytes) -> float | None:
        """Return None: it is said in a header."""
        return None


def make_model(server: ChatServer, timing: Timing | None = None) -> OpenAiModel:
    """Return a model of an OpenAI-compatible server."""
    return OpenAiModel(server, OpenAiDialect(), timing)
