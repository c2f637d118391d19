"""Measures the leg of words in a store of many products beside others: against ts_rank, tantivy and bm25s.

tantivy and bm25s take part where they can be imported; an environment of their own with this folder on its path will do.
Each side answers the same questions in turn with its 50 best. Ours runs as the application does, under row-level
security; `ts_rank` runs bare, without it; the other two search memory-mapped files and memory, for one tenant.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from aisle.catalog import service as catalog
from aisle.retrieval import repository, versions
from aisle.retrieval.lexical.leg import WordQuery, read_words
from aisle.retrieval.lexical.lexicon import encode_lexicon
from aisle.retrieval.lexical.reader import LexicalReader
from aisle.retrieval.postings import IndexedItem, encode_segment
from benchmarks.corpus import Corpus
from benchmarks.cpu import Meter
from benchmarks.figures import percentile, progress, report, spread_of
from benchmarks.installation import Installation, installation, new_store, scope_of
from benchmarks.labelled.home_depot import home_depot
from benchmarks.labelled.sets import data_dir
from benchmarks.scale import Scale
from benchmarks.seeding import plant_products

BEST = 50
SEGMENTS = 8  # as many as merging leaves
WORDS_OF_LONG = 7
TITLES_OF_A_BODY = 3
ROUNDS = 3
SLOW_QUESTIONS = 10  # ts_rank reads every row that has any of the words


@dataclass(frozen=True, slots=True)
class Sizes:
    """Products of the store, of those beside it, and questions of a round."""

    products: int
    beside: tuple[int, ...]
    questions: int


SIZES = {
    Scale.TOY: Sizes(300, (50,), 6),
    Scale.QUICK: Sizes(20_000, (2_000, 500), 40),
    Scale.FULL: Sizes(200_000, (4_000, 2_500, 1_000), 100),
}
Answer = Callable[[str], Awaitable[Any]]


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation() as place:
        asyncio.run(_measure(place, SIZES[scale]))


async def _measure(place: Installation, sizes: Sizes) -> None:
    titles, questions = _texts(sizes)
    products = _products(titles)
    async with place.parts() as parts, place.parts("worker") as worker, place.admin() as admin:
        for count in sizes.beside:
            await _fill(worker, await new_store(worker, f"Beside {count}"), products[:count])
        store = await new_store(worker, "Measured")
        progress(f"a store of {len(titles)} products")
        await _write(place, worker, store, products)
        bench = Bench(place, parts, admin, store, products)
        await bench.prepare(sizes.beside)
        for kind, asked in questions.items():
            await bench.compare(kind, asked)
        await bench.memory()
        await _sku(admin, parts, store, len(titles))


def _texts(sizes: Sizes) -> tuple[list[str], dict[str, list[str]]]:
    """Return titles and questions: real ones, mixed to as many as are needed, or made ones where there are none."""
    folder, dice = data_dir(), random.Random(3)
    if folder is None:
        corpus = Corpus()
        words, _ = corpus.texts(sizes.products, seed=5)
        titles = [" ".join(row[:12]) for row in words]
        short = [" ".join(dice.sample(dice.choice(titles).split(), 3)) for _ in range(sizes.questions)]
    else:
        data = home_depot(folder)
        titles = _mixed(list(data.texts), sizes.products, dice)
        short = dice.sample(list(data.queries), min(sizes.questions, len(data.queries)))
    long = [
        " ".join(dice.sample(words, min(WORDS_OF_LONG, len(words))))
        for words in _word_lists(titles, sizes, dice)
    ]
    return titles, {"shoppers' words": short, f"{WORDS_OF_LONG} words of a title": long}


def _word_lists(titles: Sequence[str], sizes: Sizes, dice: random.Random) -> list[list[str]]:
    lists = [
        [word for word in title.split() if word.isalpha()]
        for title in dice.sample(list(titles), min(len(titles), 5 * sizes.questions))
    ]
    return [words for words in lists if len(words) >= 4][: sizes.questions]


def _mixed(titles: Sequence[str], count: int, dice: random.Random) -> list[str]:
    """Return so many titles; beyond the real ones, halves of two are put together."""
    found = list(titles[:count])
    while len(found) < count:
        left, right = dice.choice(titles).split(), dice.choice(titles).split()
        found.append(" ".join([*left[: len(left) // 2 + 1], *right[len(right) // 2 :]]))
    return found


def _products(titles: Sequence[str]) -> list[tuple[str, str]]:
    """Give each title a description: the words of others, about as many as a short description has."""
    dice = random.Random(9)
    return [(title, " ".join(dice.choice(titles) for _ in range(TITLES_OF_A_BODY))) for title in titles]


async def _write(place: Installation, worker: Any, store: Any, products: Sequence[tuple[str, str]]) -> None:
    """Write the store's segments by the product's own way and report what that takes."""
    meter = place.meter()
    begun, cpu, own = time.perf_counter(), meter.read(), time.process_time()
    await _fill(worker, store, products)
    spent, database = time.process_time() - own, meter.read() - cpu
    note = f"{time.perf_counter() - begun:.0f} s in all; analysis and encoding {spent:.0f} s, database {database:.0f} s"
    speed = len(products) / (spent + database)
    report("written", speed, "products a CPU-second", size=f"{len(products)} products", note=note)


async def _fill(worker: Any, store: Any, products: Sequence[tuple[str, str]]) -> None:
    size = -(-len(products) // SEGMENTS)
    for number, start in enumerate(range(0, len(products), size)):
        items = (
            IndexedItem(start + at, {"title": title, "body": body}, "en")
            for at, (title, body) in enumerate(products[start : start + size])
        )
        segment = encode_segment(items)
        async with worker.database.open_scope(scope_of(store)) as session:
            version = await versions.get_live(session)
            totals = (segment.doc_count, segment.total_length, segment.terms, encode_lexicon(segment.words))
            await repository.insert_segment(session, version.id, number, *totals)


class Bench:
    """The sides, over one store."""

    def __init__(
        self, place: Installation, parts: Any, admin: Any, store: Any, products: Sequence[tuple[str, str]]
    ) -> None:
        self._meter: Meter = place.meter()
        self._parts, self._admin, self._store = parts, admin, store
        self._texts = [f"{title} {body}" for title, body in products]
        self._reader = LexicalReader()
        self._peers: dict[str, Callable[[str], Any]] = {}

    async def prepare(self, beside: Sequence[int]) -> None:
        """Build what the other sides search."""
        await self._admin.execute("ANALYZE index_posting, index_segment")
        await self._admin.execute("CREATE TABLE bench_title (store_id uuid, n int, words tsvector)")
        for store_id, count in [(self._store.id, len(self._texts)), *((None, count) for count in beside)]:
            await self._admin.executemany(
                "INSERT INTO bench_title VALUES ($1, $2, to_tsvector('english', $3))",
                [(store_id, n, text) for n, text in enumerate(self._texts[:count])],
            )
        await self._admin.execute("CREATE INDEX ON bench_title USING gin (words)")
        await self._admin.execute("ANALYZE bench_title")
        for name, make in (("tantivy", _tantivy), ("bm25s", _bm25s)):
            try:
                self._peers[name] = make(self._texts)
            except ImportError:
                progress(f"{name} is not installed here: left out")

    async def compare(self, kind: str, questions: Sequence[str]) -> None:
        """Report each side's time for questions of one kind."""
        await self._ask_all(self._ours(self._reader), questions)
        sides: dict[str, Answer] = {"warm": self._ours(self._reader), "cold": self._ours(None)}
        sides |= {name: _plain(ask) for name, ask in self._peers.items()}
        times: dict[str, list[list[float]]] = {name: [] for name in sides}
        costs: dict[str, list[float]] = {name: [] for name in sides}
        for _ in range(ROUNDS):
            for name, ask in sides.items():
                cpu = self._cpu()
                times[name].append(await self._ask_all(ask, questions))
                costs[name].append((self._cpu() - cpu) / len(questions) * 1e3)
        cost = median(costs["warm"])
        for name, rounds in times.items():
            _report(kind, name, rounds, median(costs[name]), cost)
        await self._compare_ts_rank(kind, questions[:SLOW_QUESTIONS])

    async def _compare_ts_rank(self, kind: str, questions: Sequence[str]) -> None:
        before = self._cpu()
        times = await self._ask_all(self._ts_rank, questions)
        between = self._cpu()
        await self._ask_all(self._ours(self._reader), questions)
        ours = self._cpu() - between
        report(
            f"{kind}: ts_rank over OR, bare",
            (between - before) / len(questions) * 1e3,
            "CPU-ms a question",
            peer=f"ours, warm, same questions: {ours / len(questions) * 1e3:.2f}",
            ratio=(between - before) / ours,
            size=f"{len(questions)} questions",
            note=f"p50 {median(times):.0f} ms; goal: at least 50 times ours",
        )

    async def memory(self) -> None:
        """Report what is held in memory and on disk."""
        held = self._reader.bytes
        report(
            "held by a process after these questions",
            held / 2**20,
            "MB",
            note="postings and lexicons; bounded to 128",
        )
        for table in ("index_posting", "index_segment"):
            size = await self._admin.fetchval(f"SELECT pg_total_relation_size('{table}')")
            report(
                f"{table} on disk",
                size / 2**20,
                "MB",
                size=f"{len(self._texts)} products and the stores beside",
            )

    def _ours(self, reader: LexicalReader | None) -> Answer:
        async def ask(question: str) -> Any:
            async with self._parts.database.open_scope(scope_of(self._store), one_view=True) as session:
                version = await versions.get_live(session)
                query = WordQuery(question, "en", ("en",))
                words = await read_words(session, version.id, query, reader or LexicalReader())
            return words.best(BEST) if words else None

        return ask

    async def _ts_rank(self, question: str) -> Any:
        return await self._admin.fetch(
            "WITH q AS (SELECT replace(plainto_tsquery('english', $2)::text, '&', '|')::tsquery AS any)"
            " SELECT n, ts_rank(words, q.any) AS score FROM bench_title, q WHERE store_id = $1 AND words @@ q.any"
            f" ORDER BY score DESC LIMIT {BEST}",
            self._store.id,
            question,
        )

    def _cpu(self) -> float:
        """Return the processor time of the database and of this process, which holds everything else."""
        return self._meter.read() + time.process_time()

    async def _ask_all(self, ask: Answer, questions: Sequence[str]) -> list[float]:
        times = []
        for question in questions:
            begun = time.perf_counter()
            await ask(question)
            times.append((time.perf_counter() - begun) * 1e3)
        return times


def _plain(ask: Callable[[str], Any]) -> Answer:
    async def answer(question: str) -> Any:
        return ask(question)

    return answer


def _report(kind: str, name: str, rounds: list[list[float]], cost: float, warm: float) -> None:
    times = [one for round_ in rounds for one in round_]
    report(
        f"{kind}: {'ours, ' if name in ('warm', 'cold') else ''}{name}",
        cost,
        "CPU-ms a question",
        peer="ours, warm" if name != "warm" else "",
        ratio=cost / warm if name != "warm" else None,
        spread=spread_of([median(round_) for round_ in rounds]),
        size=f"{len(rounds[0])} questions",
        note=f"wall clock p50 {median(times):.2f} ms, p95 {percentile(times, 95):.2f} ms; spread: p50 of the rounds",
    )


def _tantivy(titles: Sequence[str]) -> Callable[[str], Any]:
    """Index titles with English stems; returns how to ask for any of a question's words."""
    tantivy = import_module("tantivy")
    schema = (
        tantivy.SchemaBuilder()
        .add_text_field("title", tokenizer_name="en_stem")
        .add_unsigned_field("n", stored=True)
        .build()
    )
    folder = tempfile.mkdtemp(prefix="tantivy-")
    index = tantivy.Index(schema, path=folder)
    begun = time.process_time()
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for n, title in enumerate(titles):
        writer.add_document(tantivy.Document(title=title, n=n))
    writer.commit()
    writer.wait_merging_threads()
    spent = time.process_time() - begun
    bytes_ = sum(file.stat().st_size for file in Path(folder).iterdir())
    report(
        "written by tantivy",
        len(titles) / spent,
        "products a CPU-second",
        note=f"{bytes_ / 2**20:.0f} MB on disk",
    )
    index.reload()
    searcher = index.searcher()

    def ask(question: str) -> Any:
        words = "".join(letter if letter.isalnum() else " " for letter in question)
        return searcher.search(index.parse_query(words.lower(), ["title"]), BEST)

    return ask


def _bm25s(titles: Sequence[str]) -> Callable[[str], Any]:
    """Index titles in memory; returns how to ask."""
    bm25s = import_module("bm25s")
    begun = time.process_time()
    index = bm25s.BM25(method="lucene")
    index.index(bm25s.tokenize(list(titles), show_progress=False), show_progress=False)
    spent = time.process_time() - begun
    report("written by bm25s", len(titles) / spent, "products a CPU-second")

    def ask(question: str) -> Any:
        return index.retrieve(bm25s.tokenize(question, show_progress=False), k=BEST, show_progress=False)

    return ask


async def _sku(admin: Any, parts: Any, store: Any, products: int) -> None:
    """Report what finding one SKU takes, as a statement and as a call."""
    await plant_products(admin, store, products)
    keys = [
        f"ab{number:06d}" for number in random.Random(1).sample(range(1, products + 1), min(200, products))
    ]
    calls = []
    async with parts.database.open_scope(scope_of(store)) as session:
        for key in keys:
            begun = time.perf_counter()
            assert await catalog.find_by_identifiers(session, [key])
            calls.append((time.perf_counter() - begun) * 1e3)
    note = "goal: at most 0.3 ms; with the way to the database and back, under row-level security"
    report("an exact SKU, as a statement, p50", median(calls), "ms", size=f"{products} products", note=note)
