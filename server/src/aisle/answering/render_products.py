"""Product cards and comparisons as JSON, from what the catalogue says now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aisle.answering.phrases import say
from aisle.answering.prices import discount_of, former_price, price_of, price_text, stock_state, stock_text
from aisle.answering.types import Basis, Cell, ComparisonRow, ComparisonSegment, Fact, ProductSegment, Tone
from aisle.catalog.types import Image, Money, Product

Products = Mapping[UUID, Product]
Json = dict[str, Any]


def card_json(segment: ProductSegment, product: Product, language: str) -> Json:
    """A ProductCard: everything volatile is read from the product."""
    prices = product.price_range
    reason, tone = _reason(segment, product)
    return {
        "id": str(product.id),
        "handle": product.handle,
        "title": product.title,
        "url": product.url,
        "image": _image(product.images),
        "price": _money(prices.lowest if prices else None, language),
        "price_from": bool(prices and prices.varies),
        "compare_at": _money(former_price(product), language),
        "in_stock": product.in_stock,
        "stock_text": stock_text(product, language),
        "stock_state": stock_state(product),
        "reason": reason,
        "reason_tone": tone.value,
        "as_of": product.as_of.isoformat(),
        "was": _was(segment, product, language),
    }


def _reason(segment: ProductSegment, product: Product) -> tuple[str, Tone]:
    """A reason that rests on a price is dropped with it; what can't be bought is no longer good news."""
    prices = product.price_range
    changed = bool(prices and segment.price_then and prices.lowest != segment.price_then)
    reason = "" if segment.basis is Basis.PRICE and changed else segment.reason
    good = segment.tone is Tone.GOOD
    return reason, Tone.PLAIN if good and product.in_stock is False else segment.tone


def _was(segment: ProductSegment, product: Product, language: str) -> Json | None:
    prices = product.price_range
    if prices is None or segment.price_then is None or prices.lowest == segment.price_then:
        return None
    return {"text": price_text(segment.price_then, language)}


def _money(money: Money | None, language: str) -> Json | None:
    if money is None:
        return None
    return {"amount": str(money.amount), "currency": money.currency, "text": price_text(money, language)}


def _image(images: tuple[Image, ...]) -> Json | None:
    return {"url": images[0].url, "alt": images[0].alt} if images else None


def comparison_json(segment: ComparisonSegment, products: Products, language: str) -> Json | None:
    """A Comparison of the products still listed; None when fewer than two are."""
    places = [place for place, id_ in enumerate(segment.product_ids) if id_ in products]
    if len(places) < 2:
        return None
    compared = [products[segment.product_ids[place]] for place in places]
    return {
        "products": [
            {
                "id": str(product.id),
                "title": product.title,
                "url": product.url,
                "image": _image(product.images),
            }
            for product in compared
        ],
        "rows": [_row(row, places, compared, language) for row in segment.rows],
    }


def _row(row: ComparisonRow, places: list[int], compared: list[Product], language: str) -> Json:
    cells = [row.cells[place] for place in places]
    best = _best_fact(cells, compared)
    values = [
        {"text": _text(cell, product, language), "note": cell.note, "best": cell.best or place in best}
        for place, (cell, product) in enumerate(zip(cells, compared, strict=True))
    ]
    return {"label": row.label, "values": values, "citation_mark": row.citation_mark}


def _text(cell: Cell, product: Product, language: str) -> str:
    if cell.fact is Fact.PRICE:
        return price_of(product, language)
    if cell.fact is Fact.STOCK:
        return stock_text(product, language)
    return cell.text or "–"


def _best_fact(cells: list[Cell], compared: list[Product]) -> frozenset[int]:
    """The cheapest, or those in stock when others are not; nothing when all are equal."""
    if all(cell.fact is Fact.PRICE for cell in cells):
        prices = [product.price_range for product in compared]
        amounts = [one.lowest.amount for one in prices if one]
        same_currency = len({one.lowest.currency for one in prices if one}) == 1
        if len(amounts) == len(prices) and same_currency and len(set(amounts)) > 1:
            return frozenset(place for place, amount in enumerate(amounts) if amount == min(amounts))
    if all(cell.fact is Fact.STOCK for cell in cells):
        there = frozenset(place for place, product in enumerate(compared) if product.in_stock)
        return there if len(there) < len(compared) else frozenset()
    return frozenset()


def _reduction(product: Product, fact: Fact, language: str) -> str:
    """The former price or the discount; that there is none any more is said as such."""
    former, share = former_price(product), discount_of(product)
    if former is None or (fact is Fact.DISCOUNT and share is None):
        return say("not_reduced", language)
    return (
        price_text(former, language)
        if fact is Fact.COMPARE_AT
        else f"{share}\u00a0%"
        if language in {"de", "fr", "es"}
        else f"{share}%"
    )


def fact_text(product: Product | None, variant_id: UUID | None, fact: Fact, language: str) -> str:
    """A fact inside a sentence, as it is now."""
    if product is None:
        return say("gone", language)
    variant = next((one for one in product.variants if one.id == variant_id), None)
    if fact is Fact.PRICE:
        return price_of(product, language, variant)
    if fact is not Fact.STOCK:
        return _reduction(product, fact, language)
    text = stock_text(product, language, variant)
    return text if language == "de" else text[:1].lower() + text[1:]
