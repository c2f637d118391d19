"""What pages say of products, against the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from aisle.linting.checks.types import Good, Mention, Page
from aisle.linting.statements.money import prices_in
from aisle.linting.types import Finding, Severity

LONG = timedelta(days=30)
# An amount beside these is no price of the product.
_NO_PRICE = re.compile(
    r"\b(?:save|saving|off|deposit|voucher|per (?:day|month|week)|a (?:day|month)|rent\w*|hire|deliver\w*|shipping|spend|orders? (?:over|of|from)|worth|up to|under|less than|was|were|instead of|rrp"
    r"|spar\w*|rabatt|nachlass|gutschein\w*|pro (?:tag|monat)|miet\w*|versand\w*|liefer\w*|bestellwert|unter|statt|uvp|früher"
    r"|économis\w+|remise|réduction|bon d'achat|par (?:jour|mois)|lou\w+|livraison|moins de|au lieu de|avant"
    r"|ahorr\w+|descuento|vale|al (?:día|mes)|alquil\w+|envío|menos de|en lugar de|antes)\b",
    re.IGNORECASE,
)
# A page that says so itself sells nothing.
_SAYS_GONE = re.compile(
    r"\b(?:discontinued|no longer|sold out|out of stock|not available|replaced by|successor|back in stock|formerly|recall\w*|spare parts?|owners?"
    r"|eingestellt|nicht mehr|ausverkauft|nicht verfügbar|nicht lieferbar|nachfolger\w*|ersetzt durch|rückruf|ersatzteile?"
    r"|plus disponible|épuisé\w*|rupture|arrêté\w*|n'est plus|remplacé\w*|successeur|rappel|pièces détachées"
    r"|descatalogad\w+|agotad\w+|ya no|no disponible|sustituid\w+|sucesor\w*|repuestos?)\b",
    re.IGNORECASE,
)
_DISCONTINUED = frozenset(
    ["discontinued", "eingestellt", "auslaufartikel", "arrêté", "descatalogado", "end-of-life", "eol"]
)


def price(page: Page, mentions: Sequence[Mention], _now: datetime) -> Iterator[Finding]:
    """Yield sentences that name a price which the product has not, neither as its price nor as the one it is struck from."""
    for one in mentions:
        named = {amount for amount, currency in prices_in(one.text) if currency in _currencies(one.good)}
        known = {p for offer in one.good.offers for p in (offer.price, offer.compare_at) if p is not None}
        if named and known and named.isdisjoint(known) and not _NO_PRICE.search(one.text):
            shown = " – ".join(f"{amount:.2f}" for amount in sorted({min(known), max(known)}))
            yield Finding(
                "conflict.price",
                Severity.ERROR,
                f"A page names a price of “{one.good.title}” that the catalogue does not have.",
                "Take the price out of the text: answers show the catalogue's. If the text is right, change the catalogue.",
                (page.place(one.start, one.end), one.good.place("price", shown)),
            )


def availability(page: Page, mentions: Sequence[Mention], now: datetime) -> Iterator[Finding]:
    """Yield sentences that name a product which is discontinued, or could not be bought for long; once for each product."""
    told = set()
    for one in mentions:
        if one.good.id in told or _SAYS_GONE.search(f"{one.text} {one.above}"):
            continue
        kind = _gone(one.good, now)
        if kind:
            told.add(one.good.id)
            yield _absent(page, one, kind)


def _gone(good: Good, now: datetime) -> str | None:
    if _is_discontinued(good):
        return "page.sells_discontinued"
    if good.absent_since is not None and now - good.absent_since >= LONG:
        return "page.sells_absent"
    return None


def _is_discontinued(good: Good) -> bool:
    words = {tag.lower() for tag in good.tags}
    words |= {
        str(value).lower()
        for name, value in good.attributes.items()
        if name.lower() in ("status", "state", "estado", "statut")
    }
    return bool(words & _DISCONTINUED) and not any(one.availability in ("in_stock", "low_stock") for one in good.offers)  # fmt: skip


def _absent(page: Page, one: Mention, kind: str) -> Finding:
    is_over = kind == "page.sells_discontinued"
    why = "is discontinued" if is_over else f"cannot be bought since {one.good.absent_since:%d %B %Y}"
    quote = ", ".join(sorted({offer.availability for offer in one.good.offers}))
    return Finding(
        kind,
        Severity.ERROR if is_over else Severity.WARNING,
        f"A page sells “{one.good.title}”, which {why}.",
        "Name another product, or say that it is gone.",
        (page.place(one.start, one.end), one.good.place("availability", quote)),
    )


def _currencies(good: Good) -> set[str]:
    return {offer.currency for offer in good.offers if offer.currency}
