"""Turns families into products in the format that Aisle imports, one JSON object per line."""

import json
import re
from collections.abc import Iterator
from typing import Any

from aisle.demo.catalogue.families import Model, load_models
from aisle.demo.catalogue.sizes import BACK_LENGTHS, back_length_of, parse_choices
from aisle.demo.catalogue.variants import build_variants


class ArticleNumbers:
    """Hands out article numbers: litres where the name has them, otherwise the next free one from 101."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def number(self, model: Model) -> str:
        """Return the first free stem such as PT-RS-038; a second pack of 38 litres becomes PT-RS-138."""
        litres = re.search(r"\d+", model.name) if model.code == "RS" else None
        start, step = (int(litres[0]), 100) if litres else (101, 1)
        while (stem := f"PT-{model.code}-{start:03d}") in self._taken:
            start += step
        self._taken.add(stem)
        return stem


def build_products() -> Iterator[tuple[dict[str, Any], str]]:
    """Yield every product with the kind of drawing that shows it."""
    numbers = ArticleNumbers()
    for model in load_models():
        yield _product(model, numbers.number(model)), model.kind


def to_lines(products: list[dict[str, Any]]) -> str:
    """Write one product per line."""
    return "".join(json.dumps(product, ensure_ascii=False) + "\n" for product in products)


def handle_of(name: str) -> str:
    """Make the part of the address that names a product."""
    plain = name.lower().replace("’", "").replace(" –", " minus ").replace("×", "x")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _product(model: Model, stem: str) -> dict[str, Any]:
    handle = handle_of(model.name)
    variants = build_variants(model, stem)
    return {
        "handle": handle,
        "title": model.name,
        "description": model.description,
        "brand": model.brand,
        "category": model.category,
        "tags": list(model.tags),
        "url": f"/demo/products/{handle}",
        "images": [{"url": f"/demo/pictures/{handle}.svg", "alt": _alt(model, variants)}],
        "attributes": _attributes(model),
        "options": list(variants[0]["options"]),
        "variants": variants,
    }


def _alt(model: Model, variants: list[dict[str, Any]]) -> str:
    colour = variants[0]["options"].get("Colour", "")
    noun = "" if model.noun.lower() in model.name.lower() else f", {model.noun}"
    if model.noun in {"rucksack", "tent", "boot"}:
        noun = f" {model.noun}"
    return f"{model.name}{noun}" + (f" in {colour.lower()}" if colour else "")


def _attributes(model: Model) -> dict[str, str]:
    sizes = [choice.name for choice in parse_choices(model.sizes)]
    is_fitted_pack = model.code == "RS" and "Back length" not in model.attributes
    if not is_fitted_pack or not set(sizes) <= set(BACK_LENGTHS):
        return model.attributes
    head = dict(list(model.attributes.items())[:2])
    return {**head, "Back length": back_length_of(sizes), **model.attributes}
