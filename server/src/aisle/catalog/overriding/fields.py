"""Which fields may be overridden: how their values are checked, read off a product, and put in their place.

Never stock and never a price: those are the shop's, and a shopper pays what the shop says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from aisle.catalog.clean_text import clean_body, clean_line
from aisle.catalog.drafts import ProductDraft, VariantDraft
from aisle.catalog.errors import InvalidOverride
from aisle.catalog.importing.limits import (
    ATTRIBUTE_LENGTH,
    LENGTHS,
    MOST_IMAGES,
    NAME_LENGTH,
)
from aisle.catalog.importing.vocabulary import Field
from aisle.catalog.overriding.types import HIDDEN
from aisle.catalog.types import Image, Product, Variant

FIELDS = ("title", "description", "brand", "category", "tags", "images", HIDDEN)
ATTRIBUTES = "attributes."
VARIANTS = "variants."
TITLE = ".title"
MOST_TAGS = 100
LONGEST_TAG = 200
LONGEST_ADDRESS = 2_000
Shown = TypeVar("Shown", Product, ProductDraft)
Ids = Sequence[UUID | None]  # of a product's variants, in their order


def checked(field: str, value: Any) -> Any:
    """Return a value as it is kept, in the form that imports give it. Raises InvalidOverride."""
    if field.startswith(ATTRIBUTES):
        _require(
            bool(clean_line(field[len(ATTRIBUTES) :])) and len(field) <= NAME_LENGTH, field, "has no name"
        )
        return _line(field, value, ATTRIBUTE_LENGTH)
    if variant_of(field) is not None:
        return _needed(field, _line(field, value, LENGTHS[Field.VARIANT_TITLE]))
    if field not in FIELDS:
        raise InvalidOverride(f"There is no field “{field[:80]}” that can be overridden.", field=field[:200])
    return _CHECKS[field](field, value)


def variant_of(field: str) -> UUID | None:
    """Return the variant that a field is of; None for a field of the product itself."""
    if not (field.startswith(VARIANTS) and field.endswith(TITLE)):
        return None
    try:
        return UUID(field[len(VARIANTS) : -len(TITLE)])
    except ValueError:
        return None


def value_of(product: Product | ProductDraft, field: str, ids: Ids) -> Any:
    """Return what a product says in a field, as JSON has it. Raises KeyError where it has no such variant."""
    if field == HIDDEN:
        return False  # no source hides what it offers
    if field == "images":
        return [{"url": one.url, "alt": one.alt} for one in product.images]
    if field == "tags":
        return list(product.tags)
    if field.startswith(ATTRIBUTES):
        return product.attributes.get(field[len(ATTRIBUTES) :])
    if (variant := variant_of(field)) is not None:
        variants: Sequence[Variant | VariantDraft] = product.variants
        titles = {id_: one.title for id_, one in zip(ids, variants, strict=True)}
        return titles[variant]
    return getattr(product, field)


def put(product: Shown, values: Mapping[str, Any], ids: Ids) -> Shown:
    """Return a product that says these values in place of its own. Variants that it does not have are left out."""
    if not values:
        return product
    plain: dict[str, Any] = {
        name: values[name] for name in ("title", "description", "brand", "category") if name in values
    }
    if "tags" in values:
        plain["tags"] = tuple(values["tags"])
    if "images" in values:
        plain["images"] = tuple(Image(one["url"], one["alt"]) for one in values["images"])
    plain["attributes"] = _attributes(product.attributes, values)
    plain["variants"] = tuple(
        replace(one, title=values.get(f"{VARIANTS}{id_}{TITLE}", one.title))
        for id_, one in zip(ids, product.variants, strict=True)
    )
    return replace(product, **plain)


def _attributes(own: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, str]:
    said = {name[len(ATTRIBUTES) :]: value for name, value in values.items() if name.startswith(ATTRIBUTES)}
    return {name: value for name, value in {**own, **said}.items() if value is not None}


def _require(holds: bool, field: str, fault: str) -> None:
    if not holds:
        raise InvalidOverride(f"“{field[:80]}” {fault}.", field=field[:200])


def _line(field: str, value: Any, longest: int) -> str | None:
    _require(value is None or isinstance(value, str), field, "takes a text, or null for none")
    line = clean_line(value or "")
    _require(len(line) <= longest, field, f"takes at most {longest:,} characters")
    return line or None


def _needed(field: str, line: str | None) -> str:
    _require(line is not None, field, "cannot be empty")
    return line or ""


def _title(field: str, value: Any) -> str:
    return _needed(field, _line(field, value, LENGTHS[Field.TITLE]))


def _brand(field: str, value: Any) -> str | None:
    return _line(field, value, LENGTHS[Field.BRAND])


def _description(field: str, value: Any) -> str:
    _require(value is None or isinstance(value, str), field, "takes a text")
    body = clean_body(value or "")
    longest = LENGTHS[Field.DESCRIPTION]
    _require(len(body) <= longest, field, f"takes at most {longest:,} characters")
    return body


def _category(field: str, value: Any) -> str | None:
    line = _line(field, value, LENGTHS[Field.CATEGORY]) or ""
    return "/".join(step for part in line.split("/") if (step := part.strip())) or None


def _tags(field: str, value: Any) -> list[str]:
    _require(
        isinstance(value, list) and len(value) <= MOST_TAGS,
        field,
        f"takes a list of at most {MOST_TAGS} tags",
    )
    lines = [_line(field, one, LONGEST_TAG) for one in value]
    return list(dict.fromkeys(line for line in lines if line))


def _images(field: str, value: Any) -> list[dict[str, str]]:
    _require(
        isinstance(value, list) and len(value) <= MOST_IMAGES, field, f"takes at most {MOST_IMAGES} pictures"
    )
    return [_image(field, one) for one in value]


def _image(field: str, value: Any) -> dict[str, str]:
    _require(
        isinstance(value, dict) and not value.keys() - {"url", "alt"},
        field,
        "takes pictures of `url` and `alt`",
    )
    url = value.get("url")
    _require(
        isinstance(url, str) and _is_address(url),
        field,
        "takes addresses that begin with https:// or http://",
    )
    return {"url": url, "alt": _line(field, value.get("alt"), LENGTHS[Field.TITLE]) or ""}


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = text.isprintable() and " " not in text and len(text) <= LONGEST_ADDRESS
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)


def _hidden(field: str, value: Any) -> bool:
    _require(isinstance(value, bool), field, "is true or false")
    return bool(value)


_CHECKS = {
    "title": _title,
    "description": _description,
    "brand": _brand,
    "category": _category,
    "tags": _tags,
    "images": _images,
    HIDDEN: _hidden,
}
