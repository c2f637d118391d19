"""POST /analyze: JSON of the schema with what it took, or a problem; whoever calls never says where a model is."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from web_people import open_member
from web_shops import Json, Shop, Site, check_problem

from aisle.adapters.llm.scripted import ScriptedChatModel, breaks_off, declines, says
from aisle.analysis.stored.service import Schemas
from aisle.bootstrap.analysis import make_analyzer
from aisle.bootstrap.chat_models import ChatModels
from aisle.core.errors import AisleError
from aisle.llm.gateway import Gateway
from aisle.llm.gateway.recording import RecordingObserver
from aisle.prompts.book import PromptBook
from aisle.prompts.shipped import newest

NAME = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
ASKED = {"text": "I am Ann.", "schema": NAME}


class BudgetSpent(AisleError):
    """What a ledger would say."""

    code = "budget_spent"
    status = 402


@contextmanager
def answered_by(
    site: Site, script: Any, usual: str | None = "ours", **more: Any
) -> Iterator[ScriptedChatModel]:
    """In this block the site's only model does what the script says."""
    model, parts, before = ScriptedChatModel(script), site.parts, site.parts.analyzer
    models = ChatModels({"ours": (model, "small-1")}, judge=(model, "judge-1"))
    if more:
        gateway = Gateway(models.gateway.endpoints.values(), **more)
        models = ChatModels({"ours": (model, "small-1")}, judge=(model, "judge-1"), made=gateway)
    settings = parts.settings.model_copy(update={"chat_model": usual})
    parts.analyzer = make_analyzer(settings, Schemas(parts.database), PromptBook(parts.database), models)
    try:
        yield model
    finally:
        parts.analyzer = before


async def analyze(shop: Shop, **body: Any) -> Any:
    return await shop.secret.post("/analyze", json=body)


async def test_text_becomes_json_of_the_schema_with_what_it_took(shop: Shop) -> None:
    with answered_by(shop.site, says('{"name": "Ann"}')) as model:
        answer = await analyze(shop, **ASKED, instructions="Only first names.")
    assert answer.status_code == 200, answer.text
    reply = answer.json()
    assert reply["value"] == {"name": "Ann"}
    assert (reply["model"], reply["attempts"], reply["schema_used"]) == ("ours", 1, None)
    told = [(one["name"], one["version"], one["override"]) for one in reply["prompts"]]
    assert told == [("analyze", newest("analyze").version, None)]
    assert reply["usage"] == {
        "prompt_tokens": 2,
        "completion_tokens": 2,
        "cached_read_tokens": 0,
        "reasoning_tokens": 0,
        "estimated": False,
    }
    assert reply["cost"] is None  # nobody knows this model's price
    assert "Only first names." in model.asked[0].messages[0].text


async def test_a_shipped_schema_is_named_and_its_version_told(shop: Shop) -> None:
    value = {"intent": "delivery", "also": [], "confidence": 0.9, "language": "en"}
    with answered_by(shop.site, says(json.dumps(value))):
        reply = (await analyze(shop, text="Where is it?", schema_name="intent")).json()
    assert reply["value"] == value
    assert reply["schema_used"] == {"name": "intent", "version": 1}


async def test_an_own_schema_is_used_in_the_version_that_is_named(shop: Shop) -> None:
    owner = await open_member(shop.site, "owner", organization=shop.store.organization_id)
    name = f"own_{shop.canary.lower()}"[:50].replace(" ", "_")
    await owner.post("/schemas", json={"name": name, "schema": NAME})
    await owner.call("PUT", f"/schemas/{name}", json={"schema": {"type": "object", "required": ["x"]}})
    with answered_by(shop.site, says('{"name": "Ann"}')):
        first = await analyze(shop, text="I am Ann.", schema_name=name, schema_version=1)
        newest = await analyze(shop, text="I am Ann.", schema_name=name)
    assert first.json()["schema_used"] == {"name": name, "version": 1}
    check_problem(newest, 502, "analysis_invalid")


async def test_what_never_validates_is_a_problem_with_the_last_output(shop: Shop) -> None:
    with answered_by(shop.site, says("I think she is called Ann.")) as model:
        problem = check_problem(await analyze(shop, **ASKED), 502, "analysis_invalid")
    assert len(model.asked) == 3
    assert problem["output"] == "I think she is called Ann."
    assert problem["errors"]
    assert (problem["attempts"], problem["usage"]["completion_tokens"]) == (3, 18)


@pytest.mark.parametrize(
    ("script", "status", "code"),
    [(breaks_off(), 503, "chat_model_unavailable"), (declines("No."), 422, "analysis_declined")],
)
async def test_a_model_that_fails_is_a_problem(shop: Shop, script: Any, status: int, code: str) -> None:
    with answered_by(shop.site, script):
        check_problem(await analyze(shop, **ASKED), status, code)


async def test_a_spent_budget_ends_it_before_any_call(shop: Shop) -> None:
    observer = RecordingObserver(refuses=BudgetSpent("Nothing is left."))
    with answered_by(shop.site, says("{}"), observer=observer) as model:
        check_problem(await analyze(shop, **ASKED), 402, "budget_spent")
    assert model.asked == []


async def test_the_caller_pays_and_nobody_that_a_body_names(shop: Shop) -> None:
    observer = RecordingObserver()
    with answered_by(shop.site, says('{"name": "Ann"}'), observer=observer):
        answer = await analyze(shop, **ASKED)
    (planned,) = observer.tries
    payer = planned.call.payer
    assert (payer.organization_id, payer.store_id) == (shop.store.organization_id, shop.store.id)
    assert (payer.key_id is not None, planned.call.purpose) == (True, "analyze")
    assert payer.request_id == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    "extra",
    [
        {"base_url": "https://evil.example/v1"},
        {"api_base": "https://evil.example/v1"},
        {"api_key": "sk-1"},
        {"provider": "openai"},
        {"organization_id": "0198c0de-0000-7000-8000-000000000000"},
        {"store": "other"},
        {"images": [{"url": "https://evil.example/x.png"}]},
        {"images": [{"data": "AAAA", "media_type": "text/html"}]},
    ],
)
async def test_where_a_model_is_and_who_pays_is_nothing_a_body_can_say(shop: Shop, extra: Json) -> None:
    with answered_by(shop.site, says('{"name": "Ann"}')) as model:
        check_problem(await analyze(shop, **ASKED, **extra), 422, "invalid_input")
    assert model.asked == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"schema": NAME}, 422, "invalid_input"),
        ({"text": "x"}, 422, "invalid_input"),
        ({"text": "x", "schema": NAME, "schema_name": "intent"}, 422, "invalid_input"),
        ({"text": "x", "schema": NAME, "schema_version": 1}, 422, "invalid_input"),
        ({"text": "x", "schema_name": "nothing"}, 404, "schema_not_found"),
        ({"text": "x", "schema_name": "intent", "schema_version": 9}, 404, "schema_not_found"),
        ({"text": "x", "schema": {"enum": []}}, 422, "schema_unsatisfiable"),
        ({"text": "x", "schema": {"$ref": "https://evil.example/s.json"}}, 422, "schema_invalid"),
        ({"images": [{"data": base64.b64encode(b"<svg/>").decode()}], "schema": NAME}, 422, "image_invalid"),
        ({"text": "x", "schema": NAME, "model": "gpt-9"}, 422, "model_unknown"),
        ({"text": "x", "schema": NAME, "model": "judge"}, 422, "model_unknown"),
        ({"text": "x" * 200_001, "schema": NAME}, 422, "invalid_input"),
        ({"text": "x", "schema": NAME, "max_tokens": 0}, 422, "invalid_input"),
    ],
)
async def test_bad_input_costs_no_call(shop: Shop, body: Json, status: int, code: str) -> None:
    with answered_by(shop.site, says('{"name": "Ann"}')) as model:
        check_problem(await analyze(shop, **body), status, code)
    assert model.asked == []


async def test_without_a_usual_model_one_has_to_be_named(shop: Shop) -> None:
    check_problem(await analyze(shop, **ASKED), 409, "no_model")
    with answered_by(shop.site, says('{"name": "Ann"}'), usual=None):
        check_problem(await analyze(shop, **ASKED), 409, "no_model")
        assert (await analyze(shop, **ASKED, model="ours")).status_code == 200


async def test_sent_again_under_a_key_it_is_asked_for_once(shop: Shop) -> None:
    headers = {"idempotency-key": f"k-{shop.canary}"}
    with answered_by(shop.site, says('{"name": "Ann"}')) as model:
        first = await shop.secret.post("/analyze", json=ASKED, headers=headers)
        again = await shop.secret.post("/analyze", json=ASKED, headers=headers)
    assert (first.status_code, first.content) == (200, again.content)
    assert again.headers["idempotency-replayed"] == "true"
    assert len(model.asked) == 1


async def test_no_transaction_is_open_while_a_model_writes(shop: Shop) -> None:
    held: list[int] = []

    def script(_request: object) -> Any:
        pool = shop.site.parts.database._pool
        held.append(pool.get_size() - pool.get_idle_size())
        return says('{"name": "Ann"}')

    headers = {"idempotency-key": f"t-{shop.canary}"}
    with answered_by(shop.site, script):
        body = {"text": "x", "schema_name": "faq_extraction", "model": "ours"}
        await shop.secret.post("/analyze", json={**ASKED}, headers=headers)
        await shop.secret.post("/analyze", json=body, headers={"idempotency-key": f"u-{shop.canary}"})
    assert set(held) == {0}


async def test_a_number_comes_back_as_it_was_written(shop: Shop) -> None:
    schema = {"type": "object", "properties": {"n": {"type": "number"}}}
    with answered_by(shop.site, says('{"n": 19.99}')):
        answer = await analyze(shop, text="x", schema=schema)
    assert json.loads(answer.text, parse_float=Decimal)["value"] == {"n": Decimal("19.99")}
