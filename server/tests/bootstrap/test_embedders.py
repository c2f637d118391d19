"""From settings to embedders: all of them at once, each key only where it belongs, faults named before the start."""

import pytest

from aisle.bootstrap.embedders import make_embedders
from aisle.core.settings import Settings, SettingsRefused
from aisle.llm.ports import EmbeddingKind
from embedding_servers import OpenAiScript
from scripted_http import Reply, scripted_server

KEY, OWN = "canary-of-a-key", "canary-of-another-key"


def settings(tmp_path, embedders, **wanted):
    return Settings(_env_file=None, home=tmp_path, embedders=embedders, **wanted)


def test_local_embedders_need_no_setting(tmp_path):
    found = make_embedders(settings(tmp_path, {}))
    assert found.default.name == "minilm-l6-v2-int8"
    assert set(found.by_recipe) == {"minilm-l6-v2-int8", "hashed-words-384"}


def test_all_are_there_at_once_by_the_names_of_their_recipes(tmp_path):
    described = {
        "small": {"kind": "openai", "model": "text-embedding-3-small", "dimensions": 512},
        "large": {"kind": "openai", "model": "text-embedding-3-large"},
        "google": {"kind": "gemini", "model": "gemini-embedding-001"},
        "own": {"kind": "openai", "model": "intfloat/e5", "dimensions": 768, "query_prefix": "query: "},
    }
    found = make_embedders(settings(tmp_path, described, embedder="small"))
    assert found.default.name == "text-embedding-3-small-512"
    assert {name: one.dimensions for name, one in found.by_recipe.items()} == {
        "minilm-l6-v2-int8": 384,
        "hashed-words-384": 384,
        "text-embedding-3-small-512": 512,
        "text-embedding-3-large-3072": 3072,
        "gemini-embedding-001-3072-retrieval": 3072,
        "intfloat/e5-768-3896ccd6": 768,
    }


@pytest.mark.parametrize(
    ("described", "said"),
    [
        ({"minilm": {"kind": "openai", "model": "bge-m3"}}, "AISLE_EMBEDDERS.minilm: this name is taken"),
        ({"a": {"kind": "openai", "model": "mine"}}, "“mine” is not known here; say its dimensions"),
        (
            {"a": {"kind": "openai", "model": "bge-m3"}, "b": {"kind": "openai", "model": "bge-m3"}},
            r"AISLE_EMBEDDERS.b: another embedder makes the same vectors \(bge-m3-1024\)",
        ),
    ],
)
def test_what_cannot_be_is_refused_before_the_start(tmp_path, described, said):
    with pytest.raises(SettingsRefused, match=said):
        make_embedders(settings(tmp_path, described))


@pytest.mark.parametrize(
    ("own", "sent"),
    [
        ({}, f"Bearer {KEY}"),
        ({"key": OWN}, f"Bearer {OWN}"),
        ({"base_url": None}, f"Bearer {KEY}"),
        ({"base_url": "elsewhere"}, None),
        ({"base_url": "elsewhere", "key": OWN}, f"Bearer {OWN}"),
    ],
)
async def test_a_key_goes_only_to_the_address_it_was_set_with(tmp_path, own, sent):
    async with scripted_server(OpenAiScript(1024)) as usual, scripted_server(OpenAiScript(1024)) as elsewhere:
        own = {**own, "base_url": elsewhere.url} if own.get("base_url") else own
        found = make_embedders(
            settings(
                tmp_path,
                {"a": {"kind": "openai", "model": "bge-m3", **own}},
                openai_base_url=usual.url,
                openai_api_key=KEY,
                embedder="a",
            )
        )
        await found.default.embed(["boots"], EmbeddingKind.QUERY)
        await found.close()
        [asked] = [*usual.asked, *elsewhere.asked]
        assert bool(elsewhere.asked) == ("base_url" in own and own["base_url"] is not None)
        assert asked.headers.get("authorization") == sent


async def test_repeated_queries_are_asked_once(tmp_path):
    async with scripted_server(OpenAiScript(1024)) as server:
        described = {"a": {"kind": "openai", "model": "bge-m3", "base_url": server.url}}
        found = make_embedders(settings(tmp_path, described))
        for _ in range(3):
            await found.by_recipe["bge-m3-1024"].embed(["boots"], EmbeddingKind.QUERY)
        await found.close()
        assert len(server.asked) == 1


async def test_a_server_of_another_width_is_found_out(tmp_path):
    async with scripted_server(lambda asked: Reply(200, {"data": [{"embedding": [0.5] * 1024}]})) as server:
        described = {"a": {"kind": "openai", "model": "mine", "base_url": server.url, "dimensions": 768}}
        found = make_embedders(settings(tmp_path, described))
        with pytest.raises(Exception, match="have 1024 columns, and 768 are set"):
            await found.by_setting["a"].embed(["boots"], EmbeddingKind.QUERY)
        await found.close()
