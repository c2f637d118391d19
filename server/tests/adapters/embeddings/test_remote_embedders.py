"""Embedders behind an address: what is sent, what is refused, and that no odd answer ever becomes a vector."""

import asyncio
import base64
import json
from dataclasses import replace

import numpy as np
import pytest
from embedders_under_test import VARIANTS
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from aisle.adapters.embeddings import EMBEDDERS, EmbedderOptions, RemoteOptions
from aisle.adapters.embeddings.remote.openai import OpenAiDialect
from aisle.adapters.embeddings.remote.texts import SendLimits, batches, cut
from aisle.adapters.embeddings.remote.vectors import directions
from aisle.llm.errors import (
    EmbedderChanged,
    EmbedderMisconfigured,
    EmbedderNonsense,
    EmbedderRefused,
    EmbedderUnavailable,
)
from aisle.llm.ports import EmbeddingKind
from embedding_servers import OpenAiScript, as_base64, plain_answer, vectors_of
from scripted_http import Asked, Reply, scripted_server

KEY = "canary-of-a-key"
QUERY, PASSAGE = EmbeddingKind.QUERY, EmbeddingKind.PASSAGE


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr("aisle.core.http.patience.PAUSE_CAP", 0.0)


@pytest.fixture
async def opened(cache_dir):
    """Open an embedder of a kind over a script; gives (server, embedder)."""
    running = []

    async def make(script, kind="openai", **remote):
        context = scripted_server(script)
        server = await context.__aenter__()
        wanted = {"base_url": server.url, "model": "some-model", "dimensions": 4, **remote}
        embedder = EMBEDDERS[kind](EmbedderOptions(cache_dir, 1, where=RemoteOptions(**wanted)))
        running.append((context, embedder))
        return server, embedder

    yield make
    for context, embedder in running:
        await embedder.close()
        await context.__aexit__(None, None, None)


def rows_for(asked: Asked, width: int = 4) -> list[list[float]]:
    return [[float(len(text)), 1.0, *[0.5] * (width - 2)] for text in asked.body["input"]]


def answers(make):
    """A server whose answer is made from the rows it should have given."""
    return lambda asked: Reply(200, make(plain_answer(rows_for(asked))))


async def test_openai_is_asked_as_its_reference_says(opened):
    server, embedder = await opened(
        OpenAiScript(256), model="text-embedding-3-small", dimensions=256, shortens=True, key=KEY
    )
    await embedder.embed(["boots"], PASSAGE)
    [asked] = server.asked
    assert asked.path == "/v1/embeddings"
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert asked.body == {
        "model": "text-embedding-3-small",
        "input": ["boots"],
        "encoding_format": "base64",
        "dimensions": 256,
    }


async def test_other_servers_get_their_key_their_way_and_no_dimensions(opened):
    server, embedder = await opened(OpenAiScript(4096), dimensions=4096, key=KEY, key_header="api-key")
    await embedder.embed(["boots"], PASSAGE)
    [asked] = server.asked
    assert (asked.headers["api-key"], asked.headers.get("authorization")) == (KEY, None)
    assert "dimensions" not in asked.body


@pytest.mark.parametrize(("kind", "task"), [(QUERY, "RETRIEVAL_QUERY"), (PASSAGE, "RETRIEVAL_DOCUMENT")])
async def test_gemini_is_asked_as_its_reference_says(opened, kind, task):
    script = VARIANTS["gemini 001"].script()
    server, embedder = await opened(script, "gemini", model="gemini-embedding-001", dimensions=768, key=KEY)
    await embedder.embed(["boots", "tent"], kind)
    [asked] = server.asked
    assert asked.path == "/v1/models/gemini-embedding-001:batchEmbedContents"
    assert asked.headers["x-goog-api-key"] == KEY
    assert asked.body["requests"][1] == {
        "model": "models/gemini-embedding-001",
        "content": {"parts": [{"text": "tent"}]},
        "outputDimensionality": 768,
        "taskType": task,
    }


async def test_the_newer_gemini_takes_its_task_in_the_text(opened):
    server, embedder = await opened(
        VARIANTS["gemini 2"].script(), "gemini", model="gemini-embedding-2", dimensions=768
    )
    await embedder.embed(["boots"], QUERY)
    await embedder.embed(["boots"], PASSAGE)
    sent = [asked.body["requests"][0] for asked in server.asked]
    assert [one["content"]["parts"][0]["text"] for one in sent] == [
        "task: search result | query: boots",
        "title: none | text: boots",
    ]
    assert all("taskType" not in one for one in sent)


async def test_prefixes_are_put_before_each_text(opened):
    server, embedder = await opened(
        OpenAiScript(4096), dimensions=4096, query_prefix="q: ", passage_prefix="p: "
    )
    await embedder.embed(["boots"], QUERY)
    await embedder.embed(["boots", "tent"], PASSAGE)
    assert [asked.body["input"] for asked in server.asked] == [["q: boots"], ["p: boots", "p: tent"]]


async def test_a_server_without_base64_is_asked_for_numbers_from_then_on(opened):
    server, embedder = await opened(OpenAiScript(4096, base64=False), dimensions=4096)
    for _ in range(3):
        await embedder.embed(["boots"], PASSAGE)
    assert [asked.body["encoding_format"] for asked in server.asked] == ["base64", "float", "float", "float"]


def test_names_tell_apart_what_makes_other_vectors():
    plain = RemoteOptions("http://h/v1", "m", 512)
    others = [
        plain,
        replace(plain, model="m2"),
        replace(plain, dimensions=256),
        replace(plain, query_prefix="q: "),
        replace(plain, passage_prefix="q: "),
    ]
    names = [
        EMBEDDERS[kind](EmbedderOptions(None, where=one)).name
        for kind in ("openai", "gemini")
        for one in others[:3]
    ]
    names += [EMBEDDERS["openai"](EmbedderOptions(None, where=one)).name for one in others[3:]]
    assert len(set(names)) == len(names) == 8


def test_names_do_not_tell_where_the_server_is_or_what_its_key_is():
    here = RemoteOptions("http://one/v1", "m", 512, key=KEY)
    there = RemoteOptions("http://two/v1", "m", 512, text_tokens=9, batch_texts=3)
    one, two = (EMBEDDERS["openai"](EmbedderOptions(None, where=where)) for where in (here, there))
    assert one.name == two.name == "m-512"
    assert KEY not in repr(here)


async def test_many_texts_go_in_batches_few_at_once(opened):
    server, embedder = await opened(OpenAiScript(384), dimensions=384)
    texts = [f"text {at}" for at in range(500)]
    found = await embedder.embed(texts, PASSAGE)
    expected = await vectors_of(texts, 384)
    np.testing.assert_allclose(found, expected / 3, atol=1e-5)
    assert sorted(len(asked.body["input"]) for asked in server.asked) == [52, *[64] * 7]
    assert 1 < server.busiest <= 4


async def test_queries_do_not_stand_behind_passages(opened):
    gate = asyncio.Event()

    async def script(asked: Asked) -> Reply:
        if len(asked.body["input"]) > 1:
            await gate.wait()
        return Reply(200, plain_answer(rows_for(asked)))

    server, embedder = await opened(script)
    passages = asyncio.create_task(embedder.embed(["a passage"] * 640, PASSAGE))
    await server.at_work_on(4)
    assert (await embedder.embed(["a query"], QUERY)).shape == (1, 4)
    gate.set()
    await passages


@given(st.lists(st.text(max_size=40), max_size=60), st.integers(1, 7), st.integers(1, 60))
def test_batches_hold_every_text_once_in_order(texts, most_texts, most_characters):
    found = batches(texts, SendLimits(9, most_texts, most_characters))
    assert [place for batch in found for place in batch] == list(range(len(texts)))
    for batch in found:
        assert 1 <= len(batch) <= most_texts
        assert len(batch) == 1 or sum(len(texts[place]) for place in batch) <= most_characters


@given(st.text(max_size=400), st.integers(1, 50))
def test_a_cut_text_is_its_own_beginning_within_the_limit(text, tokens):
    found = cut(text, tokens, len)  # as many tokens as characters: the worst there is
    assert text.startswith(found)
    assert len(found) <= max(1, tokens)


# What a server may answer in place of vectors ---------------------------------------------------------------------


def drop_last(answer):
    return {"data": answer["data"][:-1]}


def one_more(answer):
    return {"data": [*answer["data"], {"index": len(answer["data"]), "embedding": [1, 2, 3, 4]}]}


def same_number(answer):
    return {"data": [{**row, "index": 0} for row in answer["data"]]}


def odd_number(answer):
    return {"data": [{**row, "index": "0"} for row in answer["data"]]}


def with_rows(value):
    return lambda answer: {"data": [{**row, "embedding": value} for row in answer["data"]]}


NONSENSE = {
    "too few": drop_last,
    "too many": one_more,
    "the same number twice": same_number,
    "numbers that are texts": odd_number,
    "no data": lambda answer: {"embeddings": []},
    "data is no list": lambda answer: {"data": {"0": 1}},
    "rows are no objects": lambda answer: {"data": [1, 2]},
    "a list": lambda answer: [],
    "null": lambda answer: None,
    "error with 200": lambda answer: {"error": {"message": "out of memory"}},
    "rows are null": with_rows(None),
    "texts in rows": with_rows(["1", "2", "3", "4"]),
    "truth in rows": with_rows([True, False, True, True]),
    "rows in rows": with_rows([[1, 2, 3, 4]]),
    "bad base64": with_rows("!!!"),
    "base64 of five bytes": with_rows(base64.b64encode(b"12345").decode()),
    "integers beyond floats": with_rows([10**400, 1, 1, 1]),
}


@pytest.mark.parametrize("name", NONSENSE)
async def test_what_is_no_list_of_vectors_is_never_used(opened, name):
    _, embedder = await opened(answers(NONSENSE[name]))
    with pytest.raises(EmbedderNonsense):
        await embedder.embed(["boots", "tent"], QUERY)
    assert embedder.trouble


@pytest.mark.parametrize("value", [[float("nan")] * 4, [1, float("inf"), 0, 0], [0, 0, 0, 0], [-0.0] * 4])
@pytest.mark.parametrize("form", ["numbers", "base64"])
async def test_rows_without_direction_are_never_used(opened, value, form):
    row = as_base64(np.array(value)) if form == "base64" else value
    _, embedder = await opened(
        lambda asked: Reply(200, json.dumps(plain_answer([row] * len(asked.body["input"]))).encode())
    )
    with pytest.raises(EmbedderNonsense, match="not finite or all nought"):
        await embedder.embed(["boots", "tent"], PASSAGE)


@pytest.mark.parametrize("width", [1, 3, 5, 1536])
async def test_another_width_is_named_and_never_used(opened, width):
    _, embedder = await opened(
        lambda asked: Reply(200, plain_answer([[0.5] * width] * len(asked.body["input"])))
    )
    with pytest.raises(EmbedderChanged, match=f"have {width} columns, and 4 are set"):
        await embedder.embed(["boots"], PASSAGE)


async def test_rows_of_two_widths_are_never_used(opened):
    _, embedder = await opened(lambda asked: Reply(200, plain_answer([[0.5] * 4, [0.5] * 5])))
    with pytest.raises(EmbedderChanged):
        await embedder.embed(["boots", "tent"], PASSAGE)


@pytest.mark.parametrize("value", [1e300, 1e-300, 5e-324, 1.7e308])
async def test_numbers_however_large_or_small_keep_their_direction(opened, value):
    _, embedder = await opened(lambda asked: Reply(200, plain_answer([[value, 0, value, 0]])))
    found = await embedder.embed(["boots"], QUERY)
    np.testing.assert_allclose(found, [[0.5**0.5, 0, 0.5**0.5, 0]], atol=1e-6)


@given(
    st.lists(
        st.lists(st.floats(-1e6, 1e6, allow_subnormal=True), min_size=3, max_size=3).filter(any), max_size=5
    )
)
def test_directions_have_length_one(rows):
    found = directions([np.array(row) for row in rows], 3)
    assert found.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


@settings(max_examples=300)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["data", "index", "embedding", "x"]), inner, max_size=3)
        ),
    )
)
def test_any_json_gives_rows_or_an_error_that_is_known(answer):
    dialect = OpenAiDialect(RemoteOptions("http://h", "m", 4), shorten=False)
    try:
        rows = dialect.rows(answer, 1)
    except (ValueError, KeyError, TypeError, AttributeError):
        return
    assert [row.ndim for row in rows] == [1]


# Whose fault a refusal is -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [401, 403, 404, 405, 410])
async def test_settings_that_are_refused_are_no_fault_of_the_text(opened, status):
    server, embedder = await opened(lambda asked: Reply(status, {"error": {"message": KEY}}), key=KEY)
    with pytest.raises(EmbedderMisconfigured, match=f"answered {status}") as refused:
        await embedder.embed(["boots"], PASSAGE)
    assert KEY not in refused.value.detail
    assert len(server.asked) == 1


async def test_neither_key_nor_texts_are_logged(opened):
    echo = {"error": {"message": f"Bearer {KEY}", "code": f"key {KEY}", "type": "server_error"}}
    _, embedder = await opened(lambda asked: Reply(500, {**echo, "input": asked.body["input"]}), key=KEY)
    with capture_logs() as logged, pytest.raises(EmbedderUnavailable) as failed:
        await embedder.embed(["words of a shopper"], QUERY)
    assert logged
    assert "server_error" in failed.value.detail
    for secret in (KEY, "words of a shopper"):
        assert secret not in f"{logged} {failed.value.detail} {embedder.trouble}"


async def test_a_server_that_refuses_even_a_plain_word_is_misconfigured(opened):
    server, embedder = await opened(lambda asked: Reply(400, {"error": {"code": "dimensions_unsupported"}}))
    with pytest.raises(EmbedderMisconfigured, match=r"dimensions_unsupported.*refuses a plain word"):
        await embedder.embed([f"text {at}" for at in range(64)], PASSAGE)
    assert len(server.asked) <= 4


async def test_a_text_that_is_too_long_for_the_server_is_cut_until_it_fits(opened):
    def script(asked: Asked) -> Reply:
        if max(map(len, asked.body["input"])) > 500:
            return Reply(400, {"error": {"code": "context_length_exceeded"}})
        return Reply(200, plain_answer(rows_for(asked)))

    server, embedder = await opened(script, text_tokens=8000)
    found = await embedder.embed(["short", "word " * 400, "also short"], PASSAGE)
    assert found.shape == (3, 4)
    kept = max(len(text) for asked in server.asked for text in asked.body["input"] if len(text) <= 500)
    assert kept == 500


async def test_a_limit_on_texts_in_a_request_is_learned(opened):
    def script(asked: Asked) -> Reply:
        if len(asked.body["input"]) > 16:
            return Reply(413, {"error": "batch size"})
        return Reply(200, plain_answer(rows_for(asked)))

    server, embedder = await opened(script)
    await embedder.embed(["text"] * 64, PASSAGE)
    server.asked.clear()
    await embedder.embed(["text"] * 64, PASSAGE)
    assert [len(asked.body["input"]) for asked in server.asked] == [16] * 4


@pytest.mark.parametrize("fault", ["refused", "nan"])
async def test_one_text_that_cannot_be_embedded_is_refused_by_itself(opened, fault):
    def script(asked: Asked) -> Reply:
        texts = asked.body["input"]
        if "poison" in texts and fault == "refused":
            return Reply(422, {})
        rows = [[float("nan")] * 4 if text == "poison" else [1.0] * 4 for text in texts]
        return Reply(200, json.dumps(plain_answer(rows)).encode())

    server, embedder = await opened(script)
    with pytest.raises(EmbedderRefused, match="takes other texts, but not this one"):
        await embedder.embed([*["fine"] * 40, "poison", *["fine"] * 23], PASSAGE)
    assert len(server.asked) < 30
    assert (await embedder.embed(["fine"], PASSAGE)).shape == (1, 4)


async def test_a_passing_fault_among_passages_costs_nothing(opened):
    faults = [Reply(503, {}, {"Retry-After": "0"}), Reply(200, b"<html>"), Reply(500, {})]

    def script(asked: Asked) -> Reply:
        return faults.pop() if faults else Reply(200, plain_answer(rows_for(asked)))

    _, embedder = await opened(script)
    assert (await embedder.embed(["boots"], PASSAGE)).shape == (1, 4)
    assert embedder.trouble is None


async def test_a_server_that_is_away_is_unavailable(opened):
    server, embedder = await opened(lambda asked: Reply(200, {}))
    await server.stop()
    with pytest.raises(EmbedderUnavailable, match="cannot be reached"):
        await embedder.embed(["boots"], QUERY)
