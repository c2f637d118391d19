"""In what situation a shopper asks, and what of it an assistant's own words may name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from aisle.answering.generation.prompt import language_name
from aisle.answering.interpret import Interpretation
from aisle.assistants.types import AssistantSettings
from aisle.assistants.variables import filled, used_in
from aisle.catalog import service as catalog
from aisle.catalog.identifiers import identifier_key
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.tenants.types import Store

MOST_IN_BASKET = 20
_TITLES = 3  # of a basket that a question is searched with
_BASKET = re.compile(
    r"\b(?:basket|cart|trolley|warenkorb|einkaufswagen|panier|cesta|carrito)\b|\b(?:ال)?سل(?:ة|تي)\b|عربة التسوق",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class InBasket:
    """A product that lies in a basket."""

    id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class Situation:
    """How a shopper stands: one whom staff made up to try the assistant, or one whose page tells of a basket.

    Attributes:
        language: ISO 639-1 code of their browser; None: the store's.
        signed_in: Whether the shop knows them. One who is made up is nobody: no shopper is looked up for it.
        basket: What they have put aside.
    """

    language: str | None = None
    signed_in: bool = False
    basket: tuple[InBasket, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as a message keeps it."""
        basket = [{"id": str(one.id), "title": one.title} for one in self.basket]
        return {"language": self.language, "signed_in": self.signed_in, "basket": basket}


def situation_from_json(data: Mapping[str, Any] | None) -> Situation | None:
    """Read what `as_json` wrote."""
    if data is None:
        return None
    basket = tuple(InBasket(UUID(one["id"]), one["title"]) for one in data["basket"])
    return Situation(data["language"], data["signed_in"], basket)


async def basket_of(session: Session, names: Sequence[str]) -> tuple[InBasket, ...]:
    """Return products of the store by their handles, ids, SKUs or bar codes. Raises InvalidInput for one that it lacks."""
    by_name = await catalog.ids_by_name(session, names)
    ids: list[UUID] = []
    for name in names:
        held = [by_name[name]] if name in by_name else await _numbered(session, name)
        if not held:
            raise InvalidInput(f"`basket`: the shop has no product “{name[:100]}”.")
        ids += held[:1]
    products = await catalog.get_products(session, ids)
    return tuple(InBasket(id_, products[id_].title) for id_ in dict.fromkeys(ids) if id_ in products)


async def told_of(
    session: Session, made_up: Situation | None, names: Sequence[str], signed_in: bool
) -> Situation | None:
    """Return the situation of who asks; None where nothing is told.

    A basket is what the shop's page says: it is context and proves nothing. What the store does not have, or hides, is
    left out of it, for a page may know of goods that Aisle does not.

    Args:
        session: Of the shopper's store.
        made_up: By staff, for a preview.
        names: What the page says lies in the basket.
        signed_in: Whether the shop knows the shopper.
    """
    if made_up is not None or not names:
        return made_up
    by_name = await catalog.ids_by_name(session, names)
    keys = [identifier_key(name) for name in names if name not in by_name]
    ids = [*by_name.values(), *await catalog.find_by_identifiers(session, [key for key in keys if key])]
    products = await catalog.get_products(session, ids)
    held = [products[id_] for id_ in dict.fromkeys(ids) if id_ in products][:MOST_IN_BASKET]
    return Situation(None, signed_in, tuple(InBasket(one.id, one.title) for one in held)) if held else None


async def _numbered(session: Session, number: str) -> Sequence[UUID]:
    key = identifier_key(number)
    return await catalog.find_by_identifiers(session, [key]) if key else []


def with_basket(meaning: Interpretation, text: str, situation: Situation | None) -> Interpretation:
    """Return what a message means where it speaks of a basket: it refers to what lies in it."""
    if situation is None or not situation.basket or not _BASKET.search(text):
        return meaning
    titles = " ".join(one.title for one in situation.basket[:_TITLES])
    referred = dict.fromkeys([*meaning.refers_to, *(one.id for one in situation.basket)])
    query = f"{meaning.standalone_query} {titles}"
    return replace(meaning, refers_to=tuple(referred), standalone_query=query)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of who asks, and where. market: None where nobody has said it; page: a path of the shop's."""

    store: Store
    language: str
    market: str | None
    page: str | None
    signed_in: bool
    situation: Situation | None

    def values(self) -> dict[str, str]:
        """Return the values of variables, in the language that models are told in."""
        basket = self.situation.basket if self.situation else ()
        signed_in = self.situation.signed_in if self.situation else self.signed_in
        return {
            "store": self.store.name,
            "language": language_name(self.language),
            "country": _written(self.market or ""),
            "currency": self.store.currency,
            "page": self.page or "",
            "shopper": "signed in" if signed_in else "not signed in",
            "basket": ", ".join(one.title for one in basket),
        }


def _written(market: str) -> str:
    """Write a market as people do: codes of countries in capitals."""
    return market.upper() if len(market) == 2 else market


def told_settings(settings: AssistantSettings, standing: Standing) -> AssistantSettings:
    """Return settings whose words name what they have variables for."""
    if not used_in(settings.words):
        return settings
    return replace(settings, words=filled(settings.words, standing.values()))
