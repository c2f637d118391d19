"""Reading a model's stream as sentences, within limits of time and size."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

from aisle.answering.generation.closing import closed_after
from aisle.answering.generation.limits import Limits
from aisle.answering.generation.splitting import Raw, Splitter
from aisle.core.errors import AisleError
from aisle.llm.chat import ChatDelta, ChatModel, ChatRequest, Finish, Usage
from aisle.llm.errors import ChatModelRefused, ChatModelUnavailable

_FULL_STOP = tuple(".!?…。！？؟۔।:\"'”’»)]")


class Reading:
    """One call to a model.

    Attributes:
        failure: Why it ended early, where it was not by us.
        ran_out: Whether it had no room left to come to its end.
        by: Which model wrote, as far as the one that is asked says so: another may have stood in for it.
    """

    def __init__(self, model: ChatModel, request: ChatRequest, limits: Limits) -> None:
        self._model, self._request, self._limits = model, request, limits
        self._splitter = Splitter(limits.sentence_characters)
        self._characters = 0
        self.failure: AisleError | None = None
        self._is_full = False
        self.ran_out = False
        self.by = ""
        self.usage: list[Usage] = []

    async def sentences(self) -> AsyncIterator[Raw]:
        """Whole sentences as they come. Ends without raising; `failure` says why where something went wrong."""
        finish: Finish | None = None
        try:
            async with closed_after(self._model.stream(self._request)) as deltas:
                async for delta in self._in_time(deltas):
                    finish = finish or delta.finish
                    for raw in self._taken(delta):
                        yield raw
                    if self._is_full:
                        return
        except AisleError as error:  # of the model, or of who keeps account of calls
            self.failure = error
            return
        except TimeoutError:
            self.failure = ChatModelUnavailable("The model took too long.")
            return
        if finish is Finish.REFUSED:
            self.failure = ChatModelRefused("The model's provider refused to answer.")
            return
        self.ran_out = finish is Finish.LENGTH
        for raw in self._splitter.end():
            # Half a sentence may say the opposite of the whole one.
            if not self.ran_out or raw.text.endswith(_FULL_STOP):
                yield raw

    async def _in_time(self, deltas: AsyncIterator[ChatDelta]) -> AsyncIterator[ChatDelta]:
        until = asyncio.get_running_loop().time() + self._limits.seconds
        while True:
            async with asyncio.timeout_at(until):
                try:
                    delta = await anext(deltas)
                except StopAsyncIteration:
                    return
            yield delta

    def _taken(self, delta: ChatDelta) -> Iterator[Raw]:
        if delta.usage is not None:
            self.usage = [delta.usage]  # counts may come twice; the last one is of the whole answer
        self.by = self.by or delta.by
        room = self._limits.answer_characters - self._characters
        self._characters += len(delta.text)
        yield from self._splitter.feed(delta.text[:room])
        self._is_full = self._characters > self._limits.answer_characters
