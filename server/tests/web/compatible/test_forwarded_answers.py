"""Answers that a provider wrote in the language they were asked for in: handed on as they came, read and counted all the same."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openai_world import chunks_of, client_of, user
from web_shops import Shop, until

from aisle.adapters.llm.openai import make_model
from aisle.adapters.llm.options import ChatServer
from aisle.bootstrap.chat_models import ChatModels
from aisle.core.http import Timing
from aisle.llm.catalogue import ModelCard, Price
from aisle.llm.gateway import Ended, Endpoint, Gateway, Outcome, Purpose, RoutePolicy, RoutingPolicies
from aisle.llm.gateway.recording import RecordingObserver
from chat_servers import chunk, usage_chunk
from streamed_http import Act, Part, Streamed, StreamingServer, as_json, sse, streaming_server

PATH = "/v1/chat/completions"
ASKED = {"model": "small", "messages": list(user("Boots?"))}
DONE = sse("[DONE]")
FIRST = chunk("") | {"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]}
WORDS, LAST, COUNT = chunk("Boots keep dry."), chunk(None, "stop"), usage_chunk(20, 8)


async def _at_once(_seconds: float) -> None: ...


@dataclass
class World:
    server: StreamingServer
    observer: RecordingObserver

    @property
    def outcome(self) -> Outcome:
        (one,) = self.observer.outcomes
        return one

    @property
    def sent(self) -> Any:
        return self.server.asked[-1].body


@asynccontextmanager
async def provider(
    shop: Shop, *answers: Streamed, models: tuple[str, ...] = ("small",)
) -> AsyncIterator[World]:
    """Have models of a real server that gives these answers, the last one again and again."""
    left = list(answers)
    async with streaming_server(lambda _: left.pop(0) if len(left) > 1 else left[0]) as server:
        price = Price(Decimal(1), Decimal(2), date(2026, 1, 1))
        model, observer = make_model(ChatServer("stub", server.url)), RecordingObserver()
        endpoints = [
            Endpoint(one, model, f"{one}-1", ModelCard(f"{one}-1", "stub", prices=(price,))) for one in models
        ]
        policies = RoutingPolicies({Purpose.CALL: RoutePolicy(models)})
        gateway = Gateway(endpoints, policies, observer, timing=Timing(sleep=_at_once))
        before = shop.site.parts.chat_models
        shop.site.parts.chat_models = ChatModels({one: (model, f"{one}-1") for one in models}, made=gateway)
        try:
            yield World(server, observer)
        finally:
            shop.site.parts.chat_models = before
            await model.close()


def streamed(*parts: Part, chunked: bool = True) -> Streamed:
    return Streamed(parts, chunked=chunked)


async def ask(shop: Shop, **more: Any) -> Any:
    return await shop.secret.call("POST", PATH, json={**ASKED, **more})


def named(event: dict[str, Any]) -> dict[str, Any]:
    """An event as it is handed on: under the name by which the model was asked for."""
    return event | ({"model": "small"} if "model" in event else {})


async def test_a_whole_answer_is_handed_on_with_all_that_its_provider_says(shop: Shop) -> None:
    message = {"role": "assistant", "content": "Böots.", "annotations": [{"model": "deep"}]}
    body = {
        "id": "c-1",
        "model": "small-1-2026-01-01",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}],
        "usage": {
            "prompt_tokens": 20,
            "completion_tokens": 8,
            "prompt_tokens_details": {"cached_tokens": 16},
        },
        "x_provider": {"region": "eu"},
    }
    async with provider(shop, as_json(200, body)) as world:
        answer = await ask(shop)
    assert answer.json() == {**body, "model": "small"}
    usage = world.outcome.usage
    assert (usage.prompt_tokens, usage.completion_tokens, usage.cached_read_tokens) == (20, 8, 16)
    assert (world.outcome.ended, world.outcome.estimated) == (Ended.DONE, False)
    assert world.outcome.cost is not None
    assert world.outcome.cost.amount == Decimal("0.000036")
    assert world.observer.open == 0


@pytest.mark.parametrize(
    ("events", "asks", "handed_on", "tokens"),
    [
        pytest.param([WORDS, LAST, COUNT], True, [WORDS, LAST, COUNT], (20, 8), id="count-asked-for"),
        pytest.param([WORDS, LAST, COUNT], False, [WORDS, LAST], (20, 8), id="count-not-asked-for"),
        pytest.param(
            [WORDS, LAST | {"usage": COUNT["usage"]}],
            False,
            [WORDS, LAST | {"usage": COUNT["usage"]}],
            (20, 8),
            id="count-beside-a-choice",
        ),
        pytest.param(
            [WORDS | {"usage": None}, LAST | {"usage": None}, COUNT],
            False,
            [WORDS | {"usage": None}, LAST | {"usage": None}],
            (20, 8),
            id="empty-counts-before",
        ),
        pytest.param([COUNT, WORDS, LAST], False, [WORDS, LAST], (20, 8), id="count-first"),
    ],
)
async def test_tokens_are_counted_wherever_they_come_and_told_where_they_are_asked_for(
    shop: Shop, events: list[Any], asks: bool, handed_on: list[Any], tokens: tuple[int, int]
) -> None:
    more: Any = {"stream_options": {"include_usage": True}} if asks else {}
    async with provider(shop, streamed(sse(FIRST, *events), DONE)) as world:
        answer = await ask(shop, stream=True, **more)
    *found, end = chunks_of(answer)
    assert [json.loads(one) for one in found] == [named(one) for one in (FIRST, *handed_on)]
    assert end == "[DONE]"
    assert (world.outcome.usage.prompt_tokens, world.outcome.usage.completion_tokens) == tokens
    assert not world.outcome.estimated
    assert world.sent["stream_options"] == {"include_usage": True}


async def test_tokens_that_nobody_counted_are_estimated(shop: Shop) -> None:
    async with provider(shop, streamed(sse(FIRST, WORDS, LAST), DONE)) as world:
        await ask(shop, stream=True)
    assert world.outcome.estimated
    assert world.outcome.usage.completion_tokens == 5  # 15 letters, three for a token


OTHER = chunk("Unasked.") | {"choices": [{"index": 1, "delta": {"content": "Unasked."}}]}
BOTH = chunk("Unasked.") | {"choices": [chunk()["choices"][0], OTHER["choices"][0]]}
THOUGHT = chunk() | {"choices": [{"index": 0, "delta": {"reasoning_content": "Unasked."}}]}
EMPTY = chunk() | {"choices": [{"index": 0, "delta": {}, "finish_reason": None}]}


@pytest.mark.parametrize(
    ("events", "handed_on"),
    [
        pytest.param(
            [WORDS, LAST, chunk("Unasked."), EMPTY, COUNT], [WORDS, LAST, EMPTY], id="after-the-end"
        ),
        pytest.param([WORDS, LAST, THOUGHT], [WORDS, LAST], id="thoughts-after-the-end"),
        pytest.param([OTHER, WORDS, LAST, OTHER], [WORDS, LAST], id="of-another-answer"),
        pytest.param([WORDS, BOTH, LAST], [WORDS, LAST], id="of-another-answer-beside"),
    ],
)
@pytest.mark.parametrize("together", [True, False], ids=["in-one-batch", "one-by-one"])
async def test_words_that_nobody_counts_are_not_handed_on(
    shop: Shop, events: list[Any], handed_on: list[Any], together: bool
) -> None:
    parts: list[Part] = [sse(FIRST, *events)] if together else [sse(one) for one in (FIRST, *events)]
    async with provider(shop, streamed(*parts, DONE)) as world:
        answer = await ask(shop, stream=True)
    *found, end = chunks_of(answer)
    assert [json.loads(one) for one in found] == [named(one) for one in (FIRST, *handed_on)]
    assert (end, world.outcome.ended) == ("[DONE]", Ended.DONE)


async def test_tool_calls_come_through_in_pieces(shop: Shop) -> None:
    def call(**function: Any) -> Any:
        one = {"index": 0, "function": function} | (
            {"id": "t-1", "type": "function"} if "name" in function else {}
        )
        return chunk() | {"choices": [{"index": 0, "delta": {"tool_calls": [one]}, "finish_reason": None}]}

    events = [FIRST, call(name="stock", arguments=""), call(arguments='{"si'), call(arguments='ze": 42}')]
    async with provider(shop, streamed(sse(*events, chunk(None, "tool_calls"), COUNT), DONE)) as world:
        stream = await client_of(shop).chat.completions.create(
            model="small",
            messages=user("Boots?"),
            stream=True,
            tools=[{"type": "function", "function": {"name": "stock", "parameters": {"type": "object"}}}],
        )
        pieces = [chunk async for chunk in stream]
    calls = [one.choices[0].delta.tool_calls[0] for one in pieces if one.choices[0].delta.tool_calls]
    assert "".join(one.function.arguments for one in calls) == '{"size": 42}'
    assert (calls[0].id, calls[0].function.name) == ("t-1", "stock")
    assert world.outcome.ended is Ended.DONE


@pytest.mark.parametrize("end", ["\n", "\r\n"])
async def test_events_may_be_cut_anywhere_with_comments_between(shop: Shop, end: str) -> None:
    events = [FIRST, chunk("Böôts 👢 "), chunk("keep dry."), LAST]
    raw = (
        b": alive" + end.encode() * 2 + sse(*[json.dumps(one, ensure_ascii=False) for one in events], end=end)
    )
    cut: list[Part] = [raw[at : at + 7] for at in range(0, len(raw), 7)]
    async with provider(shop, streamed(*cut, DONE)):
        answer = await ask(shop, stream=True)
    *found, last = chunks_of(answer)
    assert [json.loads(one) for one in found] == [named(one) for one in events]
    assert last == "[DONE]"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        pytest.param((Act.CUT,), "chat_model_unavailable", id="cut"),
        pytest.param(
            (sse({"error": {"code": "boom", "message": "key sk-123"}}),), "chat_model_unavailable", id="error"
        ),
        pytest.param(
            (b'data: {"choices": [{"delta": {"content": "x}\n\n',), "chat_model_nonsense", id="no-json"
        ),
        pytest.param((b"data: " + b"x" * 10_000_000 + b"\n\n",), "chat_model_nonsense", id="ten-megabytes"),
        pytest.param((sse(chunk(7)),), "chat_model_nonsense", id="content-is-no-text"),
        pytest.param((DONE,), "chat_model_unavailable", id="no-end"),
    ],
)
async def test_a_stream_that_goes_wrong_ends_with_an_error_of_ours_and_without_a_mark(
    shop: Shop, parts: tuple[Part, ...], code: str
) -> None:
    async with provider(shop, streamed(sse(FIRST, WORDS), *parts)) as world:
        answer = await ask(shop, stream=True)
    *found, last = (json.loads(one) for one in chunks_of(answer))
    assert found == [named(one) for one in (FIRST, WORDS)]
    assert last["error"]["code"] == code
    assert "sk-123" not in answer.text
    assert (world.outcome.ended, world.outcome.estimated, world.observer.open) == (Ended.FAILED, True, 0)
    assert world.outcome.usage.completion_tokens == 5


@pytest.mark.parametrize("stream", [False, True])
async def test_what_fails_before_the_first_word_is_asked_again_and_of_the_next_model(
    shop: Shop, stream: bool
) -> None:
    whole = {"choices": [{"index": 0, "message": {"content": "Dry."}, "finish_reason": "stop"}]}
    good = streamed(sse(FIRST, WORDS, LAST), DONE) if stream else as_json(200, whole)
    # A stream that broke off is not asked for again where another model can be; its first event said nothing yet.
    failed = [streamed(sse(FIRST), Act.CUT)] if stream else [as_json(500, {})] * 3
    async with provider(shop, *failed, good, models=("small", "large")) as world:
        answer = await ask(shop, stream=stream)
    assert answer.status_code == 200
    asked = [one.body["model"] for one in world.server.asked]
    assert asked == (["small-1", "large-1"] if stream else [*["small-1"] * 3, "large-1"])
    assert [one.ended for one in world.observer.outcomes][:1] == [Ended.FAILED]
    assert world.observer.outcomes[-1].ended is Ended.DONE
    assert answer.text.count('"role"') == (1 if stream else 0)


async def test_a_request_is_written_anew_so_that_nobody_reads_another_one_than_we_did(shop: Shop) -> None:
    raw = b'{"model": "large-1", "model": "small", "messages": [{"role": "user", "content": "Boots?"}]}'
    async with provider(shop, as_json(401, {})) as world:
        answer = await shop.secret.call(
            "POST", PATH, content=raw, headers={"content-type": "application/json"}
        )
    assert (answer.status_code, answer.json()["error"]["code"]) == (502, "chat_key_refused")
    assert world.sent["model"] == "small-1"
    assert world.sent["max_tokens"] == world.observer.tries[0].most_tokens


@pytest.mark.parametrize("stream", [False, True])
async def test_whoever_hangs_up_ends_the_call(shop: Shop, stream: bool) -> None:
    parts: tuple[Part, ...] = (sse(FIRST, WORDS), Act.HANG) if stream else (b"{", Act.HANG)
    async with provider(shop, streamed(*parts)) as world:
        listener = shop.secret.listen("POST", PATH, {**ASKED, "stream": stream})
        await until(lambda: world.server.written > 0)
        listener.hang_up()
        await until(world.server.left.is_set)
        await until(lambda: world.observer.open == 0)
    assert world.outcome.ended is Ended.LEFT


async def test_an_answer_that_should_be_json_is_looked_at_first(shop: Shop) -> None:
    whole = {"choices": [{"index": 0, "message": {"content": "no json"}, "finish_reason": "stop"}]}
    async with provider(shop, as_json(200, whole)):
        answer = await ask(shop, response_format={"type": "json_object"})
    assert answer.json()["error"]["code"] == "model_output_invalid"


@pytest.mark.parametrize("stream", [False, True])
async def test_under_a_key_of_its_own_the_same_bytes_are_given_again(shop: Shop, stream: bool) -> None:
    whole = {"choices": [{"index": 0, "message": {"content": "Dry."}, "finish_reason": "stop"}]}
    good = streamed(sse(FIRST, WORDS, LAST), DONE) if stream else as_json(200, whole)
    headers = {"idempotency-key": f"again-{stream}"}
    async with provider(shop, good) as world:
        first, second = [
            await shop.secret.call("POST", PATH, json={**ASKED, "stream": stream}, headers=headers)
            for _ in "ab"
        ]
    assert (first.status_code, first.content) == (200, second.content)
    assert second.headers["idempotency-replayed"] == "true"
    assert len(world.server.asked) == 1


async def test_a_stored_stream_is_given_to_nobody_else_and_for_no_other_question(shop: Shop) -> None:
    """Neither another key of the same organization, nor the same key with other words, is given what was kept."""
    _, stranger = await shop.key(kind="secret", scopes=["models"])
    headers = {"idempotency-key": "shared-by-chance"}
    asked: Any = {**ASKED, "stream": True}
    async with provider(shop, streamed(sse(FIRST, WORDS, LAST), DONE)) as world:
        first = await shop.secret.call("POST", PATH, json=asked, headers=headers)
        theirs = await stranger.call("POST", PATH, json=asked, headers=headers)
        changed = {**asked, "messages": list(user("Tents?"))}
        refused = await shop.secret.call("POST", PATH, json=changed, headers=headers)
    assert "idempotency-replayed" not in theirs.headers
    assert (first.status_code, theirs.status_code, len(world.server.asked)) == (200, 200, 2)
    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "idempotency_mismatch")


async def test_a_stream_whose_reader_left_is_kept_whole_and_paid_once(shop: Shop) -> None:
    headers = {"idempotency-key": "left-halfway", "content-type": "application/json"}
    asked: Any = {**ASKED, "stream": True}
    slow = streamed(sse(FIRST, WORDS), 0.2, sse(LAST), DONE)
    async with provider(shop, slow) as world:
        listener = shop.secret.listen("POST", PATH, asked, idempotency_key="left-halfway")
        await until(lambda: world.server.written > 0)
        listener._gone.set()  # a server tells of it, and cancels nothing
        await until(lambda: bool(world.observer.outcomes))
        for _ in range(100):
            again = await shop.secret.call("POST", PATH, content=json.dumps(asked), headers=headers)
            if again.status_code != 409:
                break
            await asyncio.sleep(0.01)
    assert again.headers["idempotency-replayed"] == "true"
    assert chunks_of(again)[-1] == "[DONE]"
    assert (len(world.server.asked), world.outcome.ended) == (1, Ended.DONE)
