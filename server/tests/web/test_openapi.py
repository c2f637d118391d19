"""The description of the API, and the rule that no route goes without a right."""

from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts
from openapi_spec_validator import validate
from test_credentials import OPEN
from web_shops import Site, check_problem

from aisle.web.routes import UndeclaredRoute, check_policies

METHODS = ("get", "post", "put", "patch", "delete")
CALLED = ("/api/v1/", "/v1/")


@pytest.fixture
async def document(site: Site) -> Any:
    return (await site.http.get("/openapi.json")).json()


def operations_of(document: Any) -> list[tuple[str, str, Any]]:
    return [
        (method, path, operation)
        for path, found in document["paths"].items()
        for method, operation in found.items()
        if method in METHODS
    ]


async def test_document_is_valid_openapi(document: Any) -> None:
    validate(document)
    assert document["openapi"].startswith("3.1")
    assert len(operations_of(document)) >= 23


async def test_every_operation_says_what_it_does_and_how_it_refuses(document: Any) -> None:
    for method, path, operation in operations_of(document):
        assert operation.get("summary"), (method, path)
        assert operation.get("description"), (method, path)
        form = "application/json" if path.startswith("/v1/") else "application/problem+json"
        assert form in operation["responses"]["default"]["content"], (method, path)
        assert "422" not in operation["responses"], (method, path)


async def test_every_body_that_can_be_sent_has_an_example(document: Any) -> None:
    bodies = [
        (path, kind, media)
        for _, path, operation in operations_of(document)
        for kind, media in operation.get("requestBody", {}).get("content", {}).items()
    ]
    assert len(bodies) >= 20
    for path, kind, media in bodies:
        assert "example" in media or media.get("examples"), (path, kind)


async def test_every_operation_of_the_api_asks_for_a_credential(document: Any) -> None:
    for method, path, operation in operations_of(document):
        is_open = (method.upper(), path.removeprefix("/api/v1")) in OPEN or not path.startswith(CALLED)
        assert bool(operation.get("security")) != is_open, (method, path)


def test_every_route_of_the_process_names_its_right_or_is_on_the_public_list(site: Site) -> None:
    paths = [str(context.path) for context in iter_route_contexts(site.app.routes)]
    assert "/api/v1/documents/{document_id}" in paths
    check_policies(site.app)


def test_start_is_refused_while_a_route_has_no_right() -> None:
    inner, app = APIRouter(), FastAPI()

    @inner.get("/forgotten/{thing_id}")
    async def forgotten(thing_id: str) -> str:
        return thing_id

    app.include_router(inner, prefix="/api/v1")
    with pytest.raises(UndeclaredRoute, match="/api/v1/forgotten/"):
        check_policies(app)


async def test_unknown_addresses_and_methods_are_problem_documents(site: Site) -> None:
    check_problem(await site.http.get("/api/v1/nothing"), 404, "not_found")
    refused = await site.http.put("/api/v1/search", json={})
    check_problem(refused, 405, "method_not_allowed")
    assert refused.headers["allow"] == "POST"


async def test_a_request_id_is_taken_over_only_when_it_is_harmless(site: Site) -> None:
    taken = await site.http.get("/health", headers={"x-request-id": "trace-0123456789"})
    assert taken.headers["x-request-id"] == "trace-0123456789"
    for harmful in ("a b c d e f g h", "x" * 65, "<script>alert(1)</script>", "short"):
        made = await site.http.get("/health", headers={"x-request-id": harmful})
        assert made.headers["x-request-id"] != harmful


async def test_every_answer_forbids_guessing_its_type(site: Site) -> None:
    for path in ("/health", "/api/v1/products", "/openapi.json", "/nothing"):
        assert (await site.http.get(path)).headers["x-content-type-options"] == "nosniff"


async def test_health_and_readiness_are_told_apart(site: Site) -> None:
    assert (await site.http.get("/health")).json() == {"status": "ok"}
    ready = await site.http.get("/ready")
    assert set(ready.json()["checks"]) == {
        "database",
        "queue",
        "embedder",
        "index",
        "parser_sandbox",
        "text_recognition",
    }
    assert ready.json()["checks"]["database"]["state"] == "ok"
    assert ready.json()["checks"]["embedder"]["state"] == "ok"


async def test_metrics_are_for_this_machine_alone(site: Site) -> None:
    near = await site.http.get("/metrics")
    assert near.status_code == 200
    assert "aisle_request_seconds" in near.text
    check_problem(
        await site.http.get("/metrics", headers={"x-forwarded-for": "203.0.113.9"}), 404, "not_found"
    )


async def test_metrics_take_a_token_where_one_is_set(open_other_site: Any) -> None:
    async with open_other_site(metrics_token="sesame") as other:
        check_problem(await other.http.get("/metrics"), 404, "not_found")
        wrong = {"authorization": "Bearer sesam"}
        check_problem(await other.http.get("/metrics", headers=wrong), 404, "not_found")
        right = {"authorization": "Bearer sesame"}
        assert (await other.http.get("/metrics", headers=right)).status_code == 200
