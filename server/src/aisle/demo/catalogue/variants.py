"""Variants of a product: every size in every colour, with its SKU, price and stock."""

import random
import re
from decimal import Decimal
from itertools import product
from typing import Any

from aisle.demo.catalogue.families import Model
from aisle.demo.catalogue.sizes import Choice, parse_choices
from aisle.demo.colours import CODES

SEED = 1879
ONE_SIZE = "One size"


def build_variants(model: Model, stem: str) -> list[dict[str, Any]]:
    """List the variants colour by colour, so that the first one wears the colour of the picture."""
    sizes = parse_choices(model.sizes) or [Choice(ONE_SIZE)]
    colours = parse_choices(model.colours) or [Choice("")]
    variants = [_variant(model, stem, size, colour.name) for colour, size in product(colours, sizes)]
    for variant, stock in zip(variants[:: len(sizes)], model.stock, strict=False):
        variant["stock"] = stock
    return variants


def _variant(model: Model, stem: str, size: Choice, colour: str) -> dict[str, Any]:
    sku = "-".join(filter(None, [stem, _size_code(size.name), CODES.get(colour, "")]))
    options = _options(model, size.name, colour)
    return {
        "sku": sku,
        "title": " / ".join(options.values()) or ONE_SIZE,
        "options": options,
        "price": _money(model.price, size.extra),
        "compare_at": _money(model.was, size.extra) if model.was else None,
        "currency": "GBP",
        "stock": _stock(sku),
    }


def _options(model: Model, size: str, colour: str) -> dict[str, str]:
    options = {model.size_name: size} if model.sizes else {}
    return {**options, "Colour": colour} if colour else options


def _money(price: str, extra: Decimal) -> str:
    return f"{Decimal(price) + extra:.2f}"


def _size_code(size: str) -> str:
    # "One size" and "S/M" must stay readable on a picking list: OS and SM.
    if size == ONE_SIZE:
        return "OS"
    words = re.sub(r"[^A-Z0-9. ]", "", size.upper().replace("–", "").replace(" CHILD", "C")).split()
    return "".join(words).replace(".", "") if words[0] not in {"REGULAR", "SINGLE"} else words[0][:3]


def _stock(sku: str) -> int:
    # Seeded by the SKU, so a new product leaves the stock of all others alone.
    dice = random.Random(f"{SEED}:{sku}")  # noqa: S311  stock of a made-up shop keeps no secret
    mood = dice.random()
    if mood < 0.08:
        return 0
    return dice.randint(1, 3) if mood < 0.22 else dice.randint(4, 38)
