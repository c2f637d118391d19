"""Products and passages as the index takes them."""

from uuid import UUID

from aisle.catalog.drafts import ProductDraft
from aisle.catalog.search_text import product_fields, search_text
from aisle.catalog.types import Product
from aisle.knowledge.types import Passage
from aisle.retrieval.items import IndexText, ItemKind


def product_text(
    product: Product | ProductDraft, product_id: UUID, search_hash: bytes, language: str
) -> IndexText:
    """Return a product by its fields. language: of the store's product texts."""
    fields = product_fields(product)
    return IndexText(
        kind=ItemKind.PRODUCT,
        item_id=product_id,
        content_hash=search_hash,
        language=language,
        fields={
            "title": fields.title,
            "identifiers": fields.identifiers,
            "heading": fields.category,
            "attributes": fields.attributes,
            "body": fields.body,
        },
        embed_text=search_text(product),
    )


def passage_text(passage: Passage, chunking: str) -> IndexText:
    """Return a passage: headings and body apart for words, together for meaning."""
    return IndexText(
        kind=ItemKind.PASSAGE,
        item_id=passage.id,
        content_hash=passage.content_hash,
        language=passage.language,
        fields={"heading": passage.context, "body": passage.text},
        embed_text=f"{passage.context}\n{passage.text}".strip(),
        chunking=chunking,
    )
