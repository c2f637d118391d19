"""Questions whose answers are exact stretches of long texts: measures chunks and search together."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aisle.adapters.embeddings import MiniLmEmbedder
from aisle.adapters.parsers import text
from aisle.knowledge.chunking import ChunkingSettings, chunk
from aisle.knowledge.structure import ParsedDocument
from benchmarks.labelled.sets import LabelledSet
from benchmarks.places import CACHE

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SpanSet:
    """Chunks with the place of each in its corpus, and for each question the corpus and stretches that answer it."""

    chunks: LabelledSet
    places: tuple[tuple[str, Span], ...]
    answers: tuple[tuple[str, tuple[Span, ...]], ...]


def chunking_evaluation(folder: Path, tokens: int = 200) -> SpanSet:
    """Cut the five corpora with the product's own chunker and place each question's answers in the cut text.

    The parser tidies white space, so answers are found again by their other characters; one that the parser's
    text does not hold counts as not found, never as left out.
    """
    corpora = folder / "chunking-evaluation" / "corpora"
    bodies: dict[str, str] = {}
    texts: list[str] = []
    places: list[tuple[str, Span]] = []
    for path in sorted(corpora.glob("*.md")):
        document = text.parse(path.read_bytes(), path.name)
        bodies[path.stem] = document.text
        for embedded, span in pieces_of(document, tokens):
            texts.append(embedded)
            places.append((path.stem, span))
    questions, answers = _questions(folder, {name: Solid(body) for name, body in bodies.items()})
    gains = tuple(touching(places, *answer) for answer in answers)
    documents = tuple(name for name, _ in places)
    chunks = LabelledSet(f"chunking-{tokens}", "en", tuple(texts), questions, gains, documents=documents)
    return SpanSet(chunks, tuple(places), answers)


def pieces_of(document: ParsedDocument, tokens: int) -> Iterator[tuple[str, Span]]:
    """Yield the chunks of a document as they are embedded, each with its place."""
    count = MiniLmEmbedder(CACHE).count_tokens
    for piece in chunk(document, ChunkingSettings(tokens), count):
        yield (f"{piece.context}\n{piece.text}" if piece.context else piece.text), (piece.start, piece.end)


class Solid:
    """A text without its white space, in which stretches are found and told by their place in the text."""

    def __init__(self, body: str) -> None:
        self._places = [at for at, character in enumerate(body) if not character.isspace()]
        self._solid = "".join(body.split())

    def find(self, wanted: str, after: str = "") -> Span:
        """Return where a stretch stands; an empty stretch before the text when it is nowhere.

        after: what stands right before it, where the stretch alone may stand in several places.
        """
        solid, before = "".join(wanted.split()), "".join(after.split())
        at = self._solid.find(before + solid)
        at = at if at < 0 else at + len(before)
        if at < 0:
            return (-len(wanted), 0)
        return (self._places[at], self._places[at + len(solid) - 1] + 1)


def _questions(
    folder: Path, bodies: dict[str, Solid]
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[Span, ...]], ...]]:
    with (folder / "chunking-evaluation" / "questions_df.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    answers = [
        (
            row["corpus_id"],
            tuple(bodies[row["corpus_id"]].find(one["content"]) for one in json.loads(row["references"])),
        )
        for row in rows
    ]
    return tuple(row["question"] for row in rows), tuple(answers)


def touching(places: list[tuple[str, Span]], corpus: str, spans: tuple[Span, ...]) -> dict[int, float]:
    """Return the chunks that hold part of an answer, with the characters they hold as gain."""
    found = {
        at: float(sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in spans))
        for at, (name, (start, end)) in enumerate(places)
        if name == corpus
    }
    return {at: gain for at, gain in found.items() if gain > 0}


def span_recall(data: SpanSet, ranked: list[list[int]], first: int = 5) -> tuple[float, float]:
    """Return recall and precision by characters of the first chunks, averaged over questions."""
    recalls, precisions = [], []
    for (corpus, spans), order in zip(data.answers, ranked, strict=True):
        wanted = {at for begin, stop in spans for at in range(begin, stop)}
        shown = [data.places[at] for at in order[:first]]
        found = {at for name, (start, end) in shown if name == corpus for at in range(start, end)}
        recalls.append(len(wanted & found) / len(wanted))
        read = sum(end - start for _, (start, end) in shown)
        precisions.append(len(wanted & found) / read if read else 0.0)
    return sum(recalls) / len(recalls), sum(precisions) / len(precisions)
