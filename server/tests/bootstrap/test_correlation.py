"""One request can be followed through logs and spans by its ids, and by nothing that a person wrote."""

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest
import structlog
from serving import Parser, served

from aisle.bootstrap.assembling import assemble
from aisle.conversations import running
from aisle.core.settings import Settings
from aisle.identity.keys import service as keys
from aisle.web import errors, middleware

pytest_plugins = ["telemetry_fixtures"]
CANARY = "quagga-0815"


@pytest.fixture
def parts(database, dispatcher_database, roles, embedder, tmp_path: Path) -> Any:
    settings = Settings(
        _env_file=None, home=tmp_path, embedder="hashed", demo=False, trusted_hosts="api.test"
    )
    return assemble(settings, roles.secrets, database, dispatcher_database, embedder, Parser(1_000))  # type: ignore[arg-type]


async def ask(parts: Any, store: Any, session_for: Any) -> httpx2.Response:
    async with session_for(store) as session:
        key = await keys.create_key(session, kind="secret", store_id=store.id)
    headers = {"authorization": f"Bearer {key.token}", "x-request-id": "request-of-the-test"}
    async with served(parts) as http:
        return await http.post(
            "/api/v1/chat", json={"message": f"Do you have a {CANARY} rucksack?"}, headers=headers
        )


@pytest.fixture
def relogged(lines: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Loggers that were used before keep writing where they wrote then."""
    for module in (middleware, errors, running):
        monkeypatch.setattr(module, "log", structlog.get_logger())
    return lines


async def test_a_request_its_turn_and_its_search_are_one_trace(parts, store, session_for, relogged, spans):
    answer = await ask(parts, store, session_for)
    assert answer.status_code == 200, answer.text
    found = {span.name: span for span in spans.get_finished_spans()}
    assert found.keys() >= {"request", "turn", "search"}
    assert found["search"].parent.span_id == found["turn"].context.span_id
    assert found["turn"].parent.span_id == found["request"].context.span_id
    assert found["request"].attributes["http.route"].endswith("/chat")
    assert found["request"].attributes["http.response.status_code"] == 200
    assert CANARY not in "".join(span.to_json() for span in found.values())
    logged = relogged()
    assert CANARY not in json.dumps(logged)
    by_event = {line["event"]: line for line in logged}
    trace_id = format(found["request"].context.trace_id, "032x")
    for line in (by_event["request"], by_event["turn"]):
        assert (line["request_id"], line["trace_id"]) == ("request-of-the-test", trace_id)
        assert (line["organization_id"], line["store_id"]) == (str(store.organization_id), str(store.id))


async def test_a_request_that_fails_leaves_no_words_behind(
    parts, store, session_for, relogged, spans, monkeypatch
):
    async def fail_with_the_words(_scope: Any, request: Any) -> None:
        raise RuntimeError(f"cannot search\n{request}")

    monkeypatch.setattr(
        type(parts.searcher), "search", lambda _self, scope, request: fail_with_the_words(scope, request)
    )
    await ask(parts, store, session_for)
    logged, traced = relogged(), "".join(span.to_json() for span in spans.get_finished_spans())
    assert any(line["event"] == "turn.failed" for line in logged)
    assert CANARY not in json.dumps(logged)
    assert CANARY not in traced
    assert "RuntimeError" in traced
