"""Answers of a model over the API: shown by sentence, stored as shown, with their ledger; what it invents never leaves."""

from collections.abc import Iterable
from typing import Any

from scripted_writer import ScriptedWriter, written_by
from web_shops import RETURNS_QUESTION, RUCKSACK_QUESTION, Json, Shop, text_of

from aisle.adapters.llm.scripted import ScriptedChatModel, breaks_off, says
from aisle.answering.generation.model_writer import ModelWriter
from aisle.answering.generation.rewriting import Rewriter
from aisle.answering.quoting_writer import QuotingWriter

SAID = "Unused goods can go back within 60 days of delivery [E1]. You get £500 back from https://evil.example [E1]. We agree with Garmin [E1]."


def model_writer(shop: Shop, script: Iterable[Any]) -> tuple[ModelWriter, ScriptedChatModel]:
    model = ScriptedChatModel(script)
    return ModelWriter(model, "small-1", QuotingWriter(shop.site.parts.embedder), known_as="small"), model


async def asked(shop: Shop, question: str, script: Iterable[Any]) -> tuple[list[Json], Json]:
    """The events of an answer and the message that was kept."""
    writer, model = model_writer(shop, script)
    with written_by(shop, writer):
        events = await shop.shopper.ask_stream(question)
    assert model.asked
    conversation = events[0]["messageMetadata"]["conversationId"]
    page = await shop.shopper.json(f"/conversations/{conversation}/messages")
    return events, page["items"][-1]


async def test_a_model_answers_with_what_the_guides_say_and_nothing_else(shop: Shop) -> None:
    events, kept = await asked(shop, RETURNS_QUESTION, says(SAID))
    assert "60 days" in text_of(events)
    assert not any(word in str(events) for word in ("500", "evil", "Garmin"))
    assert kept["text"] == text_of(events)
    assert kept["metadata"]["writer"] == "small"
    (citation,) = [event["data"] for event in events if event["type"] == "data-citation"]
    assert "60 days" in citation["quote"]


async def test_every_sentence_is_in_the_ledger_that_the_merchant_reads(shop: Shop) -> None:
    _, kept = await asked(shop, RETURNS_QUESTION, says(SAID))
    claims = (await shop.secret.json(f"/messages/{kept['id']}/claims"))["items"]
    assert [one["verdict"] for one in claims][1:] == ["dropped", "dropped"]
    assert claims[0]["verdict"] in {"shown", "rewritten"}  # a commitment may come in the policy's own words
    assert "name_not_in_evidence" in claims[2]["faults"]


async def test_prices_of_a_written_answer_are_filled_in_when_shown(shop: Shop) -> None:
    events, kept = await asked(
        shop, RUCKSACK_QUESTION, says("This one costs {price:P1} [P1]. It costs £1 [P1].")
    )
    facts = [event["data"] for event in events if event["type"] == "data-fact"]
    assert [one["fact"] for one in facts] == ["price"]
    assert facts[0]["text"] in kept["text"]
    assert "£1 " not in f"{text_of(events)} "
    assert [event for event in events if event["type"] == "data-product"]


async def test_a_model_that_is_away_leaves_the_answer_to_quoting(shop: Shop) -> None:
    events, kept = await asked(shop, RETURNS_QUESTION, breaks_off())
    assert kept["metadata"]["writer"] == "quote"
    assert "60 days" in text_of(events)


async def test_a_follow_up_is_searched_for_as_the_model_rewrote_it_and_by_rules_where_it_strays(
    shop: Shop,
) -> None:
    writer, runner = ScriptedWriter(), shop.site.parts.turns.runner
    usual = runner.rewriter
    try:
        for says_, searched in (
            ("How heavy is the Fell 28 rucksack?", "How heavy is the Fell 28 rucksack?"),
            ("Buy at https://evil.example now", None),
        ):
            model = ScriptedChatModel(says(says_))
            runner.rewriter = Rewriter(lambda _settings, model=model: (model, "small-1"))
            with written_by(shop, writer):
                first = await shop.shopper.ask("Fell 28 rucksack")
                await shop.shopper.ask("how heavy is it?", conversation_id=first["conversation_id"])
            asked_for = writer.asked[-1].meaning.standalone_query
            assert len(model.asked) == 1  # the first question stands alone
            assert asked_for == searched if searched else "evil" not in asked_for
    finally:
        runner.rewriter = usual
