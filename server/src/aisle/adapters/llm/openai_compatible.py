"""Any server that speaks OpenAI's `/chat/completions`: OpenAI, Azure, Ollama, vLLM, llama.cpp, LM Studio and many more."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, contextmanager, suppress

from aisle.adapters.llm.chunks import ChunkReader
from aisle.adapters.llm.forms import Form, KnownForms
from aisle.adapters.llm.options import ChatServer
from aisle.core.http import (
    OutsideNonsense,
    OutsideRefused,
    OutsideService,
    OutsideUnavailable,
    ServiceAddress,
    StreamPatience,
    Timing,
)
from aisle.llm.chat import ChatDelta, ChatRequest, Usage
from aisle.llm.errors import ChatModelNonsense, ChatModelRefused, ChatModelUnavailable

PATH = "chat/completions"
ATTEMPTS = 3
# These may be about the form of the request; 401, 403 and 404 are about key, address and the model's name.
OF_THE_FORM = frozenset({400, 422})
OF_THE_SETTINGS = frozenset({401, 403, 404})
# After the last word only the tokens are missing; nobody waits long for them.
TAIL_SECONDS = 1.0


class OpenAiChatModel:
    """The port answered by an OpenAI-compatible server.

    A field that the server refuses is left out or named otherwise, and this is remembered for each model.
    """

    def __init__(self, server: ChatServer, timing: Timing | None = None) -> None:
        """Describe the server; no connection is made before the first request."""
        self.name = server.name
        self.trouble: str | None = None
        self._service = OutsideService(
            f"The model's server {server.name}",
            ServiceAddress(server.base_url, server.headers),
            at_once=server.at_once,
            timing=timing,
        )
        self._patience = StreamPatience(
            ATTEMPTS, server.first_seconds, server.between_seconds, server.total_seconds
        )
        self._forms = KnownForms(server.base_url)

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        """Write an answer; see the port."""
        reader = ChunkReader(self._service.name, request.model)
        with self._trouble_noted():
            events, first = await self._begin(request)
            async with aclosing(events):
                if (delta := reader.read(first)) is not None:
                    yield delta
                if reader.finish is None:
                    async for data in events:
                        if (delta := reader.read(data)) is not None:
                            yield delta
                            if reader.finish is not None:
                                break
                if reader.finish is None:
                    raise ChatModelUnavailable(f"{self._service.name} broke off before the answer's end.")
                if (usage := await _usage_after(events, reader)) is not None:
                    yield ChatDelta(usage=usage)

    async def close(self) -> None:
        """Close the connections; see the port."""
        await self._service.close()

    async def _begin(self, request: ChatRequest) -> tuple[AsyncGenerator[bytes, None], bytes]:
        """Ask in one form after the other until one is taken; return the answer's events and the first of them."""
        form, tried = self._forms.form(request.model), set[Form]()
        while True:
            tried.add(form)
            events = self._service.stream(PATH, form.body(request), self._patience)
            try:
                first = await anext(events)
            except OutsideRefused as refusal:
                form = self._next_form(form, request, tried, refusal)
            else:
                self._forms.was_taken(request.model, form)
                return events, first

    def _next_form(self, form: Form, request: ChatRequest, tried: set[Form], refusal: OutsideRefused) -> Form:
        other = None
        if refusal.answered in OF_THE_FORM:
            other = self._forms.next(form, request, tried, refusal.blamed)
        if other is None:
            raise refusal
        return other

    @contextmanager
    def _trouble_noted(self) -> Iterator[None]:
        """Translate errors, and remember for /ready what went wrong with the last call."""
        try:
            yield
        except ChatModelUnavailable as failure:
            self.trouble = failure.detail
            raise
        except OutsideNonsense as nonsense:
            self.trouble = nonsense.detail
            raise ChatModelNonsense(nonsense.detail) from None
        except OutsideUnavailable as failure:
            self.trouble = failure.detail
            raise ChatModelUnavailable(failure.detail) from None
        except OutsideRefused as refusal:
            raise self._refused(refusal) from None
        else:
            self.trouble = None

    def _refused(self, refusal: OutsideRefused) -> ChatModelRefused:
        if refusal.answered not in OF_THE_SETTINGS:
            return ChatModelRefused(refusal.detail)
        self.trouble = f"{refusal.detail} Look at its key, the model's name and the address."
        return ChatModelRefused(self.trouble)


async def _usage_after(events: AsyncIterator[bytes], reader: ChunkReader) -> Usage | None:
    """Read to the end, where servers say what they counted; the connection can then be used again."""
    # The answer is whole: whatever goes wrong from here on takes nothing from it.
    with suppress(TimeoutError, OutsideUnavailable, ChatModelUnavailable):
        async with asyncio.timeout(TAIL_SECONDS):
            async for data in events:
                reader.read(data)
    return reader.take_usage()
