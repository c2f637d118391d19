"""What a kept answer saved, as the ledger has it."""

from datetime import date
from decimal import Decimal
from typing import Any

from aisle.adapters.llm.scripted import ScriptedChatModel
from aisle.answer_cache.ports import Saved
from aisle.bootstrap.chat_models import ChatModels
from aisle.bootstrap.kept_answers import LedgerCosts
from aisle.core.db import Database, Scope
from aisle.llm.catalogue import ModelCard, Price
from aisle.llm.gateway import Endpoint, Gateway
from aisle.llm.gateway.calls import Payer, paid_by
from aisle.llm.usage import Usage
from aisle.tenants.types import Store
from aisle.usage.ledger import Ledger


def models() -> ChatModels:
    """A model whose millions of tokens cost 2 and 8 dollars."""
    model = ScriptedChatModel([])
    price = Price(Decimal(2), Decimal(8), date(2020, 1, 1))
    card = ModelCard("small-1", "openai", prices=(price,))
    gateway = Gateway([Endpoint("small", model, "small-1", card)])
    return ChatModels({"small": (model, "small-1")}, made=gateway)


async def saved(database: Database, store: Store, *usage: Usage) -> list[Any]:
    """The events of a hit on an answer that had taken so much."""
    ledger = Ledger(database)
    with paid_by(Payer(store.organization_id, store.id, principal="shopper:1")):
        scope = Scope(store.organization_id, store.id)
        await LedgerCosts(ledger, models()).saved(scope, Saved("small", usage))
    await ledger.drain()
    async with database.open_scope(scope) as session:
        return await session.fetch("SELECT outcome, cost, saved, currency, model FROM usage_event")


async def test_what_writing_would_cost_today_is_saved(database: Database, store: Store) -> None:
    (event,) = await saved(database, store, Usage("small-1", 1_000, 100), Usage("small-1", 500, 0))
    assert dict(event) == {
        "outcome": "cached",
        "cost": 0,
        "saved": Decimal("0.0038"),
        "currency": "USD",
        "model": "small",
    }


async def test_one_unknown_price_leaves_the_sum_unknown(database: Database, store: Store) -> None:
    (event,) = await saved(database, store, Usage("small-1", 1_000, 100), Usage("judge-9", 1, 1))
    assert (event["saved"], event["currency"]) == (None, None)


async def test_a_quoted_answer_saved_no_model_anything(database: Database, store: Store) -> None:
    assert await saved(database, store) == []
