"""Why a model was asked stands with the answer, for those who may see models, and not for shoppers."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from web_shops import RETURNS_QUESTION, Shop, check_problem

from aisle.adapters.llm.scripted import says
from chat_tongues import TONGUES, script_in
from streamed_http import as_json, streaming_server

OPENAI = next(tongue for tongue in TONGUES if tongue.kind == "openai")
SAID = "Unused goods can go back within 60 days of delivery [E1]."


@pytest.fixture
async def routed_shop(open_other_site: Any) -> AsyncIterator[Shop]:
    """A shop whose usual model refuses its key, and whose second one writes."""
    refused = OPENAI.error(401, "authentication_error", "no")
    async with AsyncExitStack() as stack:
        away = await stack.enter_async_context(streaming_server(lambda asked: as_json(401, refused)))
        good = await stack.enter_async_context(streaming_server(script_in(OPENAI, says(SAID))))
        models = {name: {"base_url": server.url, "key": "k"} for name, server in (("a", away), ("b", good))}
        routes = {"answer": {"models": ["b"]}}
        site = await stack.enter_async_context(
            open_other_site(chat_models=models, chat_model="a", chat_routes=routes)
        )
        stack.push_async_callback(site.parts.chat_models.close)
        yield await site.open_filled_shop()


async def test_why_a_model_was_asked_stands_with_the_answer(routed_shop: Shop) -> None:
    shopper = await routed_shop.start_shopper()
    events = await shopper.ask_stream(RETURNS_QUESTION)
    conversation = events[0]["messageMetadata"]["conversationId"]
    kept = (await shopper.json(f"/conversations/{conversation}/messages"))["items"][-1]
    assert "60 days" in kept["text"]
    told = [one["messageMetadata"] for one in events if one["type"] == "message-metadata"][-1]
    # Who wrote, and not who was wanted: also in the ledger, where both were asked.
    assert kept["metadata"]["writer"] == told["writer"] == "b"
    path = f"/messages/{kept['id']}/routing"
    [call] = (await routed_shop.secret.json(path))["items"]
    assert (call["purpose"], call["wanted"]) == ("answer", "a")
    assert call["considered"] == [{"model": "a", "reason": ""}, {"model": "b", "reason": ""}]
    tried = [(one["model"], one["duty"], one["ended"], one["error"]) for one in call["asked"]]
    assert tried == [
        ("a", "answer", "refused", "chat_key_refused"),
        ("b", "answer", "done", None),
    ]
    assert "delivery" not in str(call)
    assert "routing" not in str(kept)
    check_problem(await shopper.get(path), 403, "forbidden")
