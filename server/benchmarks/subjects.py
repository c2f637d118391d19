"""What can be measured, each in a module of the same name with a `main(scale)`."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.scale import Scale

MOST_QUICK_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Subject:
    """A benchmark. seconds: the longest it may take at full size; usual: part of a run that names nothing."""

    title: str
    seconds: int
    usual: bool = True

    def limit(self, scale: Scale) -> int:
        """Return the longest time at a scale."""
        return self.seconds if scale is Scale.FULL else min(self.seconds, MOST_QUICK_SECONDS)


SUBJECTS: Mapping[str, Subject] = {
    "cache": Subject("Kept answers: pairs of questions, look-ups, whole turns", 900),
    "embedding": Subject("The local embedder against the bare model", 240),
    "remote": Subject("Embedders behind an address against a bare client", 240),
    "chat_model": Subject("A model's stream against a bare client", 240),
    "documents": Subject("Files to chunks against bare text extraction", 240),
    "limits": Subject("Counting a request, and repeating one, against one that does nothing", 180),
    "gateway": Subject("The gateway beside LiteLLM's and Portkey's", 1500, usual=False),
    "usage": Subject("The ledger of calls against bare rows, and its pages as it grows", 600),
    "jobs": Subject("Background jobs against a bare queue", 180),
    "freshness": Subject("From a text's acceptance to its first search hit", 120),
    "chat": Subject("A chat turn over HTTP", 420),
    "first_words": Subject("The first words of fifty chats at once", 300, usual=False),
    "identity": Subject("Who is calling, and chats under a flood of sign-ins", 900),
    "streams": Subject("Streams: an event, thousands open, stops, long conversations", 600),
    "catalogue": Subject("Importing products against a raw COPY", 300),
    "ingest": Subject("Importing documents with the local model against the bare model", 300),
    "connectors": Subject("Connectors on the shops of their tests", 300),
    "shopify": Subject("Reading a Shopify shop in bulk and within its limits", 300),
    "sources": Subject("A shop read whole, and a change to the answer that shows it", 900),
    "linter": Subject("The linter on shops with known faults and near-misses", 60),
    "footprint": Subject("Start and memory", 300),
    "search": Subject("Search against bare SQL", 900),
    "isolation": Subject("Search and chat with and without row-level security", 600),
    "browsing": Subject("Filters, facets and orders over products", 600),
    "inbox": Subject("Searching conversations by words, against reading every message", 300),
    "exports": Subject("All data of an organization packed for its owner", 600),
    "lint_runs": Subject("A run of the linter over a whole store", 900),
    "large": Subject("A million chunks in fifty stores", 7200, usual=False),
    "peers": Subject("Vector search of heavy peers over the same tenants", 5400, usual=False),
    "understanding": Subject("Questions read against labels, and what reading costs", 120),
    "reranking": Subject("Rerankers, on labelled sets", 1200, usual=False),
    "parsing": Subject("Real files: characters, tables, pages, verdicts", 900, usual=False),
    "lexical": Subject("The leg of words against ts_rank, tantivy and bm25s", 1200, usual=False),
    "difficulty": Subject("Hard questions told from easy ones, on labelled sets", 300, usual=False),
    "grounding": Subject("What bears a sentence out, on labelled claims", 600, usual=False),
    "quality": Subject("Words, meaning and both, on labelled sets", 2400, usual=False),
    "suggestions": Subject("Words near enough to be suggested as synonyms", 120),
    "photos": Subject("Photos that find their products by shape and colour", 600),
    "real_input": Subject("Real files and questions", 900, usual=False),
}
USUAL = tuple(name for name, subject in SUBJECTS.items() if subject.usual)
