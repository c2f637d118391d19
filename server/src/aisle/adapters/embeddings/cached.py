"""A memory for the vectors of single queries: shoppers ask the same things, and pages of one search ask again."""

from collections import OrderedDict
from collections.abc import Sequence

from aisle.llm.ports import EmbeddingKind, ManagedEmbedder, Vectors

MOST_BYTES = 8 * 2**20  # of vectors, in each process and for each embedder
LONGEST = 1_000  # characters; longer queries hardly ever come twice


class CachedQueries:
    """Remembers what the embedder said of single queries; passages and lists go through.

    It belongs to one embedder object, so a vector never serves another model. A text's vector is the same for whoever
    asks and nobody can list the texts: what one store's shoppers ask stays unknown to another's.
    """

    def __init__(self, embedder: ManagedEmbedder, most_bytes: int = MOST_BYTES) -> None:
        """Stand before an embedder. most_bytes: of vectors; what was used longest ago is forgotten first."""
        self._embedder = self.behind = embedder
        self._most = max(1, most_bytes // (4 * embedder.dimensions))
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self.name, self.dimensions, self.languages = embedder.name, embedder.dimensions, embedder.languages

    def count_tokens(self, text: str) -> int:
        """See the port."""
        return self._embedder.count_tokens(text)

    async def warm_up(self) -> None:
        """See the port."""
        await self._embedder.warm_up()

    async def close(self) -> None:
        """Forget everything, so that a closed embedder refuses; see the port."""
        self._most = 0
        self._known.clear()
        await self._embedder.close()

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        """Embed texts in their order; see the port."""
        if isinstance(texts, str) or kind is not EmbeddingKind.QUERY or len(texts) != 1:
            return await self._embedder.embed(texts, kind)
        known = self._known.get(texts[0])
        if known is not None:
            self._known.move_to_end(texts[0])
            return known.copy()
        found = await self._embedder.embed(texts, kind)
        self._keep(texts[0], found)
        return found

    def _keep(self, text: str, vector: Vectors) -> None:
        if len(text) <= LONGEST and self._most:
            self._known[text] = vector.copy()
            if len(self._known) > self._most:
                self._known.popitem(last=False)
