"""Everything the demo shop consists of, read from its files once and then kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from aisle.demo.pictures import picture
from aisle.demo.publishing.source import parse_source

Product = Mapping[str, Any]

MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Guide:
    """One guide or policy; `source` is its Markdown, `file` the document that shoppers can download."""

    file: str
    slug: str
    title: str
    url: str
    category: str
    tags: tuple[str, ...]
    source: str

    @property
    def format(self) -> str:
        """Name the format of the published file: md, html, pdf or docx."""
        return self.file.rpartition(".")[2]

    @property
    def media_type(self) -> str:
        """Name the media type of the published file."""
        return MEDIA_TYPES[self.format]


@dataclass(frozen=True)
class Store:
    """What the shop says about itself."""

    name: str
    slug: str
    currency: str
    language: str
    brand_colour: str
    mark: str
    email: str
    phone: str
    opening_hours: tuple[str, ...]
    greeting: str
    suggestions: tuple[str, ...]
    privacy_url: str


@cache
def products() -> list[Product]:
    """List all products in catalogue order."""
    return [json.loads(line) for line in _read("catalogue.jsonl").splitlines()]


@cache
def products_by_category() -> dict[str, list[Product]]:
    """Group the products by the first part of their category."""
    groups: dict[str, list[Product]] = {}
    for product in products():
        groups.setdefault(product["category"].split("/")[0], []).append(product)
    return groups


def find_product(handle: str) -> Product | None:
    """Return the product with this handle, if there is one."""
    return _products_by_handle().get(handle)


def find_picture(handle: str) -> str | None:
    """Draw the picture of a product in the colour of its first variant."""
    product = find_product(handle)
    if product is None:
        return None
    colour = product["variants"][0]["options"].get("Colour", "")
    return picture(handle, _kinds()[handle], colour, product["images"][0]["alt"])


def kind_of(handle: str) -> str:
    """Return what kind of thing a product is drawn as. Raises KeyError."""
    return _kinds()[handle]


@cache
def guides() -> list[Guide]:
    """List all guides and policies by slug."""
    return [_guide(entry) for entry in json.loads(_read("guides.json"))]


def find_guide(slug: str) -> Guide | None:
    """Return the guide with this slug, if there is one."""
    return next((guide for guide in guides() if guide.slug == slug), None)


def guide_file(guide: Guide) -> bytes:
    """Return the published document of a guide."""
    return (files("aisle.demo") / "shop" / guide.file).read_bytes()


def catalogue_file() -> bytes:
    """Return the catalogue as a merchant would upload it."""
    return _read("catalogue.jsonl").encode()


@cache
def store() -> Store:
    """Return the facts about the shop."""
    facts = json.loads(_read("store.json"))
    lists = {name: tuple(facts[name]) for name in ("opening_hours", "suggestions")}
    return Store(**{**facts, **lists})


@cache
def stylesheet() -> str:
    """Return the style sheet that all pages of the shop share."""
    return _read("shop.css")


@cache
def _products_by_handle() -> dict[str, Product]:
    return {product["handle"]: product for product in products()}


@cache
def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = json.loads(_read("kinds.json"))
    return kinds


def _guide(entry: dict[str, Any]) -> Guide:
    source = parse_source(_read(f"sources/{entry['slug']}.md"))
    return Guide(**{**entry, "tags": tuple(entry["tags"])}, source=source.body)


def _read(name: str) -> str:
    return (files("aisle.demo") / "shop" / name).read_text("utf-8")
