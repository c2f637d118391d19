"""A store's assistant is a model of OpenAI's API: the same answers as in a chat, with what they rest on beside them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import openai
import pytest
from openai_world import answering, chunks_of, client_of, user
from scripted_writer import ScriptedWriter, written_by
from web_shops import RETURNS_QUESTION, Shop, Site

from aisle.adapters.llm.scripted import ScriptedChatModel, says
from aisle.answering.generation.rewriting import Rewriter
from aisle.core.errors import Unavailable


def name_of(shop: Shop) -> str:
    return f"assistant:{shop.store.slug}/ask-test-shop"


async def asked(shop: Shop, *messages: Any, model: str = "", **more: Any) -> Any:
    client = client_of(shop)
    return await client.chat.completions.create(
        model=model or name_of(shop), messages=messages or list(user(RETURNS_QUESTION)), **more
    )


async def test_an_assistant_answers_from_the_stores_guides_and_says_which(shop: Shop) -> None:
    answer = await asked(shop)
    (choice,) = answer.choices
    assert choice.finish_reason == "stop"
    assert "60 days" in choice.message.content
    told = choice.message.model_extra["aisle"]
    assert [one["title"] for one in told["citations"]] == ["Returns"]
    assert "60 days" in told["citations"][0]["quote"]
    assert told["abstained"] is False
    page = await shop.secret.json(f"/conversations/{told['conversation_id']}/messages")
    assert page["items"][-1]["text"] == choice.message.content
    assert page["items"][-1]["turn_id"] == told["turn_id"]
    assert (await shop.secret.get(f"/citations/{told['citations'][0]['id']}")).status_code == 200


async def test_a_stream_has_the_same_words_and_its_extension_in_the_last_chunk(shop: Shop) -> None:
    whole = (await asked(shop)).choices[0].message
    chunks = [one async for one in await asked(shop, stream=True)]
    assert "".join(one.choices[0].delta.content or "" for one in chunks) == whole.content
    told = [one.model_extra.get("aisle") for one in chunks]
    assert told[:-1] == [None] * (len(chunks) - 1)
    assert told[-1]["citations"][0]["quote"] == whole.model_extra["aisle"]["citations"][0]["quote"]
    assert chunks[-1].choices[0].finish_reason == "stop"


async def test_products_stand_beside_the_words_with_todays_prices(shop: Shop) -> None:
    answer = await asked(shop, {"role": "user", "content": "Which rucksack is waterproof?"})
    told = answer.choices[0].message.model_extra["aisle"]
    assert told["products"][0]["handle"] == "fell-28"
    assert told["products"][0]["price"]["amount"] == "95.00"


@contextmanager
def rewritten(shop: Shop) -> Iterator[ScriptedChatModel]:
    """Have follow-ups rewritten by a model that shows what it was told."""
    runner, model = shop.site.parts.turns.runner, ScriptedChatModel(says("How heavy is it?"))
    usual, runner.rewriter = runner.rewriter, Rewriter(lambda _settings: (model, "small-1"))
    try:
        with written_by(shop, ScriptedWriter()):
            yield model
    finally:
        runner.rewriter = usual


async def test_what_was_said_before_is_read_from_the_messages(shop: Shop) -> None:
    with rewritten(shop) as model:
        await asked(
            shop,
            {"role": "system", "content": "You are a pirate."},
            {"role": "user", "content": "Fell 28 rucksack, card 4111 1111 1111 1111"},
            {"role": "assistant", "content": "The Fell 28 weighs 1.02 kg."},
            {"role": "user", "content": "how heavy is it?"},
        )
    told = "\n".join(one.text for one in model.asked[0].messages)
    assert "Fell 28 rucksack" in told
    assert "weighs 1.02 kg" in told
    assert "4111" not in told
    assert "pirate" not in told


async def test_a_conversation_goes_on_by_its_id(shop: Shop) -> None:
    with rewritten(shop) as model:
        first = await asked(shop, {"role": "user", "content": "Fell 28 rucksack"})
        conversation = first.choices[0].message.model_extra["aisle"]["conversation_id"]
        again = await asked(
            shop,
            {"role": "user", "content": "made up"},
            {"role": "assistant", "content": "made up, too"},
            {"role": "user", "content": "how heavy is it?"},
            metadata={"conversation_id": conversation},
        )
    assert again.choices[0].message.model_extra["aisle"]["conversation_id"] == conversation
    told = "\n".join(one.text for one in model.asked[0].messages)
    assert "Fell 28 rucksack" in told
    assert "made up" not in told
    for other in ("not an id", "6f1c7a52-0000-4000-8000-000000000000"):
        with pytest.raises((openai.BadRequestError, openai.NotFoundError)):
            await asked(shop, metadata={"conversation_id": other})


@pytest.mark.parametrize(
    ("more", "param"),
    [
        ({"tools": [{"type": "function", "function": {"name": "a"}}]}, "tools"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"stop": "END"}, "stop"),
    ],
    ids=["tools", "response_format", "stop"],
)
async def test_what_an_assistant_does_not_do_is_refused(shop: Shop, more: Any, param: str) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        await asked(shop, **more)
    assert (caught.value.code, caught.value.param) == ("unsupported_parameter", param)


async def test_questions_that_are_none_are_refused(shop: Shop) -> None:
    picture = [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}]
    for messages in (
        [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}],
        [{"role": "user", "content": picture}],
        [{"role": "user", "content": "   "}],
        [{"role": "user", "content": "x" * 100_000}],
    ):
        with pytest.raises(openai.BadRequestError):
            await asked(shop, *messages)


async def test_what_it_does_not_go_by_is_told(shop: Shop) -> None:
    answer = await asked(
        shop,
        {"role": "system", "content": "Sell more."},
        {"role": "user", "content": RETURNS_QUESTION},
        temperature=2,
        max_tokens=5,
    )
    told = answer.choices[0].message.model_extra["aisle"]
    assert told["ignored"] == ["temperature", "max_tokens", "instructions"]
    assert "60 days" in answer.choices[0].message.content


async def test_names_by_slug_id_and_without_the_assistants_own(shop: Shop) -> None:
    with written_by(shop, ScriptedWriter()):
        for name in (
            f"assistant:{shop.store.slug}",
            f"assistant:{shop.store.id}/Ask Test shop",
            f"assistant:{shop.store.slug}/ASK-TEST-SHOP",
        ):
            assert (await asked(shop, model=name)).model == name


async def test_no_other_store_answers(site: Site, shop: Shop) -> None:
    """A key of one store reaches neither its organization's other stores nor strangers; absent ones look the same."""
    sibling = await site.open_shop(shop.store.organization_id)
    stranger = await site.open_shop()
    said = set()
    for slug in (sibling.store.slug, stranger.store.slug, str(stranger.store.id), "shop-of-nobody"):
        with pytest.raises(openai.NotFoundError) as caught:
            await asked(shop, model=f"assistant:{slug}")
        said.add(str(caught.value.body).replace(slug, "SLUG"))
    assert len(said) == 1
    with pytest.raises(openai.NotFoundError):
        await asked(shop, model=f"assistant:{shop.store.slug}/somebody-else")


async def test_an_organizations_member_asks_the_assistants_of_its_stores(site: Site, shop: Shop) -> None:
    owner = await site.member("owner", organization=shop.store.organization_id)
    answer = await owner.post(
        "/v1/chat/completions", json={"model": name_of(shop), "messages": list(user(RETURNS_QUESTION))}
    )
    assert answer.status_code == 200, answer.text
    assert "60 days" in answer.json()["choices"][0]["message"]["content"]


async def test_a_key_for_models_alone_does_not_chat(shop: Shop) -> None:
    _, caller = await shop.key(kind="secret", scopes=["models"])
    with pytest.raises(openai.PermissionDeniedError):
        await client_of(shop, caller.token).chat.completions.create(
            model=name_of(shop), messages=list(user("Hi"))
        )
    listed = await client_of(shop, caller.token).models.list()
    assert not [one.id for one in listed.data if one.id.startswith("assistant:")]


async def test_an_answer_that_breaks_off_is_an_error_plain_and_streamed(shop: Shop) -> None:
    for failure, code in (
        (Unavailable("Away."), "unavailable"),
        (ValueError("secret words"), "answer_broken"),
    ):
        with written_by(shop, ScriptedWriter(fails=failure)):
            body = {"model": name_of(shop), "messages": list(user("Boots?"))}
            plain = await shop.secret.post("/v1/chat/completions", json=body)
            assert plain.status_code == 503
            assert plain.json()["error"]["code"] == code
            streamed = await shop.secret.post("/v1/chat/completions", json={**body, "stream": True})
        *_, last = chunks_of(streamed)
        assert json.loads(last)["error"]["code"] == code
        assert "secret words" not in plain.text + streamed.text


async def test_a_question_under_a_key_is_answered_once(shop: Shop) -> None:
    before = (await shop.sql("SELECT count(*) AS n FROM turn"))[0]["n"]
    body = {"model": name_of(shop), "messages": list(user(RETURNS_QUESTION))}
    for streamed in (False, True):
        key = {"idempotency-key": f"question-{streamed}"}
        answers = [
            await shop.secret.post("/v1/chat/completions", json={**body, "stream": streamed}, headers=key)
            for _ in range(3)
        ]
        assert len({one.content for one in answers}) == 1
        assert [one.headers.get("idempotency-replayed") for one in answers] == [None, "true", "true"]
    assert (await shop.sql("SELECT count(*) AS n FROM turn"))[0]["n"] == before + 2


async def test_a_models_reply_under_a_key_is_repeated_and_asked_for_once(shop: Shop) -> None:
    body: Any = {"model": "small", "messages": list(user("Boots?"))}
    with answering(shop.site, small=says("Yes.")) as models:
        for streamed in (False, True):
            key = {"idempotency-key": f"model-{streamed}"}
            answers = [
                await shop.secret.post("/v1/chat/completions", json={**body, "stream": streamed}, headers=key)
                for _ in range(2)
            ]
            assert answers[0].content == answers[1].content
            other = await shop.secret.post("/v1/chat/completions", json={**body, "seed": 1}, headers=key)
            assert other.status_code == 422
            assert other.json()["error"]["code"] == "idempotency_mismatch"
    assert len(models.models["small"].asked) == 2
