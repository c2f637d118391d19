"""Fingerprints of a product: did anything change, and did anything change that search can see?"""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from decimal import Decimal

from aisle.catalog.drafts import ProductDraft
from aisle.catalog.search_text import product_fields
from aisle.catalog.types import Product


def content_hash(product: ProductDraft) -> str:
    """Equal for equal products, whatever the order of their attributes; hex SHA-256."""
    return _digest(product)


def search_hash(product: Product | ProductDraft) -> str:
    """Equal as long as the product's words for search are, so that a new price embeds nothing anew."""
    return _digest(product_fields(product))


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value):  # asdict would copy everything first, which takes as long as all else
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no canonical form")
