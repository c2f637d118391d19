"""Passages, products and turns for tests of answering, and an embedder that knows spelling only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from aisle.adapters.embeddings import HashedEmbedder
from aisle.answering.answer import write
from aisle.answering.interpret import interpret
from aisle.answering.types import Answer, Contact, PastTurn, Question, StoreFacts
from aisle.answering.words import content_words, keys
from aisle.catalog.types import Money, Product, Variant, availability_of
from aisle.retrieval.types import (
    Filter,
    FilterOp,
    LegScore,
    PassageHit,
    ProductHit,
    SearchResult,
    Understanding,
    Wants,
)

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
EMBED = HashedEmbedder()
STORE = StoreFacts("Pike & Tarn", contact=Contact(email="hello@example.com"))
_SPACE = UUID(int=7)


def id_of(name: str) -> UUID:
    return uuid5(_SPACE, name)


def passage(
    text: str,
    title: str = "Returns",
    *,
    kind: str = "prose",
    section: tuple[str, ...] = (),
    context: str = "",
    start: int = 100,
    similarity: float | None = 0.4,
    coverage: float = 0.5,
    language: str = "en",
    as_of: datetime = NOW,
    document: str | None = None,
) -> PassageHit:
    """A passage of a document named by its title, as retrieval would hand it over."""
    legs = {"dense": LegScore(1, 0.5), "lexical": LegScore(1, 0.5)}
    chunk = id_of(f"{title}{start}{text[:40]}")
    document_id = id_of(document or title)
    return PassageHit(
        chunk,
        chunk,
        document_id,
        id_of(f"{title} version"),
        title,
        f"/{title.lower().replace(' ', '-')}",
        text,
        context,
        kind,
        None,
        section,
        start,
        start + len(text),
        language,
        as_of,
        0.5,
        similarity,
        coverage,
        legs,
    )


def product(
    title: str,
    price: str | None = "129.00",
    *,
    category: str | None = "Rucksacks/Trekking packs",
    attributes: dict[str, str] | None = None,
    stock: Sequence[int | None] = (7,),
    options: dict[str, Sequence[str]] | None = None,
    tags: tuple[str, ...] = (),
    description: str = "",
    currency: str = "GBP",
    brand: str | None = "Pike & Tarn",
    compare_at: str | None = None,
    prices: Sequence[str] = (),
) -> Product:
    """A product with one variant per stock count; option values are dealt out in turn."""
    names = options or {}
    count = max(len(stock), len(prices), *(len(values) for values in names.values()), 1)
    variants = tuple(
        Variant(
            id_of(f"{title}{n}"),
            None,
            None,
            f"{title} {n}",
            {name: values[n % len(values)] for name, values in names.items()},
            Money(Decimal(prices[n] if prices else price), currency) if prices or price else None,
            Money(Decimal(compare_at), currency) if compare_at else None,
            stock[n % len(stock)],
            availability_of(stock[n % len(stock)]),
            NOW,
        )
        for n in range(count)
    )
    return Product(
        id_of(title),
        title.lower().replace(" ", "-"),
        title,
        description,
        brand,
        category,
        tags,
        f"/products/{title.lower().replace(' ', '-')}",
        (),
        attributes or {},
        tuple(names),
        variants,
        NOW,
        NOW,
    )


STONECHAT = product(
    "Stonechat 38",
    "129.00",
    attributes={
        "Capacity": "38 l",
        "Weight": "1.18 kg",
        "Back length": "42–47 cm (S/M), 47–53 cm (M/L)",
        "Hydrostatic head": "1,500 mm",
        "Waterproof": "Yes, taped seams and roll-top",
    },
    options={"Size": ["S/M", "M/L"], "Colour": ["Slate", "Rust"]},
    tags=("roll-top",),
    description="Two side pockets each take a one-litre bottle. It costs £5 to post.",
)
ULLOCK = product(
    "Ullock 40 Dry",
    "145.00",
    category="Rucksacks/Waterproof packs",
    attributes={
        "Capacity": "40 l",
        "Weight": "1.38 kg",
        "Back length": "47–53 cm (M/L)",
        "Hydrostatic head": "3,000 mm",
        "Waterproof": "Yes, welded throughout",
    },
)
HAYSTACK = product(
    "Haystack 36",
    "98.00",
    category="Rucksacks/Lightweight packs",
    attributes={
        "Capacity": "36 l",
        "Weight": "0.92 kg",
        "Back length": "42–50 cm",
        "Hydrostatic head": "600 mm",
        "Waterproof": "No, needs a rain cover",
    },
)
PACKS = (STONECHAT, ULLOCK, HAYSTACK)


def limit(value: str, text: str | None = None) -> Filter:
    return Filter("price", FilterOp.LTE, (value,), text or f"under £{value}")


def evidence(
    passages: Sequence[PassageHit] = (),
    products: Sequence[Product] = (),
    *,
    wants: Wants = Wants.EITHER,
    filters: Sequence[Filter] = (),
    language: str = "en",
    text: str = "",
) -> SearchResult:
    hits = tuple(ProductHit(one, 0.5, 0.4, 0.5, {}) for one in products)
    understanding = Understanding(text, tuple(filters), language, None, wants)
    return SearchResult(tuple(passages), hits, understanding, id_of("index"))


def turn(question: str, *products: Product, answer: str = "", clarified: bool = False) -> PastTurn:
    ids = tuple(one.id for one in products)
    return PastTurn(question, answer, ids, (), tuple(one.title for one in products), clarified)


async def ask(
    text: str, found: SearchResult | None, history: Sequence[PastTurn] = (), language: str = "en", embed=EMBED
) -> Answer:
    """Interpret and write as the conversation does, the referred products read from the evidence."""
    meaning = interpret(text, history, language)
    known = {hit.product.id: hit.product for hit in found.products} if found else {}
    shown = [known[id_] for id_ in meaning.refers_to if id_ in known]
    question = Question(text, tuple(history), language)
    return await write(question, found, STORE, embed, interpretation=meaning, shown=shown)


def measured(text: str, hits: Sequence[PassageHit], language: str = "en") -> tuple[PassageHit, ...]:
    """The passages with the coverage retrieval would have measured."""
    from dataclasses import replace

    wanted = {word.key for word in content_words(text, language)}
    return tuple(
        replace(hit, coverage=len(wanted & keys(f"{hit.title} {hit.text}", language)) / max(1, len(wanted)))
        for hit in hits
    )
