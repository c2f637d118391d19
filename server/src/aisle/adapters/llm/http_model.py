"""A model behind an address, whatever its provider speaks: one try within limits, errors in the port's words."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator
from contextlib import aclosing, contextmanager, suppress
from typing import TypeVar

from aisle.adapters.llm.dialect import Dialect, Form, Reader
from aisle.adapters.llm.known_forms import KnownForms
from aisle.adapters.llm.options import ChatServer
from aisle.adapters.llm.refusals import is_busy, refused_form, unavailable, usual_refusal
from aisle.core.http import (
    NoBreaker,
    OutsideNonsense,
    OutsideRefused,
    OutsideService,
    OutsideUnavailable,
    Patience,
    ServiceAddress,
    StreamPatience,
    Timing,
)
from aisle.core.http.egress import EgressRefused
from aisle.llm.chat import CallLimits, ChatDelta, ChatRequest, Completion
from aisle.llm.collecting import Collector
from aisle.llm.errors import (
    ChatAddressRefused,
    ChatKeyRefused,
    ChatModelNonsense,
    ChatModelRefused,
    ChatModelUnavailable,
    ChatModelUnknown,
)
from aisle.llm.usage import Usage

T = TypeVar("T")
# Trying again, and another model, is the gateway's: two layers would multiply.
ATTEMPTS = 1
# These may be about the form of the request; 401, 403 and 404 are about key, address and the model's name.
OF_THE_FORM = frozenset({400, 422})
# After the last word only the tokens are missing; nobody waits long for them.
TAIL_SECONDS = 1.0
# What an answer has at most: something whatever it says, and the bytes of its tokens.
MOST_BYTES, USUAL_BYTES, BYTES_OF_TOKEN = 16 * 2**20, 2**20, 128
BYTES_OF_LIKELIHOOD = 256  # a token with its bytes as numbers


class HttpChatModel:
    """The port answered by a server.

    A field that the server refuses is left out or named otherwise, and this is remembered for each model.

    Attributes:
        trouble: What went wrong with the last call, None when it went well.
        carries: What of `Sampling` its provider can be told.
    """

    def __init__(self, server: ChatServer, dialect: Dialect, timing: Timing | None = None) -> None:
        """Describe the server; no connection is made before the first request."""
        self.name = server.name
        self.trouble: str | None = None
        self._dialect, self.carries = dialect, dialect.carries
        said = f"The model's server {server.name}"
        self._service = OutsideService(
            said,
            ServiceAddress(server.base_url, dialect.headers(server)),
            at_once=server.at_once,
            timing=timing,
            breaker=NoBreaker(said, (timing or Timing()).now),  # the gateway has one for each model
            dial=server.dial,
            room=server.room,
        )
        self._usual = CallLimits(
            5.0, server.first_seconds, server.between_seconds, max(server.total_seconds, server.first_seconds)
        )
        self._forms = KnownForms(dialect.first_form(server))

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        """Write an answer; see the port."""
        reader = self._dialect.reader(self._service.name, request.model)
        with self._trouble_noted(reader):
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
                    raise ChatModelUnavailable(
                        f"{self._service.name} broke off before the answer's end.", sent=True
                    )
                if (usage := await _usage_after(events, reader)) is not None:
                    yield ChatDelta(usage=usage)

    async def complete(self, request: ChatRequest) -> Completion:
        """Write an answer and return it whole; see the port."""
        reader = self._dialect.reader(self._service.name, request.model)
        limits = request.limits or self._usual
        patience = Patience(ATTEMPTS, limits.total, limits.total)

        async def ask(form: Form) -> ChatDelta:
            path = self._dialect.path(request.model, streamed=False)
            body = form.body(request, streamed=False)
            return await self._service.post(
                path, body, patience, reader.read_whole, most_bytes(request), share
            )

        with self._trouble_noted(reader), self._service.share() as share:
            collector = Collector()
            collector.take(await self._in_some_form(request, ask))
            if collector.finish is None:
                raise ChatModelNonsense(f"{self._service.name} sent an answer without an end.", sent=True)
            return collector.completion(self.name)

    async def close(self) -> None:
        """Close the connections; see the port."""
        await self._service.close()

    async def _begin(self, request: ChatRequest) -> tuple[AsyncGenerator[bytes, None], bytes]:
        """Return the answer's events and the first of them."""
        limits = request.limits or self._usual
        patience = StreamPatience(ATTEMPTS, limits.first, limits.between, limits.total, limits.connect)

        async def ask(form: Form) -> tuple[AsyncGenerator[bytes, None], bytes]:
            path = self._dialect.path(request.model, streamed=True)
            events = self._service.stream(path, form.body(request, streamed=True), patience)
            return events, await anext(events)

        return await self._in_some_form(request, ask)

    async def _in_some_form(self, request: ChatRequest, ask: Callable[[Form], Awaitable[T]]) -> T:
        """Ask in one form after the other until one is taken."""
        form, tried = self._forms.form(request.model), set[Form]()
        while True:
            tried.add(form)
            try:
                answer = await ask(form)
            except OutsideRefused as refusal:
                form = self._next_form(form, request, tried, refusal)
            except OutsideUnavailable as failure:
                if (meant := refused_form(failure, form.body(request, streamed=True))) is None:
                    raise
                form = self._next_form(form, request, tried, meant)
            else:
                self._forms.was_taken(request.model, form)
                return answer

    def _next_form(self, form: Form, request: ChatRequest, tried: set[Form], refusal: OutsideRefused) -> Form:
        other = None
        if refusal.answered in OF_THE_FORM:
            other = self._forms.next(form, request, tried, form.blamed(refusal))
        if other is None:
            raise refusal
        return other

    @contextmanager
    def _trouble_noted(self, reader: Reader) -> Iterator[None]:
        """Translate errors, and remember for /ready what went wrong with the last call."""
        try:
            yield
        except ChatModelUnavailable as failure:
            failure.usage = failure.usage or reader.take_usage()
            # Nonsense stood in an answer that had begun.
            failure.sent = failure.sent or isinstance(failure, ChatModelNonsense)
            self.trouble = failure.detail
            raise
        except OutsideNonsense as nonsense:
            self.trouble = nonsense.detail
            raise ChatModelNonsense(
                nonsense.detail,
                usage=reader.take_usage(),
                sent=nonsense.sent,
                was_answering=nonsense.was_answering,
            ) from None
        except OutsideUnavailable as failure:
            self.trouble = failure.detail
            told = unavailable(failure, self._dialect.wait_asked(failure.answer))
            told.usage = reader.take_usage()
            raise told from None
        except OutsideRefused as refusal:
            raise self._told(refusal) from None
        except EgressRefused as refused:
            self.trouble = refused.detail
            raise ChatAddressRefused(refused.detail) from None
        else:
            self.trouble = None

    def _told(self, refusal: OutsideRefused) -> ChatModelRefused | ChatModelUnavailable:
        if is_busy(refusal):
            self.trouble = refusal.detail
            return ChatModelUnavailable(refusal.detail, was_busy=True)
        own = self._dialect.refusal(refusal.answered, refusal.answer)
        kind = own or usual_refusal(refusal.answered, refusal.answer)
        if kind not in (ChatKeyRefused, ChatModelUnknown):
            return kind(refusal.detail)
        self.trouble = f"{refusal.detail} Look at its key, the model's name and the address."
        return kind(self.trouble)


def most_bytes(request: ChatRequest) -> int:
    """Return how many bytes a whole answer may have: whoever sends more sends something else than was asked for."""
    likely = 1 + request.sampling.top_logprobs if request.sampling.logprobs else 0
    each = BYTES_OF_TOKEN + BYTES_OF_LIKELIHOOD * likely
    return min(MOST_BYTES, USUAL_BYTES + each * request.most_tokens)


async def _usage_after(events: AsyncIterator[bytes], reader: Reader) -> Usage | None:
    """Read to the end, where servers say what they counted; the connection can then be used again."""
    # The answer is whole: whatever goes wrong from here on takes nothing from it.
    with suppress(TimeoutError, OutsideUnavailable, ChatModelUnavailable, ChatModelRefused):
        async with asyncio.timeout(TAIL_SECONDS):
            async for data in events:
                reader.read(data)
    return reader.take_usage()
