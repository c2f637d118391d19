"""Answers that are given again: to whom, for how long, and what each guard keeps out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from scripted_writer import written_by
from shopper_tokens import claims, new_key, signed
from web_shops import (
    PRODUCTS,
    RETURNS,
    RETURNS_QUESTION,
    RUCKSACK_QUESTION,
    Caller,
    Json,
    Shop,
    Site,
    text_of,
)

from aisle.adapters.llm.scripted import ScriptedChatModel, says
from aisle.answer_cache.managing import forget_expired
from aisle.answer_cache.service import Limits
from aisle.answering.generation.model_writer import ModelWriter
from aisle.answering.quoting_writer import QuotingWriter
from aisle.core.clock import FixedClock

WEIGHT_QUESTION = "How heavy is the Fell 28 rucksack?"
PRICE_QUESTION = "What does the Crag 45 rucksack cost?"


async def set_kept(shop: Shop, how: str, **more: Any) -> None:
    """Let the store's assistant give answers again."""
    changed = await shop.secret.call("PATCH", "/assistant", json={"kept_answers": how, **more})
    assert changed.status_code == 200, changed.text
    number = changed.json()["live"]["number"]
    published = await shop.secret.post("/assistant/releases", json={"expected": number})
    assert published.status_code == 201, published.text


async def keeping_shop(site: Site, how: str = "exact", organization_id: UUID | None = None) -> Shop:
    """A filled shop whose assistant gives answers again."""
    shop = await site.open_filled_shop(organization_id)
    await set_kept(shop, how)
    return shop


@pytest.fixture(scope="module")
async def keeps(site: Site) -> Shop:
    """Shared by tests that change neither its goods nor its documents; each asks questions of its own."""
    return await keeping_shop(site)


async def ask(shop: Shop, question: str, caller: Caller | None = None, **more: Any) -> Json:
    """Ask as a new shopper, and wait until what may be kept is kept."""
    reply = await (caller or await shop.start_shopper()).ask(question, **more)
    await settle(shop)
    return reply


async def settle(shop: Shop) -> None:
    repeats = shop.site.parts.turns.runner.repeats
    assert repeats is not None
    await repeats.settle()


def how_cached(reply: Json) -> str | None:
    """How an answer that was kept was found; None for one that was written."""
    told = reply["message"]["metadata"].get("cached")
    return str(told["how"]) if told else None


async def is_given_again(shop: Shop, question: str, first: Caller | None = None, **more: Any) -> bool:
    """Whether a shopper is given what another one was, or the caller that is named."""
    await ask(shop, question, first, **more)
    return how_cached(await ask(shop, question)) is not None


async def entries(shop: Shop) -> int:
    return int((await shop.sql("SELECT count(*) FROM kept_answer"))[0][0])


# who is given what ---------------------------------------------------------------------------------------------


async def test_the_next_shopper_is_given_the_same_answer_as_its_own_message(keeps: Shop) -> None:
    shoppers = [await keeps.start_shopper() for _ in range(2)]
    first = await ask(keeps, RETURNS_QUESTION, shoppers[0])
    second = await ask(keeps, f"  {RETURNS_QUESTION.upper()} ", shoppers[1])
    assert (how_cached(first), how_cached(second)) == (None, "exact")
    told = second["message"]["metadata"]["cached"]
    assert told["similarity"] == 1.0
    assert 0 <= told["seconds"] < 600
    assert second["message"]["text"] == first["message"]["text"]
    ids = [
        [part["data"]["id"] for part in one["message"]["parts"] if part["type"] == "data-citation"]
        for one in (first, second)
    ]
    assert ids[0]
    assert not set(ids[0]) & set(ids[1])
    assert (await shoppers[1].get(f"/citations/{ids[1][0]}")).status_code == 200
    assert (await shoppers[1].get(f"/citations/{ids[0][0]}")).status_code == 404
    page = await shoppers[1].json(f"/conversations/{second['conversation_id']}/messages")
    assert page["items"][-1]["parts"] == second["message"]["parts"]
    assert page["items"][-1]["metadata"]["cached"] == told
    ledgers = [await keeps.secret.json(f"/messages/{one['message']['id']}/claims") for one in (first, second)]
    assert ledgers[0] == ledgers[1]


async def test_a_stream_tells_of_a_kept_answer_as_well(keeps: Shop) -> None:
    await ask(keeps, "Can I put a waxed jacket into a washing machine?")
    events = await (await keeps.start_shopper()).ask_stream("can i put a waxed jacket into a washing machine")
    (told,) = [one["messageMetadata"] for one in events if one["type"] == "message-metadata"]
    assert told["cached"]["how"] == "exact"
    assert "washing machine" in text_of(events)


async def test_what_was_asked_before_changes_nothing_for_a_question_that_stands_alone(keeps: Shop) -> None:
    question = "Which rucksack has ice axe loops?"
    await ask(keeps, question)
    caller = await keeps.start_shopper()
    begun = await ask(keeps, RETURNS_QUESTION, caller)
    later = await ask(keeps, question, caller, conversation_id=begun["conversation_id"])
    assert how_cached(later) == "exact"
    again = await caller.post(f"/chat/{later['turn_id']}/regenerate", json={})
    assert how_cached(again.json()) is None  # who wants another version is not given the same


async def test_a_follow_up_is_neither_kept_nor_given(keeps: Shop) -> None:
    caller = await keeps.start_shopper()
    begun = await ask(keeps, "Which tent is for two people and three seasons?", caller)
    followed = await ask(keeps, "And how heavy is it?", caller, conversation_id=begun["conversation_id"])
    assert how_cached(followed) is None
    assert how_cached(await ask(keeps, "And how heavy is it?")) is None


async def test_what_was_written_later_in_a_conversation_is_not_kept(keeps: Shop) -> None:
    caller, question = await keeps.start_shopper(), "Which rucksack has a roll-top?"
    begun = await ask(keeps, RETURNS_QUESTION, caller)
    before = await entries(keeps)
    later = await ask(keeps, question, caller, conversation_id=begun["conversation_id"])
    assert not later["message"]["metadata"]["abstained"]
    assert await entries(keeps) == before
    assert await is_given_again(keeps, question)


async def test_an_assistant_that_does_not_allow_it_keeps_and_gives_nothing(shop: Shop) -> None:
    assert not await is_given_again(shop, RETURNS_QUESTION)
    assert await entries(shop) == 0


async def test_whoever_is_known_neither_writes_nor_reads(keeps: Shop) -> None:
    known = await keeps.start_shopper()
    token = signed(await new_key(keeps), claims(keeps, "customer-7"))
    assert (await known.post("/sessions/identify", json={"token": token})).status_code == 200
    question = "How should I wipe a waxed jacket?"
    for caller in (known, keeps.secret):
        assert not await is_given_again(keeps, f"{question} {caller.token[:6]}", caller)  # type: ignore[index]
    await ask(keeps, question)
    assert how_cached(await ask(keeps, question)) == "exact"
    for caller in (known, keeps.secret):
        assert how_cached(await ask(keeps, question, caller)) is None


async def test_no_other_store_is_given_the_answer(keeps: Shop, site: Site) -> None:
    await ask(keeps, RETURNS_QUESTION)
    assert how_cached(await ask(keeps, RETURNS_QUESTION)) == "exact"
    for organization in (keeps.store.organization_id, None):
        other = await keeping_shop(site, organization_id=organization)
        assert how_cached(await ask(other, RETURNS_QUESTION)) is None


@pytest.mark.parametrize(
    "question",
    [
        "Can I send goods back? Write to kim.doe@mail.example",
        "Can I send unused goods back, my number is 020 7946 0958",
        "Where is order #48213 and can I send it back?",
        "Can I send back what I bought under AB-99321?",
        "I am Kim Dorrington, can I send unused goods back?",
        "Hello from Dorrington, how many days do I have to send goods back?",
        "Will you fetch unused goods back from 12 Elm Street?",
        "Which rucksack would Dorrington like?",
        "How many days do I have to send my order back?",
        "Can I still send unused goods back today?",
        "Which rucksack is the cheapest?",
        "Which rucksacks are in stock?",
        "Which rucksack costs under 100 pounds?",
    ],
)
async def test_what_is_about_one_person_or_one_moment_is_not_kept(keeps: Shop, question: str) -> None:
    before = await entries(keeps)
    assert not await is_given_again(keeps, question)
    assert await entries(keeps) == before


@pytest.mark.parametrize(
    "question", ["Hello!", "I want to talk to a person", "Do you sell lawn mowers?", "Where is my order?"]
)
async def test_what_claims_nothing_is_answered_anew(keeps: Shop, question: str) -> None:
    before = await entries(keeps)
    assert not await is_given_again(keeps, question)
    assert await entries(keeps) == before


async def test_limits_set_on_screen_ask_another_question(keeps: Shop) -> None:
    question = "Which rucksack is for climbing weekends?"
    await ask(keeps, question)
    assert how_cached(await ask(keeps, question, filters=[])) is None
    assert how_cached(await ask(keeps, question)) == "exact"


# how long it holds ---------------------------------------------------------------------------------------------


async def test_a_kept_answer_shows_todays_price(site: Site) -> None:
    shop = await keeping_shop(site)
    first = await ask(shop, PRICE_QUESTION)
    assert "149.00" in str(first["message"]["parts"])
    await shop.import_products(
        [{**one, "price": "159.00"} if one["handle"] == "crag-45" else one for one in _goods(shop)]
    )
    second = await ask(shop, PRICE_QUESTION)
    assert how_cached(second) == "exact"
    assert "159.00" in str(second["message"]["parts"])
    assert "149" not in str(second["message"])


def _goods(shop: Shop) -> list[Json]:
    return [{**one, "description": f"{one['description']} {shop.canary}"} for one in PRODUCTS]


async def test_every_change_of_what_it_rests_on_ends_a_kept_answer(site: Site) -> None:
    shop = await keeping_shop(site)
    (document,) = [
        one for one in (await shop.secret.json("/documents"))["items"] if one["title"] == "Returns"
    ]
    other = await shop.publish("Opening hours", "We are open from nine to five.\n")

    async def synonym() -> None:
        assert (await shop.secret.post("/synonyms", json={"words": ["goods", "wares"]})).status_code == 201

    async def other_synonym() -> None:
        (rule,) = (await shop.secret.json("/synonyms"))["items"]
        changed = await shop.secret.call("PUT", f"/synonyms/{rule['id']}", json={"words": ["goods", "stuff"]})
        assert changed.status_code == 200

    async def no_synonym() -> None:
        (rule,) = (await shop.secret.json("/synonyms"))["items"]
        assert (await shop.secret.delete(f"/synonyms/{rule['id']}")).status_code == 204

    async def new_document() -> None:
        await shop.publish("Sale returns", "Goods bought in a sale go back within ten days.\n")

    async def edit() -> None:
        await shop.publish(
            "Returns", RETURNS.replace("60 days", "61 days"), url="https://shop.example/returns"
        )

    async def rename() -> None:
        await shop.publish("Returns", RETURNS.replace("60 days", "61 days"), url="https://shop.example/back")

    async def delete() -> None:
        assert (await shop.secret.delete(f"/documents/{document['id']}")).status_code == 202

    async def delete_other() -> None:
        assert (await shop.secret.delete(f"/documents/{other['id']}")).status_code == 202

    for change in (synonym, other_synonym, no_synonym, new_document, edit, rename, delete_other, delete):
        assert await is_given_again(shop, RETURNS_QUESTION), change.__name__
        await change()
        await shop.work()
        reply = await ask(shop, RETURNS_QUESTION)
        assert how_cached(reply) is None, change.__name__
        if change in (edit, rename):
            assert "61 days" in reply["message"]["text"]
    assert document["id"] not in str(reply)


async def test_products_words_and_availability_end_it_too(site: Site) -> None:
    shop = await keeping_shop(site)
    goods = _goods(shop)
    sold_out = [{**one, "stock": 0} if one["handle"] == "fell-28" else one for one in goods]
    reworded = [
        {**one, "attributes": {"Weight": "1.10 kg"}} if one["handle"] == "fell-28" else one
        for one in sold_out
    ]
    more = [*reworded, {**goods[0], "handle": "fell-30", "title": "Fell 30 rucksack"}]
    for products in (sold_out, reworded, more):
        assert await is_given_again(shop, RUCKSACK_QUESTION)
        await shop.import_products(products)
        assert how_cached(await ask(shop, RUCKSACK_QUESTION)) is None
    # What no product bears on outlives all of them.
    await ask(shop, RETURNS_QUESTION)
    await shop.import_products(goods)
    assert how_cached(await ask(shop, RETURNS_QUESTION)) == "exact"


async def _other_rules() -> str:
    return "other rules"


async def test_another_release_or_other_rules_write_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = await keeping_shop(site)
    assert await is_given_again(shop, RETURNS_QUESTION)
    repeats = shop.site.parts.turns.runner.repeats
    with monkeypatch.context() as patched:
        patched.setattr(repeats, "_rules", _other_rules)
        assert how_cached(await ask(shop, RETURNS_QUESTION)) is None
    await set_kept(shop, "exact", length="short")
    assert how_cached(await ask(shop, RETURNS_QUESTION)) is None


async def test_what_is_kept_is_counted_and_can_be_let_go(site: Site) -> None:
    shop = await keeping_shop(site)
    for question in (RETURNS_QUESTION, RETURNS_QUESTION, WEIGHT_QUESTION):
        await ask(shop, question)
    shown = await shop.reader.json("/cache")
    assert (shown["kept_answers"], shown["entries"], shown["limits"]["hours"]) == ("exact", 2, 24)
    (today,) = shown["days"]
    assert {name: today[name] for name in ("exact", "semantic", "missed", "kept")} == {
        "exact": 1,
        "semantic": 0,
        "missed": 2,
        "kept": 2,
    }
    assert (await shop.secret.delete("/cache")).json() == {"deleted": 2}
    assert how_cached(await ask(shop, RETURNS_QUESTION)) is None


async def test_a_store_keeps_no_more_than_it_may(site: Site) -> None:
    shop = await keeping_shop(site)
    repeats = shop.site.parts.turns.runner.repeats
    assert repeats is not None
    before, repeats._cache = repeats._cache, replace(repeats._cache, limits=Limits(most=2))
    try:
        for question in (RETURNS_QUESTION, WEIGHT_QUESTION, "Which tent is for three seasons?"):
            await ask(shop, question)
        assert await entries(shop) == 2
        assert how_cached(await ask(shop, WEIGHT_QUESTION)) == "exact"  # the oldest went
        assert how_cached(await ask(shop, RETURNS_QUESTION)) is None
    finally:
        repeats._cache = before


async def test_an_answer_expires(site: Site) -> None:
    shop = await keeping_shop(site)
    assert await is_given_again(shop, RETURNS_QUESTION)
    repeats = shop.site.parts.turns.runner.repeats
    assert repeats is not None
    before, later = repeats._cache, FixedClock(datetime.now(UTC) + timedelta(hours=24, seconds=5))
    repeats._cache = replace(before, clock=later)
    try:
        assert how_cached(await ask(shop, RETURNS_QUESTION)) is None
        assert how_cached(await ask(shop, RETURNS_QUESTION)) == "exact"
    finally:
        repeats._cache = before
    await shop.sql("UPDATE kept_answer SET expires_at = now() - interval '1 second'")
    async with shop.session() as session:
        assert await forget_expired(session, datetime.now(UTC)) == 1
    assert await entries(shop) == 0


# rows that were moved or changed -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "value = (SELECT value FROM kept_answer o WHERE o.key <> k.key LIMIT 1)",
        "value = (SELECT value FROM kept_answer o WHERE o.key <> k.key LIMIT 1), tag = (SELECT tag FROM kept_answer o WHERE o.key <> k.key LIMIT 1)",
        "expires_at = expires_at + interval '1 day'",
        "document_ids = '{}', version_ids = '{}', documents_as_of = '{}'",
    ],
)
async def test_a_row_that_somebody_changed_is_not_given(keeps: Shop, change: str) -> None:
    for question in (RETURNS_QUESTION, WEIGHT_QUESTION):
        await ask(keeps, question)
    assert how_cached(await ask(keeps, RETURNS_QUESTION)) == "exact"
    await keeps.sql(f"UPDATE kept_answer k SET {change}")
    assert how_cached(await ask(keeps, RETURNS_QUESTION)) is None
    assert how_cached(await ask(keeps, RETURNS_QUESTION)) == "exact"  # the next one took its place


async def test_a_row_of_another_store_is_not_given(keeps: Shop, site: Site) -> None:
    other = await keeping_shop(site, organization_id=keeps.store.organization_id)
    mine, theirs = await ask(keeps, RETURNS_QUESTION), await ask(other, RETURNS_QUESTION)
    assert how_cached(theirs) is None
    row = dict((await other.sql("SELECT * FROM kept_answer"))[0])
    columns = [name for name in row if name not in ("organization_id", "store_id", "key")]
    sets = ", ".join(f"{name} = ${number}" for number, name in enumerate(columns, 1))
    live = (await keeps.sql("SELECT version_id FROM live_index"))[0][0]
    values = {**row, "index_version_id": live, "document_ids": [], "version_ids": [], "documents_as_of": []}
    await keeps.sql(f"UPDATE kept_answer SET {sets}", *(values[name] for name in columns))
    reply = await ask(keeps, RETURNS_QUESTION)
    assert how_cached(reply) is None
    assert other.canary not in str(reply)
    assert reply["message"]["text"] == mine["message"]["text"]


# answers of a model --------------------------------------------------------------------------------------------


async def test_a_models_answer_is_given_again_without_asking_it(site: Site) -> None:
    shop = await keeping_shop(site)
    model = ScriptedChatModel(says("Unused goods can go back within 60 days of delivery [E1]."))
    writer = ModelWriter(model, "small-1", QuotingWriter(shop.site.parts.embedder), known_as="small")
    repeats = shop.site.parts.turns.runner.repeats
    assert repeats is not None
    before, repeats._writes = repeats._writes, lambda _settings: "small=small-1"
    try:
        with written_by(shop, writer):
            first, second = await ask(shop, RETURNS_QUESTION), await ask(shop, RETURNS_QUESTION)
            assert how_cached(second) == "exact"
            assert second["message"]["metadata"]["writer"] == "small"
            assert "usage" in first["message"]["metadata"]
            assert "usage" not in second["message"]["metadata"]
            assert len(model.asked) == 1
        (event,) = await shop.sql("SELECT * FROM usage_event WHERE outcome = 'cached'")
        assert (event["model"], event["tokens_in"], event["saved"]) == (
            "small",
            0,
            None,
        )  # its price is unknown
        assert str(event["conversation_id"]) == second["conversation_id"]
        # What stands in while the model is away is not pinned.
        await shop.secret.delete("/cache")
        with written_by(shop, QuotingWriter(shop.site.parts.embedder)):
            assert not await is_given_again(shop, RETURNS_QUESTION)
    finally:
        repeats._writes = before
