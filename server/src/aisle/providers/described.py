"""Models of providers as the database keeps them, and what the gateway is told of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from aisle.llm.catalogue import Ability, Catalogue, ModelCard, Price
from aisle.providers.types import OwnModel, OwnPrice

SAID = "the organization"
# A price that an organization says holds for every call: nobody asked since when.
EVER = date(2000, 1, 1)
AMOUNTS = ("input", "output", "cached_read", "cached_write", "reasoning")


def stored(model: OwnModel) -> dict[str, Any]:
    """Return what is kept of a model beside its name."""
    price = None
    if model.price is not None:
        amounts = {name: getattr(model.price, name) for name in AMOUNTS}
        told = {name: str(amount) for name, amount in amounts.items() if amount is not None}
        price = {**told, "currency": model.price.currency}
    return {
        "called": model.called,
        "shadows": model.shadows,
        "context_tokens": model.context_tokens,
        "most_output_tokens": model.most_output_tokens,
        "can": sorted(model.can),
        "cannot": sorted(model.cannot),
        "price": price,
        "dimensions": model.dimensions,
    }


def model_of(name: str, kept: Mapping[str, Any]) -> OwnModel:
    """Return a model as it was kept; abilities that no release knows any more are left out."""
    return OwnModel(
        name,
        kept["called"],
        kept["shadows"],
        kept["context_tokens"],
        kept["most_output_tokens"],
        _abilities(kept["can"]),
        _abilities(kept["cannot"]),
        _price(kept["price"]),
        kept.get("dimensions"),
    )


def card_of(model: OwnModel, provider: str, catalogue: Catalogue) -> ModelCard:
    """Return what is known of a model: what the organization says, and beside it the catalogue."""
    found = catalogue.find(provider, model.called)
    can, cannot = model.can, model.cannot
    return replace(
        found,
        context_tokens=model.context_tokens or found.context_tokens,
        most_output_tokens=model.most_output_tokens or found.most_output_tokens,
        can=(found.can - cannot) | can,
        cannot=(found.cannot - can) | cannot,
        prices=_prices(model.price) or found.prices,
    )


def _prices(own: OwnPrice | None) -> tuple[Price, ...]:
    if own is None:
        return ()
    return (
        Price(
            own.input,
            own.output,
            EVER,
            cached_read=own.cached_read,
            cached_write=own.cached_write,
            reasoning=own.reasoning,
            currency=own.currency,
            source=SAID,
        ),
    )


def _abilities(names: list[str]) -> frozenset[Ability]:
    known = {str(one): one for one in Ability}
    return frozenset(known[name] for name in names if name in known)


def _price(kept: Mapping[str, str] | None) -> OwnPrice | None:
    if kept is None:
        return None
    amounts = {name: Decimal(kept[name]) for name in AMOUNTS if name in kept}
    return OwnPrice(**amounts, currency=kept["currency"])
