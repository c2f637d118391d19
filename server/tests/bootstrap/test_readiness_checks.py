"""What /ready says of each part, and in which state."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import pytest
from pydantic import SecretStr
from serving import Parser, served

from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.adapters.ocr.engine import EngineState
from aisle.bootstrap import checks
from aisle.bootstrap.assembling import assemble
from aisle.bootstrap.chat_models import make_chat_models
from aisle.bootstrap.resources import Resources
from aisle.core.db import ContextSigner, Database
from aisle.core.db.migrate import newest_migration
from aisle.core.settings import Settings
from aisle.llm.chat import ChatMessage, ChatRequest, Role
from aisle.llm.errors import ChatModelUnavailable, EmbedderUnavailable
from streamed_http import as_json, streaming_server


class BrokenEmbedder(HashedEmbedder):
    """An embedder whose model does not load."""

    async def embed(self, texts: Any, kind: Any) -> Any:
        raise EmbedderUnavailable("The model's file is damaged.")


@dataclass
class Probe:
    """An API process, and its answer to /ready."""

    parts: Resources

    async def ready(self) -> tuple[int, str, dict[str, Any]]:
        answer = await self.get("/ready")
        return answer.status_code, answer.json()["status"], answer.json()["checks"]

    async def get(
        self, path: str, client: tuple[str, int] = ("127.0.0.1", 1), **headers: str
    ) -> httpx2.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with served(self.parts, client) as http:
            return await http.get(path, headers=named)


@pytest.fixture
def parser() -> Parser:
    return Parser(100_000)


@pytest.fixture
def probe(database, dispatcher_database, roles, embedder, parser, tmp_path: Path) -> Probe:
    settings = Settings(
        _env_file=None, home=tmp_path, embedder="hashed", demo=False, trusted_hosts="api.test"
    )
    return Probe(assemble(settings, roles.secrets, database, dispatcher_database, embedder, parser))


@pytest.fixture
async def admin(urls) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(urls.admin)
    yield connection
    await connection.close()


async def test_all_is_ready(probe, admin):
    await admin.execute("DELETE FROM aisle.job WHERE state = 'dead'")
    status, said, found = await probe.ready()
    assert (status, said) == (200, "ready")
    assert {name: check["state"] for name, check in found.items()} == dict.fromkeys(
        ("database", "queue", "embedder", "index", "parser_sandbox", "text_recognition"), "ok"
    )
    assert newest_migration() in found["database"]["detail"]


@pytest.mark.parametrize(
    ("name", "state", "status"), [("0000_before", "failed", 503), ("9999_later", "degraded", 200)]
)
async def test_a_schema_of_another_release_is_named(probe, admin, name, state, status):
    kept = await admin.fetch("SELECT name FROM aisle.schema_version")
    await admin.execute("DELETE FROM aisle.schema_version")
    await admin.execute("INSERT INTO aisle.schema_version (name) VALUES ($1)", name)
    try:
        found_status, _, found = await probe.ready()
    finally:
        await admin.execute("DELETE FROM aisle.schema_version")
        await admin.executemany(
            "INSERT INTO aisle.schema_version (name) VALUES ($1)", [(row["name"],) for row in kept]
        )
    assert (found_status, found["database"]["state"]) == (status, state)
    assert name in found["database"]["detail"]
    assert newest_migration() in found["database"]["detail"]


async def test_a_database_that_is_down_is_not_ready(probe):
    nowhere = Database("postgresql://app:canary@127.0.0.1:1/shop", ContextSigner(b"key"))
    probe.parts.database = nowhere
    status, said, found = await probe.ready()
    assert (status, said) == (503, "not_ready")
    assert [found[name]["state"] for name in ("database", "index", "queue")] == ["failed", "failed", "ok"]
    assert "canary" not in str(found)
    assert (await probe.get("/health")).status_code == 200


async def test_a_broken_embedder_is_not_ready(probe):
    probe.parts.embedder = BrokenEmbedder()
    status, _, found = await probe.ready()
    assert (status, found["embedder"]) == (503, {"state": "failed", "detail": "The model's file is damaged."})


async def test_a_model_that_is_away_degrades_and_is_not_asked(probe):
    async with streaming_server(lambda asked: as_json(503, {})) as server:
        settings = replace_settings(
            probe, openai_base_url=server.url, chat_model="stub", chat_first_seconds=0.5
        )
        probe.parts.settings, probe.parts.chat_models = settings, make_chat_models(settings)
        assert (await probe.ready())[2]["chat_model"] == {"state": "ok", "detail": "stub, 1 to choose from"}
        assert server.asked == []
        model, called = probe.parts.chat_models.default
        with pytest.raises(ChatModelUnavailable):
            await anext(model.stream(ChatRequest(called, (ChatMessage(Role.USER, "Boots?"),), 5)))
        asked = len(server.asked)
        status, said, found = await probe.ready()
        assert (status, said, found["chat_model"]["state"]) == (200, "ready", "degraded")
        assert "answered 503" in found["chat_model"]["detail"]
        assert len(server.asked) == asked
        await probe.parts.chat_models.close()


async def test_what_a_library_said_is_not_published(probe, monkeypatch):
    async def fail(_parts: Resources) -> checks.Check:
        raise ValueError("postgresql://app:canary@db.internal/shop")

    monkeypatch.setattr(checks, "_index", fail)
    _, _, found = await probe.ready()
    assert found["index"] == {"state": "failed", "detail": "ValueError; the log says more"}


async def test_a_check_that_hangs_is_cut_off(probe, monkeypatch):
    async def hang(_parts: Resources) -> checks.Check:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(checks, "SECONDS", 0.05)
    monkeypatch.setattr(checks, "_queue", hang)
    status, _, found = await probe.ready()
    assert (status, found["queue"]["state"]) == (503, "failed")


async def test_dead_letters_degrade_the_queue(probe, admin, store):
    await admin.execute(
        "INSERT INTO aisle.job (organization_id, store_id, id, kind, queue, state, payload, signature, finished_at)"
        " VALUES ($1, $2, gen_random_uuid(), 'x', 'ingest', 'dead', '{}', '', now())",
        store.organization_id,
        store.id,
    )
    try:
        status, said, found = await probe.ready()
    finally:
        await admin.execute("DELETE FROM aisle.job WHERE organization_id = $1", store.organization_id)
    assert (status, said, found["queue"]["state"]) == (200, "ready", "degraded")
    assert "1 in the dead letters" in found["queue"]["detail"]


@pytest.mark.parametrize(
    ("missing", "state", "said"),
    [
        (None, "ok", "not tried"),
        ((), "ok", "without network"),
        (("network namespace",), "degraded", "network namespace"),
    ],
)
async def test_the_sandbox_says_what_the_system_does_not_grant(probe, parser, missing, state, said):
    parser.missing = missing
    status, _, found = await probe.ready()
    assert (status, found["parser_sandbox"]["state"]) == (200, state)
    assert said in found["parser_sandbox"]["detail"]


async def test_text_recognition_that_is_missing_is_said_and_no_fault(probe, parser):
    assert (await probe.ready())[2]["text_recognition"]["detail"] == "tesseract 5.3.0: eng"
    parser.engine = EngineState(False, "install tesseract")
    status, _, found = await probe.ready()
    assert (status, found["text_recognition"]["state"]) == (200, "ok")
    assert "install tesseract" in found["text_recognition"]["detail"]


async def test_the_demo_shop_is_loading_until_it_is_there(probe):
    probe.parts.settings = replace_settings(probe, demo=True)
    status, _, found = await probe.ready()
    assert (status, found["demo"]["state"]) == (200, "loading")


def replace_settings(probe: Probe, **changed: Any) -> Settings:
    return probe.parts.settings.model_copy(update=changed)


# /metrics ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
async def test_metrics_are_read_from_this_machine(probe, host):
    answer = await probe.get("/metrics", (host, 1))
    assert answer.status_code == 200
    assert "aisle_request_seconds" in answer.text


@pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "2001:db8::1", "127.0.0.1.example"])
async def test_metrics_are_not_public(probe, host):
    assert (await probe.get("/metrics", (host, 1))).status_code == 404


@pytest.mark.parametrize("header", ["x_forwarded_for", "forwarded"])
async def test_metrics_are_not_read_through_a_proxy(probe, header):
    assert (await probe.get("/metrics", **{header: "127.0.0.1"})).status_code == 404


async def test_with_a_token_only_the_token_counts(probe):
    probe.parts.settings = replace_settings(probe, metrics_token=SecretStr("a token"))
    assert (await probe.get("/metrics")).status_code == 404
    assert (await probe.get("/metrics", authorization="Bearer another")).status_code == 404
    found = await probe.get("/metrics", ("192.0.2.1", 1), authorization="Bearer a token")
    assert found.status_code == 200
    assert "a token" not in found.text
