"""Many shoppers at once whose answers are cancelled in their middle: nobody is ever shown a word of another's answer.

A word of its own goes with each message through the API, the database's connections and those to the model, which says
it again and again; half of all streams are cut, stopped or left before they begin.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest
from scripted_writer import written_by
from web_shops import Caller, Json, Shop, events_of, text_of, until

from aisle.adapters.llm import CHAT_MODELS, ChatServer
from aisle.answering.types import Answer, TextSegment
from aisle.answering.writer import Assignment, Finished, Piece, WriterEvent
from aisle.conversations.showing import joined
from aisle.llm.chat import ChatMessage, ChatModel, ChatRequest, Role
from chat_servers import chunk
from scripted_http import Asked
from streamed_http import Streamed, StreamingServer, sse

SHOPPERS = 30
WORDS, LETTERS = 8, "abcdefghijklmnop"
ENDS = ("[DONE]", '"code":')  # of a stream, and in a refusal
PATIENCE = 120  # seconds
CANARY = re.compile(r"canary[a-p]{16}")


class EchoWriter:
    """Shows whatever the model says, so that the words of a mixed answer could not hide."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    async def write(self, assignment: Assignment) -> AsyncIterator[WriterEvent]:
        pieces: list[Piece] = []
        request = ChatRequest("echo", (ChatMessage(Role.USER, assignment.question.text),), 100)
        async with aclosing(self._model.stream(request)) as deltas:  # type: ignore[type-var]
            async for delta in deltas:
                if delta.text:
                    pieces.append(Piece((TextSegment(delta.text),), goes_on=bool(pieces)))
                    yield pieces[-1]
        yield Finished(Answer(joined(pieces), writer="echo"))


def _echo(asked: Asked) -> Streamed:
    """Say the canary of the question again and again, with silence between."""
    canary = CANARY.findall(asked.body["messages"][-1]["content"])[-1]
    said = [part for _ in range(WORDS) for part in (sse(chunk(f"{canary} ")), 0.004)]
    return Streamed([*said, sse(chunk(finish="stop")), sse("[DONE]")])


@asynccontextmanager
async def _echoing(shop: Shop) -> AsyncIterator[None]:
    server = StreamingServer(_echo)
    await server.start()
    model = CHAT_MODELS["openai"](ChatServer("echo", server.url))
    try:
        with written_by(shop, EchoWriter(model)):
            yield
            await until(lambda: shop.site.parts.turns.live.running == 0, 60)
    finally:
        await model.close()
        await server.stop()


class Visitor:
    """A shopper who sends messages and cancels half of their answers. mixed: words of others that were shown."""

    def __init__(self, caller: Caller, dice: random.Random) -> None:
        self.caller, self.dice = caller, dice
        self.fates: Counter[str] = Counter()
        self.mixed: list[str] = []
        self.asked: list[tuple[str, str]] = []  # conversation, canary

    async def ask(self) -> None:
        canary = "canary" + "".join(
            self.dice.choices(LETTERS, k=16)
        )  # digits could be taken for a card's number
        fate = self.dice.choice(("read", "read", "cut", "cut", "stop", "leave"))
        listener = self.caller.listen_to_answer(f"What goes with {canary}?", client_message_id=canary)
        if fate == "leave":
            await asyncio.sleep(self.dice.uniform(0, 0.05))
        elif fate != "read":
            await until(lambda: any(one in listener.text for one in (f'{canary} "', *ENDS)), PATIENCE)
        if fate == "stop" and listener.status == 200 and (ids := _ids(listener.text)):
            await self.caller.post(f"/chat/{ids['turnId']}/stop")
        if fate in ("cut", "leave"):
            listener.hang_up()
        else:
            await until(lambda: any(one in listener.text for one in ENDS), PATIENCE)
            await listener.finish()
        self._look(fate, listener.text, listener.status, canary)

    def _look(self, fate: str, seen: str, status: int, canary: str) -> None:
        self.fates["busy" if status == 503 else fate] += 1
        self.mixed += [found for found in CANARY.findall(seen) if found != canary]
        if fate == "read" and status == 200:
            assert text_of(events_of(seen)) == f"{canary} " * WORDS
        if status == 200 and (ids := _ids(seen)):
            self.asked.append((ids["conversationId"], canary))

    async def read_back(self) -> None:
        """Read every conversation: what was stored holds its own canary alone."""
        for conversation, canary in self.asked:
            page = await self.caller.json(f"/conversations/{conversation}/messages")
            found = CANARY.findall(str(page["items"]))
            assert found
            self.mixed += [one for one in found if one != canary]


def _ids(text: str) -> Json | None:
    """The ids in the first event, where it came."""
    first, mark, _ = text.partition("\n\n")
    return events_of(f"{first}\n\ndata: [DONE]")[0]["messageMetadata"] if mark else None  # type: ignore[no-any-return]


@pytest.mark.timeout(3_000)
@pytest.mark.parametrize("cancels", [60, *(pytest.param(n, marks=pytest.mark.slow) for n in (1_000, 10_000))])
async def test_cancelled_answers_never_mix(shop: Shop, cancels: int) -> None:
    visitors = [Visitor(await shop.start_shopper(), random.Random(number)) for number in range(SHOPPERS)]
    fates: Counter[str] = Counter()

    async def keep_asking(visitor: Visitor) -> None:
        while sum(fates[one] for one in ("cut", "stop", "leave")) < cancels:
            before = visitor.fates.copy()
            await visitor.ask()
            fates.update(visitor.fates - before)

    async with _echoing(shop):
        await asyncio.gather(*(keep_asking(one) for one in visitors))
    for visitor in visitors:
        await visitor.read_back()
    print(f"\n{dict(fates)}; read back {sum(len(one.asked) for one in visitors)} conversations")
    assert [word for visitor in visitors for word in visitor.mixed] == []
