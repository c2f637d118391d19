"""What stands in an answer, as callers receive it: for the OpenAPI document, from which the chat page has its types.

Nothing is checked with these on its way out; tests hold them against what is really sent.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from aisle.retrieval.types import FilterOp


class Shape(BaseModel):
    """A shape with nothing more in it than is said. A default stands for what may be absent."""

    model_config = ConfigDict(extra="forbid")


class Filter(Shape):
    """A limit that was read out of the shopper's words; sent back as it came, it holds again."""

    field: str
    op: FilterOp
    value: str | list[str]
    text: str
    id: str = ""
    words: str = ""
    start: int = 0
    end: int = 0
    near: bool = False
    only: bool = False
    synonym: str = ""


class Relaxed(Shape):
    """A limit that gave way because nothing met them all."""

    step: str
    filter: Filter
    instead: Filter | None
    found: int
    text: str


class Citation(Shape):
    """Words quoted from a document, and where they stand."""

    id: str
    mark: int
    quote: str
    title: str
    url: str | None
    document_id: str
    page: int | None
    section: list[str]
    start: int
    end: int
    as_of: str | None


class Price(Shape):
    """An amount, for programs and as people read it."""

    amount: str
    currency: str
    text: str


class Picture(Shape):
    """A product's picture."""

    url: str
    alt: str


class Was(Shape):
    """What a price was when the answer was written."""

    text: str


class ProductCard(Shape):
    """A product that answers, with price and stock as they are now."""

    id: str
    handle: str
    title: str
    url: str | None
    image: Picture | None
    price: Price | None
    price_from: bool
    compare_at: Price | None
    in_stock: bool | None
    stock_text: str
    stock_state: Literal["in", "low", "out", "unknown"]
    reason: str
    reason_tone: Literal["good", "plain", "warn"]
    as_of: str
    was: Was | None


class ComparedProduct(Shape):
    """A column of a comparison."""

    id: str
    title: str
    url: str | None
    image: Picture | None


class ComparisonValue(Shape):
    """What one product says in a row."""

    text: str
    note: str | None
    best: bool


class ComparisonLine(Shape):
    """A row of a comparison, a value for each product."""

    label: str
    values: list[ComparisonValue]
    citation_mark: int | None


class Comparison(Shape):
    """Products side by side."""

    products: list[ComparedProduct]
    rows: list[ComparisonLine]


class FactNow(Shape):
    """A price or stock inside a sentence, as it is now."""

    product_id: str
    variant_id: str | None
    fact: str
    text: str
    as_of: str | None


class Clarify(Shape):
    """A question back."""

    question: str
    options: list[str]
