"""OpenAI's own client for Python has texts embedded here, and lists what there is."""

import base64
from typing import Any

import numpy as np
import openai
import pytest
from openai_world import answering, client_of
from web_shops import Shop, Site

from aisle.adapters.llm.scripted import says
from aisle.llm.errors import EmbedderNonsense, EmbedderUnavailable
from aisle.llm.ports import EmbeddingKind

TEXTS = ["waterproof boots", "a tent for two"]


@pytest.fixture
def name(site: Site) -> str:
    """The name of the only embedder there is in these tests."""
    return next(iter(site.parts.models.names))


async def test_texts_become_the_vectors_that_the_embedder_makes(shop: Shop, name: str) -> None:
    wanted = await shop.site.embedder.embed(TEXTS, EmbeddingKind.PASSAGE)
    by_default = await client_of(shop).embeddings.create(model=name, input=TEXTS)  # asks for base64
    as_floats = await client_of(shop).embeddings.create(
        model=f"embedder:{name}", input=TEXTS, encoding_format="float"
    )
    for answer in (by_default, as_floats):
        assert np.allclose([one.embedding for one in answer.data], wanted)
        assert [one.index for one in answer.data] == [0, 1]
    tokens = sum(shop.site.embedder.count_tokens(text) for text in TEXTS)
    assert (by_default.usage.prompt_tokens, by_default.usage.total_tokens) == (tokens, tokens)
    assert as_floats.model == f"embedder:{name}"


async def test_one_text_and_the_right_number_of_dimensions(shop: Shop, name: str) -> None:
    size = shop.site.embedder.dimensions
    answer = await client_of(shop).embeddings.create(model=name, input=TEXTS[0], dimensions=size)
    assert len(answer.data) == 1
    assert len(answer.data[0].embedding) == size
    with pytest.raises(openai.BadRequestError) as caught:
        await client_of(shop).embeddings.create(model=name, input=TEXTS[0], dimensions=size + 1)
    assert caught.value.param == "dimensions"


async def test_numbers_in_base64_are_little_endian_floats(shop: Shop, name: str) -> None:
    answer = await shop.secret.post(
        "/v1/embeddings", json={"model": name, "input": TEXTS, "encoding_format": "base64"}
    )
    raw = base64.b64decode(answer.json()["data"][1]["embedding"])
    wanted = await shop.site.embedder.embed(TEXTS, EmbeddingKind.PASSAGE)
    assert np.allclose(np.frombuffer(raw, "<f4"), wanted[1])


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"input": ""}, "input"),
        ({"input": []}, "input"),
        ({"input": ["a", ""]}, "input.1"),
        ({"input": [1, 2, 3]}, "input"),
        ({"input": ["x"] * 2049}, "input"),
        ({"encoding_format": "hex"}, "encoding_format"),
        ({"input_type": "song"}, "input_type"),
    ],
    ids=["no words", "none", "one without", "tokens", "many", "form", "kind"],
)
async def test_wrong_input_is_refused(shop: Shop, name: str, change: Any, param: str) -> None:
    answer = await shop.secret.post("/v1/embeddings", json={"model": name, "input": "boots", **change})
    assert answer.status_code == 400
    assert answer.json()["error"]["param"].startswith(param.split(".")[0])
    assert answer.json()["error"]["code"] == "invalid_parameter"


async def test_addresses_and_keys_in_a_body_are_refused(shop: Shop, name: str) -> None:
    for field in ("base_url", "api_key", "api_base"):
        answer = await shop.secret.post(
            "/v1/embeddings", json={"model": name, "input": "x", field: "https://evil.example"}
        )
        assert answer.json()["error"]["code"] == "unsupported_parameter"


async def test_an_embedder_that_is_away_or_odd_is_a_typed_error(
    shop: Shop, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for failure in (EmbedderUnavailable("It is away."), EmbedderNonsense("It is odd.")):

        async def embed(*_asked: Any, failure: Exception = failure) -> Any:
            raise failure

        monkeypatch.setattr(shop.site.embedder, "embed", embed)
        answer = await shop.secret.post("/v1/embeddings", json={"model": name, "input": "x"})
        assert answer.status_code == 503
        assert answer.json()["error"]["code"] == failure.code
        assert answer.headers["retry-after"]


async def test_embedding_stands_in_the_ledger_of_its_key(shop: Shop, name: str) -> None:
    with answering(shop.site) as models:
        await client_of(shop).embeddings.create(model=name, input=TEXTS)
        with pytest.raises(openai.NotFoundError):
            await client_of(shop).embeddings.create(model="nothing", input=TEXTS)
    (tried,), (outcome,) = models.observer.tries, models.observer.outcomes
    assert (tried.call.purpose, tried.endpoint, tried.call.payer.store_id) == ("embed", name, shop.store.id)
    assert (outcome.ended, outcome.usage.prompt_tokens, models.observer.open) == (
        "done",
        tried.prompt_tokens,
        0,
    )
    assert tried.prompt_tokens > 0


async def test_models_are_listed_with_what_they_are_for(shop: Shop, name: str) -> None:
    with answering(shop.site, small=says("Yes."), org__large=says("No.")):
        listed = (await client_of(shop).models.list()).data
        kinds = {one.id: one.model_extra["aisle"]["kind"] for one in listed if one.model_extra}
        assistant = f"assistant:{shop.store.slug}/ask-test-shop"
        assert kinds == {"small": "chat", "org__large": "chat", name: "embedding", assistant: "assistant"}
        for one in listed:
            assert (await client_of(shop).models.retrieve(one.id)) == one
        for absent in ("default", "large", "assistant:nowhere", "a/b"):
            with pytest.raises(openai.NotFoundError):
                await client_of(shop).models.retrieve(absent)


async def test_where_a_model_stands_is_not_told(shop: Shop) -> None:
    with answering(shop.site, small=says("Yes.")):
        (one,) = [one for one in (await client_of(shop).models.list()).data if one.id == "small"]
    assert one.owned_by == "other"


async def test_a_member_sees_the_assistants_of_the_stores_that_they_may_chat_in(site: Site) -> None:
    mine = await site.open_shop()
    other = await site.open_shop(mine.store.organization_id)
    everywhere = await site.member("owner", organization=mine.store.organization_id)
    in_one = await site.member("editor", organization=mine.store.organization_id, store=other.store.id)
    for caller, shops in ((everywhere, [mine, other]), (in_one, [other])):
        listed = (await caller.json("/v1/models"))["data"]
        found = {one["id"] for one in listed if one["id"].startswith("assistant:")}
        assert found == {f"assistant:{shop.store.slug}/ask-test-shop" for shop in shops}
