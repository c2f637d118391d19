"""Prices and stock as shoppers read them."""

from __future__ import annotations

from aisle.answering.phrases import say
from aisle.catalog.types import Availability, Money, Product, Variant

_SIGNS = {
    "GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "INR": "₹", "KRW": "₩", "AUD": "A$", "CAD": "CA$", "NZD": "NZ$",
    "CHF": "CHF", "PLN": "zł", "SEK": "kr", "NOK": "kr", "DKK": "kr", "CZK": "Kč",
}  # fmt: skip
# Languages that write "129,00 €": sign after a space, comma for decimals; the second is the thousands mark.
_SIGN_AFTER = {
    "de": ".",
    "fr": "\u202f",
    "es": ".",
    "it": ".",
    "pt": ".",
    "nl": ".",
    "pl": "\u202f",
    "sv": "\u202f",
    "cs": "\u202f",
}
_NO_BREAK = "\u00a0"


def price_text(price: Money, language: str) -> str:
    """ "£129", "£129.50"; "129,00 €" in languages that write it so."""
    decimals = -int(price.amount.as_tuple().exponent)
    sign = _SIGNS.get(price.currency, price.currency)
    if language in _SIGN_AFTER:
        number = f"{price.amount:,.{decimals}f}".translate({ord(","): _SIGN_AFTER[language], ord("."): ","})
        return f"{number}{_NO_BREAK}{sign}"
    whole = price.amount == price.amount.to_integral_value()
    number = f"{price.amount:,.{0 if whole else decimals}f}"
    return f"{sign}{_NO_BREAK if sign.isalpha() and len(sign) == 3 else ''}{number}"


def price_of(product: Product, language: str, variant: Variant | None = None) -> str:
    """The price of a variant, or of the product with "from" when variants differ."""
    if variant is not None:
        return price_text(variant.price, language) if variant.price else say("price_unknown", language)
    prices = product.price_range
    if prices is None:
        return say("price_unknown", language)
    lowest = price_text(prices.lowest, language)
    return say("from", language, price=lowest) if prices.varies else lowest


def former_price(product: Product) -> Money | None:
    """The former price of the cheapest variant, when it was higher."""
    prices = product.price_range
    if prices is None:
        return None
    for variant in product.variants:
        former = variant.compare_at
        if variant.price == prices.lowest and former and _is_higher(former, prices.lowest):
            return former
    return None


def _is_higher(former: Money, now: Money) -> bool:
    return former.currency == now.currency and former.amount > now.amount


def discount_of(product: Product) -> int | None:
    """By how many percent the cheapest variant is reduced, rounded down; None where it is not, or by less than one."""
    prices, former = product.price_range, former_price(product)
    if prices is None or former is None:
        return None
    return int((former.amount - prices.lowest.amount) * 100 / former.amount) or None


def availability(product: Product, variant: Variant | None = None) -> tuple[Availability, int | None]:
    """The best availability among the variants, and how many are left where that is few."""
    variants = (variant,) if variant is not None else product.variants
    found = {one.availability for one in variants}
    for state in (Availability.IN_STOCK, Availability.LOW_STOCK, Availability.PREORDER, Availability.UNKNOWN):
        if state in found:
            left = [one.stock for one in variants if one.availability is state and one.stock is not None]
            return state, sum(left) if left else None
    return (Availability.OUT_OF_STOCK, None) if variants else (Availability.UNKNOWN, None)


def stock_text(product: Product, language: str, variant: Variant | None = None) -> str:
    """ "In stock", "Only 3 left", "Out of stock"."""
    state, left = availability(product, variant)
    if state is Availability.LOW_STOCK:
        return say("only_left", language, n=str(left)) if left else say("low", language)
    keys = {
        Availability.IN_STOCK: "in_stock",
        Availability.OUT_OF_STOCK: "out",
        Availability.PREORDER: "preorder",
    }
    return say(keys.get(state, "stock_unknown"), language)


def stock_state(product: Product) -> str:
    """ "in", "low", "out" or "unknown", for the colour of the stock line."""
    states = {
        Availability.IN_STOCK: "in",
        Availability.LOW_STOCK: "low",
        Availability.OUT_OF_STOCK: "out",
        Availability.PREORDER: "in",
    }
    return states.get(availability(product)[0], "unknown")
