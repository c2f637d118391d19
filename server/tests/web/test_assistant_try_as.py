"""The test chat as a made-up shopper, and variables in the assistant's words."""

from typing import Any

import pytest
from scripted_writer import written_by
from test_assistant_settings import change
from test_model_turns import model_writer
from web_shops import RETURNS_QUESTION, Json, Shop, Site, check_problem

from aisle.adapters.llm.scripted import says

SAID = "Unused goods can go back within 60 days of delivery [E1]. We agree with Garmin [E1]."
WORDS = "Speak for {store} in {language}, for {country}, {shopper}, on {page}. They hold: {basket}. Prices are in {currency}."


@pytest.fixture
async def shop(site: Site) -> Shop:
    return await site.open_filled_shop()


async def tried(shop: Shop, message: str, **more: Any) -> Json:
    answer = await shop.secret.post("/assistant/preview", json={"message": message, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def trace_of(shop: Shop, reply: Json) -> Json:
    return await shop.secret.json(f"/messages/{reply['message']['id']}/trace")  # type: ignore[no-any-return]


async def test_words_are_told_with_the_values_of_whom_staff_made_up(shop: Shop) -> None:
    await change(shop, words=WORDS)
    names = [one["name"] for one in (await shop.reader.json("/assistant/variables"))["items"]]
    assert all(f"{{{name}}}" in WORDS for name in names)
    product = await shop.product("fell-28")
    situation = {
        "market": "DE",
        "page": "https://shop.example/tents?utm=1",
        "language": "de",
        "signed_in": True,
        "basket": ["fell-28", product["id"]],
    }
    writer, _ = model_writer(shop, says(SAID))
    with written_by(shop, writer):
        trace = await trace_of(shop, await tried(shop, RETURNS_QUESTION, **situation))
    told = next(one["text"] for one in trace["prompts"] if one["part"] == "instructions")
    assert f"for DE, signed in, on /tents. They hold: {product['title']}. Prices are in" in told, told
    assert f"Speak for {shop.store.name} in English" in told
    assert not [name for name in names if f"{{{name}}}" in told]
    asked_as = trace["query"]["as"]
    assert (asked_as["market"], asked_as["page"], asked_as["signed_in"]) == ("de", "/tents", True)
    assert [one["title"] for one in asked_as["basket"]] == [product["title"]]


async def test_what_nobody_said_is_called_not_known_and_a_value_is_no_variable(shop: Shop) -> None:
    await change(shop, words=WORDS)
    writer, _ = model_writer(shop, says(SAID))
    with written_by(shop, writer):
        trace = await trace_of(shop, await tried(shop, RETURNS_QUESTION, page="/{store}"))
    told = next(one["text"] for one in trace["prompts"] if one["part"] == "instructions")
    assert "for not known, not signed in, on /(store). They hold: not known." in told


async def test_the_checking_of_claims_is_a_step_with_its_result(shop: Shop) -> None:
    writer, _ = model_writer(shop, says(SAID))
    with written_by(shop, writer):
        trace = await trace_of(shop, await tried(shop, RETURNS_QUESTION))
    (check,) = [one for one in trace["steps"] if one["name"] == "check"]
    (write,) = [one for one in trace["steps"] if one["name"] == "write"]
    assert write["start_ms"] <= check["start_ms"]
    assert 0 < check["ms"] <= write["ms"] + 1
    assert [one["verdict"] for one in trace["claims"]][-1] == "dropped"
    assert "name_not_in_evidence" in trace["claims"][-1]["faults"]
    assert trace["claims"][-1]["shown"] is None
    assert trace["claims"][0]["marks"] == [1]


async def test_a_basket_is_meant_where_it_is_spoken_of_and_nowhere_else(shop: Shop) -> None:
    about = await tried(shop, "Is what is in my basket waterproof?", basket=["fell-28"])
    title = (await shop.product("fell-28"))["title"]
    found = await trace_of(shop, about)
    assert title in found["query"]["searched"]
    assert title in [one["title"] for one in found["products"]]
    other = await trace_of(shop, await tried(shop, RETURNS_QUESTION, basket=["fell-28"]))
    assert title not in other["query"]["searched"]


async def test_the_language_of_the_browser_decides_where_words_tell_none(shop: Shop) -> None:
    said = (await tried(shop, "Fell 28?", language="de"))["message"]
    usual = (await tried(shop, "Fell 28?"))["message"]
    assert said["text"] != usual["text"]


@pytest.mark.parametrize(
    "situation",
    [
        {"basket": ["no-such-thing"]},
        {"language": "German"},
        {"signed_in": "yes"},
        {"basket": ["fell-28"] * 21},
        {"shopper": "c-1"},
    ],
)
async def test_a_situation_that_cannot_be_is_refused(shop: Shop, situation: Json) -> None:
    answer = await shop.secret.post("/assistant/preview", json={"message": "hello", **situation})
    check_problem(answer, 422, "invalid_input")


async def test_an_unknown_variable_is_refused_by_name(shop: Shop) -> None:
    answer = await shop.secret.call("PATCH", "/assistant", json={"words": "Greet {Name} of {store}."})
    problem = check_problem(answer, 422, "assistant_settings_invalid")
    (fault,) = problem["errors"]
    assert (fault["at"], "{Name}" in fault["message"], "{basket}" in fault["message"]) == (
        "words",
        True,
        True,
    )


async def test_what_a_shoppers_page_says_of_their_basket_is_context_and_no_more(shop: Shop) -> None:
    question = "Is what is in my basket waterproof?"
    told = {"basket": ["no-such-thing", "fell-28", "99999999-9999-7999-8999-999999999999"]}
    about, alone = [
        (await shop.shopper.post("/chat", json={"message": question, **more})).json() for more in (told, {})
    ]
    title = (await shop.product("fell-28"))["title"]
    assert title in (await trace_of(shop, about))["query"]["searched"]
    assert title not in (await trace_of(shop, alone))["query"]["searched"]
    again = await shop.shopper.post(f"/chat/{about['turn_id']}/regenerate", json={})
    assert title in (await trace_of(shop, again.json()))["query"]["searched"]
    for basket in (["fell-28"] * 21, ["x" * 201], [""], "fell-28", [{"id": "fell-28"}]):
        refused = await shop.shopper.post("/chat", json={"message": question, "basket": basket})
        check_problem(refused, 422, "invalid_input")
