"""Looking answers up and keeping them, within one partition and only while all that they rest on stands.

Whoever asks has checked what only they can know: that the question stands alone, and that the answer names nobody.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from aisle.answer_cache.questions import normalised
from aisle.answer_cache.repository import finding, keeping
from aisle.answer_cache.sealing import Seal, Tenant
from aisle.answer_cache.types import Asked, Found, Hit, How, Standing, Worth
from aisle.core.clock import Clock
from aisle.core.db import Session
from aisle.core.db.codecs import encode_halfvec
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable
from aisle.llm.ports import Embedder, EmbeddingKind, Vectors

# Cosine from which two questions with the same guard words are one. Chosen on paraphrases and on questions that differ in one
# thing (`python -m benchmarks cache`; docs/explanation/kept-answers.md has the curve).
NEAR = 0.8
LONGEST_QUESTION = 500  # characters; longer ones hardly ever come twice
MOST_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of what is kept. most: answers of one store. lasts: until an answer expires, whatever happens."""

    most: int = 5_000
    lasts: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """Kept answers of all stores. embedders: by the names that recipes give them. key: of this purpose alone."""

    embedders: Mapping[str, Embedder]
    key: bytes
    clock: Clock
    limits: Limits = Limits()

    async def find_exact(self, session: Session, asked: Asked) -> Found:
        """Return the fresh answer to the same question, and how things stand for one that is written now."""
        if len(asked.question) > LONGEST_QUESTION:
            return Found(None, None)
        key = self._key(session.tenant, asked)
        standing, row = await finding.find_exact(session, key, self.clock.now())
        hit = self._hit(session.tenant, asked, row, How.EXACT, 1.0) if row is not None else None
        if hit is not None and normalised(hit.question) != normalised(asked.question):
            hit = None
        alike = standing is not None and hit is None and await self._has_alike(session, asked)
        return Found(hit, standing, alike)

    async def embed(self, standing: Standing, question: str) -> Vectors | None:
        """Return the vector of a question, by the live index's embedder; None where it does not answer."""
        embedder = self.embedders.get(standing.embedder)
        try:
            found = await embedder.embed([question], EmbeddingKind.QUERY) if embedder else None
        except (EmbedderUnavailable, EmbedderRefused):
            return None
        return found[0] if found is not None and np.isfinite(found).all() else None

    async def find_alike(self, session: Session, asked: Asked, vector: Vectors) -> Hit | None:
        """Return the fresh answer to the nearest question that shares the words that must agree and is near enough."""
        tenant, seal = session.tenant, Seal(self.key)
        partition = seal.partition(tenant, asked.partition)
        signature = seal.words(tenant, asked.partition, asked.words)
        for row in await finding.find_alike(session, partition, signature, vector, self.clock.now()):
            if row["similarity"] < NEAR:
                break
            hit = self._hit(tenant, asked, row, How.SEMANTIC, min(1.0, float(row["similarity"])))
            if hit is not None:
                return hit
        return None

    async def keep(
        self, session: Session, asked: Asked, standing: Standing, worth: Worth, vector: Vectors | None
    ) -> bool:
        """Keep an answer that was written while things stood so; False where that is known not to hold any more."""
        rested = await _rested(session, standing, worth)
        value = self._value(session.tenant, asked, worth)
        if rested is None or len(value) > MOST_BYTES or len(asked.question) > LONGEST_QUESTION:
            return False
        row = self._row(session.tenant, asked, standing, worth, rested, value)
        row["tag"] = Seal(self.key).tag(session.tenant, row)
        row["embedding"] = encode_halfvec(vector) if vector is not None else None
        await keeping.make_room(session, self.limits.most)
        await keeping.upsert(session, row)
        return True

    async def _has_alike(self, session: Session, asked: Asked) -> bool:
        if not asked.words:
            return False
        seal, tenant = Seal(self.key), session.tenant
        partition = seal.partition(tenant, asked.partition)
        return await finding.has_alike(session, partition, seal.words(tenant, asked.partition, asked.words))

    def _key(self, tenant: Tenant, asked: Asked) -> bytes:
        return Seal(self.key).question(tenant, asked.partition, normalised(asked.question))

    def _hit(self, tenant: Tenant, asked: Asked, row: Any, how: How, similarity: float) -> Hit | None:
        """Read a row; None where it was not written here, for this partition, as it is."""
        kept = {name: row[name] for name in _NAMES} | {"tag": row["tag"]}
        if not Seal(self.key).holds(tenant, kept):
            return None
        value = json.loads(row["value"])
        if value["scope"] != _scope(tenant) or value["partition"] != list(asked.partition.fields()):
            return None
        return Hit(how, value["content"], value["question"], row["created_at"], similarity)

    def _value(self, tenant: Tenant, asked: Asked, worth: Worth) -> bytes:
        value = {
            "scope": _scope(tenant),
            "partition": list(asked.partition.fields()),
            "question": asked.question,
            "content": worth.content,
        }
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")

    def _row(
        self,
        tenant: Tenant,
        asked: Asked,
        standing: Standing,
        worth: Worth,
        rested: "_Rested",
        value: bytes,
    ) -> dict[str, Any]:
        seal, now = Seal(self.key), self.clock.now()
        return {
            "key": self._key(tenant, asked),
            "partition": seal.partition(tenant, asked.partition),
            "signature": seal.words(tenant, asked.partition, asked.words),
            "index_version_id": standing.index_version_id,
            "passage_changes": standing.passage_changes,
            "product_changes": standing.product_changes if worth.rests.catalogue else None,
            "synonym_changes": standing.synonym_changes,
            "document_ids": list(worth.rests.documents),
            "version_ids": list(worth.rests.documents.values()),
            "documents_as_of": [rested.documents[id_] for id_ in worth.rests.documents],
            "product_ids": list(worth.rests.products),
            "product_states": [rested.products[id_] for id_ in worth.rests.products],
            "value": value,
            "created_at": now,
            "expires_at": now + self.limits.lasts,
        }


_NAMES = tuple(name.strip() for name in finding.COLUMNS.split(","))


@dataclass(frozen=True, slots=True)
class _Rested:
    """What an answer rests on, as the database has it: when each document last changed, and the state of each product."""

    documents: Mapping[UUID, datetime]
    products: Mapping[UUID, bytes]


async def _rested(session: Session, standing: Standing, worth: Worth) -> _Rested | None:
    """Return what an answer rests on; None where some of it is another by now than when the answer was begun."""
    documents = {row["id"]: row for row in await keeping.documents_now(session, [*worth.rests.documents])}
    products = {row["id"]: row for row in await keeping.products_now(session, [*worth.rests.products])}
    for id_, version in worth.rests.documents.items():
        row = documents.get(id_)
        if row is None or row["published_version_id"] != version or row["updated_at"] > standing.read_at:
            return None
    for id_, in_stock in worth.rests.products.items():
        row = products.get(id_)
        if row is None or row["in_stock"] is not in_stock:
            return None
    return _Rested(
        {id_: row["updated_at"] for id_, row in documents.items()},
        {id_: row["state"] for id_, row in products.items()},
    )


def _scope(tenant: Tenant) -> list[str]:
    return [str(one) for one in tenant]
