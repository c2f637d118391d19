"""What every reranker promises; a new one is held to it by being among the variants."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aisle.adapters.rerankers import RERANKERS, RerankerOptions, RerankServer
from aisle.llm.errors import RerankerUnavailable
from aisle.llm.ports import RerankItem
from scripted_http import Asked, Reply, scripted_server


def cohere(asked: Asked) -> Reply:
    """Scores a text by its length, as Cohere, Jina and vLLM say it."""
    if "documents" not in asked.body:
        return Reply(422, {})
    texts = asked.body["documents"]
    results = [{"index": at, "relevance_score": len(text) / 1e5} for at, text in enumerate(texts)]
    return Reply(200, {"results": results[::-1]})


def tei(asked: Asked) -> Reply:
    """The same as Text Embeddings Inference says it."""
    if "texts" not in asked.body:
        return Reply(422, {"error": "missing field `texts`"})
    return Reply(
        200, [{"index": at, "score": len(text) / 1e5} for at, text in enumerate(asked.body["texts"])]
    )


def first_three(asked: Asked) -> Reply:
    """A server that names only the best."""
    results = sorted(cohere(asked).body["results"], key=lambda one: (-one["relevance_score"], one["index"]))
    return Reply(200, {"results": results[:3]})


VARIANTS = {
    "rules": ("rules", None, 0.3),
    "diversity": ("diversity", None, 0.3),
    "diversity off": ("diversity", None, 0.0),
    "diversity alone": ("diversity", None, 1.0),
    "model": ("model", cohere, 0.3),
    "model of another form": ("model", tei, 0.3),
    "model that names some": ("model", first_three, 0.3),
}


@asynccontextmanager
async def opened(variant, seconds=5.0):
    kind, script, diversity = VARIANTS[variant]
    if script is None:
        yield RERANKERS[kind](RerankerOptions(diversity))
        return
    async with scripted_server(script) as server:
        reranker = RERANKERS[kind](
            RerankerOptions(diversity, server=RerankServer(server.url, "m", seconds=seconds))
        )
        yield reranker
        await reranker.close()


@pytest.fixture(params=VARIANTS)
async def reranker(request):
    async with opened(request.param) as made:
        yield made


TEXTS = st.text(max_size=60) | st.sampled_from(["boot", "boot red", "boot red wide", "", "a\x00b", "\ud800"])
ITEMS = st.lists(
    st.builds(
        RerankItem,
        TEXTS,
        st.floats(0, 1),
        st.dictionaries(st.sampled_from(["title", "brand", "category", "other"]), TEXTS),
        st.none() | st.booleans(),
    ),
    max_size=30,
).map(lambda items: sorted(items, key=lambda item: -item.score))


def places(placed):
    return [one.place for one in placed]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=TEXTS, items=ITEMS)
async def test_every_hit_comes_once_and_the_same_call_gives_the_same_order(reranker, query, items):
    placed = await reranker.rerank(query, items)
    assert sorted(places(placed)) == list(range(len(items)))
    assert await reranker.rerank(query, items) == placed


async def test_equals_stay_as_they_stood(reranker):
    items = [RerankItem("the same words", 0.5, {"title": "t"}) for _ in range(12)]
    assert places(await reranker.rerank("words", items)) == list(range(12))


async def test_nothing_and_one_are_no_question(reranker):
    assert await reranker.rerank("words", []) == []
    assert places(await reranker.rerank("words", [RerankItem("x", 0.0)])) == [0]


async def test_hits_without_any_score_are_ordered_too(reranker):
    items = [RerankItem(f"text {'x' * at}", 0.0) for at in range(5)]
    assert sorted(places(await reranker.rerank("", items))) == list(range(5))


async def test_many_at_once_do_not_mix(reranker):
    lists = [[RerankItem("x" * (at + more), 1 - at / 10) for at in range(5)] for more in (1, 20, 300)]
    alone = [await reranker.rerank("x", items) for items in lists]
    assert list(await asyncio.gather(*(reranker.rerank("x", items) for items in lists))) == alone


async def test_what_is_given_is_not_changed(reranker):
    items = [RerankItem("b", 0.9, {"title": "b"}), RerankItem("a longer one", 0.8, {"title": "a"}, False)]
    before = list(items)
    await reranker.rerank("b", items)
    assert items == before


async def test_it_says_its_name_and_how_much_it_wants_to_see(reranker):
    assert reranker.name in RERANKERS
    assert 0 <= reranker.window <= 100


def test_every_reranker_is_held_to_the_contract():
    assert {kind for kind, _, _ in VARIANTS.values()} == set(RERANKERS)


def test_without_a_server_there_is_no_model():
    assert RERANKERS["model"](RerankerOptions()) is None


# What the model's server may do instead -----------------------------------------------------------------------------

ITEM = [RerankItem("one", 0.9), RerankItem("two two", 0.8)]
FAULTS = {
    "away": Reply(503, {}),
    "key refused": Reply(401, {}),
    "takes no form": Reply(422, {}),
    "no list": Reply(200, {"results": {"0": 1}}),
    "null": Reply(200, None),
    "no score": Reply(200, {"results": [{"index": 0}]}),
    "score in words": Reply(200, {"results": [{"index": 0, "relevance_score": "high"}]}),
    "score of truth": Reply(200, {"results": [{"index": 0, "relevance_score": True}]}),
    "endless": Reply(200, b'{"results": [{"index": 0, "relevance_score": Infinity}]}'),
    "not a number": Reply(200, b'{"results": [{"index": 0, "relevance_score": NaN}]}'),
    "invents one": Reply(200, {"results": [{"index": 2, "relevance_score": 0.5}]}),
    "before the first": Reply(200, {"results": [{"index": -1, "relevance_score": 0.5}]}),
    "one twice": Reply(200, {"results": [{"index": 0, "relevance_score": 0.5}] * 2}),
    "a page": Reply(200, b"<html>"),
    "huge": Reply(200, b" " * (2**20 + 1)),
    "elsewhere": Reply(307, {}, {"Location": "http://127.0.0.1:1/"}),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_model_that_answers_amiss_is_unavailable(fault):
    async with scripted_server(lambda asked: FAULTS[fault]) as server:
        model = RERANKERS["model"](RerankerOptions(server=RerankServer(server.url, key="canary")))
        with pytest.raises(RerankerUnavailable) as failed:
            await model.rerank("one", ITEM)
        await model.close()
    assert "canary" not in failed.value.detail


async def test_a_model_that_hangs_is_given_up_at_the_limit():
    async with scripted_server(lambda asked: Reply(hang=True)) as server:
        model = RERANKERS["model"](RerankerOptions(server=RerankServer(server.url, seconds=0.1)))
        with pytest.raises(RerankerUnavailable, match=r"within 0\.1 s"):
            await model.rerank("one", ITEM)
        await model.close()


async def test_a_model_is_asked_as_its_references_say():
    async with scripted_server(cohere) as server:
        model = RERANKERS["model"](RerankerOptions(server=RerankServer(server.url, "rerank-v3.5", "k")))
        placed = await model.rerank("one", ITEM)
        await model.close()
    [asked] = server.asked
    assert (asked.path, asked.headers["authorization"]) == ("/v1/rerank", "Bearer k")
    assert asked.body == {"model": "rerank-v3.5", "query": "one", "documents": ["one", "two two"], "top_n": 2}
    assert [(one.place, one.score) for one in placed] == [(1, 7e-5), (0, 3e-5)]


async def test_the_form_a_server_takes_is_remembered():
    async with scripted_server(tei) as server:
        model = RERANKERS["model"](RerankerOptions(server=RerankServer(server.url)))
        for _ in range(3):
            await model.rerank("one", ITEM)
        await model.close()
    assert ["texts" in asked.body for asked in server.asked] == [False, True, True, True]
