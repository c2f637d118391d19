"""What products lack for answers about them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aisle.linting.checks.types import Good
from aisle.linting.types import Finding, Severity

SHORTEST = 20  # characters of a description that says something
_SIZED = re.compile(
    r"\b(?:shoes?|boots?|jackets?|trousers|pants|shirts?|t-shirts?|dress(?:es)?|gloves?|socks?|clothing|footwear"
    r"|schuhe?|stiefel|jacken?|hosen?|hemd(?:en)?|kleider?|handschuhe?|socken|bekleidung"
    r"|chaussures?|bottes?|vestes?|pantalons?|chemises?|robes?|gants|chaussettes|vêtements"
    r"|zapatos?|botas?|chaquetas?|pantalon(?:es)?|camisas?|vestidos?|guantes|calcetines|ropa)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"size|größe|grösse|taille|pointure|talla|medida|número", re.IGNORECASE)
_MEASURED = re.compile(
    r"^(?:(?:net |pack(?:ed)? )?weight|height|width|length|depth|volume|capacity|diameter|gewicht|höhe|breite|länge|tiefe|volumen|fassungsvermögen|durchmesser"
    r"|poids|hauteur|largeur|longueur|profondeur|contenance|diamètre|peso|altura|anchura|ancho|longitud|largo|profundidad|capacidad|diámetro)$",
    re.IGNORECASE,
)
_BARE = re.compile(r"^\s*[-+]?\d+(?:[.,]\d+)?\s*$")


def description(good: Good) -> Iterator[Finding]:
    """Yield a product of which nothing is told."""
    if len(good.description.strip()) < SHORTEST:
        yield _lack(
            good, "description", Severity.WARNING, good.description, "Say what it is for and for whom."
        )


def pictures(good: Good) -> Iterator[Finding]:
    """Yield a product without a picture."""
    if not good.images:
        yield _lack(good, "picture", Severity.HINT, "", "Add a picture.")


def price(good: Good) -> Iterator[Finding]:
    """Yield a product of which a variant has no price, or one of nothing."""
    without = [one for one in good.offers if not one.price]
    if without or not good.offers:
        quote = ", ".join(f"{one.title}: {one.price}" for one in without[:5])
        yield _lack(good, "price", Severity.ERROR, quote, "Set its price, or take it out of the catalogue.")


def sizes(good: Good) -> Iterator[Finding]:
    """Yield clothes and shoes whose size is named nowhere."""
    worn = _SIZED.search(f"{good.category or ''}")
    names = [*good.options, *good.attributes, *(name for one in good.offers for name in one.options)]
    if worn and not any(_SIZE.search(name) for name in names):
        yield _lack(
            good,
            "size",
            Severity.WARNING,
            good.category or "",
            "Add an option, or an attribute, for its size.",
        )


def units(good: Good) -> Iterator[Finding]:
    """Yield measures that are bare numbers: nobody knows whether 2 is kilograms or pounds."""
    for name, value in good.attributes.items():
        if _MEASURED.match(name.strip()) and _BARE.match(str(value)):
            yield Finding(
                "product.unit_missing",
                Severity.WARNING,
                f"“{name}” of “{good.title}” has no unit.",
                "Write the unit behind the number, such as 2.1 kg.",
                (good.place(name, str(value)),),
            )


def options(good: Good) -> Iterator[Finding]:
    """Yield a product of which a variant lacks an option that the others have."""
    named = set(good.options) | {name for one in good.offers for name in one.options}
    lacking = [one for one in good.offers if any(not one.options.get(name) for name in named)]
    if len(good.offers) > 1 and named and lacking:
        quote = ", ".join(one.title or "a variant without a title" for one in lacking[:5])
        yield _lack(good, "option", Severity.WARNING, quote, "Give each variant a value of each option.")


def _lack(good: Good, what: str, severity: Severity, quote: str, suggestion: str) -> Finding:
    return Finding(
        f"product.{what}_missing",
        severity,
        f"“{good.title}” has no {what}, or not everywhere.",
        suggestion,
        (good.place(what, quote[:300]),),
    )
