"""A model that does what a script says, as well or as badly as real ones do; for tests and for trying things out."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass

from aisle.llm.chat import CallPiece, ChatDelta, ChatRequest, Completion, Finish, Usage
from aisle.llm.collecting import collected
from aisle.llm.errors import ChatModelNonsense, ChatModelRefused, ChatModelUnavailable

NOTHING = ChatDelta()
ChatFailure = ChatModelUnavailable | ChatModelRefused


@dataclass(frozen=True, slots=True)
class Pause:
    """seconds: of silence, on the clock that the model was given; None lasts until somebody closes the stream."""

    seconds: float | None = None


Step = ChatDelta | Pause | ChatFailure
Script = Callable[[ChatRequest], Iterable[Step]]


class ScriptedChatModel:
    """The port's fake. A script that ends without a `finish` breaks off, as a server does.

    Attributes:
        asked: The requests so far.
        running: Answers under way.
        closed_early: Answers that their reader did not want to the end.
    """

    carries = frozenset({"top_p", "presence", "frequency", "one_call"})

    def __init__(
        self,
        script: Script | Iterable[Step],
        name: str = "scripted",
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """script: the steps of every answer, or a function of the request. sleep: the clock of its pauses."""
        steps = () if callable(script) else tuple(script)
        self._script: Script = script if callable(script) else lambda _request: steps
        self.name, self._sleep = name, sleep
        self.asked: list[ChatRequest] = []
        self.running = self.closed_early = 0
        self._closed = False

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        """Write what the script says; see the port."""
        if self._closed:
            raise ChatModelUnavailable(f"The model {self.name} is shut down.")
        self.asked.append(request)
        self.running += 1
        try:
            async for delta in self._played(request):
                yield delta
        except (GeneratorExit, asyncio.CancelledError):
            self.closed_early += 1
            raise
        finally:
            self.running -= 1

    async def complete(self, request: ChatRequest) -> Completion:
        """Write what the script says and return it whole; see the port."""
        return await collected(self.stream(request), self.name)

    async def close(self) -> None:
        """Refuse later requests."""
        self._closed = True

    async def _played(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        finished = False
        for step in self._script(request):
            if isinstance(step, Pause):
                await self._pause(step)
            elif isinstance(step, Exception):
                raise step
            elif step != NOTHING:
                finished = finished or step.finish is not None
                yield step
        if not finished:
            raise ChatModelUnavailable(f"The model {self.name} broke off before the answer's end.")

    async def _pause(self, pause: Pause) -> None:
        if pause.seconds is None:
            await asyncio.Event().wait()
        else:
            await self._sleep(pause.seconds)


def says(text: str, size: int = 4, finish: Finish = Finish.DONE, between: float | None = None) -> list[Step]:
    """Return the steps of a good answer. size: characters of a piece. between: seconds of silence before each."""
    steps: list[Step] = []
    for piece in _pieces(text, size):
        steps += ([] if between is None else [Pause(between)]) + [ChatDelta(piece)]
    words = len(text.split())
    return [*steps, ChatDelta(finish=finish), ChatDelta(usage=Usage("scripted", words, words))]


def hangs(after: str = "") -> list[Step]:
    """Return the steps of an answer that falls silent, and stays so."""
    return [*_begins(after), Pause()]


def breaks_off(after: str = "") -> list[Step]:
    """Return the steps of an answer whose end is missing."""
    return [*_begins(after)]


def talks_nonsense(after: str = "") -> list[Step]:
    """Return the steps of an answer that turns into something that is none."""
    return [*_begins(after), ChatModelNonsense("The model sent a chunk that is none.")]


def is_refused() -> list[Step]:
    """Return the step of a server that refuses the request."""
    return [ChatModelRefused("The model answered 400.")]


def takes_offence(after: str = "") -> list[Step]:
    """Return the steps of a provider that stops the answer for what it says."""
    return [*_begins(after), ChatDelta(finish=Finish.REFUSED)]


def repeats(sentence: str, times: int) -> list[Step]:
    """Return the steps of a model that is caught in a loop until its room is used up."""
    return [*(ChatDelta(sentence) for _ in range(times)), ChatDelta(finish=Finish.LENGTH)]


def calls_tool(name: str, arguments: str, size: int = 4, id_: str = "call_1") -> list[Step]:
    """Return the steps of an answer that asks for a tool. arguments: JSON text. size: characters of a piece."""
    first, *rest = _pieces(arguments, size)
    begun = ChatDelta(calls=(CallPiece(0, id_, name, first),))
    pieces = (ChatDelta(calls=(CallPiece(0, arguments=piece),)) for piece in rest)
    return [begun, *pieces, ChatDelta(finish=Finish.TOOLS), ChatDelta(usage=Usage("scripted", 10, 5))]


def declines(words: str) -> list[Step]:
    """Return the steps of a model that says why it does not answer."""
    return [ChatDelta(refusal=words), ChatDelta(finish=Finish.REFUSED)]


def _begins(text: str) -> Iterator[ChatDelta]:
    return (ChatDelta(piece) for piece in _pieces(text, 4))


def _pieces(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))
