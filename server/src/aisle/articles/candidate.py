"""A version that answers nobody yet, made ready outside any transaction: parsed, cut and embedded."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from aisle.articles.service.publishing import file_of
from aisle.articles.types import Article, Content
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.knowledge.hashing import passage_hash
from aisle.knowledge.intake import IncomingFile
from aisle.knowledge.ports import DocumentParser
from aisle.knowledge.reading import Reading, cut, read
from aisle.knowledge.types import DocumentId, Passage, PassageId, PendingVersion, VersionId
from aisle.retrieval.indexing import Indexer, PreparedVersion
from aisle.retrieval.language import guess_language
from aisle.retrieval.texts import passage_text
from aisle.retrieval.versions import IndexVersion
from aisle.tenants import service as tenants


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text with its cut and its vectors for the live index version. Ids of passages are not those of the store yet."""

    article: Article
    content: Content
    file: IncomingFile
    reading: Reading
    part: PreparedVersion

    def as_stored(self, version_id: UUID, document_id: UUID) -> Reading:
        """Return the reading of the version that it was stored as."""
        pending = replace(self.reading.pending, id=VersionId(version_id), document_id=DocumentId(document_id))
        return replace(self.reading, pending=pending)

    def indexed_as(self, passages: Sequence[Passage]) -> PreparedVersion:
        """Return its vectors and words under the ids that its passages have in the store."""
        ids = {passage.content_hash: passage.id for passage in passages}
        texts = tuple(replace(text, item_id=ids[text.content_hash]) for text in self.part.texts)
        return replace(self.part, texts=texts)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a candidate is made of, read in one transaction."""

    article: Article
    content: Content
    file: IncomingFile
    store_language: str


async def drafted(session: Session, article: Article, content: Content) -> Drafted:
    """Read what a candidate needs of the store."""
    store = await tenants.get_store(session, session.tenant[1])
    return Drafted(article, content, await file_of(session, article, content), store.language)


async def prepare(parser: DocumentParser, indexer: Indexer, version: IndexVersion, one: Drafted) -> Candidate:
    """Parse, cut and embed. Raises ParseFailed, EmbedderUnavailable, EmbedderRefused."""
    parsed = await parser.parse(one.file.data, one.file.name, one.file.declared_type)
    pending = PendingVersion(
        VersionId(new_id()),
        DocumentId(new_id()),
        1,
        one.file.name,
        one.file.declared_type,
        one.article.language,
        b"",
        one.store_language,
    )
    chunking = version.recipe.chunking
    reading = await asyncio.to_thread(
        lambda: cut(read(pending, parsed, _guess), [chunking], indexer.counters())
    )
    passages = {}
    for chunk in reading.cuts[chunking.key]:
        digest = passage_hash(chunk, reading.language)
        passages[digest] = Passage(
            PassageId(new_id()), digest, chunk.kind, reading.language, chunk.context, chunk.text
        )
    texts = [passage_text(passage, chunking.key) for passage in passages.values()]
    return Candidate(
        one.article, one.content, one.file, reading, await indexer.prepare_version(version, texts, {})
    )


def _guess(text: str, store_language: str) -> str:
    return guess_language(text, (store_language,))
