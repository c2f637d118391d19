"""What the OpenAPI document says of answers is what is sent: every message, citation and event holds to it."""

import functools
import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from web_shops import Shop, Site

from aisle.web.app import describe

SCRIPT = Path(__file__).parents[3] / "scripts" / "widget_types.py"
QUESTIONS = (
    "How many days do I have to send goods back?",
    "rucksack under 100",
    "Compare the Fell 28 and the Crag 45",
    "I need a tent and two rucksacks under 120",
    "rucksacks of at least 60 litres",
    "How much is the Fell 28?",
    "Hello",
    "qwertzuiop",
)


document_of_the_api = functools.cache(describe)


def validator(name: str) -> Draft202012Validator:
    document = document_of_the_api()
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    )


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


@pytest.mark.parametrize("question", QUESTIONS)
async def test_answers_are_what_the_document_says(shop: Shop, question: str) -> None:
    reply = await shop.shopper.ask(question)
    validator("ChatReply").validate(reply)
    page = await shop.shopper.json(f"/conversations/{reply['conversation_id']}/messages")
    validator("MessagePage").validate(page)
    for part in reply["message"]["parts"]:
        if part["type"] == "data-citation":
            opened = await shop.shopper.json(f"/citations/{part['data']['id']}")
            validator("CitedPassage").validate(opened)


async def test_every_event_of_a_stream_is_what_the_document_says(shop: Shop) -> None:
    check, seen = validator("StreamEvent"), set[str]()
    for question in QUESTIONS[:4]:
        answer = await shop.shopper.post("/chat?as=text/event-stream", json={"message": question})
        for line in re.findall(r"^data: (\{.*)$", answer.text, re.MULTILINE):
            event = json.loads(line)
            check.validate(event)
            seen.add(event["type"])
    assert {
        "start",
        "data-status",
        "text-start",
        "text-delta",
        "text-end",
        "message-metadata",
        "finish",
    } <= seen
    assert {"data-product", "data-citation", "data-filter"} <= seen


def test_a_shape_with_more_or_less_in_it_is_noticed() -> None:
    """So that the tests above can fail."""
    check = validator("TextPart")
    assert check.is_valid({"type": "text", "text": "a"})
    assert not check.is_valid({"type": "text"})
    assert not check.is_valid({"type": "text", "text": "a", "more": 1})


def test_types_of_the_page_follow_the_document() -> None:
    script = importlib.util.spec_from_file_location("widget_types", SCRIPT)
    assert script is not None
    assert script.loader is not None
    module = importlib.util.module_from_spec(script)
    script.loader.exec_module(module)
    document: Any = describe()
    written = module.typescript(document)
    assert written == module.FILE.read_text(encoding="utf-8")
    document["components"]["schemas"]["Citation"]["properties"]["quote"] = {"type": "integer"}
    assert module.typescript(document) != written
