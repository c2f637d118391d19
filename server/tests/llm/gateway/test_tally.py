"""Whoever asks can learn what all tries of a call took, those that failed too."""

from decimal import Decimal

from aisle.adapters.llm.scripted import breaks_off, says
from aisle.llm.catalogue import Cost
from aisle.llm.gateway import Tally
from gateway_world import World, card


async def test_a_tally_adds_up_the_tries_of_a_call_and_says_who_answered() -> None:
    cards = {"a": card("a-1", "1000000"), "b": card("b-1", "1000000")}
    world = World({"a": breaks_off("Half an ans"), "b": says("two words")}, route=["b"], cards=cards)
    tally = Tally()
    await world.whole(streamed=False, tally=tally)
    outcomes = world.observer.outcomes
    assert [one.endpoint for one, _ in tally.tries] == world.asked == ["a", "a", "a", "b"]
    assert tally.answered_by == "b"
    assert tally.usage.completion_tokens == sum(one.usage.completion_tokens or 0 for one in outcomes) == 2
    assert tally.is_estimated  # of the one that broke off
    assert tally.cost == Cost(sum((one.cost.amount for one in outcomes if one.cost), Decimal()), "USD")


async def test_the_cost_of_a_model_without_a_price_is_unknown_and_not_nothing() -> None:
    tally = Tally()
    await World({"a": says("two words")}).whole(streamed=False, tally=tally)
    assert (tally.cost, tally.answered_by) == (None, "a")
    assert not tally.is_estimated
