"""Answers given again to other words of the same meaning, and proofs over many questions and many edits."""

import json
import re
from dataclasses import replace
from uuid import UUID

import pytest
from test_kept_answers import ask, how_cached, keeping_shop
from web_shops import RETURNS, RETURNS_QUESTION, RUCKSACK_QUESTION, Shop, Site

from aisle.answer_cache import service as cache_service
from aisle.answer_cache.types import Asked, Partition
from aisle.answering import same_question

ADDRESS = "https://shop.example/returns"
OTHER_WORDS = "How long do I have to send goods back?"
FAR_WORDS = "Which of the rucksacks is waterproof?"


@pytest.fixture(scope="module")
async def alike(site: Site) -> Shop:
    return await keeping_shop(site, "semantic")


async def test_other_words_of_the_same_meaning_are_given_the_answer(alike: Shop) -> None:
    first = await ask(alike, RETURNS_QUESTION)
    second = await ask(alike, OTHER_WORDS)
    assert how_cached(second) == "semantic"
    assert 0.8 <= second["message"]["metadata"]["cached"]["similarity"] < 1
    assert second["message"]["text"] == first["message"]["text"]
    # What was given to other words is kept once, under the words that it was written for.
    assert how_cached(await ask(alike, OTHER_WORDS)) == "semantic"
    assert how_cached(await ask(alike, RETURNS_QUESTION)) == "exact"


@pytest.mark.parametrize(
    "question",
    [
        "How many days do I not have to send goods back?",
        "How much do I have to pay to send goods back?",
        "Where do I have to send goods back?",
        "How many days do I have to send 2 goods back?",
        "How many days do I have to send tents back?",
        "How many days before I send goods back?",
    ],
)
async def test_a_question_that_differs_in_one_thing_is_not(alike: Shop, question: str) -> None:
    await ask(alike, RETURNS_QUESTION)
    assert how_cached(await ask(alike, question)) is None


async def test_the_words_that_must_agree_are_what_keeps_questions_apart(
    alike: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    await alike.secret.delete("/cache")
    monkeypatch.setattr("aisle.conversations.kept_answers.giving.guard_words", lambda *_: ("all",))
    await ask(alike, RETURNS_QUESTION)
    assert how_cached(await ask(alike, "How many days do I not have to send goods back?")) == "semantic"
    await alike.secret.delete("/cache")


async def test_words_that_agree_in_a_question_put_otherwise_are_too_far(
    alike: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert same_question.guard_words(RUCKSACK_QUESTION, "en") == same_question.guard_words(FAR_WORDS, "en")
    await ask(alike, RUCKSACK_QUESTION)
    assert how_cached(await ask(alike, FAR_WORDS)) is None
    await alike.secret.delete("/cache")
    monkeypatch.setattr(cache_service, "NEAR", 0.5)
    await ask(alike, RUCKSACK_QUESTION)
    assert how_cached(await ask(alike, FAR_WORDS)) == "semantic"


async def test_an_assistant_that_allows_equal_questions_alone_gives_nothing_to_others(site: Site) -> None:
    shop = await keeping_shop(site, "exact")
    await ask(shop, RETURNS_QUESTION)
    assert how_cached(await ask(shop, OTHER_WORDS)) is None


async def test_a_change_ends_it_for_other_words_too(site: Site) -> None:
    shop = await keeping_shop(site, "semantic")
    await ask(shop, RETURNS_QUESTION)
    await shop.publish("Returns", RETURNS.replace("60 days", "61 days"), url="https://shop.example/returns")
    reply = await ask(shop, OTHER_WORDS)
    assert how_cached(reply) is None
    assert "61 days" in reply["message"]["text"]


async def test_without_its_embedder_a_question_is_answered_anew(
    alike: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(alike, RETURNS_QUESTION)
    repeats = alike.site.parts.turns.runner.repeats
    assert repeats is not None
    monkeypatch.setattr(repeats, "_cache", replace(repeats._cache, embedders={}))
    assert how_cached(await ask(alike, "How long have I to send goods back?")) is None


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_ten_thousand_paraphrases_find_nothing_of_another_tenant(site: Site) -> None:
    """Even a caller whose partition has every field of the other tenant's finds nothing in it."""
    mine = await keeping_shop(site, "semantic")
    others = [await site.open_shop(organization) for organization in (mine.store.organization_id, None)]
    cache = site.parts.turns.runner.repeats._cache  # type: ignore[union-attr]
    await ask(mine, RETURNS_QUESTION)
    (row,) = await mine.sql("SELECT value FROM kept_answer")
    release, language, model, rules, store = json.loads(row["value"])["partition"][1:]
    partition = Partition("anonymous", UUID(release), language, model, rules, store)
    asked = [Asked(text, partition, same_question.guard_words(text, "en")) for text in _paraphrases(2_500)]
    assert all([await _is_found(mine, cache, one) for one in (asked[0], asked[1], asked[2])])
    found = [await _is_found(other, cache, one) for other in others for one in asked]
    assert (len(found), sum(found)) == (10_000, 0)


def _paraphrases(times: int) -> list[str]:
    """Two questions over and over, no two written alike."""
    signs = (f"{'?' * (1 + number % 50)}{' ' * (number // 50)}." for number in range(times))
    return [f"{way}{sign}" for sign in signs for way in (RETURNS_QUESTION, OTHER_WORDS)]


async def _is_found(shop: Shop, cache: cache_service.AnswerCache, asked: Asked) -> bool:
    async with shop.session() as session:
        found = await cache.find_exact(session, asked)
        if found.hit is not None or not found.alike:
            return found.hit is not None
        assert found.standing is not None
        vector = await cache.embed(found.standing, asked.question.strip())
        return vector is not None and await cache.find_alike(session, asked, vector) is not None


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_a_thousand_edits_of_its_source_leave_no_stale_answer(site: Site) -> None:
    shop = await keeping_shop(site, "semantic")
    answered = given_again = 0
    for number in range(1_000):
        days = str(100 + number)
        await shop.publish("Returns", RETURNS.replace("60 days", f"{days} days"), url=ADDRESS)
        reply = await ask(shop, RETURNS_QUESTION if number % 2 else OTHER_WORDS)
        assert how_cached(reply) is None, number
        # The quoting writer finds no answer now and then; what it finds has to be this edit's.
        named = set(re.findall(r"(\d+) days", reply["message"]["text"]))
        assert named <= {days}
        answered += bool(named)
        if named and number % 20 == 1:
            again = await ask(shop, RETURNS_QUESTION)
            assert f"{days} days" in again["message"]["text"]
            given_again += how_cached(again) is not None
    assert answered > 900
    assert given_again > 45
