"""What a model is shown, by the labels that it may cite: E1, E2 for passages and P1, P2 for products."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from aisle.answering.generation.amounts import without_money
from aisle.answering.hostile import is_hostile
from aisle.answering.relevance import attributes_of
from aisle.answering.types import StoreFacts
from aisle.answering.units import Unit, units
from aisle.catalog.types import Product
from aisle.retrieval.types import PassageHit

_DESCRIPTION = 600
_PROPER = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True)
class Sources:
    """Passages and products in the order of their labels."""

    passages: tuple[PassageHit, ...]
    products: tuple[Product, ...]
    store: StoreFacts

    def passage(self, number: int) -> PassageHit | None:
        """E1 is the first."""
        return self.passages[number - 1] if 0 < number <= len(self.passages) else None

    def product(self, number: int) -> Product | None:
        """P1 is the first."""
        return self.products[number - 1] if 0 < number <= len(self.products) else None

    @cached_property
    def read(self) -> tuple[tuple[Unit, ...], ...]:
        """The sentences of each passage."""
        return tuple(units(hit) for hit in self.passages)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Hosts that an answer may link to: where the shop's own documents and products lie, and how to reach it.

        What a passage says is no address of the shop's, however much it looks like one.
        """
        contact = self.store.contact
        addresses = [contact.url, *(one.url for one in self.passages), *(one.url for one in self.products)]
        found = {urlsplit(address).hostname for address in addresses if address}
        mail = contact.email.rsplit("@", 1)[-1].lower() if contact.email else None
        return frozenset(host for host in (*found, mail) if host)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every word of the evidence in small letters: a name that is none of them comes from elsewhere."""
        texts = (
            *(passage_text(one) for one in self.passages),
            *map(product_words, self.products),
            self.store.name,
        )
        return frozenset(word for text in texts for word in _spellings(text))


def passage_text(hit: PassageHit) -> str:
    """A passage with its title and headings."""
    return f"{hit.title} {' '.join(hit.section)} {hit.context} {hit.text}"


def product_words(product: Product) -> str:
    """What a product is described by, a line for each field, without amounts: those are filled in when shown."""
    options = sorted({f"{name} {value}" for one in product.variants for name, value in one.options.items()})
    attributes = (f"{name} {value}" for name, value in attributes_of(product))
    parts = (product.title, product.brand or "", product.category or "", *product.tags, *attributes, *options)
    return "\n".join(part for part in (*parts, description(product)) if part)


def description(product: Product) -> str:
    """The beginning of a description without amounts; one that speaks to the assistant is left out."""
    text = product.description[:_DESCRIPTION]
    return "" if is_hostile(text) else without_money(text)


def _spellings(text: str) -> Iterable[str]:
    for match in _PROPER.finditer(text.casefold().replace("’", "'")):
        yield match.group()
        yield match.group().removesuffix("'s")
        if "-" in match.group():
            yield from match.group().split("-")
