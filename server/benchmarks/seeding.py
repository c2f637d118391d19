"""Fills a store's index with made-up passages, in bulk and past every service: measuring search needs no import."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from aisle.bootstrap.resources import Resources
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.llm.ports import Vectors
from aisle.retrieval import repository, versions
from aisle.retrieval.lexical.lexicon import encode_lexicon
from aisle.retrieval.postings import IndexedItem, encode_segment
from aisle.retrieval.versions import IndexVersion
from aisle.tenants.types import Store
from benchmarks.corpus import Corpus
from benchmarks.installation import scope_of

CHUNKS_OF_A_DOCUMENT = 50
SEGMENT = 12_500
SETTLE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Planted:
    """A store with passages. vectors: as stored, by ordinal."""

    store: Store
    passage_ids: tuple[UUID, ...]
    vectors: Vectors

    @property
    def size(self) -> str:
        """The size as it stands in figures."""
        return f"{len(self.passage_ids):,} chunks"


async def plant(admin: Any, parts: Resources, store: Store, corpus: Corpus, chunks: int) -> Planted:
    """Write passages, their places in documents, vectors and postings."""
    words, vectors = corpus.texts(chunks, seed=chunks)
    texts = [" ".join(row) for row in words]
    async with parts.database.open_scope(scope_of(store)) as session:
        version = await versions.get_live(session)
    passage_ids = [new_id() for _ in texts]
    # Loading what is known to be consistent: no row needs its references looked up.
    await admin.execute("SET session_replication_role = replica")
    await _documents(admin, store, version.recipe.chunking.key, passage_ids)
    await _passages(admin, store, passage_ids, texts)
    await _items(admin, store, version, passage_ids, vectors)
    await _postings(admin, store, version, words)
    await admin.execute("SET session_replication_role = origin")
    return Planted(store, tuple(passage_ids), vectors.astype(np.float16).astype(np.float32))


async def settle(parts: Resources, store: Store) -> None:
    """Give a version a partition and graphs of its own, with more patience than a worker's statements have."""
    async with parts.database.open_scope(scope_of(store)) as session:
        await session.execute(f"SET LOCAL statement_timeout = '{SETTLE_SECONDS}s'")
        await repository.move_home(session, await versions.get_live(session))


async def plant_products(admin: Any, store: Store, products: int) -> None:
    """Write products of one variant each, with SKUs AB-000001 and up."""
    await admin.execute(
        "INSERT INTO product (organization_id, store_id, id, handle, title, content_hash, search_hash, as_of)"
        " SELECT $1, $2, gen_random_uuid(), 'made-' || n, 'Product ' || n, '', '', now() FROM generate_series(1, $3::int) n",
        store.organization_id,
        store.id,
        products,
    )
    await admin.execute(
        "INSERT INTO variant (organization_id, store_id, id, product_id, position, sku, sku_key, availability, as_of)"
        " SELECT $1, $2, gen_random_uuid(), id, 0, 'AB-' || lpad(substr(handle, 6), 6, '0'),"
        " 'ab' || lpad(substr(handle, 6), 6, '0'), 'in_stock', now() FROM product WHERE organization_id = $1 AND store_id = $2",
        store.organization_id,
        store.id,
    )
    await admin.execute("ANALYZE product, variant")


async def _documents(admin: Any, store: Store, chunking: str, passage_ids: Sequence[UUID]) -> None:
    tenant = (store.organization_id, store.id)
    source = await admin.fetchval(
        "SELECT id FROM source WHERE organization_id = $1 AND store_id = $2", *tenant
    )
    documents, versions_, chunks = [], [], []
    for start in range(0, len(passage_ids), CHUNKS_OF_A_DOCUMENT):
        document, version, name = new_id(), new_id(), f"Guide {start // CHUNKS_OF_A_DOCUMENT}"
        documents.append((*tenant, document, source, name, name, "en", "ready", version))
        versions_.append((*tenant, version, document, 1, b"", 0, "text/markdown", "ready"))
        for place, passage in enumerate(passage_ids[start : start + CHUNKS_OF_A_DOCUMENT]):
            chunks.append(
                (
                    *tenant,
                    new_id(),
                    document,
                    version,
                    chunking,
                    passage,
                    place,
                    place * 500,
                    place * 500 + 499,
                )
            )
    await _copy(admin, "document", "id source_id name title language state published_version_id", documents)
    await _copy(admin, "document_version", "id document_id number sha256 bytes media_type state", versions_)
    columns = "id document_id document_version_id chunking passage_id ordinal start_offset end_offset"
    await _copy(admin, "chunk", columns, chunks)


async def _passages(admin: Any, store: Store, passage_ids: Sequence[UUID], texts: Sequence[str]) -> None:
    rows = (
        (store.organization_id, store.id, id_, _hash(text), "prose", "en", "", text)
        for id_, text in zip(passage_ids, texts, strict=True)
    )
    await _copy(admin, "passage", "id content_hash kind language context body", rows)


async def _items(
    admin: Any, store: Store, version: IndexVersion, passage_ids: Sequence[UUID], vectors: Vectors
) -> None:
    fixed = (store.organization_id, store.id, version.id, version.home)
    rows = (
        (*fixed, ordinal, "passage", id_, b"", "en", vector)
        for ordinal, (id_, vector) in enumerate(zip(passage_ids, vectors, strict=True))
    )
    await _copy(
        admin, "index_item", "version_id home ordinal kind item_id content_hash language embedding", rows
    )
    await admin.execute(
        "UPDATE index_version SET next_ordinal = $2, items = $2, next_segment = $3 WHERE id = $1",
        version.id,
        len(passage_ids),
        -(-len(passage_ids) // SEGMENT),
    )


async def _postings(admin: Any, store: Store, version: IndexVersion, words: Sequence[Sequence[str]]) -> None:
    fixed = (store.organization_id, store.id, version.id)
    for number, start in enumerate(range(0, len(words), SEGMENT)):
        part = words[start : start + SEGMENT]
        items = (IndexedItem(start + place, {"body": row}, "en") for place, row in enumerate(part))
        segment = encode_segment(items)
        lexicon = encode_lexicon(segment.words)
        totals = [(*fixed, number, segment.doc_count, segment.total_length, lexicon)]
        await _copy(admin, "index_segment", "version_id segment items total_length lexicon", totals)
        rows = (
            (*fixed, term, number, block.ordinals, block.tfs, block.lengths)
            for term, block in segment.terms.items()
        )
        await _copy(admin, "index_posting", "version_id term segment ordinals tfs lengths", rows)


async def _copy(admin: Any, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    names = ["organization_id", "store_id", *columns.split()]
    await admin.copy_records_to_table(table, schema_name="aisle", columns=names, records=rows)


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


class Recording(Session):
    """Stands in for a session and notes the statements it is given, so that they can be run bare."""

    def __init__(self, store: Store) -> None:
        super().__init__(None, scope_of(store))
        self.statements: list[tuple[str, tuple[Any, ...]]] = []

    async def fetch(self, sql: str, *arguments: Any) -> list[Any]:
        """Note a query; nothing is found."""
        self.statements.append((sql, arguments))
        return []

    async def execute(self, sql: str, *arguments: Any) -> int:
        """Note a statement."""
        self.statements.append((sql, arguments))
        return 0
