"""The parts of a page that show products: cards, prices, stock and facts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import Any

from aisle.demo.content import Product

_LOW_STOCK = 3
Variant = Mapping[str, Any]


def cards(products: Sequence[Product]) -> str:
    """Lay products out in a grid."""
    return f'<ul class="grid">{"".join(_card(product) for product in products)}</ul>'


def price_line(product: Product) -> str:
    """Write the price, the lowest one if sizes differ, and the former price if there was one."""
    cheapest = min(product["variants"], key=lambda variant: Decimal(variant["price"]))
    differs = len({variant["price"] for variant in product["variants"]}) > 1
    price = ("from " if differs else "") + pounds(cheapest["price"])
    was = cheapest["compare_at"]
    return price + (f" <s>was {pounds(was)}</s>" if was else "")


def pounds(amount: str) -> str:
    """Write an amount as a shelf label does: £129, £5.50."""
    return "£" + f"{Decimal(amount):,.2f}".removesuffix(".00")


def counted(number: int, noun: str) -> str:
    """Write "1 size" or "3 sizes" for a noun that is given in the plural."""
    return f"{number} {noun.removesuffix('s') if number == 1 else noun}"


def variants_table(product: Product) -> str:
    """List every size and colour with price and stock."""
    names = list(product["options"]) or ["Size"]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in [*names, "Price", "Stock", "SKU"])
    rows = "".join(_variant_row(variant, names) for variant in product["variants"])
    return _table("Sizes and stock", f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>")


def attributes_table(product: Product) -> str:
    """List the facts about a product."""
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in product["attributes"].items()
    )
    return _table("Facts", f"<tbody>{rows}</tbody>")


def _card(product: Product) -> str:
    image = product["images"][0]
    # The title beside it says the same, so a screen reader skips the picture here.
    photo = f'<img src="{escape(image["url"])}" alt="" width="220" height="220" loading="lazy">'
    choice = ", ".join(_choices(product)) or escape(product["brand"])
    return f"""<li class="card"><div class="photo">{photo}</div>
<h3><a href="{escape(product["url"])}">{escape(product["title"])}</a></h3>
<p>{choice}</p><p class="price">{price_line(product)}</p></li>"""


def _choices(product: Product) -> list[str]:
    plural = {"Size": "sizes", "Colour": "colours", "Length": "lengths", "Volume": "volumes"}
    return [
        counted(len({variant["options"][name] for variant in product["variants"]}), plural[name])
        for name in product["options"]
        if name in plural
    ]


def _variant_row(variant: Variant, names: Sequence[str]) -> str:
    options = "".join(f"<td>{escape(variant['options'].get(name, variant['title']))}</td>" for name in names)
    price = pounds(variant["price"])
    return f"<tr>{options}<td>{price}</td><td>{_stock(variant['stock'])}</td><td>{escape(variant['sku'])}</td></tr>"


def _stock(number: int | None) -> str:
    if number is None:
        return "Ask us"
    if number <= 0:
        return '<span class="out">Out of stock</span>'
    if number <= _LOW_STOCK:
        return f'<span class="low">Last {number}</span>'
    return f'<span class="in">{number} in stock</span>'


def _table(label: str, rows: str) -> str:
    return f'<div class="table" role="region" tabindex="0" aria-label="{label}"><table>{rows}</table></div>'
